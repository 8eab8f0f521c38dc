import type { MediaId, PostId } from '#shared/ids.ts';
import type { FileUses } from '#shared/media/shelf.ts';
import { showFailure, showProblem, showUndo } from '../../failures/show-notice.tsx';
import { call } from '../../ipc.ts';
import { openPost } from '../../state/route.store.ts';
import { filterShelf, useShelf } from '../../state/shelf.store.ts';
import { t } from '../../text/t.ts';

const AT_ONCE = 1000;

/**
 * Takes files off the shelf. What something needs stays, and the notice says what that is. The rest is hidden, and gone
 * for good when it cannot be taken back any more; until then a window that closes leaves it as it was.
 */
export async function removeFiles(ids: readonly MediaId[]): Promise<void> {
  const uses = (await inParts(ids, (some) => call('media.uses', { ids: some }))).flat();
  const needed = new Set(uses.map((one) => one.media));
  const going = ids.filter((id) => !needed.has(id));
  if (uses.length > 0) sayWhatStays(uses);
  if (going.length === 0) return;
  await hide(going);
  showUndo(
    'media',
    t.media.removed(going.length),
    () => showAgain(going),
    () => void removeForGood(going).catch(showFailure),
  );
}

async function removeForGood(ids: readonly MediaId[]): Promise<void> {
  try {
    await inParts(ids, (some) => call('media.removeUnused', { ids: some }));
  } finally {
    await showAgain(ids);
  }
}

function hide(ids: readonly MediaId[]): Promise<void> {
  const { without } = useShelf.getState().filter;
  return filterShelf({ without: [...without, ...ids] });
}

function showAgain(ids: readonly MediaId[]): Promise<void> {
  const back = new Set(ids);
  const { without } = useShelf.getState().filter;
  return filterShelf({ without: without.filter((id) => !back.has(id)) });
}

function sayWhatStays(uses: readonly FileUses[]): void {
  const [first] = uses;
  if (first === undefined) return;
  const one = t.media.stays(first.name, whyOf(first));
  const post = first.posts[0]?.post;
  showProblem(undefined, uses.length === 1 ? one : t.media.stayMany(uses.length, one), {
    id: 'media-stays',
    ...(post && { action: openAction(post) }),
  });
}

function openAction(post: PostId): { label: string; run: () => void } {
  return { label: t.offer.openPost, run: () => openPost(post) };
}

function whyOf({ posts, postCount, isPublic }: FileUses): string {
  const [post] = posts;
  if (postCount > 1) return t.media.whyPosts(postCount);
  if (post !== undefined) return t.media.whyPost(post.excerpt === '' ? t.media.noWords : post.excerpt);
  return isPublic ? t.media.whyPublic : t.media.whyHistory;
}

async function inParts<T>(ids: readonly MediaId[], ask: (some: MediaId[]) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    answers.push(await ask(ids.slice(start, start + AT_ONCE)));
  }
  return answers;
}
