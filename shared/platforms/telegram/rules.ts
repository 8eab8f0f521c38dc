import { platformId } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { sizeText, type Problem, type ProblemCode } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

// Limits: core.telegram.org/bots/api, sendMessage, sendPhoto, sendVideo, sendMediaGroup.

/** How a length is counted is UNCONFIRMED: UTF-16 units are never fewer than characters. */
const TEXT = 4096;
const CAPTION = 1024;
const MOST_FILES = 10;
const MB = 1_000_000;
/** What each type is sent as. That WebP is taken as a photo, and M4A under this type, is UNCONFIRMED. */
const KINDS: Readonly<Record<string, string>> = {
  'image/jpeg': 'photo',
  'image/png': 'photo',
  'image/webp': 'photo',
  'image/gif': 'animation',
  'video/mp4': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'application/pdf': 'document',
};

export const telegram: Platform = {
  id: platformId.parse('telegram'),
  name: 'Telegram',
  color: '#229ed9',
  rules: {
    mediaTypes: Object.keys(KINDS),
    maxMedia: () => MOST_FILES,
    maxAlt: () => undefined,
    count: (text) => ({ used: text.length, limit: TEXT }),
    check,
  },
  takes: { thread: true, firstComment: false, remove: true, edit: true, metrics: [] },
  options: [],
  ways: [
    {
      id: 'bot',
      name: 'With a bot',
      how: 'password',
      fields: [
        {
          name: 'token',
          label: 'Bot token',
          kind: 'password',
          placeholder: '110201543:AAHdq…',
          help: 'From @BotFather.',
        },
        { name: 'channel', label: 'Channel', kind: 'text', placeholder: '@bakery', help: 'Its @name, or its number.' },
      ],
      note: 'Make a bot with @BotFather, and make it an administrator of your channel that may post messages.',
    },
  ],
};

/** `photo`, `video`, `animation`, `audio` or `document`. */
export function kindOf({ mimeType }: DraftMedia): string {
  return KINDS[mimeType] ?? 'document';
}

function check({ segments, firstComment }: Draft): readonly Problem[] {
  const empty = segments.length === 1 ? 'text.empty' : 'thread.empty-part';
  const problems = segments.flatMap(({ text, media, poll }, segment) => {
    const limit = media.length > 0 ? CAPTION : TEXT;
    return [
      ...(text.trim() === '' && media.length === 0 ? [stop(empty, { part: segment + 1 })] : []),
      ...(text.length > limit ? [stop('text.too-long', { over: text.length - limit, used: text.length, limit })] : []),
      ...(media.length > MOST_FILES ? [stop('media.too-many', { limit: MOST_FILES, used: media.length })] : []),
      ...(poll ? [stop('poll.not-here')] : []),
      ...media.flatMap((file, at) => fileProblems(file, media).map((one) => ({ ...one, media: at }))),
    ].map((one): Problem => ({ ...one, segment }));
  });
  return firstComment === undefined ? problems : [...problems, { ...stop('comment.not-here'), severity: 'warns' }];
}

function fileProblems(file: DraftMedia, all: readonly DraftMedia[]): Problem[] {
  const { name, bytes, width, height } = file;
  const about = { file: name };
  if (bytes === 0) return [stop('media.missing', about)];
  if (!(file.mimeType in KINDS))
    return [stop('media.wrong-type', { ...about, allowed: 'JPEG, PNG, WebP, GIF, MP4, MP3, M4A, PDF' })];
  const isPhoto = kindOf(file) === 'photo';
  const most = isPhoto ? 10 : 50;
  const used = `${width} × ${height}`;
  return [
    ...(bytes > most * MB ? [stop('media.too-large', { ...about, used: sizeText(bytes), limit: `${most} MB` })] : []),
    ...(isPhoto && width + height > 10_000
      ? [stop('media.wrong-dimensions', { ...about, used, allowed: '10000 for width and height together' })]
      : []),
    ...(isPhoto && Math.max(width, height) > 20 * Math.min(width, height)
      ? [stop('media.wrong-ratio', { ...about, used, allowed: '1:20 to 20:1' })]
      : []),
    ...(all.length > 1 && albumOf(file) !== albumOf(all[0] ?? file) ? [stop('media.stands-alone', about)] : []),
    ...(all.length > 1 && kindOf(file) === 'animation' ? [stop('media.stands-alone', about)] : []),
    ...(file.alt === '' ? [] : [{ ...stop('media.no-alt-here', about), severity: 'warns' as const }]),
  ];
}

/** Photos and films stand in one album; sounds and documents only among themselves, a GIF in none. */
function albumOf(file: DraftMedia): string {
  const kind = kindOf(file);
  return kind === 'video' ? 'photo' : kind;
}

function stop(code: ProblemCode, about: Problem['about'] = {}): Problem {
  return { code, severity: 'stops', about };
}
