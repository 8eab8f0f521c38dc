import { expect, test } from 'vitest';
import { layoutOf, placeOf, reachedBy, scrolledTo } from './grid-layout.ts';

const VIEW = { width: 828, height: 600, scrolled: 0 };

test('of ten thousand files only those in view are drawn, and a few around them', () => {
  const layout = layoutOf(10_000, { ...VIEW, scrolled: 202_000 });
  expect(layout).toMatchObject({ columns: 5, tileWidth: 156, height: 2_000 * 202 - 12 });
  expect([layout.from, layout.to]).toEqual([(1_000 - 2) * 5, (1_000 + 3 + 2) * 5]);
});

test('in a narrow window the tiles share the width there is', () => {
  const layout = layoutOf(3, { ...VIEW, width: 340 });
  expect(layout).toMatchObject({ columns: 2, tileWidth: 164, from: 0, to: 3 });
  expect(placeOf(2, layout)).toEqual({ left: 0, top: 202 });
  expect(layoutOf(0, { ...VIEW, width: 0 })).toMatchObject({ columns: 1, from: 0, to: 0 });
});

test('arrows go from tile to tile and stop at the ends', () => {
  const layout = layoutOf(12, VIEW);
  const go = (key: string, at: number) => reachedBy(key, at, 12, layout, VIEW.height);
  expect(go('ArrowRight', 0)).toBe(1);
  expect(go('ArrowLeft', 0)).toBe(0);
  expect(go('ArrowDown', 3)).toBe(8);
  expect(go('ArrowDown', 9)).toBe(9);
  expect(go('ArrowUp', 3)).toBe(3);
  expect(go('PageDown', 0)).toBe(10);
  expect(go('End', 0)).toBe(11);
  expect(go('x', 0)).toBeUndefined();
});

test('a tile that is reached out of view is scrolled to, no further than needed', () => {
  const layout = layoutOf(100, VIEW);
  expect(scrolledTo(0, layout, { ...VIEW, scrolled: 300 })).toBe(0);
  expect(scrolledTo(6, layout, VIEW)).toBe(0);
  expect(scrolledTo(15, layout, VIEW)).toBe(3 * 202 + 190 - 600);
});
