import type { FilmLimits } from '#shared/media/film-limits.ts';
import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { filmProblems } from '#shared/posts/film-problems.ts';
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
const WIDEST = 2.4;
/** MP4 alone; no codec is named. */
export const FILM_LIMITS: FilmLimits = {
  'video/mp4': {
    leastBytes: 75 * 1024,
    mostBytes: 500 * MIB,
    leastMs: 3_000,
    mostMs: 30 * 60_000,
    leastRatio: 1 / WIDEST,
    mostRatio: WIDEST,
  },
};
const DOCUMENT = { mostBytes: 100 * MIB, mostPages: 300 };

/** The kinds of file LinkedIn knows, each with its own way in. */
export type FileKind = 'image' | 'video' | 'document';

/** What a file is for LinkedIn; `undefined` where it takes none of this type. */
export function kindOf(mimeType: string): FileKind | undefined {
  if (IMAGE_TYPES.includes(mimeType)) return 'image';
  if (mimeType in FILM_LIMITS) return 'video';
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
      return filmProblems(file, FILM_LIMITS);
    case 'document':
      return documentProblems(file);
    case undefined:
      if (file.mimeType.startsWith('video/')) return filmProblems(file, FILM_LIMITS);
      return [stops('media.wrong-type', { file: file.name, allowed: ALLOWED })];
  }
}

function imageProblems(file: DraftMedia): Problem[] {
  if (!brokenLimits(file, PICTURE_LIMITS[file.mimeType] ?? {}).has('mostPixels')) return [];
  const used = file.width * file.height;
  return [stops('media.too-many-pixels', { file: file.name, used, limit: IMAGE_PIXELS - 1 })];
}

function documentProblems({ name: file, bytes, details }: DraftMedia): Problem[] {
  const { mostBytes, mostPages } = DOCUMENT;
  const used = details?.pages ?? 0;
  const size = { file, used: sizeText(bytes), limit: sizeText(mostBytes) };
  return [
    ...(bytes > mostBytes ? [stops('media.too-large', size)] : []),
    ...(used > mostPages ? [stops('media.too-many-pages', { file, used, limit: mostPages })] : []),
  ];
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

function stops(code: Problem['code'], about: Problem['about'] = {}): Problem {
  return { code, severity: 'stops', segment: 0, about };
}
