import { DateTime } from 'luxon';
import { daysIn, startOf, shifted, type DateRange } from '#shared/analytics/date-range.ts';

/** What clocks of a zone showed at an instant. */
export interface Shown {
  /** Days since the first of the range. */
  readonly day: number;
  /** ISO 8601: 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly hour: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Reads instants of one range on the clocks of a zone; `undefined` outside it. Asking the zone about each of 10,000 posts
 * takes longer than everything else, so it is asked once a day, and again only on days when clocks are set.
 */
export function wallClock(range: DateRange, zone: string): (at: number) => Shown | undefined {
  const days = daysIn(range);
  const starts = [...days, shifted(range.to, 1)].map((date) => startOf(date, zone));
  const offsets = starts.map((at) => offsetAt(at, zone));
  const firstWeekday = DateTime.fromISO(range.from, { zone: 'UTC' }).weekday;

  return (at) => {
    const day = lastAtMost(starts, at);
    if (day < 0 || day >= days.length) return undefined;
    const isPlain = offsets[day] === offsets[day + 1];
    const offset = isPlain ? (offsets[day] ?? 0) : offsetAt(at, zone);
    const hour = new Date(at + offset * MINUTE_MS).getUTCHours();
    return { day, weekday: ((firstWeekday - 1 + day) % 7) + 1, hour };
  };
}

function offsetAt(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).offset;
}

/** The last place whose start is not after `at`; -1 before the first. */
function lastAtMost(starts: readonly number[], at: number): number {
  // Days are about as long as each other: the guess is off by one at most.
  let guess = Math.floor((at - (starts[0] ?? at)) / (24 * HOUR_MS));
  guess = Math.min(Math.max(guess, -1), starts.length - 1);
  while (guess + 1 < starts.length && (starts[guess + 1] ?? Infinity) <= at) guess += 1;
  while (guess >= 0 && (starts[guess] ?? 0) > at) guess -= 1;
  return guess;
}
