import { z } from 'zod';
import { grouped } from '#shared/analytics/grouped.ts';
import { measureOf, type MeasuredPost } from '#shared/analytics/measures.ts';
import type { Shown } from '#shared/analytics/wall-clock.ts';

// When own posts do well. A post did well when people did more with it than with the middle post of the same channel, so
// that a large channel does not speak for a small one. A share of few posts says little: each comes with the number of
// posts behind it and the interval in which the true share lies in 19 of 20 cases (Wilson, 1927).

/** Behind fewer posts than this nothing is said about a day, an hour or a place of the week. */
export const ENOUGH_POSTS = 5;
/** With fewer than this in all, nothing is said at all. */
export const ENOUGH_IN_ALL = 20;
/** A younger post is still growing. */
const GROWN_MS = 24 * 3_600_000;
/** Two-sided 95 %. */
const Z = 1.959_964;

export const timeCell = z.object({
  /** ISO 8601: 1 Monday to 7 Sunday; absent for an hour of any day. */
  weekday: z.int().min(1).max(7).optional(),
  /** Absent for a whole day. */
  hour: z.int().min(0).max(23).optional(),
  posts: z.int().min(1),
  /** How many of them did well. */
  well: z.int().min(0),
  /** The interval of the share that did well; absent while there are too few posts. */
  between: z.object({ low: z.number(), high: z.number() }).optional(),
});
export type TimeCell = z.infer<typeof timeCell>;

export const bestTimes = z.object({
  /** Grown posts with numbers; below `ENOUGH_IN_ALL` the rest says nothing. */
  posts: z.int().min(0),
  days: z.array(timeCell),
  hours: z.array(timeCell),
  week: z.array(timeCell),
});
export type BestTimes = z.infer<typeof bestTimes>;

/** `shownAt` as of `wallClock`. `isGrownAt`: from which age on a reading counts, ms. */
export function bestTimesOf(
  posts: readonly MeasuredPost[],
  shownAt: (at: number) => Shown | undefined,
  isGrownAt = GROWN_MS,
): BestTimes {
  const grown = posts.flatMap((post) => {
    const value = measureOf(post, 'interactions');
    const shown = shownAt(post.publishedAt);
    const isGrown = (post.reading?.ageMs ?? 0) >= isGrownAt;
    return isGrown && value !== undefined && shown !== undefined ? [{ channel: post.channel, value, shown }] : [];
  });
  const middle = middles(grown);
  const told = grown.map(({ channel, value, shown }) => ({ shown, isWell: value > (middle.get(channel) ?? 0) }));
  return {
    posts: grown.length,
    days: cellsBy(told, ({ weekday }) => ({ weekday })),
    hours: cellsBy(told, ({ hour }) => ({ hour })),
    week: cellsBy(told, ({ weekday, hour }) => ({ weekday, hour })),
  };
}

/**
 * The cells of which more than half can be said to do well, the surest first; none while nothing is sure. Of many cells
 * some do well by chance, so each is held to a stricter measure the more of them there are.
 */
export function surest(cells: readonly TimeCell[]): TimeCell[] {
  const strict = strictFor(cells.length);
  return cells
    .map((cell) => ({ cell, low: cell.between === undefined ? 0 : wilson(cell.well, cell.posts, strict).low }))
    .filter(({ low }) => low > 0.5)
    .toSorted((a, b) => b.low - a.low)
    .map(({ cell }) => cell);
}

/** Two-sided 95 % shared out among so many looks (Bonferroni): the days of a week, the hours of a day, all 168. */
function strictFor(cells: number): number {
  if (cells <= 1) return Z;
  if (cells <= 7) return 2.69;
  return cells <= 24 ? 3.078 : 3.618;
}

/** The Wilson score interval of `well` out of `posts`, `width` standard deviations to each side. */
export function wilson(well: number, posts: number, width = Z): { low: number; high: number } {
  const share = well / posts;
  const square = width * width;
  const spread = width * Math.sqrt((share * (1 - share)) / posts + square / (4 * posts * posts));
  const [middle, whole] = [share + square / (2 * posts), 1 + square / posts];
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

function middles(grown: readonly { channel: string; value: number }[]): ReadonlyMap<string, number> {
  const byChannel = grouped(grown, ({ channel }) => channel);
  return new Map([...byChannel].map(([channel, posts]) => [channel, median(posts.map(({ value }) => value))]));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}

type Place = Pick<TimeCell, 'weekday' | 'hour'>;

function cellsBy(told: readonly { shown: Shown; isWell: boolean }[], placeOf: (shown: Shown) => Place): TimeCell[] {
  const groups = grouped(told, ({ shown }) => keyOf(placeOf(shown)));
  return [...groups.values()]
    .flatMap((group) => (group[0] === undefined ? [] : [cellOf(placeOf(group[0].shown), group)]))
    .toSorted((a, b) => (a.weekday ?? 0) - (b.weekday ?? 0) || (a.hour ?? 0) - (b.hour ?? 0));
}

const keyOf = ({ weekday = 0, hour = 24 }: Place): number => weekday * 25 + hour;

function cellOf(place: Place, group: readonly { isWell: boolean }[]): TimeCell {
  const posts = group.length;
  const well = group.filter(({ isWell }) => isWell).length;
  return { ...place, posts, well, ...(posts >= ENOUGH_POSTS && { between: wilson(well, posts) }) };
}
