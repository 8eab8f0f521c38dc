import { faceOf } from '#shared/platforms/names.ts';
import type { AccountLimits, OptionField, Platform, PollRules } from '#shared/platforms/platform.ts';
import {
  FILM_LIMITS,
  kindOf,
  LONGEST_ALT,
  MEDIA_TYPES,
  mediaProblems,
  MOST_PICTURES,
  PICTURE_LIMITS,
} from '#shared/platforms/x/media-rules.ts';
import { cashtagsIn, hasLink, weightedLength } from '#shared/platforms/x/text-length.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { Draft, DraftSegment } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need.

/** What an account may do. `AccountLimits` of an X channel has these keys, as far as signing in told. */
export interface XLimits {
  /** Weighted characters of one post. */
  readonly longestText: number;
}

/** What every account may (PLATFORMS.md 1.3). */
const USUAL: XLimits = { longestText: 280 };

/**
 * What a paying account may. X names 25,000; which subscription gets how much is UNCONFIRMED, so this is what others
 * send in production (PLATFORMS.md 1.3).
 */
export const LONGEST_WHEN_PAYING = 4000;

/** Thousandths of a US dollar (PLATFORMS.md 1.1, access and price). */
const POST_COSTS = 15;
const POST_WITH_LINK_COSTS = 200;
const DESCRIPTION_COSTS = 5;

/** For apps that pay by use (PLATFORMS.md 1.1). */
const MOST_CASHTAGS = 1;

const POLL: PollRules = { leastAnswers: 2, mostAnswers: 4, longestAnswer: 25, minutes: { least: 5, most: 10_080 } };

const REPLY_SETTINGS: OptionField = {
  name: 'replySettings',
  label: 'Who can reply',
  kind: 'choice',
  choices: [
    { value: 'everyone', label: 'Everyone' },
    { value: 'following', label: 'People you follow' },
    { value: 'mentionedUsers', label: 'People you mention' },
    { value: 'subscribers', label: 'Your subscribers' },
    { value: 'verified', label: 'Verified accounts' },
  ],
  help: 'Holds for the whole thread.',
};

export const x: Platform = {
  ...faceOf('x'),
  look: 'beside',
  shows: { fold: { after: 280, says: 'Show more' }, shortLinks: true },
  rules: {
    mediaTypes: MEDIA_TYPES,
    maxMedia: () => MOST_PICTURES,
    maxAlt: () => LONGEST_ALT,
    count: (text, limits) => ({ used: weightedLength(text), limit: allLimits(limits).longestText }),
    pictureLimits: () => PICTURE_LIMITS,
    filmLimits: () => FILM_LIMITS,
    check,
    costMilliUsd,
  },
  takes: {
    thread: true,
    firstComment: true,
    cover: false,
    poll: POLL,
    remove: true,
    edit: true,
    metrics: ['impressions', 'views', 'likes', 'comments', 'shares', 'quotes', 'saves', 'clicks'],
    // Owned Reads (PLATFORMS.md 1.1).
    metricsCostMilliUsd: 1,
    followers: { why: 'It would have to be asked as a user read, for which it charges the owner of the app keys.' },
  },
  options: [
    REPLY_SETTINGS,
    { name: 'madeWithAi', label: 'Made with AI', kind: 'switch', help: 'X marks the post as made with AI.' },
    { name: 'paidPartnership', label: 'Paid partnership', kind: 'switch', help: 'X marks the post as advertising.' },
  ],
  ways: [
    {
      id: 'own-client',
      name: 'With your own X app',
      how: 'browser',
      fields: [
        {
          name: 'clientId',
          label: 'Client ID',
          kind: 'text',
          placeholder: 'Under “Keys and tokens”, OAuth 2.0 Client ID',
          help:
            'X charges the owner of the app for every post, so you bring your own. Make one at developer.x.com, as type “Native App” ' +
            'with permission to read and write, and add these callback addresses: http://127.0.0.1:53682/callback, ' +
            'http://127.0.0.1:53683/callback, http://127.0.0.1:53684/callback, http://127.0.0.1:53685/callback and ' +
            'http://127.0.0.1:53686/callback.',
        },
      ],
      note: 'Your browser opens X, where you allow your app to post for you. Postwright never sees your password.',
    },
  ],
};

/** The limits of a channel, with the usual value where none is known. */
export function allLimits(limits: AccountLimits): XLimits {
  return { ...USUAL, ...limits };
}

