import { describe, expect, test } from 'vitest';
import { isKnownZone, toInstant, toPlannedTime } from '#shared/time-zones.ts';

const utc = (iso: string): number => Date.parse(`${iso}Z`);

describe('a wall time in a zone', () => {
  test.each([
    ['2026-11-24T09:00', 'Europe/Berlin', '2026-11-24T08:00:00'],
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00'],
    ['2026-11-24T09:00', 'Asia/Kolkata', '2026-11-24T03:30:00'],
    ['2026-11-24T09:00', 'Australia/Lord_Howe', '2026-11-23T22:00:00'],
    ['2026-11-24T09:00:30', 'UTC', '2026-11-24T09:00:30'],
  ])('%s in %s is %s UTC', (wall, zone, instant) => {
    expect(toInstant({ wall, zone })).toEqual({ ok: true, at: utc(instant), shifted: false });
  });

  test('skipped in spring moves forward by the gap and says so', () => {
    const resolved = toInstant({ wall: '2026-03-29T02:30', zone: 'Europe/Berlin' });
    expect(resolved).toEqual({ ok: true, at: utc('2026-03-29T01:30:00'), shifted: true });
  });

  test('that happens twice in autumn means the first', () => {
    const resolved = toInstant({ wall: '2026-10-25T02:30', zone: 'Europe/Berlin' });
    expect(resolved).toEqual({ ok: true, at: utc('2026-10-25T00:30:00'), shifted: false });
  });

  test.each(['Europe/Atlantis', '', 'CET+1', '../../etc/passwd'])('in “%s”, which is no zone, is refused', (zone) => {
    expect(toInstant({ wall: '2026-11-24T09:00', zone })).toEqual({ ok: false, problem: 'unknown-zone' });
    expect(isKnownZone(zone)).toBe(false);
  });

  test('that is no date is refused', () => {
    expect(toInstant({ wall: '2026-02-30T09:00', zone: 'UTC' })).toEqual({ ok: false, problem: 'no-such-date' });
  });
});

test('an instant shown in a zone means the same instant again', () => {
  for (const zone of ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia']) {
    const at = utc('2026-12-31T23:15:00');
    expect(toInstant(toPlannedTime(at, zone))).toEqual({ ok: true, at, shifted: false });
  }
});
