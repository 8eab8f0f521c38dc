import type { Takes } from '#shared/platforms/platform.ts';

// A network is asked how a post is doing when the post reaches certain ages: often while its numbers move, then seldom.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Ages of a post at which its numbers are read, ms, youngest first. */
export const METRIC_AGES: readonly number[] = [
  HOUR_MS,
  6 * HOUR_MS,
  DAY_MS,
  3 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  28 * DAY_MS,
];

/** The same where the network charges for every answer. */
export const PAID_METRIC_AGES: readonly number[] = [DAY_MS, 7 * DAY_MS, 28 * DAY_MS];

/** In the practice workspace an hour of a post's life takes twenty seconds, for its audience as for these. */
const PRACTICE_PACE = 180;
export const PRACTICE_AGES: readonly number[] = METRIC_AGES.map((age) => age / PRACTICE_PACE);
export const PRACTICE_GAP_MS = 1_000;

/** At which ages of a post this network is asked. */
export function agesFor({
  platform,
}: {
  readonly platform: { readonly takes: Pick<Takes, 'metricsCostMilliUsd'> };
}): readonly number[] {
  return platform.takes.metricsCostMilliUsd === undefined ? METRIC_AGES : PAID_METRIC_AGES;
}

/** A post that is older when it is first seen is not asked about any more: X tells a post's own numbers for 30 days. */
export const OLDEST_FIRST_ASK_MS = 30 * DAY_MS;

/** The age that a reading taken now stands for: the last one that was reached. `undefined` before the first. */
export function ageReached(publishedAt: number, now: number, ages: readonly number[]): number | undefined {
  return ages.findLast((age) => publishedAt + age <= now);
}

/** When to ask next, UTC ms, after an answer at `now`; `undefined` when the post is too old to change much. */
export function nextAskAt(publishedAt: number, now: number, ages: readonly number[]): number | undefined {
  const next = ages.find((age) => publishedAt + age > now);
  return next === undefined ? undefined : publishedAt + next;
}

/**
 * When to ask first about a post that is seen at `now`: at its first age; at once when that is over, since what the
 * computer slept through cannot be asked again; never when it is older than `OLDEST_FIRST_ASK_MS`.
 */
export function firstAskAt(publishedAt: number, now: number, ages: readonly number[]): number | undefined {
  if (now - publishedAt > OLDEST_FIRST_ASK_MS) return undefined;
  return ageReached(publishedAt, now, ages) === undefined ? nextAskAt(publishedAt, now, ages) : now;
}
