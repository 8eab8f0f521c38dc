import { expect, test } from 'vitest';
import { looksLikeDate, orderSeen, readDate } from '#shared/posts/csv-dates.ts';

const wall = (date: string, order: 'day-first' | 'month-first' = 'day-first', time = ''): unknown => {
  const read = readDate(date, time, 'Europe/Berlin', order);
  return 'planned' in read ? read.planned.wall : read.problem;
};

test('dates of Publer, Hootsuite and spreadsheets are read', () => {
  expect(wall('2029-11-19 20:35')).toBe('2029-11-19T20:35');
  expect(wall('2029/11/19 20-35')).toBe('2029-11-19T20:35');
  expect(wall('11/19/2029 20:35', 'month-first')).toBe('2029-11-19T20:35');
  expect(wall('19.11.2029 8:05')).toBe('2029-11-19T08:05');
  expect(wall('3/4/29 12:30 AM', 'month-first')).toBe('2029-03-04T00:30');
  expect(wall('2029-11-19', 'day-first', '9:05 pm')).toBe('2029-11-19T21:05');
});

test('a date with an offset is that instant on the clock of the workspace', () => {
  expect(wall('2029-11-19T20:35:00Z')).toBe('2029-11-19T21:35');
});

test('what is no date is said to be none, and a day without a time is no guess', () => {
  expect(wall('next Friday at 2 PM')).toBe('not-a-date');
  expect(wall('31/02/2029 10:00')).toBe('not-a-date');
  expect(wall('13/13/2029 10:00')).toBe('not-a-date');
  expect(wall('2029-11-19 25:00')).toBe('not-a-date');
  expect(wall('2029-11-19 13:00 pm')).toBe('not-a-date');
  expect(wall('2029-11-19')).toBe('no-time');
  expect(looksLikeDate('3/4 of the rye')).toBe(false);
});

test('one day above twelve tells the order of a file; without one nobody can know', () => {
  expect(orderSeen(['3/4/2029 10:00', '13/4/2029 10:00'])).toBe('day-first');
  expect(orderSeen(['3/4/2029 10:00', '3/14/2029 10:00'])).toBe('month-first');
  expect(orderSeen(['3/4/2029 10:00', ''])).toBe('either');
  expect(orderSeen(['2029-03-04 10:00'])).toBe('none');
});
