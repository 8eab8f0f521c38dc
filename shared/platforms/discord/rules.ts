import { faceOf } from '#shared/platforms/names.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { usualRules } from '#shared/posts/usual-problems.ts';

// Limits: discord.com/developers/docs, resources/webhook (2000), reference#uploading-files (10 MiB unless the server is
// boosted), resources/message (descriptions). How a length is counted, ten files, and these types are UNCONFIRMED.

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const OTHERS = ['video/mp4', 'video/quicktime', 'video/webm', 'audio/mpeg', 'audio/ogg', 'application/pdf'];
const HELP = 'In Discord: Edit channel, Integrations, Webhooks, Copy webhook URL.';
const WEBHOOK = { label: 'Webhook address', placeholder: 'https://discord.com/api/webhooks/…', help: HELP };
const FIELDS = [{ name: 'webhook', kind: 'password', ...WEBHOOK }] as const;
const NOTE = 'Whoever has the address can post in the channel. You can take it back in Discord at any time.';

export const discord: Platform = {
  ...faceOf('discord'),
  look: 'beside',
  rules: usualRules({
    longest: () => 2000,
    mostFiles: 10,
    types: Object.fromEntries([...PICTURES, ...OTHERS].map((type) => [type, 10 * 1024 * 1024])),
    alt: 1024,
  }),
  takes: { thread: true, firstComment: false, cover: false, remove: true, edit: true, metrics: [] },
  options: [{ name: 'pings', label: 'Notify whom it mentions', kind: 'switch', help: '@everyone and @here too.' }],
  ways: [{ id: 'webhook', name: 'With a webhook', how: 'password', fields: FIELDS, note: NOTE }],
};
