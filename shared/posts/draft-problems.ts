import { PROBLEMS as DE } from '#shared/text/de/problems.ts';
import { PROBLEMS as ES } from '#shared/text/es/problems.ts';
import { fillIn } from '#shared/text/fill-in.ts';
import { inSpoken, locale, numberText } from '#shared/text/spoken.ts';

// What a network's rules say about a draft. The words live here, once, for composer, queue and ledger;
// other languages are in shared/text/.

export const PROBLEMS = {
  'text.empty': 'Write something or add an image.',
  'text.too-long': '{over} characters too many ({used} of {limit}).',
  'text.too-many-bytes': 'The text is too large for this network ({used} of {limit} bytes).',
  'media.too-many': 'At most {limit} files; this has {used}.',
  'media.wrong-type': '{file}: this network takes {allowed}.',
  'media.too-large': '{file} has {used}; the most is {limit}.',
  'media.too-many-pixels': '{file} has {used} pixels; the most is {limit}.',
  'media.missing': '{file} is no longer in the library.',
  'media.alt-missing': '{file} has no description for people who do not see it.',
  'media.alt-too-long': 'The description of {file} is {over} characters too long.',
  'media.required': 'This network needs a picture or a video.',
  'media.mixed': 'Either pictures or one video, not both.',
  'media.too-small': '{file} has {used}; the least is {limit}.',
  'media.wrong-ratio': '{file} is {used} (width to height); this network takes {allowed}.',
  'media.wrong-dimensions': '{file} is {used} pixels; this network takes {allowed}.',
  'media.too-long': '{file} lasts {used}; the most is {limit}.',
  'media.too-short': '{file} lasts {used}; the least is {limit}.',
  'media.wrong-container':
    '{file} is {used}; this network takes {allowed} as a video. Save it as MP4 with H.264 and AAC.',
  'media.wrong-codec': '{file} is in {used}; this network takes {allowed}. Save it as MP4 with H.264.',
  'media.wrong-colours': '{file} keeps colours in a way this network does not take. Save it with 4:2:0 and 8 bits.',
  'media.too-many-frames': '{file} has {used} frames a second; the most is {limit}. Save it with fewer.',
  'media.too-few-frames': '{file} has {used} frames a second; the least is {limit}. Save it with more.',
  'media.too-many-bits': '{file} has {used} Mbit a second; the most is {limit}. Save it at a lower bit rate.',
  'media.wrong-sound': '{file} has its sound in {used}; this network takes {allowed}. Save it as MP4 with AAC.',
  'media.wrong-sample-rate': '{file} has sound of {used} kHz; the most is {limit}. Save it with {limit} kHz.',
  'media.too-many-pages': '{file} has {used} pages; the most is {limit}. Save fewer of them.',
  'media.no-alt-here': 'This network keeps no description for {file}.',
  'media.stands-alone': '{file} has to be the only file.',
  'text.too-many-links': 'At most {limit} links; this has {used}.',
  'text.too-many-hashtags': 'At most {limit} hashtags; this has {used}.',
  'text.too-many-mentions': 'At most {limit} mentions; this has {used}.',
  'text.too-many-cashtags': 'At most {limit} cashtag; this has {used}.',
  'text.links-not-clickable': 'Nobody can click a link in this text.',
  'text.no-place': 'This kind of post shows no text; it goes out without it.',
  'poll.not-here': 'This network has no polls.',
  'poll.with-media': 'A poll cannot have files beside it.',
  'poll.no-question': 'Write the question of the poll.',
  'poll.answers': 'A poll has {least} to {most} answers; this has {used}.',
  'poll.answer-empty': 'Answer {answer} of the poll is empty.',
  'poll.answer-too-long': 'Answer {answer} of the poll is {over} characters too long.',
  'poll.duration': 'A poll runs {allowed} here.',
  'comment.not-here': 'This network takes no first comment from apps.',
  'comment.too-long': 'The first comment is {over} characters too long ({used} of {limit}).',
  'option.not-possible': '{option}: {reason}',
  'thread.not-here': 'This network has no threads; write one part for it.',
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

/** The sentence a person reads, in the language that is spoken. */
export function problemSentence(problem: Problem): string {
  const words = inSpoken<Readonly<Record<ProblemCode, string>>>({ en: PROBLEMS, de: DE, es: ES });
  return fillIn(words[problem.code], problem.about);
}

export function stopping(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem) => problem.severity === 'stops');
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** A size for people: `1.5 GB`, `3.4 MB`, `820 kB`. */
export function sizeText(bytes: number): string {
  if (bytes >= GIB) return `${oneFigure(bytes / GIB)} GB`;
  return bytes >= MIB ? `${oneFigure(bytes / MIB)} MB` : `${Math.ceil(bytes / 1024)} kB`;
}

/** `1.5`, `2.0`: sizes stand below each other. */
function oneFigure(value: number): string {
  const places = { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false };
  return new Intl.NumberFormat(locale(), places).format(value);
}

/** A length for people: `2 min 20 s`, `45 s`, `3.5 s`. */
export function durationText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${numberText(seconds, 1)} s`;
  const rest = Math.round(seconds % 60);
  return rest === 0 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** A ratio of width to height for people: `16:9`, `2.39:1`, `1:3`. */
export function ratioText(ratio: number): string {
  const usual = USUAL_RATIOS.find(([wide, high]) => Math.abs(ratio / (wide / high) - 1) < 0.003);
  if (usual !== undefined) return usual.join(':');
  return ratio >= 1 ? `${numberText(ratio, 2)}:1` : `1:${numberText(1 / ratio, 2)}`;
}

const USUAL_RATIOS = [
  [16, 9],
  [9, 16],
  [4, 3],
  [3, 4],
  [4, 5],
  [2, 3],
  [3, 2],
] as const;
