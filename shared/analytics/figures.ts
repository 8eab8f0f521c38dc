import { DateTime } from 'luxon';
import type { DateRange } from '#shared/analytics/date-range.ts';

// Numbers and days as people read them.

const LOCALE = 'en-GB';
const WHOLE = new Intl.NumberFormat(LOCALE);
const SHARE = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const CHANGE = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });

export const countWords = (count: number): string => WHOLE.format(count);
export const shareWords = (share: number): string => SHARE.format(share);
export const changeWords = (change: number): string => CHANGE.format(change);

/** `3 Nov – 30 Nov 2026`. */
export function rangeWords({ from, to }: DateRange): string {
  const [first, last] = [dateOf(from), dateOf(to)];
  const start = first.toFormat(first.year === last.year ? 'd LLL' : 'd LLL yyyy');
  return from === to ? last.toFormat('d LLL yyyy') : `${start} – ${last.toFormat('d LLL yyyy')}`;
}

/** A stretch of a chart: `3 Nov`, or `3–9 Nov`. */
export function stretchWords({ from, to }: DateRange): string {
  const [first, last] = [dateOf(from), dateOf(to)];
  if (from === to) return first.toFormat('d LLL');
  return first.month === last.month
    ? `${first.day}–${last.toFormat('d LLL')}`
    : `${first.toFormat('d LLL')} – ${last.toFormat('d LLL')}`;
}

function dateOf(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'UTC', locale: LOCALE });
}
