import { DateTime } from 'luxon';
import { toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';
import { looksWritten, orderToldBy, writtenDay, type DateOrder } from '#shared/written-day.ts';

/** What the dates of a file tell of their order: one of them, `either` where nobody could know, or `none` to tell. */
export type OrderSeen = DateOrder | 'either' | 'none';

const TIME = /^(\d{1,2})[:.h-](\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?$/i;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Begins as a date does, whatever its order. */
export function looksLikeDate(cell: string): boolean {
  const text = cell.trim();
  return WITH_OFFSET.test(text) || looksWritten(text);
}

/** Reads the order off all dates of a file: one day above 12 decides it. */
export function orderSeen(cells: readonly string[]): OrderSeen {
  let seen: OrderSeen = 'none';
  for (const cell of cells) {
    const told = orderToldBy(cell.trim());
    if (told === 'day-first' || told === 'month-first') return told;
    if (told === 'either') seen = told;
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
  const day = writtenDay(text, order);
  if (day === undefined) return { problem: 'not-a-date' };
  const clock = day.rest === '' ? time.trim() : day.rest;
  if (clock === '') return { problem: 'no-time' };
  const read = timeOf(clock);
  if (read === undefined) return { problem: 'not-a-date' };
  return { planned: { wall: `${day.day}T${read}`, zone } };
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
