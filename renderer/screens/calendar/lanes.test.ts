import { expect, test } from 'vitest';
import { lanesOf } from './lanes.ts';

const at = (...minutes: readonly number[]): { item: string; top: number }[] =>
  minutes.map((top, index) => ({ item: `${index}`, top }));

test('posts that are apart have the whole width', () => {
  expect(lanesOf(at(60, 120), 45, 3).placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test('posts near each other stand side by side, and a lane that is free again is used again', () => {
  const { placed, crowds } = lanesOf(at(0, 15, 45), 45, 3);
  expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
  ]);
  expect(crowds).toEqual([]);
});

test('a post is as wide as the lanes that are free beside it', () => {
  const { placed } = lanesOf(at(0, 15, 30, 50), 45, 3);
  expect(placed.map(({ lane, span, lanes }) => [lane, span, lanes])).toEqual([
    [0, 1, 3],
    [1, 1, 3],
    [2, 1, 3],
    [0, 1, 3],
  ]);
  const later = lanesOf(at(0, 15, 30, 70, 100), 45, 3).placed;
  expect(later.slice(3).map(({ lane, span }) => [lane, span])).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test('what does not fit is gathered by the hour, and nothing is lost', () => {
  const { placed, crowds } = lanesOf(at(0, 0, 0, 0, 10, 70), 45, 2);
  expect(placed.map(({ item }) => item)).toEqual(['0', '1', '5']);
  expect(placed[0]).toMatchObject({ lanes: 2, hasMore: true });
  expect(placed[2]).toMatchObject({ lanes: 1, hasMore: false });
  expect(crowds).toEqual([{ top: 0, items: ['2', '3', '4'] }]);
});
