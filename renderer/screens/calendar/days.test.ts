import { expect, test } from 'vitest';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { daysIn, entriesIn, groupedByDay } from './days.ts';

const HOUR = 3_600_000;
const FROM = Date.parse('2026-11-23T00:00Z');
const SPAN = { from: FROM, to: FROM + 72 * HOUR };
const NO_FILTER = { channels: [], labels: [], states: [] };

function entry(id: string, hour: number, more: Partial<CalendarEntry> = {}): CalendarEntry {
  const known = { id, dueAt: FROM + hour * HOUR, channels: ['a'], labels: [], progress: 'planned', ...more };
  return known as unknown as CalendarEntry;
}

const ALL = [
  entry('late', 50, { labels: ['summer'] as never }),
  entry('early', 1, { progress: 'published' }),
  entry('outside', 80),
  entry('noon', 12, { channels: ['a', 'b'] as never }),
];

test('entries come by time, each on its day', () => {
  const days = daysIn(SPAN, 'UTC');
  const grouped = groupedByDay(days, entriesIn(ALL, SPAN, NO_FILTER));
  expect(grouped.map((some) => some.map(({ id }) => id))).toEqual([['early', 'noon'], [], ['late']]);
});

test('a filter keeps what has one of each of its lists', () => {
  const ids = (filter: Partial<typeof NO_FILTER>): string[] =>
    entriesIn(ALL, SPAN, { ...NO_FILTER, ...filter }).map(({ id }) => id);
  expect(ids({ channels: ['b'] as never })).toEqual(['noon']);
  expect(ids({ labels: ['summer', 'winter'] as never })).toEqual(['late']);
  expect(ids({ states: ['planned'] as never, channels: ['a'] as never })).toEqual(['noon', 'late']);
});
