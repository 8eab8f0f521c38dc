import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// What LinkedIn takes: up to twenty pictures, or one film, or one PDF (PLATFORMS.md 2.3).

const MIB = 1024 * 1024;
const IMAGE_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif'];
const ALLOWED = 'JPEG, PNG, GIF, MP4 and PDF';
/** “Less than”: what reaches it is refused. */
const IMAGE_PIXELS = 36_152_320;
/** By type; all of them alike. */
export const PICTURE_LIMITS: PictureLimits = Object.fromEntries(
  IMAGE_TYPES.map((type) => [type, { mostPixels: IMAGE_PIXELS - 1 }]),
);
const VIDEO = { leastBytes: 75 * 1024, mostBytes: 500 * MIB, leastMs: 3_000, mostMs: 30 * 60_000, widest: 2.4 };
const DOCUMENT_BYTES = 100 * MIB;

/** The kinds of file LinkedIn knows, each with its own way in. */
export type FileKind = 'image' | 'video' | 'document';

/** What a file is for LinkedIn; `undefined` where it takes none of this type. */
export function kindOf(mimeType: string): FileKind | undefined {
  if (IMAGE_TYPES.includes(mimeType)) return 'image';
  if (mimeType === 'video/mp4') return 'video';
  return mimeType === 'application/pdf' ? 'document' : undefined;
}

/** Everything that keeps these files from going out together. */
export function filesProblems(
  files: readonly DraftMedia[],
  most: { readonly mostImages: number; readonly longestAlt: number },
): Problem[] {
  const each = files.flatMap((file, media) =>
    [...fileProblems(file), ...altProblems(file, most.longestAlt)].map((one): Problem => ({
      ...one,
      segment: 0,
      media,
    })),
  );
  return [...each, ...togetherProblems(files, most.mostImages)];
}

function togetherProblems(files: readonly DraftMedia[], limit: number): Problem[] {
  const problems: Problem[] = [];
  if (files.length > limit) problems.push(stops('media.too-many', { limit, used: files.length }));
  if (files.length < 2) return problems;
  const kinds = new Set(files.map((file) => kindOf(file.mimeType)));
  const document = files.find((file) => kindOf(file.mimeType) === 'document');
  if (document) return [...problems, stops('media.stands-alone', { file: document.name })];
  return kinds.has('video') ? [...problems, stops('media.mixed')] : problems;
}

function fileProblems(file: DraftMedia): Problem[] {
  const kind = kindOf(file.mimeType);
  switch (kind) {
    case 'image':
      return imageProblems(file);
    case 'video':
      return videoProblems(file);
    case 'document':
      return file.bytes > DOCUMENT_BYTES ? [tooLarge(file, DOCUMENT_BYTES)] : [];
    case undefined:
      return [stops('media.wrong-type', { file: file.name, allowed: ALLOWED })];
  }
}

function imageProblems(file: DraftMedia): Problem[] {
  if (!brokenLimits(file, PICTURE_LIMITS[file.mimeType] ?? {}).has('mostPixels')) return [];
  const used = file.width * file.height;
  return [stops('media.too-many-pixels', { file: file.name, used, limit: IMAGE_PIXELS - 1 })];
}

function videoProblems(file: DraftMedia): Problem[] {
  const problems: Problem[] = [];
  if (file.bytes > VIDEO.mostBytes) problems.push(tooLarge(file, VIDEO.mostBytes));
  if (file.bytes < VIDEO.leastBytes) {
    const about = { file: file.name, used: sizeText(file.bytes), limit: sizeText(VIDEO.leastBytes) };
    problems.push(stops('media.too-small', about));
  }
  return [...problems, ...lengthProblems(file), ...shapeProblems(file)];
}

function lengthProblems({ name: file, durationMs }: DraftMedia): Problem[] {
  if (durationMs === undefined) return [];
  const used = `${(durationMs / 1000).toFixed(1)} s`;
  if (durationMs > VIDEO.mostMs) return [stops('media.too-long', { file, used, limit: '30 minutes' })];
  return durationMs < VIDEO.leastMs ? [stops('media.too-short', { file, used, limit: '3 seconds' })] : [];
}

function shapeProblems({ name: file, width, height }: DraftMedia): Problem[] {
  if (width === 0 || height === 0) return [];
  const ratio = width / height;
  if (ratio <= VIDEO.widest && ratio >= 1 / VIDEO.widest) return [];
  return [stops('media.wrong-ratio', { file, used: `${ratio.toFixed(2)}:1`, allowed: '1:2.4 to 2.4:1' })];
}

function altProblems(file: DraftMedia, longest: number): Problem[] {
  const alt = file.alt.trim();
  const kind = kindOf(file.mimeType);
  if (kind === undefined) return [];
  if (kind !== 'image') {
    return alt === '' ? [] : [{ code: 'media.no-alt-here', severity: 'warns', about: { file: file.name } }];
  }
  if (alt === '') return [{ code: 'media.alt-missing', severity: 'warns', about: { file: file.name } }];
  const over = alt.length - longest;
  return over > 0 ? [stops('media.alt-too-long', { file: file.name, over })] : [];
}

function tooLarge(file: DraftMedia, limit: number): Problem {
  return stops('media.too-large', { file: file.name, used: sizeText(file.bytes), limit: sizeText(limit) });
}

function stops(code: Problem['code'], about: Problem['about'] = {}): Problem {
  return { code, severity: 'stops', segment: 0, about };
}
