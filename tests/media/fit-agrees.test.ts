import { expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { fitPlan } from '#shared/media/fit-plan.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Each network's rules and the numbers a picture is made to fit by are the same ones.

const FITTABLE = [
  'media.wrong-type',
  'media.too-large',
  'media.too-many-pixels',
  'media.wrong-ratio',
  'media.wrong-dimensions',
];
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const SIZES = [
  [1200, 800],
  [4000, 1000],
  [1000, 4000],
  [900, 30_000],
  [12_000, 9000],
  [1080, 1350],
  [1300, 1100],
] as const;
const MB = 1_000_000;

function broken(platform: Platform, file: DraftMedia): string[] {
  const draft = { segments: [{ text: 'Hi', media: [file] }], options: {} };
  const problems = platform.rules
    .check(draft, {})
    .filter(({ code, severity }) => severity === 'stops' && FITTABLE.includes(code));
  return problems.map(({ code }) => code);
}

test.each(CATALOG.map((platform) => [platform.name, platform] as const))('%s', (_name, platform) => {
  const limits = platform.rules.pictureLimits({}, {});
  expect(Object.keys(limits).toSorted()).toEqual(
    platform.rules.mediaTypes.filter((type) => type.startsWith('image/')).toSorted(),
  );
  for (const file of pictures()) {
    const plan = fitPlan(file, [limits]);
    const what = `${file.mimeType} ${file.bytes} ${file.width}x${file.height}`;
    expect([what, broken(platform, file).length > 0]).toEqual([what, plan !== undefined]);
    if (plan === undefined) continue;
    const fitted = { ...file, ...plan, bytes: Math.min(file.bytes, plan.mostBytes ?? file.bytes) };
    expect([what, broken(platform, fitted)]).toEqual([what, []]);
  }
});

function pictures(): DraftMedia[] {
  const named = { media: mediaId.parse('a'.repeat(64)), alt: 'x', name: 'a' };
  return TYPES.flatMap((mimeType) =>
    [MB, 3 * MB, 4.5 * MB, 9 * MB, 12 * MB, 20 * MB, 60 * MB].flatMap((bytes) =>
      SIZES.map(([width, height]) => ({ ...named, mimeType, bytes, width, height })),
    ),
  );
}
