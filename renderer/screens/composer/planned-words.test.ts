import { describe, expect, test } from 'vitest';
import { plannedWords, suggestedTime, wallOf } from './planned-words.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0); // a Sunday, 13:00 in Berlin

describe('the planned moment in words', () => {
  test('names day, time and city, and how far away it is', () => {
    const words = plannedWords({ wall: '2026-11-24T09:00', zone: 'Europe/Berlin' }, 'Europe/Berlin', NOW);
    expect(words).toMatchObject({ ok: true, away: 'That is in 2 days.', isPast: false });
    expect(words.ok && words.moment).toMatch(/Tuesday.*November.*2026.*in Berlin/);
    expect(words).not.toHaveProperty('here');
  });

  test('says what time that is at home when the zone is another', () => {
    const words = plannedWords({ wall: '2026-11-24T09:00', zone: 'America/New_York' }, 'Europe/Berlin', NOW);
    expect(words.ok && words.here).toMatch(/in Berlin/);
  });

  test('says so when the clocks skip that time', () => {
    const words = plannedWords({ wall: '2027-03-28T02:30', zone: 'Europe/Berlin' }, 'Europe/Berlin', NOW);
    expect(words.ok && words.note).toMatch(/forward/);
  });

  test('says so when that time happens twice', () => {
    const words = plannedWords({ wall: '2027-10-31T02:30', zone: 'Europe/Berlin' }, 'Europe/Berlin', NOW);
    expect(words.ok && words.note).toMatch(/twice/);
  });

  test('knows a moment that has passed and a date that does not exist', () => {
    expect(plannedWords({ wall: '2026-11-22T12:59', zone: 'Europe/Berlin' }, 'Europe/Berlin', NOW)).toMatchObject({
      isPast: true,
    });
    expect(plannedWords({ wall: '2026-02-31T09:00', zone: 'Europe/Berlin' }, 'Europe/Berlin', NOW)).toMatchObject({
      ok: false,
    });
  });
});

describe('the time fields', () => {
  test('become a wall time only when both are filled', () => {
    expect(wallOf('2026-11-24', '09:00')).toBe('2026-11-24T09:00');
    expect(wallOf(null, '09:00')).toBeUndefined();
    expect(wallOf('2026-11-24', '')).toBeUndefined();
  });

  test('suggest the next full hour by day and the next morning at night', () => {
    expect(suggestedTime('Europe/Berlin', NOW).wall).toBe('2026-11-22T14:00');
    expect(suggestedTime('Europe/Berlin', Date.UTC(2026, 10, 22, 22, 0)).wall).toBe('2026-11-23T09:00');
    expect(suggestedTime('Europe/Berlin', Date.UTC(2026, 10, 22, 3, 0)).wall).toBe('2026-11-22T09:00');
  });
});
