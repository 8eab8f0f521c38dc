import { DateTime } from 'luxon';
import { z } from 'zod';

// Days written in numbers: `2027-04-03`, `3/4/2027`, `3.4.27`.

/** How days are written: year first needs no order; `3/4/2027` does. */
export const dateOrder = z.enum(['day-first', 'month-first']);
export type DateOrder = z.infer<typeof dateOrder>;

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,]+(.+))?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s,]+(.+))?$/;

/** The order in which a country writes days and months, by its locale: 3/4 is the fourth of March for `en-US`. */
export function orderIn(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('month') < parts.indexOf('day') ? 'month-first' : 'day-first';
}

/** Begins as a day does, whatever its order. */
export function looksWritten(text: string): boolean {
  return YEAR_FIRST.test(text) || YEAR_LAST.test(text);
}

/** The order a day tells: `either` where both of its numbers could be a month, and nothing where it needs none. */
export function orderToldBy(text: string): DateOrder | 'either' | undefined {
  const [, first, second] = YEAR_LAST.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  if (Number(first) > 12) return 'day-first';
  return Number(second) > 12 ? 'month-first' : 'either';
}

/** The day as `2027-04-03`, and what is written behind it; `undefined` for what is no day in this order. */
export function writtenDay(text: string, order: DateOrder): { day: string; rest: string } | undefined {
  const [, year, month, day, rest = ''] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return validDay(year, month, day, rest);
  const [, first, second, last, after = ''] = YEAR_LAST.exec(text) ?? [];
  if (last === undefined) return undefined;
  const full = last.length === 2 ? `20${last}` : last;
  return order === 'day-first' ? validDay(full, second, first, after) : validDay(full, first, second, after);
}

function validDay(year: string, month = '', day = '', rest = ''): { day: string; rest: string } | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return DateTime.fromISO(text, { zone: 'UTC' }).isValid ? { day: text, rest: rest.trim() } : undefined;
}
