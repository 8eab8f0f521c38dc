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
const DAY_MS = 24 * 60 * MINUTE_MS;
const WEEK = 7;

/**
 * Reads instants of one range on the clocks of a zone; `undefined` outside it. Asking the zone about each of 10,000 posts
 * takes longer than everything else, so it is asked once a day, and again only on days when clocks are set.
 */
export function wallClock(range: DateRange, zone: string): (at: number) => Shown | undefined {
  const days = daysIn(range);
  const starts = startsOf([...days, shifted(range.to, 1)], zone);
  const offsets = offsetsAt(starts, zone);
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

/** A day is as long as its clocks say: where it has 24 hours, the next one begins with the same offset. */
function offsetsAt(starts: readonly number[], zone: string): number[] {
  const offsets: number[] = [];
  for (const [at, start] of starts.entries()) {
    const before = starts[at - 1];
    const isSame = before !== undefined && start - before === DAY_MS;
    offsets.push((isSame ? offsets.at(-1) : undefined) ?? offsetAt(start, zone));
  }
  return offsets;
}

/** Weeks that begin and end with the same offset have days of 24 hours; only the others are asked about day by day. */
function startsOf(days: readonly string[], zone: string): number[] {
  const starts: number[] = [];
  for (let first = 0; first < days.length; first += WEEK) {
    const week = days.slice(first, first + WEEK);
    const [begin, end] = [startOf(week[0] ?? '', zone), startOf(week.at(-1) ?? '', zone)];
    const isPlain = end - begin === (week.length - 1) * DAY_MS && offsetAt(begin, zone) === offsetAt(end, zone);
    starts.push(...week.map((date, at) => (isPlain ? begin + at * DAY_MS : startOf(date, zone))));
  }
  return starts;
}

function offsetAt(at: number, zone: string): number {
  return DateTime.fromMillis(at, { zone }).offset;
}

/** The last place whose start is not after `at`; -1 before the first. */
function lastAtMost(starts: readonly number[], at: number): number {
  // Days are about as long as each other: the guess is off by one at most.
  let guess = Math.floor((at - (starts[0] ?? at)) / DAY_MS);
  guess = Math.min(Math.max(guess, -1), starts.length - 1);
  while (guess + 1 < starts.length && (starts[guess + 1] ?? Infinity) <= at) guess += 1;
  while (guess >= 0 && (starts[guess] ?? 0) > at) guess -= 1;
  return guess;
}
