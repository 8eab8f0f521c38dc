import type { PollRules } from '#shared/platforms/platform.ts';
import type { Poll } from '#shared/posts/poll.ts';
import { t } from '../../text/t.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** What people choose from where a network takes any length. */
const USUAL: readonly number[] = [30, HOUR, 6 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY];

/** The lengths to choose from, the one that stands among them. */
export function pollLengths(rules: PollRules, chosen: number): readonly { value: string; label: string }[] {
  return [...new Set([...allowed(rules), chosen])]
    .toSorted((a, b) => a - b)
    .map((minutes) => ({ value: String(minutes), label: lengthWords(minutes) }));
}

/** An empty poll that every one of the networks would take. */
export function newPoll(rules: PollRules): Poll {
  const lengths = allowed(rules);
  const minutes = lengths.includes(DAY) ? DAY : (lengths[0] ?? DAY);
  return { answers: Array.from({ length: rules.leastAnswers }, () => ''), minutes };
}

/** The tightest rules of several networks: what they take is taken by all. */
export function tightest(all: readonly PollRules[]): PollRules | undefined {
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  return others.reduce(
    (one, other) => ({
      leastAnswers: Math.max(one.leastAnswers, other.leastAnswers),
      mostAnswers: Math.min(one.mostAnswers, other.mostAnswers),
      longestAnswer: Math.min(one.longestAnswer, other.longestAnswer),
      minutes: common(one, other),
    }),
    first,
  );
}

function common(one: PollRules, other: PollRules): readonly number[] {
  const theirs = allowed(other);
  const both = allowed(one).filter((minutes) => theirs.includes(minutes));
  return both.length > 0 ? both : allowed(one);
}

function allowed({ minutes }: PollRules): readonly number[] {
  if ('least' in minutes) return USUAL.filter((one) => one >= minutes.least && one <= minutes.most);
  return minutes;
}

function lengthWords(minutes: number): string {
  if (minutes % DAY === 0) return t.composer.days(minutes / DAY);
  return minutes % HOUR === 0 ? t.composer.hours(minutes / HOUR) : t.composer.minutes(minutes);
}
