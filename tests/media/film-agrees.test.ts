import { expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import type { FilmLimit, FilmLimits } from '#shared/media/film-limits.ts';
import { brokenFilmLimits } from '#shared/media/film-limits.ts';
import { changedFilm, filmPlan } from '#shared/media/film-plan.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Each network's rules and the numbers a film is made to fit by are the same ones, for every kind of post.

const MB = 1_000_000;
const KINDS = ['post', 'reel', 'story'] as const;
const CASES = CATALOG.flatMap((platform) =>
  kindsOf(platform).map((kind) => [`${platform.name}, ${kind}`, platform, kind] as const),
);

function kindsOf({ options }: Platform): readonly string[] {
  return options.some(({ name }) => name === 'kind') ? KINDS : ['post'];
}

const DETAILS = {
  videoCodec: 'avc',
  isYuv420p: true,
  frameRate: 30,
  audioCodec: 'aac',
  sampleRate: 44_100,
  channels: 2,
};

function film(more: Partial<DraftMedia> = {}, details: object = {}): DraftMedia {
  const named = { media: mediaId.parse('a'.repeat(64)), alt: '', name: 'a.mp4', mimeType: 'video/mp4' };
  const measures = { bytes: 5 * MB, width: 1080, height: 1920, durationMs: 30_000 };
  return { ...named, ...measures, details: { ...DETAILS, ...details }, ...more };
}

const FILMS: readonly DraftMedia[] = [
  film(),
  film({ mimeType: 'video/quicktime' }),
  film({ mimeType: 'video/webm' }, { videoCodec: 'vp9', audioCodec: 'opus' }),
  film({ mimeType: 'video/quicktime' }, { videoCodec: 'hevc', isYuv420p: false }),
  film({}, { videoCodec: 'av1' }),
  film({}, { videoCodec: 'mpeg4', isYuv420p: undefined }),
  film({}, { frameRate: 12 }),
  film({}, { frameRate: 240 }),
  film({}, { audioCodec: 'pcm-s16', sampleRate: 96_000 }),
  film({}, { audioCodec: undefined, sampleRate: undefined, channels: 0 }),
  film({ width: 2160, height: 3840 }),
  film({ width: 3840, height: 2160 }),
  film({ width: 7680, height: 600 }),
  film({ width: 270, height: 480 }),
  film({ width: 24, height: 24 }),
  film({ bytes: 20_000, durationMs: 4_000 }),
  film({ bytes: 99 * MB }),
  film({ bytes: 200 * MB }),
  film({ bytes: 600 * MB }),
  film({ bytes: 1_200 * MB }),
  film({ durationMs: 200 }),
  film({ durationMs: 2_000 }),
  film({ durationMs: 100_000 }),
  film({ durationMs: 400_000 }),
  film({ durationMs: 4_000_000 }),
];

function broken({ rules }: Platform, kind: string, file: DraftMedia): string[] {
  const problems = rules.check({ segments: [{ text: 'Hi', media: [file] }], options: { kind } }, {});
  return problems
    .filter(({ code, severity }) => severity === 'stops' && code.startsWith('media.'))
    .map(({ code }) => code);
}

function keeps(limits: FilmLimits, file: DraftMedia): boolean {
  const limit: FilmLimit | undefined = limits[file.mimeType];
  return limit !== undefined && brokenFilmLimits(file, limit).size === 0;
}

test.each(CASES)('%s', (_name, platform, kind) => {
  const limits = platform.rules.filmLimits({}, { kind });
  const taken = platform.rules.mediaTypes.filter((type) => type.startsWith('video/'));
  expect(taken).toEqual(expect.arrayContaining(Object.keys(limits)));
  for (const file of FILMS) {
    expect([file, broken(platform, kind, file).length === 0]).toEqual([file, keeps(limits, file)]);
    const plan = filmPlan(file, [limits]);
    const changed = plan === undefined ? [] : broken(platform, kind, { ...file, ...changedFilm(file, plan) });
    expect([file, changed]).toEqual([file, []]);
  }
});

test.each(CASES)(
  '%s says nothing of a film of which nothing is known but that it is an MP4',
  (_name, platform, kind) => {
    const { details: _details, durationMs: _length, ...unknown } = film({ width: 0, height: 0 });
    expect(broken(platform, kind, unknown)).toEqual([]);
  },
);

test.each(CASES)('%s takes the usual film of a phone once it is made to fit', (_name, platform, kind) => {
  const phone = film(
    { mimeType: 'video/quicktime', width: 2160, height: 3840, bytes: 190 * MB },
    { videoCodec: 'hevc', isYuv420p: false, frameRate: 59.94 },
  );
  const plan = filmPlan(phone, [platform.rules.filmLimits({}, { kind })]);
  const after = plan === undefined ? phone : { ...phone, ...changedFilm(phone, plan) };
  expect(broken(platform, kind, after)).toEqual([]);
});
