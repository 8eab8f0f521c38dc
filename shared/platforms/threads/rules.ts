import { ownKeyFields } from '#shared/platforms/meta/own-keys.ts';
import { faceOf } from '#shared/platforms/names.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { linksOf } from '#shared/platforms/threads/links.ts';
import {
  FILM_LIMITS,
  LONGEST_ALT,
  MEDIA_TYPES,
  mediaProblems,
  MOST_MEDIA,
  PICTURE_LIMITS,
} from '#shared/platforms/threads/media-rules.ts';
import { OPTIONS, optionProblems } from '#shared/platforms/threads/options.ts';
import { pollProblems, POLLS } from '#shared/platforms/threads/poll-rules.ts';
import { countedLength } from '#shared/platforms/threads/text-length.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need. Limits: PLATFORMS.md 6.3.

const LONGEST_TEXT = 500;
const MOST_LINKS = 5;

/** What Meta’s site calls the keys of an app with the Threads use case. */
export const KEY_NAMES = { id: 'Threads app ID', secret: 'Threads app secret' } as const;

export const threads: Platform = {
  ...faceOf('threads'),
  look: 'beside',
  rules: {
    mediaTypes: MEDIA_TYPES,
    maxMedia: () => MOST_MEDIA,
    maxAlt: () => LONGEST_ALT,
    count: (text) => ({ used: countedLength(text), limit: LONGEST_TEXT }),
    pictureLimits: () => PICTURE_LIMITS,
    filmLimits: () => FILM_LIMITS,
    check,
  },
  takes: {
    thread: true,
    firstComment: true,
    cover: false,
    poll: POLLS,
    remove: true,
    edit: false,
    metrics: ['views', 'likes', 'comments', 'shares', 'quotes'],
    followers: 'told',
  },
  options: OPTIONS,
  ways: [
    {
      id: 'own-keys',
      name: 'With your own app keys',
      how: 'browser',
      fields: ownKeyFields(KEY_NAMES),
      note: 'For an app of your own at developers.facebook.com with the Threads use case. The secret is used once, to sign in, and is not kept.',
    },
    {
      id: 'broker',
      name: 'Through your team server',
      how: 'browser',
      fields: [],
      note: 'Your browser opens Threads, where you allow Postwright to post for you. Your team server keeps the app’s secret and never sees your password.',
      needsBroker: true,
    },
  ],
};

function check(draft: Draft): readonly Problem[] {
  return [
    ...draft.segments.flatMap((part, segment) => [
      ...emptyPart(draft, segment),
      ...textProblems(part.text, segment),
      ...linkProblems(part, segment),
      ...mediaProblems(part.media, segment),
      ...pollProblems(part, segment),
    ]),
    ...commentProblems(draft.firstComment),
    ...optionProblems(draft),
  ];
}

function emptyPart(draft: Draft, segment: number): Problem[] {
  const part = draft.segments[segment];
  // A poll without a question has a problem of its own.
  if (!part || part.text.trim() !== '' || part.media.length > 0 || part.poll !== undefined) return [];
  if (draft.segments.length === 1) return [{ code: 'text.empty', severity: 'stops', segment, about: {} }];
  return [{ code: 'thread.empty-part', severity: 'stops', segment, about: { part: segment + 1 } }];
}

function textProblems(text: string, segment: number): Problem[] {
  const used = countedLength(text);
  if (used <= LONGEST_TEXT) return [];
  const about = { over: used - LONGEST_TEXT, used, limit: LONGEST_TEXT };
  return [{ code: 'text.too-long', severity: 'stops', segment, about }];
}

function linkProblems(part: Draft['segments'][number], segment: number): Problem[] {
  const { sure, possible } = linksOf(part.text, cardOf(part));
  if (possible <= MOST_LINKS) return [];
  const severity = sure > MOST_LINKS ? 'stops' : 'warns';
  const used = sure > MOST_LINKS ? sure : possible;
  return [{ code: 'text.too-many-links', severity, segment, about: { limit: MOST_LINKS, used } }];
}

/** Only a post of words alone has a card that is chosen. */
export function cardOf({ link, media, poll }: Draft['segments'][number]): string | undefined {
  return media.length > 0 || poll !== undefined ? undefined : link;
}

function commentProblems(comment = ''): Problem[] {
  const used = countedLength(comment);
  const length = { over: used - LONGEST_TEXT, used, limit: LONGEST_TEXT };
  const links = linksOf(comment, undefined).sure;
  const reason = `at most ${MOST_LINKS} links; this has ${links}`;
  return [
    ...(used > LONGEST_TEXT ? [stops('comment.too-long', length)] : []),
    ...(links > MOST_LINKS ? [stops('option.not-possible', { option: 'First comment', reason })] : []),
  ];
}

function stops(code: Problem['code'], about: Problem['about']): Problem {
  return { code, severity: 'stops', about };
}
