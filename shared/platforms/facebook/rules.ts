import type { FilmLimit, FilmLimits } from '#shared/media/film-limits.ts';
import type { PictureLimits } from '#shared/media/picture-limits.ts';
import { ownKeyFields } from '#shared/platforms/meta/own-keys.ts';
import { faceOf } from '#shared/platforms/names.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { sizeText, type Problem } from '#shared/posts/draft-problems.ts';
import { filmProblems } from '#shared/posts/film-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

// The window imports this file: nothing here may pull in more than the rules need.
// Numbers are PLATFORMS.md 4.3; where its sources contradict each other, the smaller one.

/** What Facebook makes of a draft. */
export type PostKind = 'post' | 'reel' | 'story';

/** UTF-16 units, the strictest reading of “chars”. */
const LONGEST_MESSAGE = 63_206;
/** UNCONFIRMED [BK]. */
const LONGEST_COMMENT = 8_000;
const MOST_PHOTOS = 10;
const MIB = 1024 * 1024;
/** 10 MB in some sources, 4 MB in Facebook's own refusal (1366046). */
const PHOTO_BYTES = 4 * MIB;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const REEL_RATIO = 9 / 16;
/** Encoders round to even pixels: 1080 x 1918 is a 9:16 too. */
const RATIO_SLACK = 0.01;

const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png'];
const PHOTO_LIMITS: PictureLimits = Object.fromEntries(PHOTO_TYPES.map((type) => [type, { mostBytes: PHOTO_BYTES }]));
const VIDEO_TYPES: readonly string[] = ['video/mp4', 'video/quicktime'];
/** Of one upload in one piece; UNCONFIRMED. */
const VIDEO: FilmLimit = { mostBytes: 1024 * MIB, mostMs: 20 * MINUTE_MS };
/** UNCONFIRMED, as the story's. */
const STORY: FilmLimit = { ...VIDEO, leastMs: 3 * SECOND_MS, mostMs: 60 * SECOND_MS };
const REEL: FilmLimit = {
  ...VIDEO,
  leastMs: 3 * SECOND_MS,
  mostMs: 90 * SECOND_MS,
  leastFrameRate: 24,
  mostFrameRate: 60,
  leastWidth: 540,
  leastHeight: 960,
  leastRatio: REEL_RATIO - RATIO_SLACK,
  mostRatio: REEL_RATIO + RATIO_SLACK,
};
const FILM_LIMITS: Readonly<Record<PostKind, FilmLimits>> = {
  post: Object.fromEntries(VIDEO_TYPES.map((type) => [type, VIDEO])),
  reel: { 'video/mp4': REEL },
  story: Object.fromEntries(VIDEO_TYPES.map((type) => [type, STORY])),
};

export const KEY_NAMES = { id: 'App ID', secret: 'App secret' };

export const facebook: Platform = {
  ...faceOf('facebook'),
  look: 'stacked',
  shows: { fold: { after: 477, lines: 5, says: 'See more', isAbout: true } },
  rules: {
    mediaTypes: [...PHOTO_TYPES, ...VIDEO_TYPES],
    maxMedia: () => MOST_PHOTOS,
    // None stated (PLATFORMS.md 0.3).
    maxAlt: () => undefined,
    count: (text) => ({ used: text.length, limit: LONGEST_MESSAGE }),
    // A reel is a video.
    pictureLimits: (_limits, options) => (kindOf({ options }) === 'reel' ? {} : PHOTO_LIMITS),
    filmLimits: (_limits, options) => FILM_LIMITS[kindOf({ options })],
    check,
  },
  takes: {
    thread: false,
    firstComment: true,
    cover: false,
    // PLATFORMS.md 4.2; another source says 75 days.
    handOver: { leastAheadMs: 10 * MINUTE_MS, mostAheadMs: 30 * 24 * 60 * MINUTE_MS },
    remove: true,
    edit: true,
    metrics: ['views', 'reach', 'likes', 'comments', 'shares', 'clicks'],
    followers: { why: 'The permissions Postwright asks for do not cover it.' },
  },
  options: [
    {
      name: 'kind',
      label: 'Publish as',
      kind: 'choice',
      choices: [
        { value: 'post', label: 'Post' },
        { value: 'reel', label: 'Reel' },
        { value: 'story', label: 'Story' },
      ],
      help: 'A reel is one upright video. A story is one picture or video, without text, for 24 hours.',
    },
  ],
  ways: [
    {
      id: 'own-keys',
      name: 'With your own app keys',
      how: 'browser',
      fields: ownKeyFields(KEY_NAMES),
      note: 'For teams with an app of their own at Meta for Developers. Your browser opens Facebook, where you choose the pages.',
    },
    {
      id: 'broker',
      name: 'Through your team server',
      how: 'browser',
      fields: [],
      note: 'Your browser opens Facebook, where you choose the pages that Postwright may post to.',
      needsBroker: true,
    },
  ],
};

export function kindOf(draft: Pick<Draft, 'options'>): PostKind {
  const kind = draft.options['kind'];
  return kind === 'reel' || kind === 'story' ? kind : 'post';
}

