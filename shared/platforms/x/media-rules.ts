import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// What X takes as files (PLATFORMS.md 1.3). The window imports this with rules.ts.

/** What X calls the three kinds of files; up to four pictures, or one of the others. */
export type MediaKind = 'picture' | 'gif' | 'video';

interface KindRule {
  readonly types: readonly string[];
  readonly bytes: number;
}

const MIB = 1024 * 1024;

const KINDS: Readonly<Record<MediaKind, KindRule>> = {
  picture: { types: ['image/jpeg', 'image/png', 'image/webp'], bytes: 5 * MIB },
  gif: { types: ['image/gif'], bytes: 15 * MIB },
  video: { types: ['video/mp4', 'video/quicktime'], bytes: 512 * MIB },
};

export const MEDIA_TYPES: readonly string[] = Object.values(KINDS).flatMap(({ types }) => types);
export const MOST_PICTURES = 4;
/** PLATFORMS.md 1.2, `POST /2/media/metadata`. */
export const LONGEST_ALT = 1000;

const GIF_WIDTH = 1280;
const GIF_HEIGHT = 1080;
/** A GIF has a size besides. */
export const PICTURE_LIMITS: PictureLimits = {
  ...Object.fromEntries(KINDS.picture.types.map((type) => [type, { mostBytes: KINDS.picture.bytes }])),
  'image/gif': { mostBytes: KINDS.gif.bytes, mostWidth: GIF_WIDTH, mostHeight: GIF_HEIGHT },
};
const VIDEO_LEAST_SIDE = 32;
const VIDEO_WIDTH = 1280;
const VIDEO_HEIGHT = 1024;
const VIDEO_RATIO = 3;
const VIDEO_LEAST_MS = 500;
/** Paying accounts may have more: UNCONFIRMED (PLATFORMS.md register 6). */
const VIDEO_MOST_MS = 140_000;

/** What a file is to X; `undefined` when X does not take it. */
export function kindOf(file: Pick<DraftMedia, 'mimeType'>): MediaKind | undefined {
  if (KINDS.picture.types.includes(file.mimeType)) return 'picture';
  if (KINDS.gif.types.includes(file.mimeType)) return 'gif';
  return KINDS.video.types.includes(file.mimeType) ? 'video' : undefined;
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

function fileProblems(file: DraftMedia): Problem[] {
  const kind = kindOf(file);
  if (kind === undefined) {
    const allowed = 'JPEG, PNG, WEBP, GIF, MP4, MOV';
    return [{ code: 'media.wrong-type', severity: 'stops', about: { file: file.name, allowed } }];
  }
  return [...sizeProblems(file, KINDS[kind].bytes), ...shapeProblems(file, kind), ...altProblems(file, kind)];
}

function sizeProblems(file: DraftMedia, most: number): Problem[] {
  if (file.bytes <= most) return [];
  const about = { file: file.name, used: sizeText(file.bytes), limit: sizeText(most) };
  return [{ code: 'media.too-large', severity: 'stops', about }];
}

function shapeProblems(file: DraftMedia, kind: MediaKind): Problem[] {
  if (kind === 'video') return [...videoSize(file), ...videoLength(file)];
  const broken = brokenLimits(file, PICTURE_LIMITS[file.mimeType] ?? {});
  if (!broken.has('mostWidth') && !broken.has('mostHeight')) return [];
  return [dimensions(file, 'stops', `at most ${GIF_WIDTH} × ${GIF_HEIGHT}`)];
}

function videoSize(file: DraftMedia): Problem[] {
  const { width, height } = file;
  // Not known.
  if (width === 0 || height === 0) return [];
  const allowed = `${VIDEO_LEAST_SIDE} × ${VIDEO_LEAST_SIDE} to ${VIDEO_WIDTH} × ${VIDEO_HEIGHT}`;
  if (Math.min(width, height) < VIDEO_LEAST_SIDE) return [dimensions(file, 'stops', allowed)];
  const ratio = width / height;
  if (ratio > VIDEO_RATIO || ratio < 1 / VIDEO_RATIO) {
    const about = { file: file.name, used: `${ratio.toFixed(2)} : 1`, allowed: '1 : 3 to 3 : 1' };
    return [{ code: 'media.wrong-ratio', severity: 'stops', about }];
  }
  // The documents recommend this size; X scales larger films down.
  return width > VIDEO_WIDTH || height > VIDEO_HEIGHT ? [dimensions(file, 'warns', allowed)] : [];
}

function dimensions(file: DraftMedia, severity: Problem['severity'], allowed: string): Problem {
  const about = { file: file.name, used: `${file.width} × ${file.height}`, allowed };
  return { code: 'media.wrong-dimensions', severity, about };
}

function videoLength({ name: file, durationMs }: DraftMedia): Problem[] {
  if (durationMs === undefined) return [];
  const used = secondsText(durationMs);
  if (durationMs > VIDEO_MOST_MS) {
    return [{ code: 'media.too-long', severity: 'stops', about: { file, used, limit: secondsText(VIDEO_MOST_MS) } }];
  }
  if (durationMs >= VIDEO_LEAST_MS) return [];
  return [{ code: 'media.too-short', severity: 'stops', about: { file, used, limit: secondsText(VIDEO_LEAST_MS) } }];
}

function secondsText(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function altProblems({ name: file, alt }: DraftMedia, kind: MediaKind): Problem[] {
  const isMissing = alt.trim() === '';
  // X's media metadata are for pictures and GIFs; UNCONFIRMED whether it shows them for films, so none is sent.
  if (kind === 'video') return isMissing ? [] : [{ code: 'media.no-alt-here', severity: 'warns', about: { file } }];
  if (isMissing) return [{ code: 'media.alt-missing', severity: 'warns', about: { file } }];
  const over = alt.length - LONGEST_ALT;
  return over > 0 ? [{ code: 'media.alt-too-long', severity: 'stops', about: { file, over } }] : [];
}
