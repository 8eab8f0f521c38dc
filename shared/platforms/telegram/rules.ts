import { platformId } from '#shared/ids.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { stop, usualProblems, type UsualLimits } from '#shared/posts/usual-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

// Limits: core.telegram.org/bots/api, sendMessage, sendPhoto, sendVideo, sendMediaGroup.

const MB = 1_000_000;
/** What each type is sent as, and its most bytes. That WebP is taken as a photo is UNCONFIRMED. */
const PHOTOS = { 'image/jpeg': 10 * MB, 'image/png': 10 * MB, 'image/webp': 10 * MB };
const ALONE = { 'image/gif': 50 * MB, 'application/pdf': 50 * MB, 'audio/mpeg': 50 * MB };
const LIMITS: UsualLimits = {
  longest: ({ media }) => (media.length > 0 ? 1024 : 4096),
  // How a length is counted is UNCONFIRMED: UTF-16 units are never fewer than characters.
  count: (text) => text.length,
  mostFiles: 10,
  types: { ...PHOTOS, 'video/mp4': 50 * MB, ...ALONE },
  alt: 'none',
};
const [TOKEN_HELP, NAME_HELP] = ['From @BotFather.', 'Its @name, or its number.'];

export const telegram: Platform = {
  id: platformId.parse('telegram'),
  name: 'Telegram',
  color: '#229ed9',
  rules: {
    mediaTypes: Object.keys(LIMITS.types),
    maxMedia: () => LIMITS.mostFiles,
    maxAlt: () => undefined,
    count: (text) => ({ used: text.length, limit: 4096 }),
    check: (draft) => [...usualProblems(draft, LIMITS), ...draft.segments.flatMap(fileProblems)],
  },
  takes: { thread: true, firstComment: false, remove: true, edit: true, metrics: [] },
  options: [],
  ways: [
    {
      id: 'bot',
      name: 'With a bot',
      how: 'password',
      fields: [
        { name: 'token', label: 'Bot token', kind: 'password', placeholder: '123456:AA…', help: TOKEN_HELP },
        { name: 'channel', label: 'Channel', kind: 'text', placeholder: '@bakery', help: NAME_HELP },
      ],
      note: 'Make a bot with @BotFather, and make it an administrator of your channel that may post messages.',
    },
  ],
};

function fileProblems({ media }: Draft['segments'][number], segment: number) {
  return media.flatMap((file, at) => {
    const { name, mimeType, width, height } = file;
    const isOdd = width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height);
    const about = { file: name, used: `${width} × ${height}`, allowed: 'at most 10000 together, and 20 to 1' };
    return [
      ...(mimeType in PHOTOS && isOdd ? [stop('media.wrong-dimensions', about, { segment, media: at })] : []),
      ...(mimeType in ALONE && media.length > 1 ? [stop('media.stands-alone', about, { segment, media: at })] : []),
    ];
  });
}

/** How the API calls this kind of file. */
export function kindOf({ mimeType }: DraftMedia): 'photo' | 'video' | 'animation' | 'audio' | 'document' {
  if (mimeType in PHOTOS) return 'photo';
  if (mimeType === 'image/gif') return 'animation';
  if (mimeType === 'video/mp4') return 'video';
  return mimeType === 'audio/mpeg' ? 'audio' : 'document';
}
