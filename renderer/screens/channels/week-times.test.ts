import { expect, test } from 'vitest';
import { clickedTime, movedByArrow, timeAt } from './week-times.ts';

test.each([
  [0, 0, 1, '00:00'],
  [0.5, 0.5, 4, '12:00'],
  [0.999, 0.9999, 7, '23:45'],
  [-1, -1, 1, '00:00'],
  [2, 2, 7, '23:45'],
  [0.15, (9 * 60 + 8) / 1440, 2, '09:15'],
])('the place %f, %f is day %i at %s', (x, y, weekday, wallTime) => {
  expect(timeAt(x, y)).toEqual({ weekday, wallTime });
});

test('a click means the half hour it is in', () => {
  expect(clickedTime(0.5, (9 * 60 + 29) / 1440)).toEqual({ weekday: 4, wallTime: '09:00' });
  expect(clickedTime(0.5, (9 * 60 + 31) / 1440)).toEqual({ weekday: 4, wallTime: '09:30' });
  expect(clickedTime(0.5, 0.9999)).toEqual({ weekday: 4, wallTime: '23:30' });
});

test('an arrow moves a slot by a quarter of an hour or a day, past what is in the way', () => {
  const nine = { weekday: 1, wallTime: '09:00' };
  expect(movedByArrow(nine, 'ArrowDown', [])).toEqual({ weekday: 1, wallTime: '09:15' });
  expect(movedByArrow(nine, 'ArrowRight', [{ weekday: 2, wallTime: '09:00' }])).toEqual({
    weekday: 3,
    wallTime: '09:00',
  });
  expect(movedByArrow(nine, 'ArrowUp', [{ weekday: 1, wallTime: '08:45' }])).toEqual({ weekday: 1, wallTime: '08:30' });
});

test('no arrow leads out of the week, and no other key moves anything', () => {
  expect(movedByArrow({ weekday: 1, wallTime: '09:00' }, 'ArrowLeft', [])).toBeUndefined();
  expect(movedByArrow({ weekday: 7, wallTime: '23:45' }, 'ArrowDown', [])).toBeUndefined();
  expect(movedByArrow({ weekday: 1, wallTime: '09:00' }, 'Enter', [])).toBeUndefined();
});
