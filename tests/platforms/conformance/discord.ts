import { discordAdapter } from '#shared/platforms/discord/adapter.ts';
import { PUBLISHES, says, startDiscord, WEBHOOK } from '#simulators/discord.ts';
import { messagesUnderTest } from '#tests/platforms/conformance/messages.ts';

/** Discord's incoming webhooks, as the simulator plays them. */
export const discordUnderTest = messagesUnderTest({
  adapter: discordAdapter,
  start: (clock) => startDiscord({ clock }),
  answers: ({ url }) => ({ webhook: url + WEBHOOK }),
  paths: PUBLISHES,
  says: says(30.57),
  unseen:
    'A webhook reads a message only by its id, and there is no key (discord.com/developers/docs/resources/webhook).',
  partsFollow: true,
});
