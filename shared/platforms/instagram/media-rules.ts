import type { FilmLimit, FilmLimits } from '#shared/media/film-limits.ts';
import { brokenLimits, type PictureLimits } from '#shared/media/picture-limits.ts';
import { isVideo, type Shape } from '#shared/platforms/instagram/choices.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { filmProblems } from '#shared/posts/film-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// What Instagram takes of pictures and videos (PLATFORMS.md 5.3). Sizes of 0 and missing durations are not known here,
// and left to Instagram.

export const IMAGE_TYPES: readonly string[] = ['image/jpeg'];
export const VIDEO_TYPES: readonly string[] = ['video/mp4', 'video/quicktime'];

export const MOST_FILES = 10;
/** [BK] in PLATFORMS.md 5.3. */
export const LONGEST_ALT = 1000;

const MIB = 1024 * 1024;
/** PLATFORMS.md 5.4, 2207004: “less than 8 MiB”. */
const IMAGE_BYTES = 8 * MIB;
const LEAST_RATIO = 0.8;
const MOST_RATIO = 1.91;

/** What a picture may be in a post, or in a story: stories are upright and Instagram fits them in. */
export function pictureLimits(isStory: boolean): PictureLimits {
  const ratio = isStory ? {} : { leastRatio: LEAST_RATIO, mostRatio: MOST_RATIO };
  return Object.fromEntries(IMAGE_TYPES.map((type) => [type, { mostBytes: IMAGE_BYTES - 1, ...ratio }]));
}

const MBIT = 1_000_000;
/**
 * Closed groups of pictures, 4:2:0 and a beginning that tells the whole are asked for as well ([BK] or not to be seen
 * here): those are left to Instagram. Older copies of the documents say 1 GB; the smaller number holds.
 */
const REEL: FilmLimit = {
  videoCodecs: ['avc', 'hevc'],
  leastFrameRate: 23,
  mostFrameRate: 60,
  leastMs: 3_000,
  mostMs: 15 * 60_000,
  mostBytes: 300_000_000,
  mostWidth: 1920,
  leastRatio: 0.01,
  mostRatio: 10,
  mostBitRate: 25 * MBIT,
  audioCodecs: ['aac'],
  mostSampleRate: 48_000,
};
const STORY: FilmLimit = { ...REEL, mostMs: 60_000, mostBytes: 100_000_000 };

/** What a film may be in a post or a reel, or in a story. */
export function filmLimits(isStory: boolean): FilmLimits {
  return Object.fromEntries(VIDEO_TYPES.map((type) => [type, isStory ? STORY : REEL]));
}

type Found = Omit<Problem, 'segment' | 'media'>;

/** Everything about the files of a post. */
export function mediaProblems(files: readonly DraftMedia[], shape: Shape): Problem[] {
  const problems = files.flatMap((file, media) =>
    [...problemsOfFile(file, shape), ...cropProblem(file, files[0], shape)].map((problem): Problem => ({
      ...problem,
      segment: 0,
      media,
    })),
  );
  if (files.length === 0) problems.push({ code: 'media.required', severity: 'stops', segment: 0, about: {} });
  // How many a story takes is said where its kind is chosen.
  if (files.length > MOST_FILES && shape !== 'story') {
    const about = { limit: MOST_FILES, used: files.length };
    problems.push({ code: 'media.too-many', severity: 'stops', segment: 0, about });
  }
  return problems;
}

function problemsOfFile(file: DraftMedia, shape: Shape): Found[] {
  if (!IMAGE_TYPES.includes(file.mimeType) && !isVideo(file)) {
    return [stops('media.wrong-type', { file: file.name, allowed: 'JPEG, MP4, MOV' })];
  }
  const film = isVideo(file);
  return [
    ...(film ? filmProblems(file, filmLimits(shape === 'story')) : pictureProblems(file, shape)),
    ...altProblems(file, film, shape),
  ];
}

function pictureProblems(file: DraftMedia, shape: Shape): Found[] {
  const { name, bytes, width, height } = file;
  const broken = brokenLimits(file, pictureLimits(shape === 'story')[file.mimeType] ?? {});
  const problems: Found[] = [];
  if (broken.has('mostBytes')) problems.push(tooLarge(name, bytes, IMAGE_BYTES));
  if (broken.has('leastRatio') || broken.has('mostRatio')) {
    const used = ratioText(width / height);
    problems.push(stops('media.wrong-ratio', { file: name, used, allowed: '4:5 to 1.91:1' }));
  }
  return problems;
}

/** Only pictures of posts keep a description (PLATFORMS.md 5.2). */
function altProblems({ name, alt }: DraftMedia, film: boolean, shape: Shape): Found[] {
  const isWritten = alt.trim() !== '';
  if (film || shape === 'story') return isWritten ? [warns('media.no-alt-here', { file: name })] : [];
  if (!isWritten) return [warns('media.alt-missing', { file: name })];
  const over = alt.length - LONGEST_ALT;
  return over > 0 ? [stops('media.alt-too-long', { file: name, over })] : [];
}

/** A carousel is cropped to the ratio of its first file; a person should know before it is out. */
function cropProblem(file: DraftMedia, first: DraftMedia | undefined, shape: Shape): Found[] {
  if (shape !== 'carousel' || !first || first.height === 0 || file.height === 0) return [];
  const [wanted, used] = [first.width / first.height, file.width / file.height];
  if (wanted === 0 || used === 0 || Math.abs(used / wanted - 1) < 0.02) return [];
  const allowed = `the ratio of the first file (${ratioText(wanted)}) and cuts the others to it`;
  return [warns('media.wrong-ratio', { file: file.name, used: ratioText(used), allowed })];
}

function tooLarge(file: string, bytes: number, limit: number): Found {
  return stops('media.too-large', { file, used: sizeText(bytes), limit: sizeText(limit) });
}

function stops(code: Problem['code'], about: Problem['about']): Found {
  return { code, severity: 'stops', about };
}

function warns(code: Problem['code'], about: Problem['about']): Found {
  return { code, severity: 'warns', about };
}

function ratioText(ratio: number): string {
  return `${Number(ratio.toFixed(3))}:1`;
}
