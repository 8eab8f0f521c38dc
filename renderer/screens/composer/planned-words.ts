import { DateTime } from 'luxon';
import { toInstant, type PlannedTime } from '#shared/time-zones.ts';
import { t } from '../../text/t.ts';
import { daysBetween, fromNow, LOCALE, longDay, nearDay, timeOfDay, zoneCity } from '../../text/moments.ts';

/** What a chosen date, time and zone come to, in words. */
export type PlannedWords =
  | { readonly ok: false; readonly problem: string }
  | {
      readonly ok: true;
      readonly at: number;
      readonly isPast: boolean;
      readonly moment: string;
      /** How far away that is. */
      readonly away: string;
      /** The same moment in the workspace's zone, where that is another one. */
      readonly here?: string;
      /** What the change of clocks does to it. */
      readonly note?: string;
    };

export function plannedWords(planned: PlannedTime, homeZone: string, now: number): PlannedWords {
  const resolved = toInstant(planned);
  if (!resolved.ok) return { ok: false, problem: t.composer.notATime };
  const { at } = resolved;
  const { zone } = planned;
  const note = resolved.shifted ? shiftNote(planned, at) : twiceNote(planned);
  const isElsewhere = DateTime.fromMillis(at, { zone }).offset !== DateTime.fromMillis(at, { zone: homeZone }).offset;
  return {
    ok: true,
    at,
    isPast: at < now,
    moment: t.composer.goesOut(longDay(at, zone), timeOfDay(at, zone), zoneCity(zone)),
    away: awayWords(at, zone, now),
    ...(isElsewhere && {
      here: t.composer.here(nearDay(at, homeZone, now), timeOfDay(at, homeZone), zoneCity(homeZone)),
    }),
    ...(note !== undefined && { note }),
  };
}

/** `2026-11-24` and `09:00` as a wall time, or `undefined` while one is missing. */
export function wallOf(date: string | null, time: string): string | undefined {
  if (date === null || !/^\d{4}-\d{2}-\d{2}/.test(date) || !/^\d{2}:\d{2}/.test(time)) return undefined;
  return `${date.slice(0, 10)}T${time}`;
}

/** A time to suggest for a post: the next full hour by day, otherwise nine the next morning. */
export function suggestedTime(zone: string, now: number): PlannedTime {
  const here = DateTime.fromMillis(now, { zone });
  const next = here.startOf('hour').plus({ hours: here.minute < 45 ? 1 : 2 });
  const isByDay = next.hour >= 8 && next.hour <= 20 && next.hasSame(here, 'day');
  const shown = isByDay
    ? next
    : here
        .plus({ days: here.hour < 8 ? 0 : 1 })
        .startOf('day')
        .set({ hour: 9 });
  return { wall: shown.toFormat("yyyy-MM-dd'T'HH:mm"), zone };
}

function awayWords(at: number, zone: string, now: number): string {
  const days = daysBetween(now, at, zone);
  if (days >= 2) return t.composer.away(t.moments.in(t.moments.days(days)));
  return t.composer.away(fromNow(at, now));
}

function shiftNote(planned: PlannedTime, at: number): string {
  return t.composer.shifted(wallClock(planned), timeOfDay(at, planned.zone));
}

function twiceNote(planned: PlannedTime): string | undefined {
  const meant = DateTime.fromISO(planned.wall, { zone: planned.zone });
  return meant.getPossibleOffsets().length > 1 ? t.composer.twice(wallClock(planned)) : undefined;
}

function wallClock(planned: PlannedTime): string {
  return DateTime.fromISO(planned.wall, { zone: 'utc', locale: LOCALE }).toLocaleString(DateTime.TIME_SIMPLE);
}
