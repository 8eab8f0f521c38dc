import { serverNow } from '#shared/platforms/answers.ts';
import { aboutPage, shownAt, stopped } from '#shared/platforms/facebook/ask.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import type { Created, Post } from '#shared/platforms/facebook/wire.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import type { Api } from '#shared/platforms/platform.ts';

/** Something that is out, or in Facebook's own scheduler. Stored as a step's result. */
export type Posted = {
  readonly id: string;
  readonly permalink: string;
  /** UTC ms, by Facebook's clock. */
  readonly at: number;
  readonly how: 'answer' | 'found';
  readonly isScheduled: boolean;
};

/** What a visible step ends with; `gone`: what was uploaded for it is no longer there, and nothing was made. */
export type Outcome = Posted | { readonly how: 'gone' };

/** PLATFORMS.md 4.2: read after write. */
export const CREATED_FIELDS = 'id,permalink_url,created_time';

export function postedOf(made: Created, answer: HttpAnswer, isScheduled: boolean, api: Api): Posted {
  return {
    id: made.id,
    permalink: shownAt(made.permalink_url, `/${made.id}`, api),
    at: made.created_time ?? serverNow(answer, api.now()),
    how: 'answer',
    isScheduled,
  };
}

export function foundPost(post: Post, isScheduled: boolean, api: Api): Posted {
  return {
    id: post.id,
    permalink: shownAt(post.permalink_url, `/${post.id}`, api),
    at: post.created_time,
    how: 'found',
    isScheduled,
  };
}

/** How a post is to be published: at once, or by Facebook at its time. */
export type When =
  | { readonly published: true }
  | { readonly published: false; readonly scheduled_publish_time: number };

/**
 * Whether Facebook's scheduler still takes it. Too close to its time it does not: then Postwright waits for that itself,
 * and sends it as any other.
 */
export function whenFor(handOverFor: number | undefined, api: Api): When {
  if (handOverFor === undefined || handOverFor <= api.now()) return { published: true };
  const least = facebook.takes.handOver?.leastAheadMs ?? 0;
  if (handOverFor - api.now() < least) throw tooLate(handOverFor, api);
  return { published: false, scheduled_publish_time: Math.floor(handOverFor / 1000) };
}

/** Its clock is ahead of ours: what is in time here is too late there. */
export function refusesTime(answer: HttpAnswer, when: When): boolean {
  const error = graphError(answer);
  return !when.published && error?.code === 100 && /scheduled[_ ]publish[_ ]time/i.test(error.message);
}

export function tooLate(handOverFor: number, api: Api): Error {
  const about = { ...aboutPage(api), dueAt: new Date(handOverFor).toISOString() };
  return stopped({
    kind: 'temporary',
    failure: { code: 'publish.too-late-to-hand-over', about },
    retryAt: handOverFor,
  });
}
