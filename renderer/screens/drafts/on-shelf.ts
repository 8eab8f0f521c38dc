import { LOCALE } from '../../text/moments.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { Shelf } from '#shared/posts/post-search.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { STAGES } from '#shared/posts/stage.ts';

export type SortKey = 'text' | 'stage' | 'edited';

export interface Sorting {
  readonly by: SortKey;
  readonly isUp: boolean;
}

/** What lies on a shelf, the newest there first. */
export function onShelf(views: Iterable<PostView>, shelf: Shelf): readonly PostView[] {
  return [...views].filter(({ post }) => shelfOf(post) === shelf).toSorted((a, b) => placedAt(b) - placedAt(a));
}

function shelfOf(post: PostView['post']): Shelf | undefined {
  if (post.emptiedAt !== undefined) return undefined;
  if (post.deletedAt !== undefined) return 'bin';
  if (post.template !== undefined) return 'templates';
  if (post.archivedAt !== undefined) return 'archive';
  return post.plan.kind === 'none' ? 'desk' : undefined;
}

/** When it came to where it lies, UTC ms. */
export function placedAt({ post }: PostView): number {
  return post.deletedAt ?? post.archivedAt ?? post.updatedAt;
}

export function sorted(views: readonly PostView[], { by, isUp }: Sorting): readonly PostView[] {
  const sign = isUp ? 1 : -1;
  return views.toSorted((a, b) => sign * compare(a, b, by));
}

function compare(a: PostView, b: PostView, by: SortKey): number {
  switch (by) {
    case 'text':
      return excerptOf(a.post.segments).localeCompare(excerptOf(b.post.segments), LOCALE);
    case 'stage':
      return STAGES.indexOf(a.post.stage) - STAGES.indexOf(b.post.stage);
    case 'edited':
      return placedAt(a) - placedAt(b);
  }
}
