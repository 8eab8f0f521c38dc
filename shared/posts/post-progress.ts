import { never } from '#shared/assert.ts';
import { isInFlight, type PublicationState } from '#shared/publishing/publication.ts';
import type { Post } from '#shared/posts/post.ts';

/** What a person sees of a post at a glance; never stored, always derived from its publications. */
export const POST_PROGRESSES = [
  'deleted',
  'draft',
  'planned',
  'sending',
  'needs-you',
  'published',
  'partly-published',
  'canceled',
] as const;
/** One of them. */
export type PostProgress = (typeof POST_PROGRESSES)[number];

/** How a post stands, from where it stands on each of its channels. */
export function progressOf(post: Pick<Post, 'plan' | 'deletedAt'>, states: readonly PublicationState[]): PostProgress {
  if (post.deletedAt !== undefined) return 'deleted';
  const live = states.filter((state) => state !== 'canceled');
  if (live.some(isInFlight)) return 'sending';
  if (live.some(needsPerson)) return 'needs-you';
  if (live.length > 0 && live.every(isOut)) return live.length === states.length ? 'published' : 'partly-published';
  if (live.some(isOut)) return 'partly-published';
  if (post.plan.kind === 'none') return 'draft';
  return live.length === 0 && states.length > 0 ? 'canceled' : 'planned';
}

function needsPerson(state: PublicationState): boolean {
  switch (state) {
    case 'held':
    case 'failed':
    case 'unconfirmed':
      return true;
    case 'scheduled':
    case 'publishing':
    case 'processing':
    case 'handed-over':
    case 'published':
    case 'canceled':
      return false;
    default:
      return never(state);
  }
}

function isOut(state: PublicationState): boolean {
  return state === 'published' || state === 'handed-over';
}
