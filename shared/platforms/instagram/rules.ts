import { hashtagsIn, hasLink, mentionsIn } from '#shared/platforms/instagram/caption-marks.ts';
import { choiceProblems, OPTION_FIELDS, shapeOf } from '#shared/platforms/instagram/choices.ts';
import {
  filmLimits,
  IMAGE_TYPES,
  LONGEST_ALT,
  mediaProblems,
  MOST_FILES,
  pictureLimits,
  VIDEO_TYPES,
} from '#shared/platforms/instagram/media-rules.ts';
import { ownKeyFields } from '#shared/platforms/meta/own-keys.ts';
import { faceOf } from '#shared/platforms/names.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Draft } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need.

/** PLATFORMS.md 5.3. Whether Instagram counts UTF-16 units or code points is not said; units are never fewer. */
const LONGEST_TEXT = 2200;
const MOST_HASHTAGS = 30;
const MOST_MENTIONS = 20;
/** What the app itself allows since December 2025; the API is not known to refuse more (PLATFORMS.md 5.3, register 16). */
const WISE_HASHTAGS = 5;

/** What Meta calls the keys of each login; the two of one app are not the same. */
export const INSTAGRAM_KEYS = { id: 'Instagram app ID', secret: 'Instagram app secret' };
export const FACEBOOK_KEYS = { id: 'App ID', secret: 'App secret' };

export const instagram: Platform = {
  ...faceOf('instagram'),
  look: 'picture-first',
  // PLATFORMS.md 5.3: 4:5 to 1.91:1, several cropped to the first one's.
  shows: { fold: { after: 125, says: '… more', isAbout: true }, frame: { least: 0.8, most: 1.91 } },
  rules: {
    mediaTypes: [...IMAGE_TYPES, ...VIDEO_TYPES],
    maxMedia: () => MOST_FILES,
    maxAlt: () => LONGEST_ALT,
    count: (text) => ({ used: text.length, limit: LONGEST_TEXT }),
    pictureLimits: (_limits, options) => pictureLimits(options['kind'] === 'story'),
    filmLimits: (_limits, options) => filmLimits(options['kind'] === 'story'),
    check,
  },
  takes: {
    thread: false,
    firstComment: true,
    cover: true,
    // Only where the person signed in with Facebook Login (PLATFORMS.md 5.8); others are told so.
    remove: true,
    edit: false,
    metrics: ['views', 'reach', 'likes', 'comments', 'shares', 'saves'],
    followers: { why: 'It tells apps only how many came that day, and only of larger accounts.' },
  },
  options: OPTION_FIELDS,
  ways: [
    {
      id: 'own-keys',
      name: 'With your own app keys',
      how: 'browser',
      fields: ownKeyFields(INSTAGRAM_KEYS),
      note: 'Both are at developers.facebook.com, in the Instagram part of your app. The account has to be a business or creator account.',
    },
    {
      id: 'facebook-login',
      name: 'With Facebook Login and your own app keys',
      how: 'browser',
      fields: ownKeyFields(FACEBOOK_KEYS),
      note: 'For accounts that belong to a Facebook page. This way videos are uploaded directly, and posts can be deleted from here.',
    },
    {
      id: 'broker',
      name: 'Through your team server',
      how: 'browser',
      fields: [],
      note: 'Your browser opens Instagram, where you allow your team’s app to post for you.',
      needsBroker: true,
    },
  ],
};

function check(draft: Draft): readonly Problem[] {
  const [first, ...others] = draft.segments;
  const shape = shapeOf(draft);
  const problems: Problem[] = [
    ...mediaProblems(first?.media ?? [], shape),
    ...(shape === 'story' ? storyText(first?.text ?? '') : captionProblems(first?.text ?? '')),
    ...choiceProblems(draft),
    ...commentProblems(draft),
  ];
  if (others.length > 0) problems.push({ code: 'thread.not-here', severity: 'stops', segment: 1, about: {} });
  if (draft.segments.some(({ poll }) => poll)) problems.push({ code: 'poll.not-here', severity: 'stops', about: {} });
  return problems;
}

function captionProblems(text: string): Problem[] {
  const problems: Problem[] = [];
  const over = text.length - LONGEST_TEXT;
  if (over > 0) {
    const about = { over, used: text.length, limit: LONGEST_TEXT };
    problems.push({ code: 'text.too-long', severity: 'stops', segment: 0, about });
  }
  const mentions = mentionsIn(text);
  if (mentions > MOST_MENTIONS) {
    const about = { used: mentions, limit: MOST_MENTIONS };
    problems.push({ code: 'text.too-many-mentions', severity: 'stops', segment: 0, about });
  }
  if (hasLink(text)) problems.push({ code: 'text.links-not-clickable', severity: 'warns', segment: 0, about: {} });
  return problems;
}

function storyText(text: string): Problem[] {
  return text.trim() === '' ? [] : [{ code: 'text.no-place', severity: 'warns', segment: 0, about: {} }];
}

/** The app counts the hashtags of the first comment with those of the caption (PLATFORMS.md 5.3). */
function commentProblems(draft: Draft): Problem[] {
  const comment = draft.firstComment ?? '';
  const problems: Problem[] = [];
  const over = comment.length - LONGEST_TEXT;
  if (over > 0) {
    problems.push({
      code: 'comment.too-long',
      severity: 'stops',
      about: { over, used: comment.length, limit: LONGEST_TEXT },
    });
  }
  const caption = shapeOf(draft) === 'story' ? 0 : hashtagsIn(draft.segments[0]?.text ?? '');
  const used = caption + hashtagsIn(comment);
  if (used > MOST_HASHTAGS) {
    problems.push({
      code: 'text.too-many-hashtags',
      severity: 'stops',
      segment: 0,
      about: { used, limit: MOST_HASHTAGS },
    });
  } else if (used > WISE_HASHTAGS) {
    problems.push({
      code: 'text.too-many-hashtags',
      severity: 'warns',
      segment: 0,
      about: { used, limit: WISE_HASHTAGS },
    });
  }
  return problems;
}
