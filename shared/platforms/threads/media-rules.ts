import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { durationText, sizeText, type Problem } from '#shared/posts/draft-problems.ts';
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
const VIDEO_BYTES = 1024 * MIB;
const LONGEST_VIDEO_MS = 5 * 60_000;
const WIDEST_VIDEO = 1920;
const MOST_MBIT_PER_SECOND = 100;
const NARROWEST_VIDEO_RATIO = 0.01;

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
  if (!MEDIA_TYPES.includes(media.mimeType)) {
    return [stops('media.wrong-type', { file, allowed: 'JPEG, PNG, MP4, MOV' }), ...altProblems(media)];
  }
  const problems = isVideo(media) ? videoProblems(media) : pictureProblems(media);
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

function videoProblems(media: DraftMedia): Problem[] {
  const { name: file, width, height } = media;
  const ratio = width > 0 && height > 0 ? width / height : 1;
  const isWrongRatio = ratio > WIDEST_RATIO || ratio < NARROWEST_VIDEO_RATIO;
  const about = { file, used: `${width} × ${height}`, allowed: `videos up to ${WIDEST_VIDEO} pixels wide` };
  return [
    ...sizeProblems(media, VIDEO_BYTES),
    ...durationProblems(media),
    ...(width > WIDEST_VIDEO ? [stops('media.wrong-dimensions', about)] : []),
    ...(isWrongRatio ? [ratioProblem(media, `0.01:1 to ${WIDEST_RATIO}:1`)] : []),
  ];
}

function durationProblems({ name: file, bytes, durationMs }: DraftMedia): Problem[] {
  if (durationMs === undefined) return [];
  if (durationMs === 0) return [stops('media.too-short', { file, used: durationText(0), limit: 'more than that' })];
  const length = { used: durationText(durationMs), limit: durationText(LONGEST_VIDEO_MS) };
  const mbit = (bytes * 8) / 1000 / durationMs;
  const rate = { file, used: `${Math.ceil(mbit)} Mbit per second`, limit: `${MOST_MBIT_PER_SECOND} Mbit per second` };
  return [
    ...(durationMs > LONGEST_VIDEO_MS ? [stops('media.too-long', { file, ...length })] : []),
    ...(mbit > MOST_MBIT_PER_SECOND ? [stops('media.too-large', rate)] : []),
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
