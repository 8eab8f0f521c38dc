// What a network's rules say about a draft. The words live here, once, for composer, queue and ledger.

export const PROBLEMS = {
  'text.empty': 'Write something or add an image.',
  'text.too-long': '{over} characters too many ({used} of {limit}).',
  'text.too-many-bytes': 'The text is too large for this network ({used} of {limit} bytes).',
  'media.too-many': 'At most {limit} images; this has {used}.',
  'media.wrong-type': '{file}: this network takes {allowed}.',
  'media.too-large': '{file} has {used}; the most is {limit}.',
  'media.too-many-pixels': '{file} has {used} pixels; the most is {limit}.',
  'media.missing': '{file} is no longer in the library.',
  'media.alt-missing': '{file} has no description for people who do not see it.',
  'media.alt-too-long': 'The description of {file} is {over} characters too long.',
  'thread.empty-part': 'Part {part} of the thread is empty.',
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export interface Problem {
  readonly code: ProblemCode;
  /** `stops`: the network would refuse it. `warns`: it can go out, but a person should know. */
  readonly severity: 'stops' | 'warns';
  /** Which segment, counted from 0; absent when it is about the whole post. */
  readonly segment?: number;
  /** Which picture of the segment, counted from 0. */
  readonly media?: number;
  readonly about: Readonly<Record<string, string | number>>;
}

export function problemSentence(problem: Problem): string {
  return PROBLEMS[problem.code].replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(problem.about[name] ?? '…'));
}

export function stopping(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem) => problem.severity === 'stops');
}

const MIB = 1024 * 1024;

/** A size for people: `3.4 MB`, `820 kB`. */
export function sizeText(bytes: number): string {
  return bytes >= MIB ? `${(bytes / MIB).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} kB`;
}
