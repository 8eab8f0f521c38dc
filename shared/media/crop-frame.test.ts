import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cropFrame, CROP_RATIOS } from '#shared/media/crop-frame.ts';

test('the largest square of a wide picture is as high as it is', () => {
  expect(cropFrame({ width: 1600, height: 900 }, { ratio: 1, share: 1, x: 0.5, y: 0.5 })).toEqual({
    left: 350,
    top: 0,
    width: 900,
    height: 900,
  });
});

test('a frame that is moved over the edge stays inside', () => {
  expect(cropFrame({ width: 1000, height: 1000 }, { ratio: 4 / 5, share: 0.5, x: 1, y: 0 })).toEqual({
    left: 600,
    top: 0,
    width: 400,
    height: 500,
  });
});

test('for every picture and wish the frame lies inside, and keeps its ratio to a pixel', () => {
  const side = fc.integer({ min: 1, max: 8000 });
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const ratio = fc.constantFrom(...CROP_RATIOS.map((one) => one.ratio));
  fc.assert(
    fc.property(side, side, ratio, part, part, part, (width, height, wanted, share, x, y) => {
      const frame = cropFrame({ width, height }, { ratio: wanted, share, x, y });
      expect(frame.width).toBeGreaterThan(0);
      expect(frame.height).toBeGreaterThan(0);
      expect(frame.left).toBeGreaterThanOrEqual(0);
      expect(frame.top).toBeGreaterThanOrEqual(0);
      expect(frame.left + frame.width).toBeLessThanOrEqual(width);
      expect(frame.top + frame.height).toBeLessThanOrEqual(height);
      // A frame of a single pixel keeps no ratio.
      const isOff = Math.abs(frame.width - frame.height * wanted) > 1 + wanted;
      expect(isOff && Math.min(frame.width, frame.height) > 1).toBe(false);
    }),
  );
});
