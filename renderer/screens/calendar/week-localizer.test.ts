import { DateTime, Settings } from 'luxon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spanOf, weekLocalizer } from './week-localizer.ts';

const ZONE = 'Europe/Berlin';
const iso = (at: Date | number): string | null => DateTime.fromMillis(Number(at), { zone: ZONE }).toISODate();
const on = (date: string): Date => DateTime.fromISO(`${date}T15:00`, { zone: ZONE }).toJSDate();

beforeAll(() => void (Settings.defaultZone = ZONE));
afterAll(() => void (Settings.defaultZone = 'system'));

describe('weeks', () => {
  test.each([
    [1, '2026-11-22', '2026-11-16', '2026-11-22'],
    [0, '2026-11-22', '2026-11-22', '2026-11-28'],
    [6, '2026-11-22', '2026-11-21', '2026-11-27'],
    [6, '2026-11-21', '2026-11-21', '2026-11-27'],
    [6, '2026-11-20', '2026-11-14', '2026-11-20'],
  ] as const)('that start on %i hold %s from %s to %s', (weekStart, date, first, last) => {
    const localizer = weekLocalizer(weekStart);
    expect(iso(localizer.startOf(on(date), 'week'))).toBe(first);
    expect(iso(localizer.endOf(on(date), 'week'))).toBe(last);
  });

  test('of a month are whole', () => {
    const days = weekLocalizer(6).visibleDays(on('2026-11-10'));
    expect(days.length % 7).toBe(0);
    expect(iso(days[0] ?? 0)).toBe('2026-10-31');
    expect(iso(days.at(-1) ?? 0)).toBe('2026-12-04');
  });
});

describe('the span that is read', () => {
  test('covers the whole weeks of a month, over a change of clocks', () => {
    const span = spanOf('month', Number(on('2026-10-10')), ZONE, 1);
    expect([iso(span.from), iso(span.to)]).toEqual(['2026-09-28', '2026-11-02']);
  });

  test('covers one week', () => {
    const span = spanOf('week', Number(on('2026-11-22')), ZONE, 0);
    expect(span.to - span.from).toBe(7 * 24 * 3_600_000);
  });
});
