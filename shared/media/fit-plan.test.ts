import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedSize, fitPlan } from '#shared/media/fit-plan.ts';
import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';

const MB = 1_000_000;
const square = { 'image/jpeg': { leastRatio: 0.8, mostRatio: 1.91, mostBytes: 8 * MB } };
const light = { 'image/jpeg': { mostBytes: 2 * MB }, 'image/png': { mostBytes: 2 * MB } };
const small = { 'image/jpeg': { mostPixels: 1_000_000 }, 'image/gif': { mostWidth: 1280, mostHeight: 1080 } };

function picture(more: object = {}) {
  return { mimeType: 'image/jpeg', bytes: MB, width: 1200, height: 800, ...more };
}

test('a picture that passes everywhere is left alone', () => {
  expect(fitPlan(picture(), [square, light, small])).toBeUndefined();
});

test('one that is too wide is cut on both sides to the nearest ratio, and nothing else', () => {
  expect(fitPlan(picture({ width: 4000, height: 1000 }), [square])).toMatchObject({
    mimeType: 'image/jpeg',
    crop: { left: 1045, top: 0, width: 1910, height: 1000 },
    width: 1910,
    height: 1000,
  });
});

test('one that is too high is cut at the top and the bottom', () => {
  const plan = fitPlan(picture({ width: 900, height: 1600 }), [square]);
  expect(plan?.crop).toEqual({ left: 0, top: 237, width: 900, height: 1125 });
});

test('one with too many pixels is scaled as it is', () => {
  const plan = fitPlan(picture({ width: 3000, height: 2000 }), [small]);
  expect(plan).toMatchObject({ width: 1224, height: 816 });
  expect(plan?.crop).toBeUndefined();
});

test('a PNG that is too heavy becomes a JPEG before it becomes smaller', () => {
  const plan = fitPlan(picture({ mimeType: 'image/png', bytes: 9 * MB }), [light]);
  expect(plan).toEqual({ mimeType: 'image/jpeg', width: 1200, height: 800, mostBytes: 2 * MB });
});

test('a type that one of the networks does not take becomes one that all take', () => {
  expect(fitPlan(picture({ mimeType: 'image/webp' }), [light, square])).toMatchObject({ mimeType: 'image/jpeg' });
  expect(fitPlan(picture({ mimeType: 'image/webp' }), [{ 'image/png': {} }, light])).toMatchObject({
    mimeType: 'image/png',
  });
});

test('a GIF that is too large is scaled and goes on moving where GIFs are taken', () => {
  expect(fitPlan(picture({ mimeType: 'image/gif', width: 2560, height: 1000 }), [small])).toEqual({
    mimeType: 'image/gif',
    width: 1280,
    height: 500,
  });
});

test.each([
  ['no type is taken by all', [{ 'image/png': {} }, { 'image/jpeg': {} }], 'image/webp'],
  ['a network takes no pictures', [{}], 'image/jpeg'],
  [
    'ratios exclude each other',
    [{ 'image/jpeg': { leastRatio: 2 } }, { 'image/jpeg': { mostRatio: 1 } }],
    'image/jpeg',
  ],
])('where %s, nothing is offered', (_what, networks, mimeType) => {
  expect(fitPlan(picture({ mimeType }), networks as PictureLimits[])).toBeUndefined();
});

test('a side that is rounded up to keep the ratio does not go over the most pixels', () => {
  const limit = { mostPixels: 100_000, mostRatio: 570 / 176 };
  const plan = fitPlan(picture({ width: 570, height: 176 }), [{ 'image/jpeg': limit }]);
  expect(plan && plan.width * plan.height).toBeLessThanOrEqual(100_000);
  expect(plan && plan.width / plan.height).toBeLessThanOrEqual(limit.mostRatio);
});

describe('whatever the picture and the limits', () => {
  const side = fc.integer({ min: 64, max: 20_000 });
  const limit = fc.record(
    {
      mostPixels: fc.integer({ min: 100_000, max: 50_000_000 }),
      mostWidth: fc.integer({ min: 300, max: 10_000 }),
      mostSides: fc.integer({ min: 1000, max: 20_000 }),
      leastRatio: fc.double({ min: 0.05, max: 1, noNaN: true }),
      mostRatio: fc.double({ min: 1, max: 20, noNaN: true }),
    },
    { requiredKeys: [] },
  );

  test('the plan ends within them, and so does every smaller size', () => {
    fc.assert(
      fc.property(side, side, fc.array(limit, { minLength: 1, maxLength: 4 }), (width, height, limits) => {
        const networks = limits.map((one) => ({ 'image/jpeg': one }));
        const plan = fitPlan(picture({ width, height }), networks);
        if (plan === undefined) return;
        for (const scale of [1, 0.85, 0.7]) {
          const fitted = { ...picture(), ...changedSize(plan, scale) };
          // Very small sizes cannot be rounded into a narrow ratio; no network asks for those.
          if (Math.min(fitted.width, fitted.height) < 64) continue;
          for (const one of limits) expect([...brokenLimits(fitted, one as object)]).toEqual([]);
        }
      }),
    );
  });
});
