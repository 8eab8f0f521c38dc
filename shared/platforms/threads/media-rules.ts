import type { FilmLimits } from '#shared/media/film-limits.ts';
import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { filmProblems } from '#shared/posts/film-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// What Threads takes as a picture or a video (PLATFORMS.md 6.3). Pictures narrower than 320 or wider than 1440 pixels
// are scaled by Threads itself.

const MIB = 1024 * 1024;
const PICTURES: readonly string[] = ['image/jpeg', 'image/png'];
const VIDEOS: readonly string[] = ['video/mp4', 'video/quicktime'];
export const MEDIA_TYPES: readonly string[] = [...PICTURES, ...VIDEOS];
/** Files of one post; two and more are a carousel. */
export const MOST_MEDIA = 20;
export const LONGEST_ALT = 1000;

const PICTURE_BYTES = 8 * MIB;
const WIDEST_RATIO = 10;
/** By type; both alike. */
export const PICTURE_LIMITS: PictureLimits = Object.fromEntries(
  PICTURES.map((type) => [type, { mostBytes: PICTURE_BYTES, leastRatio: 1 / WIDEST_RATIO, mostRatio: WIDEST_RATIO }]),
);
const MBIT = 1_000_000;
/** By container; both alike. */
export const FILM_LIMITS: FilmLimits = Object.fromEntries(
  VIDEOS.map((type) => [
    type,
    {
      videoCodecs: ['avc', 'hevc'],
      leastFrameRate: 23,
      mostFrameRate: 60,
      // “More than 0 s.”
      leastMs: 1,
      mostMs: 5 * 60_000,
      mostBytes: 1024 * MIB,
      mostWidth: 1920,
      leastRatio: 0.01,
      mostRatio: 10,
      mostBitRate: 100 * MBIT,
      audioCodecs: ['aac'],
      mostSampleRate: 48_000,
    },
  ]),
);

export function isVideo(media: DraftMedia): boolean {
  return media.mimeType.startsWith('video/');
}

export function mediaProblems(media: readonly DraftMedia[], segment: number): Problem[] {
  const problems = media.flatMap((file, at) =>
    problemsOf(file).map((problem): Problem => ({ ...problem, segment, media: at })),
  );
  if (media.length <= MOST_MEDIA) return problems;
  const about = { limit: MOST_MEDIA, used: media.length };
  return [...problems, { code: 'media.too-many', severity: 'stops', segment, about }];
}

function problemsOf(media: DraftMedia): Problem[] {
  const file = media.name;
  if (!MEDIA_TYPES.includes(media.mimeType) && !isVideo(media)) {
    return [stops('media.wrong-type', { file, allowed: 'JPEG, PNG, MP4, MOV' }), ...altProblems(media)];
  }
  const problems = isVideo(media) ? filmProblems(media, FILM_LIMITS) : pictureProblems(media);
  return [...problems, ...altProblems(media)];
}

function pictureProblems(media: DraftMedia): Problem[] {
  const broken = brokenLimits(media, PICTURE_LIMITS[media.mimeType] ?? {});
  const isTooLong = broken.has('leastRatio') || broken.has('mostRatio');
  return [
    ...sizeProblems(media, PICTURE_BYTES),
    ...(isTooLong ? [ratioProblem(media, `1:${WIDEST_RATIO} to ${WIDEST_RATIO}:1`)] : []),
  ];
}

function sizeProblems({ name: file, bytes }: DraftMedia, limit: number): Problem[] {
  return bytes > limit ? [stops('media.too-large', { file, used: sizeText(bytes), limit: sizeText(limit) })] : [];
}

function ratioProblem({ name: file, width, height }: DraftMedia, allowed: string): Problem {
  return stops('media.wrong-ratio', { file, used: `${width}:${height}`, allowed });
}

function altProblems({ name: file, alt }: DraftMedia): Problem[] {
  if (alt.trim() === '') return [{ code: 'media.alt-missing', severity: 'warns', about: { file } }];
  const over = [...alt].length - LONGEST_ALT;
  return over > 0 ? [stops('media.alt-too-long', { file, over })] : [];
}

function stops(code: Problem['code'], about: Problem['about']): Problem {
  return { code, severity: 'stops', about };
}