export function isVideo(media: Pick<DraftMedia, 'mimeType'>): boolean {
  return media.mimeType.startsWith('video/');
}

function check(draft: Draft): readonly Problem[] {
  const kind = kindOf(draft);
  const [first] = draft.segments;
  if (!first) return [];
  const { text, media } = first;
  const problems: Problem[] = [
    ...(kind === 'post' ? postProblems(text, media) : []),
    ...(kind === 'reel' ? reelProblems(media) : []),
    ...(kind === 'story' ? storyProblems(text, media) : []),
    ...tooLong(text),
    ...(first.poll === undefined ? [] : [stop('poll.not-here')]),
    ...media.flatMap((file, at) => altProblems(file).map((problem) => ({ ...problem, media: at }))),
  ];
  return [
    ...problems.map((problem) => ({ ...problem, segment: 0 })),
    ...(draft.segments.length > 1 ? [stop('thread.not-here')] : []),
    ...commentProblems(draft.firstComment ?? '', kind),
    ...(kind === 'story' && draft.handOverFor !== undefined
      ? [stop('option.not-possible', { option: 'Story', reason: 'Facebook’s own scheduler takes no stories.' })]
      : []),
  ];
}

function postProblems(text: string, media: readonly DraftMedia[]): Problem[] {
  if (text.trim() === '' && media.length === 0) return [stop('text.empty')];
  const videos = media.filter(isVideo).length;
  if (videos > 0 && media.length > 1) return [stop('media.mixed')];
  const used = media.length;
  return [
    ...(used > MOST_PHOTOS ? [stop('media.too-many', { limit: MOST_PHOTOS, used })] : []),
    ...eachFile(media, (file) => (isVideo(file) ? filmProblems(file, FILM_LIMITS.post) : photoProblems(file))),
  ];
}

function reelProblems(media: readonly DraftMedia[]): Problem[] {
  return [
    ...oneFile(media),
    ...eachFile(media, (file) =>
      isVideo(file) ? filmProblems(file, FILM_LIMITS.reel) : [wrongType(file, Object.keys(FILM_LIMITS.reel))],
    ),
  ];
}

function storyProblems(text: string, media: readonly DraftMedia[]): Problem[] {
  return [
    ...oneFile(media),
    ...(text.trim() === '' ? [] : [{ ...stop('text.no-place'), severity: 'warns' as const }]),
    ...eachFile(media, (file) => (isVideo(file) ? filmProblems(file, FILM_LIMITS.story) : photoProblems(file))),
  ];
}

function oneFile(media: readonly DraftMedia[]): Problem[] {
  if (media.length === 0) return [stop('media.required')];
  return media.length > 1 ? [stop('media.too-many', { limit: 1, used: media.length })] : [];
}

function eachFile(media: readonly DraftMedia[], problemsOf: (file: DraftMedia) => Problem[]): Problem[] {
  return media.flatMap((file, at) => problemsOf(file).map((problem) => ({ ...problem, media: at })));
}

function photoProblems(file: DraftMedia): Problem[] {
  return [
    ...(PHOTO_TYPES.includes(file.mimeType) ? [] : [wrongType(file, [...PHOTO_TYPES, ...VIDEO_TYPES])]),
    ...tooLarge(file, PHOTO_BYTES),
  ];
}

function altProblems(file: DraftMedia): Problem[] {
  const isDescribed = file.alt.trim() !== '';
  if (isVideo(file)) return isDescribed ? [warn('media.no-alt-here', { file: file.name })] : [];
  return isDescribed ? [] : [warn('media.alt-missing', { file: file.name })];
}

function tooLong(text: string): Problem[] {
  const used = text.length;
  if (used <= LONGEST_MESSAGE) return [];
  return [stop('text.too-long', { over: used - LONGEST_MESSAGE, used, limit: LONGEST_MESSAGE })];
}

function commentProblems(comment: string, kind: PostKind): Problem[] {
  if (comment.trim() === '') return [];
  if (kind === 'story') {
    return [stop('option.not-possible', { option: 'Story', reason: 'it cannot have a first comment.' })];
  }
  const used = comment.length;
  if (used <= LONGEST_COMMENT) return [];
  return [stop('comment.too-long', { over: used - LONGEST_COMMENT, used, limit: LONGEST_COMMENT })];
}

function tooLarge(file: DraftMedia, limit: number): Problem[] {
  if (file.bytes <= limit) return [];
  return [stop('media.too-large', { file: file.name, used: sizeText(file.bytes), limit: sizeText(limit) })];
}

function wrongType(file: DraftMedia, allowed: readonly string[]): Problem {
  return stop('media.wrong-type', { file: file.name, allowed: allowed.map((type) => TYPE_NAMES[type]).join(', ') });
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'video/mp4': 'MP4',
  'video/quicktime': 'MOV',
};

function stop(code: Problem['code'], about: Problem['about'] = {}): Problem {
  return { code, severity: 'stops', about };
}

function warn(code: Problem['code'], about: Problem['about']): Problem {
  return { code, severity: 'warns', about };
}