function check(draft: Draft, accountLimits: AccountLimits): readonly Problem[] {
  const limits = allLimits(accountLimits);
  return [
    ...draft.segments.flatMap((part, segment) => [
      ...emptyPart(draft, segment),
      ...textProblems(part.text, segment, limits),
      ...mediaProblems(part.media, segment),
      ...pollProblems(part, segment),
    ]),
    ...commentProblems(draft.firstComment ?? '', limits),
    ...optionProblems(draft.options),
  ];
}

function emptyPart(draft: Draft, segment: number): Problem[] {
  const part = draft.segments[segment];
  if (!part || part.text.trim() !== '' || part.media.length > 0 || part.poll) return [];
  if (draft.segments.length === 1) return [{ code: 'text.empty', severity: 'stops', segment, about: {} }];
  return [{ code: 'thread.empty-part', severity: 'stops', segment, about: { part: segment + 1 } }];
}

function textProblems(text: string, segment: number, { longestText: limit }: XLimits): Problem[] {
  const problems: Problem[] = [];
  const used = weightedLength(text);
  if (used > limit) {
    problems.push({ code: 'text.too-long', severity: 'stops', segment, about: { over: used - limit, used, limit } });
  }
  return [...problems, ...cashtagProblems(text).map((problem): Problem => ({ ...problem, segment }))];
}

function cashtagProblems(text: string): Problem[] {
  const used = cashtagsIn(text);
  if (used <= MOST_CASHTAGS) return [];
  return [{ code: 'text.too-many-cashtags', severity: 'stops', about: { limit: MOST_CASHTAGS, used } }];
}

function pollProblems({ poll, text, media }: DraftSegment, segment: number): Problem[] {
  if (!poll) return [];
  const problems = [...answerProblems(poll), ...durationProblems(poll)];
  if (media.length > 0) problems.push({ code: 'poll.with-media', severity: 'stops', about: {} });
  if (text.trim() === '') problems.push({ code: 'poll.no-question', severity: 'stops', about: {} });
  return problems.map((problem): Problem => ({ ...problem, segment }));
}

function answerProblems({ answers }: Poll): Problem[] {
  const { leastAnswers: least, mostAnswers: most, longestAnswer } = POLL;
  const used = answers.length;
  const problems: Problem[] = answers.flatMap((text, at): Problem[] => {
    const answer = at + 1;
    const over = text.length - longestAnswer;
    if (text.trim() === '') return [{ code: 'poll.answer-empty', severity: 'stops', about: { answer } }];
    return over > 0 ? [{ code: 'poll.answer-too-long', severity: 'stops', about: { answer, over } }] : [];
  });
  if (used < least || used > most) {
    problems.push({ code: 'poll.answers', severity: 'stops', about: { least, most, used } });
  }
  return problems;
}

function durationProblems({ minutes }: Poll): Problem[] {
  if (minutes >= 5 && minutes <= 10_080) return [];
  return [{ code: 'poll.duration', severity: 'stops', about: { allowed: '5 minutes to 7 days' } }];
}

function commentProblems(text: string, { longestText: limit }: XLimits): Problem[] {
  const used = weightedLength(text);
  if (used <= limit) return cashtagProblems(text);
  return [{ code: 'comment.too-long', severity: 'stops', about: { over: used - limit, used, limit } }];
}

function optionProblems(options: Draft['options']): Problem[] {
  const chosen = options[REPLY_SETTINGS.name] ?? '';
  if (chosen === '' || REPLY_SETTINGS.choices?.some(({ value }) => value === chosen)) return [];
  const about = { option: REPLY_SETTINGS.label, reason: `X does not know “${chosen}”.` };
  return [{ code: 'option.not-possible', severity: 'stops', about }];
}

/** Every part and the first comment is a post of its own. The read that proves it, a tenth of a cent, is left out. */
function costMilliUsd(draft: Draft): number {
  const texts = draft.segments.map(({ text }) => text);
  if (draft.firstComment?.trim()) texts.push(draft.firstComment);
  const posts = texts.reduce((sum, text) => sum + (hasLink(text) ? POST_WITH_LINK_COSTS : POST_COSTS), 0);
  const described = draft.segments.flatMap(({ media }) => media).filter(isDescribed);
  return posts + described.length * DESCRIPTION_COSTS;
}

/** Whether X is told what is to be seen on it. */
export function isDescribed(file: Draft['segments'][number]['media'][number]): boolean {
  return file.alt.trim() !== '' && kindOf(file) !== 'video';
}
