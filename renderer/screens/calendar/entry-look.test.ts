import { expect, test } from 'vitest';
import { withoutHalf } from './entry-look.ts';

test('a time in a narrow place says no half of the day, and breaks after its hour where it has to', () => {
  const times = ['9 AM', '9:30\u{202F}PM', '9:30 a. m.', '09:30', '21:05'];
  expect(times.map((time) => withoutHalf(time).replace('\u{200B}', '|'))).toEqual([
    '9:|00',
    '9:|30',
    '9:|30',
    '09:|30',
    '21:|05',
  ]);
});
