import type { FilmLimit, FilmLimits } from '#shared/media/film-limits.ts';
import type { PictureLimits } from '#shared/media/picture-limits.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { filmProblems, filmProblemsWithin } from '#shared/posts/film-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Which pictures and videos a part may carry (PLATFORMS.md 7.2, 7.3). The window imports this through rules.ts.

/** `app.bsky.embed.images` holds four; a gallery more, and Bluesky's own app shows ten of them. */
export const MOST_IMAGES = 4;
export const MOST_IN_GALLERY = 10;

const MOST_IMAGE_BYTES = 2_000_000;

/** The lexicon says `image/*`; these are the ones every Bluesky app shows. */
const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
/** By type; all of them alike. */
export const PICTURE_LIMITS: PictureLimits = Object.fromEntries(
  IMAGE_TYPES.map((type) => [type, { mostBytes: MOST_IMAGE_BYTES }]),
);
/** The lexicon's; no codec is named. */
export const FILM_LIMITS: FilmLimits = { 'video/mp4': { mostBytes: 300_000_000 } };
/** UNCONFIRMED (PLATFORMS.md 7.3), so it only warns: the service for videos has the last word. */
const DOUBTFUL: FilmLimit = { mostMs: 3 * 60_000 };
export const MEDIA_TYPES: readonly string[] = [...IMAGE_TYPES, ...Object.keys(FILM_LIMITS)];

export function isVideo(media: DraftMedia): boolean {
  return media.mimeType.startsWith('video/');
}

export function mediaProblems(files: readonly DraftMedia[], segment: number, gallery: boolean): Problem[] {
  const problems = files.flatMap((file, media) => problemsOf(file, { segment, media }));
  const most = gallery ? MOST_IN_GALLERY : MOST_IMAGES;
  const videos = files.filter(isVideo).length;
  if (videos > 0 && files.length > 1) problems.push({ code: 'media.mixed', severity: 'stops', segment, about: {} });
  if (videos === 0 && files.length > most) {
    problems.push({ code: 'media.too-many', severity: 'stops', segment, about: { limit: most, used: files.length } });
  }
  return problems;
}

type Place = { readonly segment: number; readonly media: number };

function problemsOf(file: DraftMedia, place: Place): Problem[] {
  const found = isVideo(file)
    ? [...filmProblems(file, FILM_LIMITS), ...filmProblemsWithin(file, DOUBTFUL, 'warns')]
    : pictureProblems(file);
  const problems = found.map((one): Problem => ({ ...one, ...place }));
  // The record must have a description, but it may be empty (PLATFORMS.md 7.3): it can go out, people should know.
  if (file.alt.trim() === '') {
    problems.push({ code: 'media.alt-missing', severity: 'warns', ...place, about: { file: file.name } });
  }
  return problems;
}

function pictureProblems({ name: file, mimeType, bytes }: DraftMedia): Problem[] {
  const problems: Problem[] = [];
  if (!IMAGE_TYPES.includes(mimeType)) {
    const allowed = MEDIA_TYPES.map((type) => type.replace(/^.*\//, '').toUpperCase()).join(', ');
    problems.push({ code: 'media.wrong-type', severity: 'stops', about: { file, allowed } });
  }
  if (bytes > MOST_IMAGE_BYTES) {
    const about = { file, used: sizeText(bytes), limit: sizeText(MOST_IMAGE_BYTES) };
    problems.push({ code: 'media.too-large', severity: 'stops', about });
  }
  return problems;
}
