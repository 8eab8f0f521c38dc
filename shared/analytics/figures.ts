import { DateTime } from 'luxon';
import type { DateRange } from '#shared/analytics/date-range.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import { locale, spoken } from '#shared/text/spoken.ts';

// Numbers and days as people read them, in the language that is spoken.

export const countWords = (count: number): string => numbers({}).format(count);
export const shareWords = (share: number): string =>
  numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share);
export const changeWords = (change: number): string =>
  numbers({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(change);

/** `3 Nov – 30 Nov 2026`. */
export function rangeWords({ from, to }: DateRange): string {
  const { dayMonth, dayMonthYear } = analyticsWords().formats;
  const [first, last] = [dateOf(from), dateOf(to)];
  const start = first.toFormat(first.year === last.year ? dayMonth : dayMonthYear);
  return from === to ? last.toFormat(dayMonthYear) : `${start} – ${last.toFormat(dayMonthYear)}`;
}

/** A stretch of a chart: `3 Nov`, or `3–9 Nov`. */
export function stretchWords({ from, to }: DateRange): string {
  const { day, dayMonth } = analyticsWords().formats;
  const [first, last] = [dateOf(from), dateOf(to)];
  if (from === to) return first.toFormat(dayMonth);
  return first.month === last.month
    ? `${first.toFormat(day)}–${last.toFormat(dayMonth)}`
    : `${first.toFormat(dayMonth)} – ${last.toFormat(dayMonth)}`;
}

function dateOf(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'UTC', locale: written() });
}

function numbers(how: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(written(), how);
}

/** English days stand before their months here, in whatever English: a report reads the same to every client. */
function written(): string {
  return spoken() === 'en' ? 'en-GB' : locale();
}
