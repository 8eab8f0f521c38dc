import { expect, test } from 'vitest';
import { placeNow, type WindowPlace } from '#electron/shell/window-place.ts';

const LAPTOP = { x: 0, y: 0, width: 1440, height: 860 };
const BESIDE = { x: 1440, y: -200, width: 2560, height: 1400 };

function at(x: number, y: number, more: Partial<WindowPlace> = {}): WindowPlace {
  return { x, y, width: 1280, height: 820, isMaximized: false, ...more };
}

test('a window opens where it was, also on a second display', () => {
  expect(placeNow(at(1600, 0), [LAPTOP, BESIDE])).toEqual(at(1600, 0));
  expect(placeNow(at(0, 0, { isMaximized: true }), [LAPTOP])).toEqual(at(0, 0, { isMaximized: true }));
});

test('its display is gone: it keeps its size, as far as there is room, and is somewhere to be seen', () => {
  expect(placeNow(at(1600, 0), [LAPTOP])).toEqual({ width: 1280, height: 820, isMaximized: false });
  expect(placeNow(at(2000, 0, { width: 2400, height: 1300 }), [LAPTOP])).toEqual({
    width: 1440,
    height: 860,
    isMaximized: false,
  });
});

test.each([
  ['almost all of it is off the side', at(1400, 100)],
  ['its bar is above the screen, and nobody could take hold of it', at(100, -300)],
  ['almost all of it is below', at(100, 840)],
])('%s: it comes back', (_what, kept) => {
  expect(placeNow(kept, [LAPTOP])).not.toHaveProperty('x');
});

test('a first start has no place', () => {
  expect(placeNow(undefined, [LAPTOP])).toBeUndefined();
});
