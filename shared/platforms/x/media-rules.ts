import type { FilmLimit, FilmLimits } from '#shared/media/film-limits.ts';
import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { filmProblems, filmProblemsWithin } from '#shared/posts/film-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// What X takes as files (PLATFORMS.md 1.3). The window imports this with rules.ts.

/** What X calls the three kinds of files; up to four pictures, or one of the others. */
export type MediaKind = 'picture' | 'gif' | 'video';

const MIB = 1024 * 1024;

const TYPES: Readonly<Record<MediaKind, readonly string[]>> = {
  picture: ['image/jpeg', 'image/png', 'image/webp'],
  gif: ['image/gif'],
  video: ['video/mp4', 'video/quicktime'],
};

export const MEDIA_TYPES: readonly string[] = Object.values(TYPES).flat();
export const MOST_PICTURES = 4;
/** PLATFORMS.md 1.2, `POST /2/media/metadata`. */
export const LONGEST_ALT = 1000;

const GIF_WIDTH = 1280;
const GIF_HEIGHT = 1080;
/** A GIF has a size besides. */
export const PICTURE_LIMITS: PictureLimits = {
  ...Object.fromEntries(TYPES.picture.map((type) => [type, { mostBytes: 5 * MIB }])),
  'image/gif': { mostBytes: 15 * MIB, mostWidth: GIF_WIDTH, mostHeight: GIF_HEIGHT },
};

/** Paying accounts may have longer and larger ones: UNCONFIRMED (PLATFORMS.md register 6). */
const FILM: FilmLimit = {
  videoCodecs: ['avc'],
  onlyYuv420p: true,
  mostFrameRate: 60,
  leastMs: 500,
  mostMs: 140_000,
  mostBytes: 512 * MIB,
  leastWidth: 32,
  leastHeight: 32,
  leastRatio: 1 / 3,
  mostRatio: 3,
  audioCodecs: ['aac'],
};
/** By container; both alike. */
export const FILM_LIMITS: FilmLimits = Object.fromEntries(TYPES.video.map((type) => [type, FILM]));
/** The documents recommend this size; X scales larger films down. */
const WISE: FilmLimit = { mostWidth: 1280, mostHeight: 1024 };

/** What a file is to X; `undefined` when X does not take it. */
export function kindOf(file: Pick<DraftMedia, 'mimeType'>): MediaKind | undefined {
  if (TYPES.picture.includes(file.mimeType)) return 'picture';
  if (TYPES.gif.includes(file.mimeType)) return 'gif';
  return TYPES.video.includes(file.mimeType) ? 'video' : undefined;
}

/** Everything wrong with the files of one segment. */
export function mediaProblems(files: readonly DraftMedia[], segment: number): Problem[] {
  const problems = files.flatMap((file, media) =>
    [...standsAlone(file, files), ...fileProblems(file)].map((problem): Problem => ({ ...problem, segment, media })),
  );
  if (files.length > MOST_PICTURES) {
    const about = { limit: MOST_PICTURES, used: files.length };
    problems.push({ code: 'media.too-many', severity: 'stops', segment, about });
  }
  return problems;
}

function standsAlone(file: DraftMedia, all: readonly DraftMedia[]): Problem[] {
  const kind = kindOf(file);
  const mustBeAlone = kind === 'gif' || kind === 'video';
  if (!mustBeAlone || all.length === 1) return [];
  return [{ code: 'media.stands-alone', severity: 'stops', about: { file: file.name } }];
}

function fileProblems(file: DraftMedia): Found[] {
  const kind = kindOf(file);
  if (file.mimeType.startsWith('video/')) {
    const wise = filmProblemsWithin(file, WISE, 'warns');
    return [...filmProblems(file, FILM_LIMITS), ...wise, ...altProblems(file, 'video')];
  }
  if (kind === undefined) {
    const allowed = 'JPEG, PNG, WEBP, GIF, MP4, MOV';
    return [{ code: 'media.wrong-type', severity: 'stops', about: { file: file.name, allowed } }];
  }
  return [...pictureProblems(file), ...altProblems(file, kind)];
}

type Found = Omit<Problem, 'segment' | 'media'>;

function pictureProblems({ name: file, ...picture }: DraftMedia): Found[] {
  const limit = PICTURE_LIMITS[picture.mimeType] ?? {};
  const broken = brokenLimits(picture, limit);
  const found: Found[] = [];
  if (broken.has('mostBytes')) {
    const about = { file, used: sizeText(picture.bytes), limit: sizeText(limit.mostBytes ?? 0) };
    found.push({ code: 'media.too-large', severity: 'stops', about });
  }
  if (broken.has('mostWidth') || broken.has('mostHeight')) {
    const about = {
      file,
      used: `${picture.width} × ${picture.height}`,
      allowed: `at most ${GIF_WIDTH} × ${GIF_HEIGHT}`,
    };
    found.push({ code: 'media.wrong-dimensions', severity: 'stops', about });
  }
  return found;
}

function altProblems({ name: file, alt }: DraftMedia, kind: MediaKind): Problem[] {
  const isMissing = alt.trim() === '';
  // X's media metadata are for pictures and GIFs; UNCONFIRMED whether it shows them for films, so none is sent.
  if (kind === 'video') return isMissing ? [] : [{ code: 'media.no-alt-here', severity: 'warns', about: { file } }];
  if (isMissing) return [{ code: 'media.alt-missing', severity: 'warns', about: { file } }];
  const over = alt.length - LONGEST_ALT;
  return over > 0 ? [{ code: 'media.alt-too-long', severity: 'stops', about: { file, over } }] : [];
}
