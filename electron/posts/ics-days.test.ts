import { describe, expect, test } from 'vitest';
import type { Failure } from '#shared/failures.ts';
import { daysOf, readIcs } from './ics-days.ts';

const ics = (...lines: readonly string[]): Uint8Array =>
  new TextEncoder().encode(
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//mill//EN', ...lines, 'END:VCALENDAR'].join('\r\n'),
  );
const event = (...lines: readonly string[]): string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];

function shown(bytes: Uint8Array, from: string, to: string): string[] {
  return readIcs('days.ics', bytes).events.flatMap((one) =>
    daysOf(one.ics, from, to).map(({ day, name }) => `${day} ${name}`),
  );
}

describe('a file of days', () => {
  test('is called what it calls itself, or as the file', () => {
    const day = event('UID:1', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas');
    expect(readIcs('de.ics', ics('X-WR-CALNAME:Feiertage', ...day)).name).toBe('Feiertage');
    expect(readIcs('de.ics', ics(...day)).name).toBe('de');
  });

  test('marks a single day, and every day of a longer one; the end is not marked any more', () => {
    const bytes = ics(
      ...event('UID:1', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas\\, the first day'),
      ...event('UID:2', 'DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102', 'SUMMARY:Closed'),
    );
    expect(shown(bytes, '2026-12-01', '2026-12-31')).toEqual([
      '2026-12-25 Christmas, the first day',
      '2026-12-30 Closed',
      '2026-12-31 Closed',
    ]);
  });

  test('follows rules into the years that are shown, without the occurrences that are taken out or moved', () => {
    const bytes = ics(
      ...event(
        'UID:1',
        'DTSTART;VALUE=DATE:19700704',
        'RRULE:FREQ=YEARLY',
        'EXDATE;VALUE=DATE:20270704',
        'SUMMARY:Independence Day',
      ),
      ...event('UID:1', 'RECURRENCE-ID;VALUE=DATE:20280704', 'DTSTART;VALUE=DATE:20280703', 'SUMMARY:The day before'),
      ...event(
        'UID:2',
        'DTSTART;VALUE=DATE:20201126',
        'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
        'SUMMARY:Thanksgiving',
      ),
    );
    expect(shown(bytes, '2026-01-01', '2026-12-31')).toEqual([
      '2026-07-04 Independence Day',
      '2026-11-26 Thanksgiving',
    ]);
    expect(shown(bytes, '2027-07-01', '2027-07-31')).toEqual([]);
    expect(shown(bytes, '2028-07-01', '2028-07-31')).toEqual(['2028-07-03 The day before']);
  });

  test('is the same whatever zone the computer is in, and entries with a time of day are left out', () => {
    const bytes = ics(
      ...event('UID:1', 'DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas'),
      ...event('UID:2', 'DTSTART:20261225T090000Z', 'SUMMARY:Stand-up'),
    );
    expect(readIcs('days.ics', bytes)).toMatchObject({ leftOut: 1, events: [{ firstDay: '2026-12-25' }] });
  });

  test.each([
    ['nothing of a calendar', new TextEncoder().encode('<html>Not found</html>'), 'days.unreadable'],
    ['nothing at all', new Uint8Array(), 'days.unreadable'],
    ['bytes of a picture', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'days.unreadable'],
    ['a calendar that is cut short', ics(...event('UID:1', 'DTSTART;VALUE=DATE:2026')).slice(0, 90), 'days.unreadable'],
    ['only times of day', ics(...event('UID:2', 'DTSTART:20261225T090000Z', 'SUMMARY:Stand-up')), 'days.none'],
    ['no entry', ics(), 'days.none'],
    ['far too much', new Uint8Array(6 * 1024 * 1024), 'days.too-large'],
  ])('with %s is refused by name', (_what, bytes, code) => {
    expect(() => readIcs('days.ics', bytes)).toThrow(expect.objectContaining({ code }) as Failure);
  });
});
