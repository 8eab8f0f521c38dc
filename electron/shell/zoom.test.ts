import { expect, test } from 'vitest';
import { zoomed } from '#electron/shell/zoom.ts';

test('text grows in steps up to 200 %, shrinks to 80 %, and is as designed again', () => {
  expect([1, 1.1, 1.75, 2].map((now) => zoomed(now, 'in'))).toEqual([1.1, 1.25, 2, 2]);
  expect([2, 1, 0.9, 0.8].map((now) => zoomed(now, 'out'))).toEqual([1.75, 0.9, 0.8, 0.8]);
  expect(zoomed(1.5, 'actual')).toBe(1);
});
