import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { daysIn } from './days.ts';
import { spanOf, stepped, titleOf } from '../../state/view-span.ts';

const ZONE = 'Europe/Berlin';
const iso = (at: number): string | null => DateTime.fromMillis(at, { zone: ZONE }).toISODate();
const on = (date: string): number => DateTime.fromISO(`${date}T15:00`, { zone: ZONE }).toMillis();

describe('weeks', () => {
  test.each([
    [1, '2026-11-22', '2026-11-16', '2026-11-22'],
    [0, '2026-11-22', '2026-11-22', '2026-11-28'],
    [6, '2026-11-22', '2026-11-21', '2026-11-27'],
    [6, '2026-11-21', '2026-11-21', '2026-11-27'],
    [6, '2026-11-20', '2026-11-14', '2026-11-20'],
  ] as const)('that start on %i hold %s from %s to %s', (weekStart, date, first, last) => {
    const span = spanOf('week', on(date), ZONE, weekStart);
    expect([iso(span.from), iso(span.to - 1)]).toEqual([first, last]);
  });

  test('of a month are whole, over a change of clocks', () => {
    const span = spanOf('month', on('2026-10-10'), ZONE, 1);
    expect([iso(span.from), iso(span.to)]).toEqual(['2026-09-28', '2026-11-02']);
    const days = daysIn(span, ZONE);
    expect(days).toHaveLength(35);
    expect(days.at(-1)).toMatchObject({ key: '2026-11-01', number: 1, end: span.to });
  });
});

test('a day has as many hours as its clock gives it', () => {
  const { from, to } = spanOf('day', on('2026-10-25'), ZONE, 1);
  expect((to - from) / 3_600_000).toBe(25);
});

test('a step goes to what comes before or after', () => {
  expect(iso(stepped('month', on('2026-01-31'), 1, ZONE))).toBe('2026-02-28');
  expect(iso(stepped('week', on('2026-01-31'), -1, ZONE))).toBe('2026-01-24');
  expect(iso(stepped('day', on('2026-03-28'), 1, ZONE))).toBe('2026-03-29');
  expect(iso(stepped('agenda', on('2026-03-01'), 1, ZONE))).toBe('2026-03-15');
});

test('the title says what is shown', () => {
  const title = (view: Parameters<typeof spanOf>[0], date: string): string =>
    titleOf(view, on(date), ZONE, spanOf(view, on(date), ZONE, 1));
  expect(title('month', '2026-11-24')).toBe('November 2026');
  expect(title('week', '2026-11-24')).toBe('23\u{2009}–\u{2009}29 November 2026');
  expect(title('week', '2026-12-31')).toBe('28 December 2026\u{2009}–\u{2009}3 January 2027');
  expect(title('day', '2026-11-24')).toMatch(/Tuesday.*2026/);
});
