import { allLimits, MEDIA_TYPES, USUAL, type MastodonLimits } from '#shared/platforms/mastodon/limits.ts';
import { filmLimits, mediaProblems, pictureLimits } from '#shared/platforms/mastodon/media-problems.ts';
import { choicesOf, OPTIONS } from '#shared/platforms/mastodon/options.ts';
import { pollProblems } from '#shared/platforms/mastodon/poll-problems.ts';
import { countedLength } from '#shared/platforms/mastodon/text-length.ts';
import { faceOf } from '#shared/platforms/names.ts';
import type { AccountLimits, Platform } from '#shared/platforms/platform.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftSegment } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need.

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The server refuses less than 5 minutes (PLATFORMS.md 8.2); a video takes up to 15 to be prepared (9.3), and its time to be sent. */
const HAND_OVER_LEAST_MS = 30 * MINUTE_MS;
/** The server names no most. After a year nobody remembers what they left there. */
const HAND_OVER_MOST_MS = 365 * DAY_MS;

export const mastodon: Platform = {
  ...faceOf('mastodon'),
  look: 'beside',
  shows: { warning: { option: 'contentWarning', says: 'Show more' } },
  rules: {
    mediaTypes: MEDIA_TYPES,
    maxMedia: (limits) => allLimits(limits).maxMedia,
    maxAlt: (limits) => allLimits(limits).altMax,
    count: (text, limits) => {
      const { maxCharacters, reservedPerUrl } = allLimits(limits);
      return { used: countedLength(text, reservedPerUrl), limit: maxCharacters };
    },
    pictureLimits,
    filmLimits,
    check,
  },
  takes: {
    thread: true,
    firstComment: true,
    cover: true,
    // The usual limits; those of the account's own server are in `check`.
    poll: {
      leastAnswers: 2,
      mostAnswers: USUAL.pollMostAnswers,
      longestAnswer: USUAL.pollLongestAnswer,
      minutes: { least: USUAL.pollLeastSeconds / 60, most: Math.floor(USUAL.pollMostSeconds / 60) },
    },
    handOver: { leastAheadMs: HAND_OVER_LEAST_MS, mostAheadMs: HAND_OVER_MOST_MS },
    remove: true,
    edit: true,
    metrics: ['likes', 'shares', 'comments', 'quotes'],
    followers: 'told',
    lookup: true,
  },
  options: OPTIONS,
  ways: [
    {
      id: 'browser',
      name: 'In the browser',
      how: 'browser',
      fields: [
        {
          name: 'server',
          label: 'Server',
          kind: 'text',
          placeholder: 'mastodon.social',
          help: 'The address in your browser when you use Mastodon, or your full name there: @you@mastodon.social.',
        },
      ],
      note: 'Your browser opens your server, where you allow Postwright to post for you. Postwright never sees your password.',
    },
  ],
};

function check(draft: Draft, accountLimits: AccountLimits): readonly Problem[] {
  const limits = allLimits(accountLimits);
  const { warning } = choicesOf(draft.options);
  return [
    ...draft.segments.flatMap((part, segment) =>
      [
        ...emptyPart(draft, part, segment),
        ...textProblems(part.text, warning, limits),
        ...mediaProblems(part.media, accountLimits),
        ...pollProblems(part, limits),
      ].map((problem): Problem => ({ ...problem, segment })),
    ),
    ...commentProblems(draft.firstComment, warning, limits),
    ...optionProblems(draft, limits),
    ...handOverProblems(draft),
  ];
}

function emptyPart(draft: Draft, part: DraftSegment, segment: number): Problem[] {
  // A poll without words is told about as such.
  if (part.text.trim() !== '' || part.media.length > 0 || part.poll) return [];
  if (draft.segments.length === 1) return [{ code: 'text.empty', severity: 'stops', about: {} }];
  return [{ code: 'thread.empty-part', severity: 'stops', about: { part: segment + 1 } }];
}

function textProblems(text: string, warning: string, limits: MastodonLimits): Problem[] {
  const over = overBy(text, warning, limits);
  return over ? [{ code: 'text.too-long', severity: 'stops', about: over }] : [];
}

function commentProblems(comment: string | undefined, warning: string, limits: MastodonLimits): Problem[] {
  const over = comment === undefined ? undefined : overBy(comment, warning, limits);
  return over ? [{ code: 'comment.too-long', severity: 'stops', about: over }] : [];
}

/** The content warning counts toward the limit of every part that it stands above (PLATFORMS.md 8.3). */
function overBy(
  text: string,
  warning: string,
  { maxCharacters, reservedPerUrl }: MastodonLimits,
): { over: number; used: number; limit: number } | undefined {
  const used = countedLength(text, reservedPerUrl, warning);
  return used > maxCharacters ? { over: used - maxCharacters, used, limit: maxCharacters } : undefined;
}

function optionProblems(draft: Draft, limits: MastodonLimits): Problem[] {
  const unknown = OPTIONS.flatMap(({ name, label, choices }): Problem[] => {
    const value = draft.options[name] ?? '';
    if (!choices || choices.some((choice) => choice.value === value)) return [];
    return [optionProblem('stops', label, `“${value}” is not one of the choices.`)];
  });
  const hasNoEffect = Boolean(draft.options['quotePolicy']) && limits.quotePolicy === 0;
  // The server leaves out what it does not know, so the post still goes out.
  const noQuotes = 'this server does not know quotes yet; it goes out without this choice.';
  return [...unknown, ...(hasNoEffect ? [optionProblem('warns', 'Who may quote it', noQuotes)] : [])];
}

/** Later parts need the ids of the earlier ones, which are known only once those are out: the adapter waits, and sends. */
function handOverProblems(draft: Draft): Problem[] {
  if (draft.handOverFor === undefined || draft.segments.length === 1) return [];
  const reason = 'a thread cannot be handed over. Postwright sends it itself, so it has to be running then.';
  return [optionProblem('warns', 'Scheduled by Mastodon', reason)];
}

function optionProblem(severity: Problem['severity'], option: string, reason: string): Problem {
  return { code: 'option.not-possible', severity, about: { option, reason } };
}
