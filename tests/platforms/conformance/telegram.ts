import { telegramAdapter } from '#shared/platforms/telegram/adapter.ts';
import { telegramBot } from '#shared/platforms/telegram/sign-in.ts';
import { startTelegram } from '#simulators/telegram.ts';
import type { NetworkUnderTest } from '#tests/platforms/conformance/network.ts';
import { draftOf, faultOf, pictureIn } from '#tests/platforms/conformance/pictures-and-faults.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

const TOKEN = '123456789:AAEmade-up_key_of_thirty_five_chars';
const UNSEEN = 'A bot cannot read what its channel holds, and there is no key (core.telegram.org/bots/api).';
const error_code = 429;
const says = {
  rateLimited: {
    status: 429,
    body: { ok: false, error_code, description: 'Too Many Requests: retry after 31', parameters: { retry_after: 31 } },
  },
  refused: { status: 400, body: { ok: false, error_code: 400, description: 'Bad Request: message text is empty' } },
};

/** Telegram's Bot API, as the simulator plays it. */
export const telegramUnderTest: NetworkUnderTest = {
  name: 'Telegram',
  start: async (clock) => {
    let aheadMs = 0;
    const telegram = await startTelegram({ clock: { now: () => clock.now() + aheadMs } });
    const files = new Map<string, Uint8Array>();
    const [cake, bread] = [pictureIn(files, 1), pictureIn(files, 2)];
    const context = { http: nodeHttp(), now: clock.now, baseUrl: telegram.url, broker: undefined };
    const signInAgain = () => {
      telegram.bots.set(TOKEN, { mayPost: true });
      return telegramBot.signIn({ token: TOKEN, channel: 'bakery' }, context);
    };
    const parts = [
      { text: 'One', media: [] },
      { text: 'Two', media: [cake] },
      { text: 'Three', media: [cake, bread] },
    ];
    return {
      adapter: telegramAdapter,
      ...(await signInAgain()),
      files,
      drafts: {
        text: draftOf({ text: 'Fresh bread at nine', media: [] }),
        media: draftOf({ text: 'Look', media: [cake, bread] }),
        several: draftOf(...parts),
      },
      visible: async () =>
        telegram
          .arrived()
          .filter((one) => one.account === '@bakery' && !one.isRemoved)
          .map(({ media, ...one }) => ({ ...one, mediaCount: media.length })),
      postElsewise: async (text, who) => telegram.post(text, who === 'by-hand' ? 'bakery' : 'mill'),
      onPublish: (trouble, nth = 1) => telegram.faults.order('POST', '/:bot/:method', faultOf(trouble, says), { nth }),
      signIn: () => telegram.bots.clear(),
      signInAgain,
      setServerAheadMs: (ms) => void (aheadMs = ms),
      expected: { refused: 'publish.refused', revoked: 'channel.token-expired', rateLimited: 'publish.rate-limited' },
      canRenew: false,
      cannotTell: { byHand: UNSEEN, arrived: { text: UNSEEN, media: UNSEEN, several: UNSEEN } },
      stop: () => telegram.stop(),
    };
  },
};
