import { Button, Modal, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory, IconTrash, IconX } from '@tabler/icons-react';
import { useCallback, useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { Post } from '#shared/posts/post.ts';
import { progressOf } from '#shared/posts/post-progress.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { FailureNotice } from '../../failures/failure-notice.tsx';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { readPosts, usePosts } from '../../state/posts.store.ts';
import { go, show, useRoute, type Route } from '../../state/route.store.ts';
import { changePost } from '../../state/send-command.ts';
import { workspaceNow } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PROGRESS_LOOKS, StateMark } from '../../ui/state-mark.tsx';
import { useKept } from '../../ui/use-kept.ts';
import { useEscape } from '../../ui/use-escape.ts';
import { PostActions } from './post-actions.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import { lastChannels } from './last-channels.ts';
import { SavedMark } from './saved-mark.tsx';
import { SentPost } from './sent-post.tsx';
import { shownPost, useWriting } from './use-writing.ts';
import { unwritten, type Writing } from './writing.ts';
import { everyWord } from './written-post.ts';
import { WritingDesk } from './writing-desk.tsx';
import styles from './composer.module.css';

type ComposerRoute = Extract<Route, { screen: 'composer' }>;

/** One post: being written, or, once it has gone out, with its proof. */
export function Composer({ route }: { readonly route: ComposerRoute }): ReactNode {
  // It is new after every save, in the middle of typing: what is drawn of it gives way to the next key.
  const view = useDeferredValue(usePosts((state) => state.byId.get(route.post)));
  const [isMissing, setMissing] = useState(false);
  const [fresh] = useState(() => (route.isNew ? blank(route) : undefined));
  const start = view?.post ?? fresh;

  useEffect(() => {
    if (route.isNew) return;
    readPosts([route.post]).then(() => setMissing(!usePosts.getState().byId.has(route.post)), showFailure);
  }, [route]);

  if (isMissing) return <Gone />;
  if (start === undefined) return <Skeleton m="lg" h={320} />;
  return <OpenPost start={start} view={view} at={route.at} />;
}

const NONE: PostView['publications'] = [];

interface OpenProps {
  /** What writing begins with; what comes later comes as facts. */
  readonly start: Post;
  readonly view: PostView | undefined;
  readonly at: PlannedTime | undefined;
}

function OpenPost({ start, view, at }: OpenProps): ReactNode {
  const [isLost, setLost] = useState(false);
  const [isHistory, history] = useDisclosure(false);
  const mayLeave = useCallback(async (writing: Writing) => {
    const isSaved = await writing.flush();
    if (!isSaved) setLost(true);
    return isSaved;
  }, []);
  const written = useWriting(start, mayLeave);
  const { post, writing } = written;
  const publications = useKept(view?.publications ?? NONE, isSameToTheLetter);
  const progress = progressOf(
    post,
    publications.map((one) => one.state),
  );
  const isReadOnly = isOver(post, publications);
  const failure = useStore(writing.store, (state) => state.failure);

  useEscape(close);

  const title = post.version === 0 ? t.composer.new : t.composer.title;

  return (
    <section className={styles.composer} aria-label={title}>
      <h1 className="screen-reader-only">{title}</h1>
      <header className={styles.head}>
        <Button variant="subtle" color="gray" leftSection={<IconX size={18} aria-hidden />} onClick={close}>
          {t.app.close}
        </Button>
        <div className={styles.headState}>
          {post.template === undefined && <StateMark look={PROGRESS_LOOKS[progress]} />}
          {post.template !== undefined && (
            <span className={styles.kind}>{`${t.composer.isTemplate}: ${post.template}`}</span>
          )}
          {post.archivedAt !== undefined && <span className={styles.kind}>{t.composer.isArchived}</span>}
          {!isReadOnly && <SavedMark store={writing.store} retry={() => void writing.flush()} />}
        </div>
        <div className={styles.headActions}>
          {post.version > 0 && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconHistory size={18} aria-hidden />}
              onClick={history.open}
            >
              {t.composer.history}
            </Button>
          )}
          {post.version > 0 && post.deletedAt === undefined && <PostActions post={post} progress={progress} />}
          {post.version > 0 && post.deletedAt === undefined && progress !== 'sending' && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={() => void remove(writing)}
            >
              {t.composer.delete}
            </Button>
          )}
          {post.deletedAt !== undefined && (
            <Button variant="light" onClick={() => void writing.change({ kind: 'post.restore', post: post.id })}>
              {t.composer.restore}
            </Button>
          )}
        </div>
      </header>
      {isReadOnly ? (
        <SentPost post={post} publications={publications} />
      ) : (
        <WritingDesk written={written} publications={publications} at={at} />
      )}
      <HistoryDrawer post={post} isOpen={isHistory} onClose={history.close} isReadOnly={isReadOnly} writing={writing} />
      <Modal opened={isLost} onClose={() => setLost(false)} title={t.composer.leaveTitle}>
        <p className={styles.lostText}>{t.composer.leaveText}</p>
        {failure && <FailureNotice failure={failure} withoutAction />}
        <div className={styles.lostActions}>
          <Button variant="default" onClick={() => void copyAndLeave(writing)}>
            {t.composer.leaveCopy}
          </Button>
          <Button onClick={() => setLost(false)} data-autofocus>
            {t.composer.leaveStay}
          </Button>
        </div>
      </Modal>
    </section>
  );
}

function isSameToTheLetter(before: object, now: object): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

function Gone(): ReactNode {
  return (
    <EmptyState icon={<IconTrash size={24} />} text={t.progress.deleted}>
      <Button onClick={() => close()}>{t.app.close}</Button>
    </EmptyState>
  );
}

function blank(route: ComposerRoute): Post {
  const { id, overdue } = workspaceNow();
  const post = unwritten(route.post, id, lastChannels(useChannels.getState().all), overdue, Date.now());
  return { ...post, segments: post.segments.map((part) => ({ ...part, media: [...(route.media ?? [])] })) };
}

/** Nothing may change any more, or not right now. */
function isOver(post: Post, publications: PostView['publications']): boolean {
  if (post.deletedAt !== undefined || post.archivedAt !== undefined) return true;
  if (publications.some((one) => one.state === 'publishing' || one.state === 'processing')) return true;
  return (
    publications.length > 0 &&
    publications.every((one) => ['published', 'handed-over', 'unconfirmed'].includes(one.state))
  );
}

function close(): void {
  void go(useRoute.getState().from);
}

async function remove(writing: Writing): Promise<void> {
  const { id, plan } = writing.store.getState().post;
  const before = await writing.changeFrom({ kind: 'post.delete', post: id });
  if (before === undefined) return;
  show(useRoute.getState().from);
  showUndo(id, t.composer.deleted, async () => {
    await changePost({ kind: 'post.restore', post: id });
    // The bin takes the time off a post; the version before it brings that back.
    if (plan.kind === 'at') await changePost({ kind: 'post.revert', post: id, version: before });
  });
}

async function copyAndLeave(writing: Writing): Promise<void> {
  await navigator.clipboard.writeText(everyWord(shownPost(writing)).join('\n\n'));
  show(useRoute.getState().from);
}
