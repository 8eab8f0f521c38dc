import { timeOfDay } from './moments.ts';
import { DAY_MINUTES, minutesOf, wallTimeOf } from './time-of-day.ts';

// Times of day as a person types and reads them. Between screens and the library they are always `16:30`.

const TYPED = /^(\d{1,2})(?:\s*[:.,h]?\s*(\d{2}))?\s*(?:uhr|h)?\s*(?:([ap])\.?\s*(?:m\.?)?)?$/i;

/** What was typed, as `16:30`: `16:30`, `1630`, `16.30 Uhr`, `4:30 pm`, `4 p. m.`, `9`. `undefined` for what is no time. */
export function timeTyped(typed: string): string | undefined {
  const found = TYPED.exec(typed.trim());
  if (found === null) return undefined;
  const [hour, minute, half] = [Number(found[1]), Number(found[2] ?? 0), found[3]?.toLowerCase()];
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const hours = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return hours > 23 || minute > 59 ? undefined : wallTimeOf(hours * 60 + minute);
}

/** `16:30` as it is written here: `4:30 PM` or `16:30`, with spaces that can be typed. */
export function timeWritten(time: string): string {
  return timeOfDay(minutesOf(time) * 60_000, 'utc').replaceAll(/[\u{202F}\u{A0}]/gu, ' ');
}

/** The next full step after or before a time, within its day. */
export function timeStepped(time: string, by: number): string {
  const size = Math.abs(by);
  const now = minutesOf(time) / size;
  const next = (by > 0 ? Math.floor(now) + 1 : Math.ceil(now) - 1) * size;
  return wallTimeOf(Math.min(Math.max(next, 0), DAY_MINUTES - size));
}
