// How long a channel is left alone when its network could not tell numbers. Numbers can wait; nobody is kept waiting by them.

const MINUTE_MS = 60_000;
const FIRST_REST_MS = 5 * MINUTE_MS;
const LONGEST_REST_MS = 6 * 60 * MINUTE_MS;

/** So often in a row a network may say no about one post before it is asked no more: the post is gone there, mostly. */
export const MOST_REFUSALS = 3;

/** How long after the `troubles`-th trouble in a row, ms: 5 minutes, doubled each time, up to 6 hours. */
export function restAfter(troubles: number): number {
  return Math.min(FIRST_REST_MS * 2 ** Math.min(troubles - 1, 10), LONGEST_REST_MS);
}

/** Never before the network's own `retryAt`. */
export function restUntil(now: number, troubles: number, retryAt: number | undefined): number {
  return Math.max(now + restAfter(troubles), retryAt ?? 0);
}
