import { DateTime } from 'luxon';
import { z } from 'zod';
import { toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';

/** How days are written: year first needs no order; `3/4/2027` does. */
export const dateOrder = z.enum(['day-first', 'month-first']);
export type DateOrder = z.infer<typeof dateOrder>;

/** What the dates of a file tell of their order: one of them, `either` where nobody could know, or `none` to tell. */
export type OrderSeen = DateOrder | 'either' | 'none';

const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,]+(.+))?$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s,]+(.+))?$/;
const TIME = /^(\d{1,2})[:.h-](\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?$/i;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Begins as a date does, whatever its order. */
export function looksLikeDate(cell: string): boolean {
  const text = cell.trim();
  return WITH_OFFSET.test(text) || YEAR_FIRST.test(text) || YEAR_LAST.test(text);
}

/** Reads the order off all dates of a file: one day above 12 decides it. */
export function orderSeen(cells: readonly string[]): OrderSeen {
  let seen: OrderSeen = 'none';
  for (const cell of cells) {
    const [, first, second] = YEAR_LAST.exec(cell.trim()) ?? [];
    if (first === undefined || second === undefined) continue;
    if (Number(first) > 12) return 'day-first';
    if (Number(second) > 12) return 'month-first';
    seen = 'either';
  }
  return seen;
}

export type ReadDate =
  | { readonly planned: PlannedTime; readonly order?: 'needed' }
  | { readonly problem: 'not-a-date' | 'no-time' };

/** What a date cell, and the time cell beside it, mean on a clock in `zone`. */
export function readDate(date: string, time: string, zone: string, order: DateOrder): ReadDate {
  const text = date.trim();
  if (WITH_OFFSET.test(text)) return { planned: toPlannedTime(DateTime.fromISO(text).toMillis(), zone) };
  const day = dayOf(text, order);
  if (day === undefined) return { problem: 'not-a-date' };
  const clock = day.rest === '' ? time.trim() : day.rest;
  if (clock === '') return { problem: 'no-time' };
  const read = timeOf(clock);
  if (read === undefined) return { problem: 'not-a-date' };
  return { planned: { wall: `${day.day}T${read}`, zone } };
}

function dayOf(text: string, order: DateOrder): { day: string; rest: string } | undefined {
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

/** `9:05 pm` is `21:05`; Publer also writes `20-35`. */
function timeOf(text: string): string | undefined {
  const [, hour, minute, second, half] = TIME.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  const isTime =
    hours < 24 &&
    Number(minute) < 60 &&
    Number(second ?? 0) < 60 &&
    (half === undefined || (Number(hour) >= 1 && Number(hour) <= 12));
  if (!isTime) return undefined;
  const shown = `${String(hours).padStart(2, '0')}:${minute}`;
  return second === undefined || second === '00' ? shown : `${shown}:${second}`;
}
