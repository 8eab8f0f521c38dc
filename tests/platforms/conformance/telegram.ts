import { telegramAdapter } from '#shared/platforms/telegram/adapter.ts';
import { GOOD_TOKEN, no, startTelegram } from '#simulators/telegram.ts';
import { messagesUnderTest } from '#tests/platforms/conformance/messages.ts';

/** Telegram's Bot API, as the simulator plays it. */
export const telegramUnderTest = messagesUnderTest({
  adapter: telegramAdapter,
  start: (clock) => startTelegram({ clock }),
  answers: () => ({ token: GOOD_TOKEN, channel: 'bakery' }),
  path: '/:bot/:method',
  says: {
    rateLimited: no(429, 'Too Many Requests: retry after 31', { retry_after: 31 }),
    refused: no(400, 'Bad Request: message text is empty'),
  },
  unseen: 'A bot cannot read what its channel holds, and there is no key (core.telegram.org/bots/api).',
});
