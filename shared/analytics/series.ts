import { z } from 'zod';
import { channelId } from '#shared/ids.ts';
import { day, daysIn, type DateRange } from '#shared/analytics/date-range.ts';
import { measureOf, type Measure, type MeasuredPost } from '#shared/analytics/measures.ts';
import type { Shown } from '#shared/analytics/wall-clock.ts';

/** What was published in one stretch of days, by channel; a channel that is missing told nothing of it. */
export const point = z.object({ from: day, to: day, values: z.partialRecord(channelId, z.int().min(0)) });
export type Point = z.infer<typeof point>;

/** What is drawn over time. */
export type Drawn = Measure | 'posts';

const MOST_BARS = 31;

/** Days one by one up to a month; then weeks, then four weeks, so that a chart can be read. The first may be shorter. */
export function stretchOf(days: number): number {
  if (days <= MOST_BARS) return 1;
  return days <= 7 * MOST_BARS ? 7 : 28;
}

/** Over time, by the day of publishing. */
export function seriesOf(
  posts: readonly MeasuredPost[],
  range: DateRange,
  shownAt: (at: number) => Shown | undefined,
  drawn: Drawn,
): Point[] {
  const days = daysIn(range);
  const length = stretchOf(days.length);
  // Counted from the end, so that the newest stretch is whole.
  const ahead = (length - (days.length % length)) % length;
  const sums = new Map<number, Map<MeasuredPost['channel'], number>>();
  for (const post of posts) {
    const at = shownAt(post.publishedAt);
    const value = drawn === 'posts' ? 1 : measureOf(post, drawn);
    if (at === undefined || value === undefined) continue;
    const slot = Math.floor((at.day + ahead) / length);
    const sum = sums.get(slot) ?? new Map<MeasuredPost['channel'], number>();
    sums.set(slot, sum.set(post.channel, (sum.get(post.channel) ?? 0) + value));
  }
  return Array.from({ length: (days.length + ahead) / length }, (_none, slot) => ({
    from: days[Math.max(0, slot * length - ahead)] ?? range.from,
    to: days[(slot + 1) * length - ahead - 1] ?? range.to,
    values: Object.fromEntries(sums.get(slot) ?? []),
  }));
}
