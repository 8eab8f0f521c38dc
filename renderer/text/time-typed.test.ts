import { expect, test } from 'vitest';
import { timeStepped, timeTyped } from './time-typed.ts';

test.each([
  ['16:30', '16:30'],
  ['1630', '16:30'],
  ['930', '09:30'],
  ['9', '09:00'],
  ['16.30 Uhr', '16:30'],
  ['16h30', '16:30'],
  ['4:30 PM', '16:30'],
  ['4:30\u{202F}PM', '16:30'],
  ['4 p. m.', '16:00'],
  ['12 am', '00:00'],
  ['12:05 pm', '12:05'],
  [' 7:45a ', '07:45'],
])('a person who types %s means %s', (typed, time) => {
  expect(timeTyped(typed)).toBe(time);
});

test.each(['', '25:00', '16:60', '16:3', '13 pm', '0 am', 'noon', '123456'])('%s is no time of day', (typed) => {
  expect(timeTyped(typed)).toBeUndefined();
});

test('the arrows go to the next full quarter, and never into another day', () => {
  expect(timeStepped('16:30', 15)).toBe('16:45');
  expect(timeStepped('16:32', 15)).toBe('16:45');
  expect(timeStepped('16:32', -15)).toBe('16:30');
  expect(timeStepped('16:30', -60)).toBe('16:00');
  expect(timeStepped('23:50', 15)).toBe('23:45');
  expect(timeStepped('00:05', -15)).toBe('00:00');
});
