import { sizeText, type Problem, type ProblemCode } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia, DraftSegment } from '#shared/publishing/publication.ts';

// What networks refuse in the same way. A network whose rules are no more than this needs no other.

export interface UsualLimits {
  /** How long the words of a part may be, and how they are counted. */
  longest(segment: DraftSegment): number;
  count(text: string): number;
  readonly mostFiles: number;
  /** Every type that is taken, with the most bytes of such a file. */
  readonly types: Readonly<Record<string, number>>;
  /** The longest description; `none` where the network keeps none. */
  readonly alt: number | 'none';
}

/** Words, files and their descriptions; polls stop a draft here, and a first comment is left out. */
export function usualProblems({ segments, firstComment }: Draft, limits: UsualLimits): readonly Problem[] {
  const empty = segments.length === 1 ? 'text.empty' : 'thread.empty-part';
  const problems = segments.flatMap((part, segment) => {
    const { text, media, poll } = part;
    const [used, limit] = [limits.count(text), limits.longest(part)];
    return [
      ...(text.trim() === '' && media.length === 0 ? [stop(empty, { part: segment + 1 })] : []),
      ...(used > limit ? [stop('text.too-long', { over: used - limit, used, limit })] : []),
      ...(media.length > limits.mostFiles
        ? [stop('media.too-many', { limit: limits.mostFiles, used: media.length })]
        : []),
      ...(poll ? [stop('poll.not-here')] : []),
      ...media.flatMap((file, at) => fileProblems(file, limits).map((one) => ({ ...one, media: at }))),
    ].map((one): Problem => ({ ...one, segment }));
  });
  return firstComment === undefined ? problems : [...problems, warn('comment.not-here')];
}

function fileProblems(file: DraftMedia, { types, alt }: UsualLimits): Problem[] {
  const about = { file: file.name };
  const most = types[file.mimeType];
  if (most === undefined) return [stop('media.wrong-type', { ...about, allowed: namesOf(types) })];
  if (file.bytes === 0) return [stop('media.missing', about)];
  const over = alt === 'none' ? 0 : file.alt.length - alt;
  return [
    ...(file.bytes > most
      ? [stop('media.too-large', { ...about, used: sizeText(file.bytes), limit: sizeText(most) })]
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

/** A problem that the network would refuse. */
export function stop(code: ProblemCode, about: Problem['about'] = {}, where: Partial<Problem> = {}): Problem {
  return { code, severity: 'stops', about, ...where };
}

function warn(code: ProblemCode, about: Problem['about'] = {}): Problem {
  return { code, severity: 'warns', about };
}
