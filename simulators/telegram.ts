import { readParams } from '#simulators/form-params.ts';
import { startMessages, type MessagesOptions } from '#simulators/messages.ts';
import type { SimulatedNetwork } from '#simulators/network.ts';

// A stand-in for Telegram's Bot API, after core.telegram.org/bots/api: bots that post in channels. t.me is at its address too.

export interface SimulatedTelegram extends SimulatedNetwork {
  /** Tokens that are good; without rights where the bot is no administrator. */
  readonly bots: Map<string, { mayPost: boolean }>;
  /** By hand, in the channel called so. */
  post(text: string, channel?: string): void;
}

const NO = (status: number, words: string) => ({ status, body: { ok: false, error_code: status, description: words } });
const chatOf = (name: string) => ({ id: -1001234567890, type: 'channel', title: 'The Bakery', username: name });

export async function startTelegram(options: MessagesOptions = {}): Promise<SimulatedTelegram> {
  const bots: SimulatedTelegram['bots'] = new Map();
  let last = 0;
  const nextId = (): number => (last += 1);
  const invalidToken = { ...NO(401, 'Unauthorized'), headers: {} };
  const network = await startMessages({ id: 'telegram', name: 'Telegram', invalidToken }, options, (app, room) => {
    app.all<{ Params: { token: string; method: string } }>('/bot:token/:method', async (request, reply) => {
      const { token, method } = request.params;
      const { text, files } = await readParams(request);
      const bot = bots.get(token);
      const answer = bot ? act(bot, method, text, [...files.values()]) : NO(401, 'Unauthorized');
      return 'status' in answer ? reply.code(answer.status).send(answer.body) : { ok: true, ...answer };
    });

    function act(
      bot: { mayPost: boolean },
      method: string,
      text: Awaited<ReturnType<typeof readParams>>['text'],
      files: readonly { bytes: Buffer; mimeType: string }[],
    ) {
      if (method === 'getMe') return { result: { id: 77, is_bot: true, first_name: 'Baker' } };
      if (!['@bakery', '-1001234567890'].includes(text('chat_id') ?? '')) return NO(400, 'Bad Request: chat not found');
      if (method === 'getChat') return { result: chatOf('bakery') };
      const rights = bot.mayPost ? { status: 'administrator', can_post_messages: true } : { status: 'left' };
      if (method === 'getChatMember') return { result: rights };
      if (!bot.mayPost) return NO(403, 'Forbidden: bot is not a member of the channel chat');
      const album = JSON.parse(text('media') ?? '[{}]') as { caption?: string }[];
      const words = text('text') ?? text('caption') ?? album[0]?.caption ?? '';
      const named = [...room.posts.values()].find(
        (one) => !one.isRemoved && one.id.split(',').includes(text('message_id') ?? ''),
      );
      if (method.startsWith('edit')) {
        if (!named) return NO(400, 'Bad Request: message to edit not found');
        if (named.text === words) return NO(400, 'Bad Request: message is not modified: it is the same');
        named.text = words;
        return { result: { message_id: Number(text('message_id')), date: seconds() } };
      }
      if (method === 'deleteMessage') {
        if (named) named.isRemoved = true;
        return named ? { result: true } : NO(400, 'Bad Request: message to delete not found');
      }
      const { message_id: parent } = JSON.parse(text('reply_parameters') ?? '{}') as { message_id?: number };
      const under = [...room.posts.values()].find((one) => one.id.split(',').includes(`${parent}`));
      if (parent && !under) return NO(400, 'Bad Request: message to be replied not found');
      if (words === '' && files.length === 0) return NO(400, 'Bad Request: message text is empty');
      if (words.length > (files.length > 0 ? 1024 : 4096)) return NO(400, 'Bad Request: message is too long');
      const ids = album.map(nextId);
      room.send({
        id: ids.join(','),
        account: '@bakery',
        text: words,
        files,
        url: `${room.url}/bakery/${ids[0]}`,
        ...(under && { parentId: under.id }),
      });
      const made = ids.map((message_id) => ({ message_id, date: seconds(), chat: chatOf('bakery') }));
      return { result: method === 'sendMediaGroup' ? made : made[0] };
    }

    function seconds(): number {
      return Math.floor(room.now() / 1000);
    }
  });
  const post = (text: string, channel = 'bakery'): void =>
    void network.room.send({
      id: `${nextId()}`,
      account: `@${channel}`,
      text,
      url: `${network.url}/${channel}/${last}`,
    });
  return { ...network, bots, post };
}
