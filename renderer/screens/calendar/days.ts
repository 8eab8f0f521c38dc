import { DateTime } from 'luxon';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { CalendarFilter } from '../../state/calendar.store.ts';
import type { Span } from '../../state/posts.store.ts';
import { knownZone } from '../../text/known-zone.ts';

/** A day of the calendar's zone. */
export interface ShownDay {
  /** `2026-11-24` */
  readonly key: string;
  /** UTC ms; the end is the beginning of the next one. */
  readonly start: number;
  readonly end: number;
  readonly year: number;
  readonly month: number;
  readonly number: number;
}

/** The days of a span that begins and ends with days of the zone. */
export function daysIn({ from, to }: Span, zone: string): readonly ShownDay[] {
  const days: ShownDay[] = [];
  let at = DateTime.fromMillis(from, { zone: knownZone(zone) });
  while (at.toMillis() < to) {
    const next = at.plus({ days: 1 }).startOf('day');
    const { year, month, day: number } = at;
    days.push({ key: at.toFormat('yyyy-MM-dd'), start: at.toMillis(), end: next.toMillis(), year, month, number });
    at = next;
  }
  return days;
}

/** The entries of a span that pass the filter, by time. */
export function entriesIn(
  all: readonly CalendarEntry[],
  { from, to }: Span,
  filter: CalendarFilter,
): readonly CalendarEntry[] {
  return all
    .filter((entry) => entry.dueAt >= from && entry.dueAt < to && passes(entry, filter))
    .toSorted((a, b) => a.dueAt - b.dueAt);
}

/** Of each list one is enough; an empty one asks nothing. */
export function passes(entry: CalendarEntry, { channels, labels, states }: CalendarFilter): boolean {
  return (
    (channels.length === 0 || channels.some((id) => entry.channels.includes(id))) &&
    (labels.length === 0 || labels.some((id) => entry.labels.includes(id))) &&
    (states.length === 0 || states.includes(entry.progress))
  );
}

const NONE: readonly CalendarEntry[] = [];

/** The entries of each day, in the order of the days; both are given in the order of time. */
export function groupedByDay(
  days: readonly ShownDay[],
  entries: readonly CalendarEntry[],
): readonly (readonly CalendarEntry[])[] {
  let next = 0;
  return days.map(({ end }) => {
    const first = next;
    while (next < entries.length && (entries[next]?.dueAt ?? end) < end) next += 1;
    return first === next ? NONE : entries.slice(first, next);
  });
}
