import { describe, expect, test } from 'vitest';
import { daysBetween, duration, fromNow, lateness, momentInWords, nearDay, zoneCity, zoneOffset } from './moments.ts';

const ZONE = 'Europe/Berlin';
const NOW = Date.UTC(2026, 10, 22, 12, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('the way to a moment', () => {
  test.each([
    [45_000, 'in 45 s'],
    [MINUTE, 'in 1 min'],
    [59 * MINUTE, 'in 59 min'],
    [HOUR, 'in 1 h'],
    [3 * HOUR + 20 * MINUTE, 'in 3 h 20 min'],
    [DAY, 'in 1 day'],
    [9 * DAY + HOUR, 'in 9 days'],
    [0, 'now'],
    [-2 * DAY, '2 days ago'],
  ])('%i ms from now is “%s”', (away, words) => {
    expect(fromNow(NOW + away, NOW)).toBe(words);
  });

  test('lateness counts whole seconds', () => {
    expect(lateness(NOW, NOW + 240)).toBe('on time');
    expect(lateness(NOW, NOW + 4300)).toBe('4 s late');
  });

  test('a duration never says “0 min” of an hour', () => {
    expect(duration(2 * HOUR)).toBe('2 h');
  });
});

describe('days', () => {
  test('are the zone’s own', () => {
    const lateEvening = Date.UTC(2026, 10, 22, 23, 30);
    expect(nearDay(lateEvening, ZONE, NOW)).toBe('Tomorrow');
    expect(nearDay(lateEvening, 'America/New_York', NOW)).toBe('Today');
  });

  test('are whole over a change of clocks', () => {
    // 25 October 2026 has 25 hours: half past midnight and 24 hours later are the same day.
    const early = Date.UTC(2026, 9, 24, 22, 30);
    expect(daysBetween(early, early + DAY, ZONE)).toBe(0);
    expect(daysBetween(Date.UTC(2026, 9, 24, 12), Date.UTC(2026, 9, 26, 12), ZONE)).toBe(2);
  });

  test('read well in the middle of a sentence', () => {
    expect(momentInWords(NOW + DAY, ZONE, NOW)).toMatch(/ tomorrow$/);
    expect(momentInWords(NOW + 5 * DAY, ZONE, NOW)).toMatch(/ on Fri/);
  });
});

test('a zone has a city and an offset', () => {
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(zoneOffset('Asia/Kolkata', NOW)).toBe('GMT+5:30');
  expect(zoneOffset('America/New_York', NOW)).toBe('GMT−5');
});
