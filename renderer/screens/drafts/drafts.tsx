import { Button, SegmentedControl, Skeleton, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconNotes, IconTrash } from '@tabler/icons-react';
import { memo, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { showFailure, showSuccess } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { readDeleted, readDrafts, usePosts } from '../../state/posts.store.ts';
import { openPost, startPost } from '../../state/route.store.ts';
import { changePost } from '../../state/send-command.ts';
import { t } from '../../text/en.ts';
import { fromNow } from '../../text/moments.ts';
import { ChannelAvatar } from '../../ui/channel-avatar.tsx';
import { CsvMenu } from '../../ui/csv-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useTicking } from '../../ui/use-ticking.ts';
import styles from './drafts.module.css';

type Shelf = 'drafts' | 'bin';

/** What is written and not planned, and what was thrown away. */
export function Drafts(): ReactNode {
  const [shelf, setShelf] = useState<Shelf>('drafts');
  const byId = usePosts((state) => state.byId);
  const isRead = usePosts((state) => (shelf === 'drafts' ? state.hasDrafts : state.hasDeleted));
  const shown = useMemo(() => onShelf([...byId.values()], shelf), [byId, shelf]);

  useEffect(() => {
    (shelf === 'drafts' ? readDrafts() : readDeleted()).catch(showFailure);
  }, [shelf]);

  return (
    <Screen
      title={t.drafts.title}
      actions={
        <>
          <SegmentedControl
            aria-label={t.drafts.which}
            value={shelf}
            onChange={(value) => setShelf(value === 'bin' ? 'bin' : 'drafts')}
            data={[
              { value: 'drafts', label: t.drafts.drafts },
              { value: 'bin', label: t.drafts.bin },
            ]}
          />
          <CsvMenu />
        </>
      }
    >
      {!isRead && <Skeleton h={240} />}
      {isRead && shown.length === 0 && <Empty shelf={shelf} />}
      {isRead && shown.length > 0 && (
        <ul className={styles.rows}>
          {shown.map((view) => (
            <Row key={view.post.id} view={view} />
          ))}
        </ul>
      )}
    </Screen>
  );
}

function Empty({ shelf }: { readonly shelf: Shelf }): ReactNode {
  if (shelf === 'bin') return <EmptyState icon={<IconTrash size={24} />} text={t.drafts.emptyBin} />;
  return (
    <EmptyState icon={<IconNotes size={24} />} text={t.drafts.empty}>
      <Button onClick={() => startPost()}>{t.app.newPost}</Button>
    </EmptyState>
  );
}

const Row = memo(function Row({ view: { post } }: { readonly view: PostView }): ReactNode {
  const byId = useChannels((state) => state.byId);
  const { deletedAt, updatedAt } = post;
  const when = useTicking((now) => {
    return deletedAt === undefined
      ? t.drafts.edited(fromNow(updatedAt, now))
      : t.drafts.deletedAt(fromNow(deletedAt, now));
  });
  const excerpt = excerptOf(post.segments, 200);
  const said = excerpt === '' ? t.drafts.noWords : excerpt;
  return (
    <li className={styles.row}>
      <UnstyledButton className={styles.what} onClick={() => openPost(post.id)}>
        <span className={styles.excerpt} data-empty={excerpt === ''}>
          {said}
        </span>
        <span className={styles.soft}>{when}</span>
      </UnstyledButton>
      <span className={styles.faces}>
        {post.channels.slice(0, 4).map((id) => {
          const channel = byId.get(id);
          return channel && <ChannelAvatar key={id} channel={channel} size={28} />;
        })}
      </span>
      {deletedAt !== undefined && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => void restore(post.id)}
        >
          {t.drafts.restore}
        </Button>
      )}
    </li>
  );
});

function onShelf(views: readonly PostView[], shelf: Shelf): readonly PostView[] {
  if (shelf === 'bin') {
    return views
      .filter(({ post }) => post.deletedAt !== undefined)
      .toSorted((a, b) => (b.post.deletedAt ?? 0) - (a.post.deletedAt ?? 0));
  }
  return views
    .filter(({ post }) => post.deletedAt === undefined && post.plan.kind === 'none')
    .toSorted((a, b) => b.post.updatedAt - a.post.updatedAt);
}

async function restore(post: PostView['post']['id']): Promise<void> {
  try {
    await changePost({ kind: 'post.restore', post });
    showSuccess(t.composer.restored);
  } catch (thrown) {
    showFailure(thrown, { post });
  }
}
