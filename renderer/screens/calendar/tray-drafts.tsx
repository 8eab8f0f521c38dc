import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { excerptOf, type Post } from '#shared/posts/post.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { useChannels } from '../../state/channels.store.ts';
import { keepPosts, usePosts } from '../../state/posts.store.ts';
import { t } from '../../text/t.ts';
import { LabelDots } from '../../ui/label-mark.tsx';
import { NetworkMark } from '../../ui/network-mark.tsx';
import { planDraft } from './change-plan.ts';
import { PlanButton } from './plan-button.tsx';
import styles from './tray.module.css';

/** As many as are read at once. */
const PAGE = 30;
const TYPING_MS = 150;

/** Drafts, those that changed last first, or those that have the words one looks for. */
export function TrayDrafts(): ReactNode {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, TYPING_MS);
  const { drafts, hasMore, isRead, more } = useFoundDrafts(asked);
  return (
    <>
      <TextInput
        dir="auto"
        aria-label={t.calendar.searchDrafts}
        placeholder={t.calendar.searchDrafts}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={styles.hint}>{t.calendar.dragHint}</p>
      <ul className={styles.list}>
        {drafts.map((view) => (
          <Draft key={view.post.id} view={view} />
        ))}
        {isRead && drafts.length === 0 && (
          <li className={styles.none}>{asked.trim() === '' ? t.calendar.noDrafts : t.calendar.noDraftsFound}</li>
        )}
        {hasMore && (
          <li>
            <Button fullWidth variant="subtle" onClick={more}>
              {t.app.showMore}
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}

interface FoundDrafts {
  readonly drafts: readonly PostView[];
  readonly hasMore: boolean;
  readonly isRead: boolean;
  readonly more: () => void;
}

/** What was found, as it is now: a draft that is planned leaves, one that comes back or is written is looked for again. */
function useFoundDrafts(text: string): FoundDrafts {
  const [found, setFound] = useState<{ ids: readonly PostId[]; hasMore: boolean }>();
  const [count, setCount] = useState(PAGE);
  const byId = usePosts((state) => state.byId);
  const waiting = usePosts(countOfDrafts);
  useEffect(() => {
    let isOver = false;
    findDrafts(text, count).then((answer) => !isOver && setFound(answer), showFailure);
    return () => void (isOver = true);
  }, [text, count, waiting]);
  const drafts = (found?.ids ?? []).flatMap((id) => byId.get(id) ?? []).filter(({ post }) => isDraft(post));
  return {
    drafts,
    hasMore: found?.hasMore === true,
    isRead: found !== undefined,
    more: () => setCount(count + PAGE),
  };
}

async function findDrafts(text: string, count: number): Promise<{ ids: readonly PostId[]; hasMore: boolean }> {
  const filter = { shelves: ['desk' as const], progress: ['draft' as const], stages: [], channels: [], labels: [] };
  const ids: PostId[] = [];
  let hasMore = false;
  for (let offset = 0; offset < count; offset += PAGE) {
    const answer = await call('posts.search', { text, filter, limit: PAGE, offset });
    keepPosts(answer.hits.map((hit) => hit.view));
    ids.push(...answer.hits.map((hit) => hit.view.post.id));
    ({ hasMore } = answer);
    if (!hasMore) break;
  }
  return { ids, hasMore };
}

function countOfDrafts({ byId }: { readonly byId: ReadonlyMap<PostId, PostView> }): number {
  let count = 0;
  for (const { post } of byId.values()) if (isDraft(post)) count += 1;
  return count;
}

function isDraft({ plan, deletedAt, archivedAt, template }: Post): boolean {
  return plan.kind === 'none' && deletedAt === undefined && archivedAt === undefined && template === undefined;
}

function Draft({ view }: { readonly view: PostView }): ReactNode {
  const { post } = view;
  const channels = useChannels((state) => state.byId);
  const words = excerptOf(post.segments, 140) || t.calendar.noWords;
  const files = post.segments.reduce((sum, part) => sum + part.media.length, 0);
  const platforms = [...new Set(post.channels.flatMap((id) => channels.get(id)?.platform ?? []))];
  return (
    <li
      className={styles.draft}
      data-draft={post.id}
      data-channels={post.channels.join(' ')}
      data-words={words.slice(0, 80)}
    >
      <p className={styles.words} dir="auto">
        {words}
      </p>
      <div className={styles.about}>
        <span className={styles.marks}>
          {platforms.map((platform) => (
            <NetworkMark key={platform} platform={platform} size={14} />
          ))}
          {platforms.length === 0 && t.calendar.nowhere}
        </span>
        <LabelDots ids={view.labels} />
        {files > 0 && <span>{t.media.files(files)}</span>}
        <PlanButton
          name={t.calendar.planOn(words.slice(0, 40))}
          submit={t.calendar.planThere}
          onPlan={(planned) => void planDraft(post.id, planned)}
        />
      </div>
    </li>
  );
}
