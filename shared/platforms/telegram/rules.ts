import { faceOf } from '#shared/platforms/names.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { usualRules } from '#shared/posts/usual-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Limits: core.telegram.org/bots/api. How a length is counted, and that WebP is taken as a photo, is UNCONFIRMED.

const MB = 1_000_000;
const PHOTOS = { 'image/jpeg': 10 * MB, 'image/png': 10 * MB, 'image/webp': 10 * MB };
const ALONE = { 'image/gif': 50 * MB, 'application/pdf': 50 * MB, 'audio/mpeg': 50 * MB };
const FIELDS = [
  { name: 'token', label: 'Bot token', kind: 'password', placeholder: '123456:AA…', help: 'From @BotFather.' },
  { name: 'channel', label: 'Channel', kind: 'text', placeholder: '@bakery', help: 'Its @name, or its number.' },
] as const;
const NOTE = 'Make a bot with @BotFather, and make it an administrator of your channel that may post messages.';

export const telegram: Platform = {
  ...faceOf('telegram'),
  look: 'bubble',
  rules: usualRules({
    longest: ({ media }) => (media.length > 0 ? 1024 : 4096),
    mostFiles: 10,
    types: { ...PHOTOS, 'video/mp4': 50 * MB, ...ALONE },
    alone: Object.keys(ALONE),
    sides: {
      of: Object.keys(PHOTOS),
      limit: { mostSides: 10_000, leastRatio: 1 / 20, mostRatio: 20 },
      allowed: '10000 together, and 20 to 1',
    },
    alt: 'none',
  }),
  takes: { thread: true, firstComment: false, cover: false, remove: true, edit: true, metrics: [] },
  options: [],
  ways: [{ id: 'bot', name: 'With a bot', how: 'password', fields: FIELDS, note: NOTE }],
};

/** How the API calls this kind of file. */
export function kindOf({ mimeType }: DraftMedia): string {
  const others: Record<string, string> = { 'image/gif': 'animation', 'video/mp4': 'video', 'audio/mpeg': 'audio' };
  return mimeType in PHOTOS ? 'photo' : (others[mimeType] ?? 'document');
}
