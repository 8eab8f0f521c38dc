import type { FilmLimit, FilmLimits } from '#shared/media/film-limits.ts';
import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { allLimits, typesTaken, type MastodonLimits } from '#shared/platforms/mastodon/limits.ts';
import type { AccountLimits } from '#shared/platforms/platform.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { filmProblems, filmProblemsWithin } from '#shared/posts/film-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

/** What pictures may be at this server, by type. It refuses what reaches its most bytes, not only what passes them. */
export function pictureLimits(accountLimits: AccountLimits): PictureLimits {
  const { imageBytes, imagePixels } = allLimits(accountLimits);
  const taken = typesTaken(accountLimits).filter((type) => type.startsWith('image/'));
  return Object.fromEntries(taken.map((type) => [type, { mostBytes: imageBytes - 1, mostPixels: imagePixels }]));
}

/** The same for films, by container. The server makes of them what it needs, so that no codec is named. */
export function filmLimits(accountLimits: AccountLimits): FilmLimits {
  const { videoPixels, videoFrameRate } = allLimits(accountLimits);
  const film = { ...soundLimit(accountLimits), mostPixels: videoPixels, mostFrameRate: videoFrameRate };
  const taken = typesTaken(accountLimits).filter((type) => type.startsWith('video/'));
  return Object.fromEntries(taken.map((type) => [type, film]));
}

function soundLimit(accountLimits: AccountLimits): FilmLimit {
  return { mostBytes: allLimits(accountLimits).videoBytes - 1 };
}

/** What keeps the files of one status from being taken: up to four pictures, or one video, GIF or sound (PLATFORMS.md 8.3). */
export function mediaProblems(files: readonly DraftMedia[], accountLimits: AccountLimits): Problem[] {
  const limits = allLimits(accountLimits);
  const taken = typesTaken(accountLimits);
  const problems = files.flatMap((file, media) =>
    [
      ...(files.length > 1 && standsAlone(file) ? [problem('media.stands-alone', { file: file.name })] : []),
      ...fileProblems(file, accountLimits, taken),
      ...altProblems(file, limits),
    ].map((one): Problem => ({ ...one, media })),
  );
  if (files.length <= limits.maxMedia) return problems;
  return [...problems, problem('media.too-many', { limit: limits.maxMedia, used: files.length })];
}

/** A GIF that moves becomes a video at the server. */
function standsAlone({ mimeType }: DraftMedia): boolean {
  return !mimeType.startsWith('image/') || mimeType === 'image/gif';
}

function fileProblems(file: DraftMedia, limits: AccountLimits, taken: readonly string[]): Problem[] {
  const films = filmLimits(limits);
  if (file.mimeType.startsWith('video/') && Object.keys(films).length > 0) return filmProblems(file, films);
  const found = file.mimeType.startsWith('image/')
    ? pictureProblems(file, limits)
    : filmProblemsWithin(file, soundLimit(limits));
  return [...typeProblems(file, taken), ...found];
}

function typeProblems({ name, mimeType }: DraftMedia, taken: readonly string[]): Problem[] {
  if (taken.includes(mimeType)) return [];
  const kind = `${mimeType.split('/')[0] ?? ''}/`;
  const ofKind = taken.filter((type) => type.startsWith(kind));
  const allowed = (ofKind.length > 0 ? ofKind : taken).map(shortName).join(', ');
  return [problem('media.wrong-type', { file: name, allowed })];
}

function shortName(type: string): string {
  return type.replace(/^.*\/(x-)?/, '').toUpperCase();
}

function pictureProblems(file: DraftMedia, accountLimits: AccountLimits): Problem[] {
  const { imageBytes, imagePixels } = allLimits(accountLimits);
  const limit = pictureLimits(accountLimits)[file.mimeType] ?? { mostBytes: imageBytes - 1, mostPixels: imagePixels };
  const broken = brokenLimits(file, limit);
  const size = { file: file.name, used: sizeText(file.bytes), limit: sizeText(imageBytes) };
  const pixels = { file: file.name, used: file.width * file.height, limit: imagePixels };
  return [
    ...(broken.has('mostBytes') ? [problem('media.too-large', size)] : []),
    ...(broken.has('mostPixels') ? [problem('media.too-many-pixels', pixels)] : []),
  ];
}

function altProblems({ name, alt }: DraftMedia, { altMax }: MastodonLimits): Problem[] {
  // It can go out without one, but people should know.
  if (alt.trim() === '') return [{ code: 'media.alt-missing', severity: 'warns', about: { file: name } }];
  // Descriptions are counted in code points, other than the text.
  const over = [...alt].length - altMax;
  return over > 0 ? [problem('media.alt-too-long', { file: name, over })] : [];
}

function problem(code: Problem['code'], about: Problem['about']): Problem {
  return { code, severity: 'stops', about };
}
