import type { MastodonLimits } from '#shared/platforms/mastodon/limits.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import { graphemesIn } from '#shared/posts/graphemes.ts';
import type { DraftSegment } from '#shared/publishing/publication.ts';

const LEAST_ANSWERS = 2;

/** What keeps the poll of one status from being taken (PLATFORMS.md 8.3, `polls`). */
export function pollProblems({ text, media, poll }: DraftSegment, limits: MastodonLimits): Problem[] {
  if (!poll) return [];
  if (limits.pollMostAnswers === 0) return [problem('poll.not-here', {})];
  return [
    ...(text.trim() === '' ? [problem('poll.no-question', {})] : []),
    ...(media.length > 0 ? [problem('poll.with-media', {})] : []),
    ...answerProblems(poll.answers, limits),
    ...durationProblems(poll.minutes * 60, limits),
  ];
}

function answerProblems(answers: readonly string[], limits: MastodonLimits): Problem[] {
  const problems: Problem[] = [];
  if (answers.length < LEAST_ANSWERS || answers.length > limits.pollMostAnswers) {
    const about = { least: LEAST_ANSWERS, most: limits.pollMostAnswers, used: answers.length };
    problems.push(problem('poll.answers', about));
  }
  for (const [at, answer] of answers.entries()) {
    const over = graphemesIn(answer.trim()) - limits.pollLongestAnswer;
    if (answer.trim() === '') problems.push(problem('poll.answer-empty', { answer: at + 1 }));
    else if (over > 0) problems.push(problem('poll.answer-too-long', { answer: at + 1, over }));
  }
  const written = answers.map((answer) => answer.trim()).filter((answer) => answer !== '');
  if (new Set(written).size < written.length) {
    problems.push(problem('option.not-possible', { option: 'Poll', reason: 'two of its answers are the same.' }));
  }
  return problems;
}

function durationProblems(seconds: number, { pollLeastSeconds, pollMostSeconds }: MastodonLimits): Problem[] {
  if (seconds >= pollLeastSeconds && seconds <= pollMostSeconds) return [];
  return [problem('poll.duration', { allowed: `${spanText(pollLeastSeconds)} to ${spanText(pollMostSeconds)}` })];
}

/** A time for people: `5 minutes`, `30 days`. Whole units that fit into it. */
function spanText(seconds: number): string {
  const [unitS, name] = UNITS.find(([unit]) => seconds >= unit) ?? MINUTES;
  const amount = Math.max(1, Math.floor(seconds / unitS));
  return `${amount} ${name}${amount === 1 ? '' : 's'}`;
}

const MINUTES = [60, 'minute'] as const;
const UNITS = [[86_400, 'day'], [3_600, 'hour'], MINUTES] as const;

function problem(code: Problem['code'], about: Problem['about']): Problem {
  return { code, severity: 'stops', about };
}
