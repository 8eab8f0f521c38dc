import { telegramAdapter } from '#shared/platforms/telegram/adapter.ts';
import { GOOD_TOKEN, PUBLISHES, says, startTelegram } from '#simulators/telegram.ts';
import { messagesUnderTest } from '#tests/platforms/conformance/messages.ts';

/** Telegram's Bot API, as the simulator plays it. */
export const telegramUnderTest = messagesUnderTest({
  adapter: telegramAdapter,
  start: (clock) => startTelegram({ clock }),
  answers: () => ({ token: GOOD_TOKEN, channel: 'bakery' }),
  paths: PUBLISHES,
  says: says(31),
  unseen: 'A bot cannot read what its channel holds, and there is no key (core.telegram.org/bots/api).',
});
