import { faceOf } from '#shared/platforms/names.ts';
import type { AccountLimits, Platform } from '#shared/platforms/platform.ts';
import { splitPoll, VISIBILITIES } from '#shared/platforms/linkedin/choices.ts';
import { FILM_LIMITS, filesProblems, PICTURE_LIMITS } from '#shared/platforms/linkedin/file-rules.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need. Numbers are PLATFORMS.md 2.3.

/** `AccountLimits` of a LinkedIn channel: 1 for a page of an organisation; absent for a profile. */
export interface LinkedinLimits {
  readonly isPage?: number;
}

/** LinkedIn names no number; the site's own limit. Counted on the text as written (UNCONFIRMED), in UTF-16 units as Java does. */
const LONGEST_TEXT = 3000;
/** UNCONFIRMED; the smaller of what is said. */
const LONGEST_COMMENT = 1250;
/** UNCONFIRMED numbers of polls. */
const LONGEST_QUESTION = 140;
const LONGEST_ANSWER = 30;
const LEAST_ANSWERS = 2;
const MOST_ANSWERS = 4;
const LONGEST_ALT = 4086;
const MOST_IMAGES = 20;
const DAY_MIN = 24 * 60;
/** ONE_DAY, THREE_DAYS, SEVEN_DAYS, FOURTEEN_DAYS. */
const POLL_MINUTES: readonly number[] = [DAY_MIN, 3 * DAY_MIN, 7 * DAY_MIN, 14 * DAY_MIN];

const KEY_FIELDS = [
  {
    name: 'clientId',
    label: 'Client ID',
    kind: 'text',
    placeholder: '86abc…',
    help: 'Shown under “Auth” of your app.',
  },
  { name: 'clientSecret', label: 'Client secret', kind: 'password', placeholder: 'WPL_AP1…' },
  {
    name: 'returnAddress',
    label: 'Return address',
    kind: 'text',
    placeholder: 'https://postwright.app/oauth/return',
    help: 'One of the redirect URLs of your app. Its page leads back to Postwright.',
  },
] as const;

export const linkedin: Platform = {
  ...faceOf('linkedin'),
  look: 'stacked',
  shows: { fold: { after: 210, lines: 3, says: '…more', isAbout: true } },
  rules: {
    mediaTypes: ['image/jpeg', 'image/png', 'image/gif', 'video/mp4', 'application/pdf'],
    maxMedia: () => MOST_IMAGES,
    maxAlt: () => LONGEST_ALT,
    count: (text) => ({ used: text.length, limit: LONGEST_TEXT }),
    pictureLimits: () => PICTURE_LIMITS,
    filmLimits: () => FILM_LIMITS,
    check,
  },
  takes: {
    thread: false,
    firstComment: true,
    cover: false,
    poll: {
      leastAnswers: LEAST_ANSWERS,
      mostAnswers: MOST_ANSWERS,
      longestAnswer: LONGEST_ANSWER,
      minutes: POLL_MINUTES,
    },
    remove: true,
    edit: true,
    metrics: ['impressions', 'reach', 'likes', 'comments', 'shares', 'saves', 'clicks'],
    followers: { why: 'The permissions Postwright asks for do not cover it.' },
  },
  options: [
    { name: 'visibility', label: 'Who can see it', kind: 'choice', choices: VISIBILITIES },
    { name: 'noReshares', label: 'Others cannot repost it', kind: 'switch' },
  ],
  ways: [
    {
      id: 'own-keys',
      name: 'Your profile, with your own app keys',
      how: 'browser',
      fields: KEY_FIELDS,
      note: 'Your LinkedIn app needs the products “Sign In with LinkedIn using OpenID Connect” and “Share on LinkedIn”.',
    },
    {
      id: 'own-keys-pages',
      name: 'Your profile and pages, with your own app keys',
      how: 'browser',
      fields: KEY_FIELDS,
      note: 'Your LinkedIn app needs the product “Community Management API”, which LinkedIn grants on request.',
    },
    {
      id: 'broker',
      name: 'Through your team server',
      how: 'browser',
      fields: [],
      note: 'Your browser opens LinkedIn. Your team server holds the app; Postwright never sees your password.',
      needsBroker: true,
    },
  ],
};

function check(draft: Draft, limits: AccountLimits): readonly Problem[] {
  const [first] = draft.segments;
  if (!first) return [];
  return [
    ...threadProblems(draft),
    ...(first.poll === undefined ? textProblems(first) : pollProblems(first.text, first.poll)),
    ...(first.poll !== undefined && first.media.length > 0 ? [problem('poll.with-media')] : []),
    ...filesProblems(first.media, { mostImages: MOST_IMAGES, longestAlt: LONGEST_ALT }),
    ...commentProblems(draft.firstComment ?? ''),
    ...optionProblems(draft, limits),
  ];
}

function threadProblems(draft: Draft): Problem[] {
  return draft.segments.length > 1 ? [{ code: 'thread.not-here', severity: 'stops', about: {} }] : [];
}

function textProblems({ text, media }: Draft['segments'][number]): Problem[] {
  if (text.trim() === '' && media.length === 0) return [problem('text.empty')];
  return tooLong(text, LONGEST_TEXT);
}

function pollProblems(text: string, poll: Poll): Problem[] {
  const { question, commentary } = splitPoll(text);
  return [
    ...(question === '' ? [problem('poll.no-question')] : []),
    ...tooLong(question, LONGEST_QUESTION),
    ...tooLong(commentary, LONGEST_TEXT),
    ...answerProblems(poll.answers),
    ...(POLL_MINUTES.includes(poll.minutes) ? [] : [problem('poll.duration', { allowed: '1, 3, 7 or 14 days' })]),
  ];
}

function answerProblems(answers: readonly string[]): Problem[] {
  const each = answers.flatMap((text, at): Problem[] => {
    const answer = at + 1;
    if (text.trim() === '') return [problem('poll.answer-empty', { answer })];
    const over = text.length - LONGEST_ANSWER;
    return over > 0 ? [problem('poll.answer-too-long', { answer, over })] : [];
  });
  if (answers.length >= LEAST_ANSWERS && answers.length <= MOST_ANSWERS) return each;
  const about = { least: LEAST_ANSWERS, most: MOST_ANSWERS, used: answers.length };
  return [...each, problem('poll.answers', about)];
}

function commentProblems(comment: string): Problem[] {
  const over = comment.length - LONGEST_COMMENT;
  if (over <= 0) return [];
  const about = { over, used: comment.length, limit: LONGEST_COMMENT };
  return [{ code: 'comment.too-long', severity: 'stops', about }];
}

function optionProblems(draft: Draft, { isPage }: LinkedinLimits): Problem[] {
  if (isPage !== 1 || draft.options['visibility'] !== 'CONNECTIONS') return [];
  const about = { option: 'Who can see it', reason: 'a page has no connections, only followers.' };
  return [{ code: 'option.not-possible', severity: 'stops', about }];
}

function tooLong(text: string, limit: number): Problem[] {
  const over = text.length - limit;
  return over > 0 ? [problem('text.too-long', { over, used: text.length, limit })] : [];
}

function problem(code: Problem['code'], about: Problem['about'] = {}): Problem {
  return { code, severity: 'stops', segment: 0, about };
}
