import { expect, test } from 'vitest';
import { frameAfter, lastMoment, momentText, stripMoments } from './cover-moments.ts';

const NTSC = { width: 640, height: 360, durationMs: 10_010, frameMs: 1001 / 30 };
const press = (atMs: number, key: string, shiftKey = false): number | undefined =>
  frameAfter(NTSC, atMs, { key, shiftKey });

test('arrow keys go on and back frame by frame, and land on every frame once', () => {
  const moments = [0];
  for (let step = 0; step < 300; step += 1) moments.push(press(moments.at(-1) ?? 0, 'ArrowRight') ?? -1);
  expect(moments.slice(0, 5)).toEqual([0, 34, 67, 101, 134]);
  expect(new Set(moments.map((moment) => Math.floor((moment + 0.5) / NTSC.frameMs))).size).toBe(300);
  expect(moments.at(-1)).toBe(lastMoment(NTSC));
  expect(press(67, 'ArrowLeft')).toBe(34);
});

test('with Shift by a second, and never out of the film', () => {
  expect(press(0, 'ArrowRight', true)).toBe(1001);
  expect(press(500, 'ArrowLeft', true)).toBe(0);
  expect(press(9_990, 'ArrowUp')).toBe(lastMoment(NTSC));
  expect([press(500, 'Home'), press(500, 'End')]).toEqual([0, 9_977]);
});

test('other keys are left to whom they belong', () => {
  expect(press(500, 'Tab')).toBeUndefined();
});

test('the strip shows the film from beginning to end', () => {
  const moments = stripMoments(NTSC);
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  expect([moments.length, moments[0], moments.at(-1)]).toEqual([8, 624, 9353]);
  expect(stripMoments({ width: 1, height: 1, durationMs: 0 })).toEqual(Array.from({ length: 8 }, () => 0));
});

test.each([
  [0, '0:00.000'],
  [2480, '0:02.480'],
  [65_004, '1:05.004'],
  [3_600_999, '1:00:00.999'],
])('%s ms is shown as %s', (ms, text) => {
  expect(momentText(ms)).toBe(text);
});
