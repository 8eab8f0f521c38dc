import type { FilmLimits } from '#shared/media/film-limits.ts';
import { brokenLimits, type PictureLimit, type PictureLimits } from '#shared/media/picture-limits.ts';
import { sizeText, type Problem, type ProblemCode } from '#shared/posts/draft-problems.ts';
import { filmProblems } from '#shared/posts/film-problems.ts';
import type { Draft, DraftMedia, DraftSegment } from '#shared/publishing/publication.ts';

// What networks refuse in the same way. A network whose rules are no more than this needs no other.

export interface UsualLimits {
  /** How long the words of a part may be, in UTF-16 units: never fewer than characters, however a network counts. */
  longest(segment: Pick<DraftSegment, 'media'>): number;
  readonly mostFiles: number;
  /** Every type that is taken, with the most bytes of such a file. */
  readonly types: Readonly<Record<string, number>>;
  /** Types of which a file stands alone. */
  readonly alone?: readonly string[];
  /** What the sides of pictures of some types may be, and how that is said. */
  readonly sides?: { readonly of: readonly string[]; readonly limit: PictureLimit; readonly allowed: string };
  /** The longest description; `none` where the network keeps none. */
  readonly alt: number | 'none';
}

/** What `Platform.rules` asks for. */
export function usualRules(limits: UsualLimits) {
  const { types, mostFiles, alt } = limits;
  return {
    mediaTypes: Object.keys(types),
    maxMedia: () => mostFiles,
    maxAlt: () => (alt === 'none' ? undefined : alt),
    count: (text: string) => ({ used: text.length, limit: limits.longest({ media: [] }) }),
    pictureLimits: () => picturesOf(limits),
    filmLimits: () => filmsOf(limits),
    check: (draft: Draft) => usualProblems(draft, limits),
  };
}

function picturesOf({ types, sides }: UsualLimits): PictureLimits {
  const pictures = Object.entries(types).filter(([type]) => type.startsWith('image/'));
  return Object.fromEntries(
    pictures.map(([type, mostBytes]) => [type, { mostBytes, ...(sides?.of.includes(type) ? sides.limit : {}) }]),
  );
}

function filmsOf({ types }: UsualLimits): FilmLimits {
  const films = Object.entries(types).filter(([type]) => type.startsWith('video/'));
  return Object.fromEntries(films.map(([type, mostBytes]) => [type, { mostBytes }]));
}

/** Words, files and their descriptions; polls stop a draft here, and a first comment is left out. */
function usualProblems({ segments, firstComment }: Draft, limits: UsualLimits): readonly Problem[] {
  const empty = segments.length === 1 ? 'text.empty' : 'thread.empty-part';
  const problems = segments.flatMap((part, segment) => {
    const { text, media, poll } = part;
    const [used, limit] = [text.length, limits.longest(part)];
    return [
      ...(text.trim() === '' && media.length === 0 ? [stop(empty, { part: segment + 1 })] : []),
      ...(used > limit ? [stop('text.too-long', { over: used - limit, used, limit })] : []),
      ...(media.length > limits.mostFiles
        ? [stop('media.too-many', { limit: limits.mostFiles, used: media.length })]
        : []),
      ...(poll ? [stop('poll.not-here')] : []),
      ...media.flatMap((file, at) => fileProblems(file, media.length, limits).map((one) => ({ ...one, media: at }))),
    ].map((one): Problem => ({ ...one, segment }));
  });
  return firstComment === undefined ? problems : [...problems, warn('comment.not-here')];
}

function fileProblems(file: DraftMedia, among: number, limits: UsualLimits): Problem[] {
  const { types, alt, alone, sides } = limits;
  const about = { file: file.name };
  const most = types[file.mimeType];
  const films = filmsOf(limits);
  const isFilm = file.mimeType.startsWith('video/') && Object.keys(films).length > 0;
  if (most === undefined && !isFilm) return [stop('media.wrong-type', { ...about, allowed: namesOf(types) })];
  if (file.bytes === 0) return [stop('media.missing', about)];
  const over = alt === 'none' ? 0 : file.alt.length - alt;
  const isOdd = sides?.of.includes(file.mimeType) === true && brokenLimits(file, sides.limit).size > 0;
  return [
    ...(isFilm ? filmProblems(file, films) : []),
    ...(!isFilm && most !== undefined && file.bytes > most
      ? [stop('media.too-large', { ...about, used: sizeText(file.bytes), limit: sizeText(most) })]
      : []),
    ...(among > 1 && alone?.includes(file.mimeType) ? [stop('media.stands-alone', about)] : []),
    ...(isOdd
      ? [stop('media.wrong-dimensions', { ...about, used: `${file.width} × ${file.height}`, allowed: sides.allowed })]
      : []),
    ...(over > 0 ? [stop('media.alt-too-long', { ...about, over })] : []),
    ...(alt === 'none' && file.alt !== '' ? [warn('media.no-alt-here', about)] : []),
    ...(alt !== 'none' && file.alt === '' ? [warn('media.alt-missing', about)] : []),
  ];
}

function namesOf(types: UsualLimits['types']): string {
  return Object.keys(types)
    .map((type) => type.replace(/^.*\//, '').toUpperCase())
    .join(', ');
}

function stop(code: ProblemCode, about: Problem['about'] = {}): Problem {
  return { code, severity: 'stops', about };
}

function warn(code: ProblemCode, about: Problem['about'] = {}): Problem {
  return { code, severity: 'warns', about };
}
