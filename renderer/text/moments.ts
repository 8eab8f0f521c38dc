import { DateTime } from 'luxon';
import { locale } from '#shared/text/spoken.ts';
import { knownZone } from './known-zone.ts';
import { t } from './t.ts';

// Moments and durations as people say them. Everything takes the zone it speaks of.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Dates speak the language of the words; the person's own country decides between 9:00 AM and 09:00. */
export const LOCALE = locale();

function at(instant: number, zone: string): DateTime {
  return DateTime.fromMillis(instant, { zone: knownZone(zone), locale: LOCALE });
}

/** `Tuesday, 24 November 2026` */
export function longDay(instant: number, zone: string): string {
  return at(instant, zone).toLocaleString({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** `Tue 24 Nov`, with the year when it is not this one. */
export function shortDay(instant: number, zone: string, now: number): string {
  const shown = at(instant, zone);
  const isThisYear = shown.year === at(now, zone).year;
  return shown.toLocaleString({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}

/** `9:00 AM` or `09:00` */
export function timeOfDay(instant: number, zone: string): string {
  return at(instant, zone).toLocaleString(DateTime.TIME_SIMPLE);
}

/** `9 AM`, `9:30 AM` or `09:00`, where there is little room. */
export function shortTime(instant: number, zone: string): string {
  return timeOfDay(instant, zone).replace(/:00(?=\s?[AP]M$)/i, '');
}

/** `9:00:07 AM`, for histories. */
export function timeWithSeconds(instant: number, zone: string): string {
  return at(instant, zone).toLocaleString(DateTime.TIME_WITH_SECONDS);
}

/** `Today`, `Tomorrow`, `Yesterday` or the short day. */
export function nearDay(instant: number, zone: string, now: number): string {
  const days = daysBetween(now, instant, zone);
  if (days === 0) return t.moments.today;
  if (days === 1) return t.moments.tomorrow;
  if (days === -1) return t.moments.yesterday;
  return shortDay(instant, zone, now);
}

/** `Tomorrow at 9:00 AM` */
export function nearMoment(instant: number, zone: string, now: number): string {
  return t.moments.dayAt(nearDay(instant, zone, now), timeOfDay(instant, zone));
}

/** `9:00 AM tomorrow`, `9:00 AM on Tue 24 Nov`, for the middle of a sentence. */
export function momentInWords(instant: number, zone: string, now: number): string {
  const isNear = Math.abs(daysBetween(now, instant, zone)) <= 1;
  const [time, day] = [timeOfDay(instant, zone), nearDay(instant, zone, now)];
  return isNear ? t.moments.atNear(time, day) : t.moments.atFar(time, day);
}

/** Whole calendar days from `from` to `to` in `zone`. */
export function daysBetween(from: number, to: number, zone: string): number {
  const days = at(to, zone).startOf('day').diff(at(from, zone).startOf('day'), 'days').days;
  return Math.round(days);
}

/** `in 2 days`, `in 3 h 20 min`, `in 45 s`, `now`; the past is `2 days ago`. */
export function fromNow(instant: number, now: number): string {
  const away = instant - now;
  const size = duration(Math.abs(away));
  if (Math.abs(away) < SECOND) return t.moments.now;
  return away > 0 ? t.moments.in(size) : t.moments.ago(size);
}

/** `2 days`, `3 h 20 min`, `5 min`, `45 s`. */
export function duration(ms: number): string {
  const { days, hours, minutes, seconds } = t.moments;
  if (ms < MINUTE) return seconds(Math.floor(ms / SECOND));
  if (ms < HOUR) return minutes(Math.floor(ms / MINUTE));
  if (ms >= DAY) return days(Math.floor(ms / DAY));
  const rest = Math.floor((ms % HOUR) / MINUTE);
  const whole = hours(Math.floor(ms / HOUR));
  return rest === 0 ? whole : `${whole} ${minutes(rest)}`;
}

/** How late something went out: `on time` within a second, then `4 s late`. */
export function lateness(dueAt: number, startedAt: number): string {
  const late = startedAt - dueAt;
  return late < SECOND ? t.moments.onTime : t.moments.late(duration(late));
}

/** `Berlin` of `Europe/Berlin`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `GMT+1`, as it is at `instant`. */
export function zoneOffset(zone: string, instant: number): string {
  const minutes = at(instant, zone).offset;
  if (minutes === 0) return 'GMT';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `GMT${minutes > 0 ? '+' : '−'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
