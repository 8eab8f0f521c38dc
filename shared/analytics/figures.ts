import { DateTime, Interval } from 'luxon';
import type { DateRange } from '#shared/analytics/date-range.ts';
import { locale } from '#shared/text/spoken.ts';

// Numbers and days as people read them, in the language that is spoken and as the person’s country writes them.

export const countWords = (count: number): string => numbers({}).format(count);
export const shareWords = (share: number): string =>
  numbers({ style: 'percent', maximumFractionDigits: 1 }).format(share);
export const changeWords = (change: number): string =>
  numbers({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(change);

/** `Nov 3 – 30, 2026`, or `3 – 30 Nov 2026`. */
export function rangeWords(range: DateRange): string {
  return spanWords(range, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A stretch of a chart: `Nov 3`, or `Nov 3 – 9`. */
export function stretchWords(stretch: DateRange): string {
  return spanWords(stretch, { day: 'numeric', month: 'short' });
}

function spanWords({ from, to }: DateRange, how: Intl.DateTimeFormatOptions): string {
  return Interval.fromDateTimes(dateOf(from), dateOf(to)).toLocaleString(how, { locale: locale() });
}

function dateOf(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'UTC' });
}

function numbers(how: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(locale(), how);
}
