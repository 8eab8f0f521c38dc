import { DateTime } from 'luxon';
import { knownZone } from '../../text/known-zone.ts';
import { toInstant, toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';

// Where a drop lands. The calendar shows the workspace's zone; a post keeps the zone it was planned in.

/**
 * A drop on a day: the post keeps its wall time of day, and shows on the day it was dropped on. `day` is an
 * instant of that day; `dueAt` is where the post was.
 */
export function droppedOnDay(planned: PlannedTime, dueAt: number, day: number, homeZone: string): PlannedTime {
  const target = DateTime.fromMillis(day, { zone: knownZone(homeZone) }).startOf('day');
  const shown = DateTime.fromMillis(dueAt, { zone: knownZone(homeZone) }).startOf('day');
  const days = Math.round(target.diff(shown, 'days').days);
  const moved = movedByDays(planned, days);
  // Where the two zones change their clocks on different days, midnight may lie between: one day more or less.
  const off = daysOff(moved, target, homeZone);
  return off === 0 ? moved : movedByDays(planned, days + off);
}

/** A drop on a time: the post goes out then, said in the zone it was planned in. */
export function droppedOnTime(planned: PlannedTime, at: number): PlannedTime {
  return toPlannedTime(at, planned.zone);
}

/** The same wall time some days later or earlier. */
export function movedByDays(planned: PlannedTime, days: number): PlannedTime {
  const wall = DateTime.fromISO(planned.wall, { zone: 'utc' }).plus({ days });
  const format = planned.wall.length > 16 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm";
  return { wall: wall.toFormat(format), zone: planned.zone };
}

/** The time to begin a post with on `day`: nine o'clock, or later today where nine has passed. `undefined` in the past. */
export function startOnDay(day: number, zone: string, now: number): PlannedTime | undefined {
  const nine = DateTime.fromMillis(day, { zone: knownZone(zone) })
    .startOf('day')
    .set({ hour: 9 });
  if (nine.toMillis() > now) return toPlannedTime(nine.toMillis(), zone);
  const next = DateTime.fromMillis(now, { zone: knownZone(zone) })
    .startOf('hour')
    .plus({ hours: 1 });
  return next.hasSame(nine, 'day') ? toPlannedTime(next.toMillis(), zone) : undefined;
}

function daysOff(moved: PlannedTime, target: DateTime, homeZone: string): number {
  const resolved = toInstant(moved);
  if (!resolved.ok) return 0;
  const lands = DateTime.fromMillis(resolved.at, { zone: knownZone(homeZone) }).startOf('day');
  return Math.round(target.diff(lands, 'days').days);
}
