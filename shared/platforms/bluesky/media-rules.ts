import type { PictureLimits } from '#shared/media/picture-limits.ts';
import { durationText, sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Which pictures and videos a part may carry (PLATFORMS.md 7.2, 7.3). The window imports this through rules.ts.

/** `app.bsky.embed.images` holds four; a gallery more, and Bluesky's own app shows ten of them. */
export const MOST_IMAGES = 4;
export const MOST_IN_GALLERY = 10;

const MOST_IMAGE_BYTES = 2_000_000;
const MOST_VIDEO_BYTES = 300_000_000;
/** Not certain (PLATFORMS.md 7.3), so it only warns: the service for videos has the last word. */
const LONGEST_VIDEO_MS = 3 * 60_000;

/** The lexicon says `image/*`; these are the ones every Bluesky app shows. */
const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
/** By type; all of them alike. */
export const PICTURE_LIMITS: PictureLimits = Object.fromEntries(
  IMAGE_TYPES.map((type) => [type, { mostBytes: MOST_IMAGE_BYTES }]),
);
const VIDEO_TYPE = 'video/mp4';
export const MEDIA_TYPES: readonly string[] = [...IMAGE_TYPES, VIDEO_TYPE];

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
  const problems: Problem[] = [];
  if (!MEDIA_TYPES.includes(file.mimeType)) {
    const allowed = MEDIA_TYPES.map((type) => type.replace(/^.*\//, '').toUpperCase()).join(', ');
    problems.push({ code: 'media.wrong-type', severity: 'stops', ...place, about: { file: file.name, allowed } });
  }
  const limit = isVideo(file) ? MOST_VIDEO_BYTES : MOST_IMAGE_BYTES;
  if (file.bytes > limit) {
    const about = { file: file.name, used: sizeText(file.bytes), limit: sizeText(limit) };
    problems.push({ code: 'media.too-large', severity: 'stops', ...place, about });
  }
  if (isVideo(file) && (file.durationMs ?? 0) > LONGEST_VIDEO_MS) {
    const about = { file: file.name, used: durationText(file.durationMs ?? 0), limit: durationText(LONGEST_VIDEO_MS) };
    problems.push({ code: 'media.too-long', severity: 'warns', ...place, about });
  }
  // The record must have a description, but it may be empty (PLATFORMS.md 7.3): it can go out, people should know.
  if (file.alt.trim() === '') {
    problems.push({ code: 'media.alt-missing', severity: 'warns', ...place, about: { file: file.name } });
  }
  return problems;
}
