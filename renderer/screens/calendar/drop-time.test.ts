import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { toInstant, type PlannedTime } from '#shared/time-zones.ts';
import { droppedOnDay, droppedOnTime, movedByDays, startOnDay } from './drop-time.ts';

const due = (planned: PlannedTime): number => {
  const resolved = toInstant(planned);
  if (!resolved.ok) throw new Error(resolved.problem);
  return resolved.at;
};
const day = (iso: string, zone: string): number => DateTime.fromISO(iso, { zone }).toMillis();
const shownDay = (planned: PlannedTime, zone: string): string | null =>
  DateTime.fromMillis(due(planned), { zone }).toISODate();

describe('a post dropped on a day', () => {
  test('keeps its time of day', () => {
    const planned = { wall: '2026-11-24T09:30', zone: 'Europe/Berlin' };
    expect(droppedOnDay(planned, due(planned), day('2026-11-27', 'Europe/Berlin'), 'Europe/Berlin')).toEqual({
      wall: '2026-11-27T09:30',
      zone: 'Europe/Berlin',
    });
  });

  test('keeps its time of day across the autumn and the spring change', () => {
    const planned = { wall: '2026-10-24T09:00', zone: 'Europe/Berlin' };
    expect(droppedOnDay(planned, due(planned), day('2026-10-26', 'Europe/Berlin'), 'Europe/Berlin').wall).toBe(
      '2026-10-26T09:00',
    );
    const spring = { wall: '2027-03-27T09:00', zone: 'Europe/Berlin' };
    expect(droppedOnDay(spring, due(spring), day('2027-03-28', 'Europe/Berlin'), 'Europe/Berlin').wall).toBe(
      '2027-03-28T09:00',
    );
  });

  test('keeps the zone it was planned in and shows on the day it was dropped on', () => {
    const planned = { wall: '2026-11-24T20:00', zone: 'America/New_York' }; // 02:00 on the 25th in Berlin
    const dropped = droppedOnDay(planned, due(planned), day('2026-11-28', 'Europe/Berlin'), 'Europe/Berlin');
    expect(dropped).toEqual({ wall: '2026-11-27T20:00', zone: 'America/New_York' });
    expect(shownDay(dropped, 'Europe/Berlin')).toBe('2026-11-28');
  });

  test('lands on the day even in the week when only one of the zones has changed its clocks', () => {
    // Berlin leaves summer time on 25 October 2026, New York on 1 November: midnight moves by an hour.
    const planned = { wall: '2026-10-20T18:30', zone: 'America/New_York' }; // 00:30 on the 21st in Berlin
    const dropped = droppedOnDay(planned, due(planned), day('2026-10-28', 'Europe/Berlin'), 'Europe/Berlin');
    expect(shownDay(dropped, 'Europe/Berlin')).toBe('2026-10-28');
    expect(dropped.wall.slice(11)).toBe('18:30');
  });

  test('is dropped at midnight from the “more” list and keeps its time all the same', () => {
    const planned = { wall: '2026-11-24T16:45', zone: 'Asia/Kolkata' };
    const midnight = day('2026-11-30T00:00', 'Asia/Kolkata');
    expect(droppedOnDay(planned, due(planned), midnight, 'Asia/Kolkata').wall).toBe('2026-11-30T16:45');
  });
});

describe('a post dropped on a time', () => {
  test('is told in the zone it was planned in', () => {
    const planned = { wall: '2026-11-24T20:00', zone: 'America/New_York' };
    const at = day('2026-11-25T15:30', 'Europe/Berlin');
    expect(droppedOnTime(planned, at)).toEqual({ wall: '2026-11-25T09:30', zone: 'America/New_York' });
  });
});

test('moving by days crosses months and years', () => {
  expect(movedByDays({ wall: '2026-12-31T23:59:30', zone: 'UTC' }, 1)).toEqual({
    wall: '2027-01-01T23:59:30',
    zone: 'UTC',
  });
});

describe('a post begun on a day', () => {
  const now = day('2026-11-24T14:20', 'Europe/Berlin');

  test('starts at nine on a day to come', () => {
    expect(startOnDay(day('2026-11-26', 'Europe/Berlin'), 'Europe/Berlin', now)?.wall).toBe('2026-11-26T09:00');
  });

  test('starts at the next full hour today', () => {
    expect(startOnDay(now, 'Europe/Berlin', now)?.wall).toBe('2026-11-24T15:00');
  });

  test('does not start on a day that has passed', () => {
    expect(startOnDay(day('2026-11-23', 'Europe/Berlin'), 'Europe/Berlin', now)).toBeUndefined();
  });
});
