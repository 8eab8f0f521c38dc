import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenFilmLimits, type FilmLimit, type FilmLimits, type FilmMeasures } from '#shared/media/film-limits.ts';
import { changedFilm, filmChange, filmPlan } from '#shared/media/film-plan.ts';

type Size = Pick<FilmMeasures, 'width' | 'height'>;

const MB = 1_000_000;
const MBIT = 1_000_000;
const wide: FilmLimits = {
  'video/mp4': {
    videoCodecs: ['avc', 'hevc'],
    mostFrameRate: 60,
    mostMs: 900_000,
    mostBytes: 300 * MB,
    mostWidth: 1920,
    leastRatio: 0.01,
    mostRatio: 10,
    mostBitRate: 25 * MBIT,
    audioCodecs: ['aac'],
    mostSampleRate: 48_000,
  },
  'video/quicktime': { mostBytes: 300 * MB },
};
const strict: FilmLimits = {
  'video/mp4': { videoCodecs: ['avc'], onlyYuv420p: true, mostFrameRate: 60, mostMs: 140_000, mostBytes: 500 * MB },
};
const small: FilmLimits = { 'video/mp4': { mostBytes: 10 * MB } };

const DETAILS = {
  videoCodec: 'avc',
  isYuv420p: true,
  frameRate: 30,
  audioCodec: 'aac',
  sampleRate: 44_100,
  channels: 2,
};

function film(more: Partial<FilmMeasures> = {}, details: object = {}): FilmMeasures {
  const measures = { mimeType: 'video/mp4', bytes: 30 * MB, width: 1080, height: 1920, durationMs: 42_000 };
  return { ...measures, details: { ...DETAILS, ...details }, ...more };
}

test('a film that passes everywhere is left alone', () => {
  expect(filmPlan(film(), [wide, strict])).toBeUndefined();
});

test('a MOV with H.264 is only put into an MP4', () => {
  expect(filmPlan(film({ mimeType: 'video/quicktime' }), [wide, strict])).toMatchObject({
    video: 'copy',
    audio: 'copy',
    width: 1080,
    height: 1920,
  });
});

test('a film of a phone in H.265 is encoded where one of the networks does not take that, and its sound is kept', () => {
  const plan = filmPlan(film({ mimeType: 'video/quicktime' }, { videoCodec: 'hevc', isYuv420p: false }), [
    wide,
    strict,
  ]);
  expect(plan).toMatchObject({ video: 'avc', audio: 'copy', width: 1080, height: 1920 });
  expect(plan).not.toHaveProperty('frameRate');
  expect(plan?.videoBitRate).toBeGreaterThan(4 * MBIT);
  expect(plan?.videoBitRate).toBeLessThan(8 * MBIT);
});

test('sound that is not taken is encoded alone', () => {
  expect(filmPlan(film({}, { audioCodec: 'pcm-s16', sampleRate: 96_000 }), [wide])).toMatchObject({
    video: 'copy',
    audio: 'aac',
    audioBitRate: 128_000,
    sampleRate: 48_000,
  });
});

test('a 4K film becomes as wide as can be, in its ratio', () => {
  expect(filmPlan(film({ width: 3840, height: 2160 }), [wide])).toMatchObject({
    video: 'avc',
    width: 1920,
    height: 1080,
  });
});

test('120 frames a second become 60', () => {
  expect(filmPlan(film({}, { frameRate: 119.88 }), [wide])).toMatchObject({ video: 'avc', frameRate: 60 });
});

test('a silent film stays silent', () => {
  const silent = { audioCodec: undefined, sampleRate: undefined, channels: 0, frameRate: 120 };
  expect(filmPlan(film({}, silent), [wide])).toMatchObject({ audio: 'none' });
});

test('a heavy film gets the bits that there is room for, and becomes smaller where these are too few', () => {
  const light = filmPlan(film({ durationMs: 25_000 }), [small]);
  expect(light).toMatchObject({ video: 'avc', width: 1080, height: 1920, mostBytes: 10 * MB });
  const long = filmPlan(film({ durationMs: 420_000 }), [small]);
  expect(long?.width).toBeLessThan(480);
  const bits = (long?.videoBitRate ?? 0) + (long?.audioBitRate ?? 0);
  expect((bits * 420) / 8).toBeLessThan(10 * MB);
});

test('a MOV that a network does not take as MP4 either stays as it is', () => {
  expect(filmPlan(film({ mimeType: 'video/quicktime' }), [{ 'video/webm': {} }])).toBeUndefined();
});

