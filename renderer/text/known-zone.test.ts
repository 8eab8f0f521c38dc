import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { expect, test } from 'vitest';
import { knownZone } from './known-zone.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Africa/Casablanca',
];

test('a remembered offset is the offset', () => {
  const from = Date.UTC(2015, 0, 1);
  const to = Date.UTC(2035, 0, 1);
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.integer({ min: from, max: to }), (name, at) => {
      expect(knownZone(name).offset(at)).toBe(IANAZone.create(name).offset(at));
      expect(knownZone(name).offset(at)).toBe(IANAZone.create(name).offset(at));
    }),
  );
});

test('the minute of a change of clocks is exact', () => {
  const change = Date.UTC(2026, 9, 25, 1, 0);
  for (const at of [change - 1, change, change + 1]) {
    expect(knownZone('Europe/Berlin').offset(at)).toBe(IANAZone.create('Europe/Berlin').offset(at));
  }
});

test('dates of it equal dates of the zone', () => {
  const known = DateTime.fromMillis(0, { zone: knownZone('Europe/Berlin') });
  expect(known.hasSame(DateTime.fromMillis(0, { zone: 'Europe/Berlin' }), 'day')).toBe(true);
  expect(known.zoneName).toBe('Europe/Berlin');
});
