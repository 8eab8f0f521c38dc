import { DateTime } from 'luxon';
import { locale } from '#shared/text/spoken.ts';
import { orderIn, writtenDay } from '#shared/written-day.ts';
import { t } from './t.ts';

// Days as a person types them, and as the fields for them write them.

/** Days without a year are the next of that name, or the last. */
export type Toward = 'ahead' | 'back';

/** How a field writes a day, for dayjs. */
export function fieldFormat(hasWeekday: boolean): string {
  const { field, weekdayField } = t.moments.formats;
  return (hasWeekday ? weekdayField : field)[orderIn(locale())];
}

const WITHOUT_YEAR = { 'day-first': 'd/M', 'month-first': 'M/d' };
const FORMATS = [
  'd MMM yyyy',
  'd MMMM yyyy',
  'ccc, d MMM yyyy',
  'MMM d, yyyy',
  'MMMM d, yyyy',
  'ccc, MMM d, yyyy',
  'd MMM',
  'd MMMM',
  'MMM d',
  'MMMM d',
  'd.M.',
  'd. MMM yyyy',
  'd. MMMM yyyy',
  'd. MMM',
  'd. MMMM',
  "d 'de' MMMM",
  "d 'de' MMMM 'de' yyyy",
];

/** `24 Nov`, `Nov 24`, `24.11.2026`, `2026-11-24`, `today` or `tomorrow` as `2026-11-24`; nothing for what is no day. */
export function dateTyped(typed: string, zone: string, now: number, toward: Toward = 'ahead'): string | null {
  const text = typed.trim().toLowerCase();
  const today = DateTime.fromMillis(now, { zone });
  if (text === 'today' || text === t.moments.today.toLowerCase()) return today.toISODate();
  if (text === 'tomorrow' || text === t.moments.tomorrow.toLowerCase()) return today.plus({ days: 1 }).toISODate();
  const here = orderIn(locale());
  const other = here === 'day-first' ? 'month-first' : 'day-first';
  // The country decides which number is the month, unless there is no such month.
  const numbers = writtenDay(text, here) ?? writtenDay(text, other);
  if (numbers !== undefined) return numbers.rest === '' ? numbers.day : null;
  for (const format of [...FORMATS, WITHOUT_YEAR[here], WITHOUT_YEAR[other]]) {
    const read = readDate(typed.trim(), format, zone);
    if (read === undefined) continue;
    return (format.includes('yyyy') ? read : nearest(read, today.startOf('day'), toward)).toISODate();
  }
  return null;
}

/** Read as a day of this year, it may lie in the other direction. */
function nearest(read: DateTime, today: DateTime, toward: Toward): DateTime {
  if (toward === 'ahead' && read < today) return read.plus({ years: 1 });
  return toward === 'back' && read > today ? read.minus({ years: 1 }) : read;
}

/** In the language of the window, or in English. */
function readDate(typed: string, format: string, zone: string): DateTime | undefined {
  const [own, english] = [locale(), 'en'].map((one) => DateTime.fromFormat(typed, format, { zone, locale: one }));
  return [own, english].find((read) => read?.isValid === true);
}