test.each<[string, FilmMeasures, FilmLimit]>([
  ['it is too long', film({ durationMs: 61_000 }), { mostMs: 60_000 }],
  ['it is too short', film({ durationMs: 2_000 }), { leastMs: 3_000 }],
  ['its ratio is wrong', film(), { leastRatio: 1 }],
  ['it is too small', film({ width: 480, height: 854 }), { leastWidth: 540 }],
  ['there is no room at all', film({ durationMs: 9_000_000 }), { mostBytes: 10_000 }],
  ['the network takes no H.264', film(), { videoCodecs: ['vp9'] }],
  ['its size is not known', film({ width: 0, height: 0 }), { mostBytes: 1 }],
  ['its length is not known', film({ durationMs: undefined }), { mostBytes: 1 }],
])('where %s, nothing is offered', (_what, one, limit) => {
  expect(filmPlan(one, [{ 'video/mp4': limit }])).toBeUndefined();
});

describe('whatever the film and the limits', () => {
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const films = fc.record({
    mimeType: fc.constantFrom('video/mp4', 'video/quicktime', 'video/webm'),
    bytes: fc.integer({ min: 20_000, max: 1_000 * MB }),
    width: fc.integer({ min: 16, max: 8_000 }),
    height: fc.integer({ min: 16, max: 8_000 }),
    durationMs: fc.integer({ min: 500, max: 3_600_000 }),
    details: fc.record({
      videoCodec: fc.constantFrom('avc', 'hevc', 'vp9', 'prores', undefined),
      isYuv420p: optional(fc.boolean()),
      frameRate: optional(fc.double({ min: 5, max: 240, noNaN: true })),
      audioCodec: fc.constantFrom('aac', 'opus', 'pcm-s16', undefined),
      sampleRate: fc.constantFrom(44_100, 96_000, undefined),
      channels: fc.constantFrom(0, 1, 2, 6, undefined),
    }),
  });
  const limit: fc.Arbitrary<FilmLimit> = fc.record(
    {
      videoCodecs: fc.constantFrom(['avc'], ['avc', 'hevc']),
      onlyYuv420p: fc.constant(true as const),
      leastFrameRate: fc.integer({ min: 10, max: 24 }),
      mostFrameRate: fc.integer({ min: 25, max: 120 }),
      mostBytes: fc.integer({ min: MB, max: 500 * MB }),
      leastBytes: fc.integer({ min: 1_000, max: 75_000 }),
      mostWidth: fc.integer({ min: 300, max: 4_000 }),
      mostHeight: fc.integer({ min: 300, max: 4_000 }),
      mostPixels: fc.integer({ min: 100_000, max: 10_000_000 }),
      leastRatio: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      mostRatio: fc.double({ min: 1, max: 10, noNaN: true }),
      mostBitRate: fc.integer({ min: MBIT, max: 100 * MBIT }),
      audioCodecs: fc.constant(['aac']),
      mostSampleRate: fc.constant(48_000),
    },
    { requiredKeys: [] },
  );
  const networks = fc.array(
    limit.map((one): FilmLimits => ({ 'video/mp4': one, 'video/quicktime': one })),
    { minLength: 1, maxLength: 4 },
  );

  test('a plan ends within them, is even, keeps the ratio, and is worth carrying out', () => {
    fc.assert(
      fc.property(films, networks, (one, all) => {
        const plan = filmPlan(one, all);
        if (plan === undefined) return;
        filmChange.parse(plan);
        const after = changedFilm(one, plan);
        for (const limits of all) expect([...brokenFilmLimits(after, limits['video/mp4'] ?? {})]).toEqual([]);
        expect(plan.video === 'copy' ? isAsItWas(one, plan) : isTrue(one, plan)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  const isAsItWas = (one: Size, plan: Size): boolean => one.width === plan.width && one.height === plan.height;
  /** Even, not larger, and no side more than two pixels from the film's own ratio. */
  const isTrue = (one: Size, plan: Size): boolean => {
    const ratio = one.width / one.height;
    const isEven = plan.width % 2 === 0 && plan.height % 2 === 0;
    const isTrueTo = Math.abs(plan.width - plan.height * ratio) <= 2 * Math.max(1, ratio) + 0.001;
    return isEven && isTrueTo && plan.width <= one.width && plan.height <= one.height;
  };

  test('one that is only in the wrong container or codec has a plan, and one that is right has none', () => {
    fc.assert(
      fc.property(films, (one) => {
        const open: FilmLimit = { videoCodecs: ['avc'], audioCodecs: ['aac'] };
        const isRight = one.mimeType === 'video/mp4' && brokenFilmLimits(one, open).size === 0;
        expect(filmPlan(one, [{ 'video/mp4': open }]) === undefined).toBe(isRight);
      }),
      { numRuns: 500 },
    );
  });
});
