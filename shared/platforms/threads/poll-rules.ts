import type { PollRules } from '#shared/platforms/platform.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import { countedLength } from '#shared/platforms/threads/text-length.ts';

const LEAST = 2;
const MOST = 4;
/** UNCONFIRMED (PLATFORMS.md 6.2): the smaller of what is known. */
const LONGEST = 25;
/** The API takes no duration; polls on Threads run a day. */
const A_DAY = 24 * 60;

/** A poll is `option_a` to `option_d` of a post without files. */
export const POLLS: PollRules = { leastAnswers: LEAST, mostAnswers: MOST, longestAnswer: LONGEST, minutes: [A_DAY] };

export function pollProblems(part: Draft['segments'][number], segment: number): Problem[] {
  const { poll, media, text } = part;
  if (poll === undefined) return [];
  const problems = [
    ...(media.length > 0 ? [stops('poll.with-media', {})] : []),
    ...(text.trim() === '' ? [stops('poll.no-question', {})] : []),
    ...answerProblems(poll),
    ...durationProblems(poll),
  ];
  return problems.map((problem) => ({ ...problem, segment }));
}

function answerProblems({ answers }: Poll): Problem[] {
  const isCount = answers.length >= LEAST && answers.length <= MOST;
  const count = isCount ? [] : [stops('poll.answers', { least: LEAST, most: MOST, used: answers.length })];
  return [...count, ...answers.flatMap((answer, at) => problemOfAnswer(answer, at + 1))];
}

function problemOfAnswer(written: string, answer: number): Problem[] {
  if (written.trim() === '') return [stops('poll.answer-empty', { answer })];
  const over = countedLength(written.trim()) - LONGEST;
  return over > 0 ? [stops('poll.answer-too-long', { answer, over })] : [];
}

/** It goes out anyway, for a day. */
function durationProblems({ minutes }: Poll): Problem[] {
  return minutes === A_DAY ? [] : [{ code: 'poll.duration', severity: 'warns', about: { allowed: 'for 24 hours' } }];
}

const LETTERS = ['a', 'b', 'c', 'd'] as const;

/** As `poll_attachment` takes it. */
export function pollAttachment({ answers }: Poll): string {
  const named = answers.slice(0, MOST).map((answer, at) => [`option_${LETTERS[at]}`, answer.trim()]);
  return JSON.stringify(Object.fromEntries(named));
}

function stops(code: Problem['code'], about: Problem['about']): Problem {
  return { code, severity: 'stops', about };
}
