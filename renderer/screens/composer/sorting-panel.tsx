import { Select } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { STAGES, type Stage } from '#shared/posts/stage.ts';
import { usePosts } from '../../state/posts.store.ts';
import { t } from '../../text/t.ts';
import { LabelMarks } from '../../ui/label-mark.tsx';
import { LabelPicker } from '../../ui/label-picker.tsx';
import type { Written } from './use-writing.ts';
import type { Writing } from './writing.ts';
import styles from './sorting-panel.module.css';

const NONE: readonly never[] = [];

/** How far the post is, and its labels. */
export const SortingPanel = memo(function SortingPanel({ written }: { readonly written: Written }): ReactNode {
  const { writing, post } = written;
  const labels = usePosts((state) => state.byId.get(post.id)?.labels) ?? NONE;
  const setStage = (stage: Stage): void => void writing.change({ kind: 'post.set-stage', post: post.id, stage });
  return (
    <section className={styles.panel} aria-label={t.composer.sorting}>
      <Select
        label={t.stage.title}
        value={post.stage}
        allowDeselect={false}
        data={STAGES.map((value) => ({ value, label: t.stage[value] }))}
        onChange={(value) => value !== null && setStage(value)}
      />
      <div className={styles.labels}>
        <LabelPicker all={labels} posts={[post.id]} before={() => isThere(writing)} />
        <LabelMarks ids={labels} />
      </div>
    </section>
  );
});

/** A post begins to exist with its first change; to say again how far it is changes nothing else. */
async function isThere(writing: Writing): Promise<boolean> {
  const { version, id, stage } = writing.store.getState().post;
  return version > 0 || writing.change({ kind: 'post.set-stage', post: id, stage });
}
