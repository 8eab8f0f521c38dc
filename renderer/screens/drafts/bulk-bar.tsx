import { Button } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconCopy, IconTrash, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { Shelf } from '#shared/posts/post-search.ts';
import { duplicate, toPosts } from '../../state/act-on-posts.ts';
import { t } from '../../text/t.ts';
import { LabelPicker } from '../../ui/label-picker.tsx';
import styles from './bulk-bar.module.css';

interface Props {
  readonly chosen: readonly PostView[];
  readonly shelf: Shelf;
  readonly onClear: () => void;
}

/** What can be done with all that are chosen at once. */
export function BulkBar({ chosen, shelf, onClear }: Props): ReactNode {
  const posts = chosen.map((view) => view.post.id);
  const used = [...new Set(chosen.flatMap((view) => view.labels))];
  const all = used.filter((label) => chosen.every((view) => view.labels.includes(label)));
  const run = (work: Promise<void>): void => void work.then(onClear);
  return (
    <section className={styles.bar} aria-label={t.drafts.chosen(chosen.length)}>
      <span className={styles.count} role="status">
        {t.drafts.chosen(chosen.length)}
      </span>
      <LabelPicker all={all} some={used} posts={posts} />
      <Act icon={<IconCopy size={16} aria-hidden />} words={t.composer.duplicate} run={() => run(duplicate(posts))} />
      {shelf === 'desk' && (
        <Act
          icon={<IconArchive size={16} aria-hidden />}
          words={t.composer.archive}
          run={() => run(toPosts('post.archive', posts))}
        />
      )}
      {shelf === 'archive' && (
        <Act
          icon={<IconArrowBackUp size={16} aria-hidden />}
          words={t.composer.unarchive}
          run={() => run(toPosts('post.unarchive', posts))}
        />
      )}
      {shelf === 'bin' ? (
        <Act
          icon={<IconArrowBackUp size={16} aria-hidden />}
          words={t.drafts.restore}
          run={() => run(toPosts('post.restore', posts))}
        />
      ) : (
        <Act
          icon={<IconTrash size={16} aria-hidden />}
          words={t.drafts.delete}
          run={() => run(toPosts('post.delete', posts))}
        />
      )}
      <Act icon={<IconX size={16} aria-hidden />} words={t.drafts.chooseNone} run={onClear} />
    </section>
  );
}

interface ActProps {
  readonly icon: ReactNode;
  readonly words: string;
  readonly run: () => void;
}

function Act({ icon, words, run }: ActProps): ReactNode {
  return (
    <Button variant="subtle" color="gray" leftSection={icon} onClick={run}>
      {words}
    </Button>
  );
}
