import { discordAdapter } from '#shared/platforms/discord/adapter.ts';
import { no, startDiscord, WEBHOOK } from '#simulators/discord.ts';
import { messagesUnderTest } from '#tests/platforms/conformance/messages.ts';

/** Discord's incoming webhooks, as the simulator plays them. */
export const discordUnderTest = messagesUnderTest({
  adapter: discordAdapter,
  start: (clock) => startDiscord({ clock }),
  answers: ({ url }) => ({ webhook: url + WEBHOOK }),
  path: '/api/v10/webhooks/:id/:token',
  says: {
    rateLimited: no(429, 0, 'You are being rate limited.', { retry_after: 30.57, global: false }),
    refused: no(400, 200_000, 'Message was blocked by automatic moderation'),
  },
  unseen:
    'A webhook reads a message only by its id, and there is no key (discord.com/developers/docs/resources/webhook).',
  partsFollow: true,
});
