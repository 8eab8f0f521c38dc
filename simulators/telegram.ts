import { readParams, type Params } from '#simulators/form-params.ts';
import type { Says } from '#simulators/publish-trouble.ts';
import { No, startMessages, type MessagesNetwork, type MessagesOptions, type Room } from '#simulators/messages.ts';

// A stand-in for Telegram's Bot API, after core.telegram.org/bots/api: a bot that posts in the channel @bakery.

/** The token of its bot. */
export const GOOD_TOKEN = '123456789:AAEmade-up_key_of_thirty_five_chars';
const CHAT = { id: -1001234567890, type: 'channel', title: 'The Bakery', username: 'bakery' };

/** A refusal as the API words it. */
export const no = (error_code: number, description: string, parameters: object = {}): No =>
  new No(error_code, { ok: false, error_code, description, parameters });

/** Every method of the bot; those that post are all there is besides the sign-in. */
export const PUBLISHES = ['/:bot/:method'];

/** `freeAfterS` is when its limit ends, seconds from now. */
export const says = (freeAfterS: number): Says => ({
  rateLimited: no(429, `Too Many Requests: retry after ${freeAfterS}`, { retry_after: freeAfterS }),
  refused: no(400, 'Bad Request: message text is empty'),
});

/** Starts it on loopback; t.me is at its address too. */
export function startTelegram(options: MessagesOptions = {}): Promise<MessagesNetwork> {
  const network = { id: 'telegram', name: 'Telegram', signedOut: no(401, 'Unauthorized'), account: '@bakery' };
  return startMessages(network, options, (app, room) => {
    app.all<{ Params: { token: string; method: string } }>('/bot:token/:method', async (request) => {
      const { token, method } = request.params;
      if (token !== GOOD_TOKEN || !room.isSignedIn) return network.signedOut;
      const answer = act(method, await readParams(request), room);
      return answer instanceof No ? answer : { ok: true, ...answer };
    });
  });
}

function act(method: string, params: Params, room: Room): { result: unknown } | No {
  const text = (name: string) => params.text(name);
  if (method === 'getMe') return { result: { id: 77, is_bot: true, first_name: 'Baker' } };
  if (!['@bakery', `${CHAT.id}`].includes(text('chat_id') ?? '')) return no(400, 'Bad Request: chat not found');
  if (method === 'getChat') return { result: CHAT };
  if (method === 'getChatMember') return { result: { status: 'administrator', can_post_messages: room.mayPost } };
  if (!room.mayPost) return no(403, 'Forbidden: bot is not a member of the channel chat');
  const album = JSON.parse(text('media') ?? '[{}]') as { caption?: string; media?: string }[];
  const words = text('text') ?? text('caption') ?? album[0]?.caption ?? '';
  const date = Math.floor(room.now() / 1000);
  const withId = (id = '') => room.posts.find((one) => !one.isRemoved && one.id.split(',').includes(id));
  const named = withId(text('message_id'));
  if (method === 'deleteMessage') {
    if (named) named.isRemoved = true;
    return named ? { result: true } : no(400, 'Bad Request: message to delete not found');
  }
  if (method.startsWith('editMessage')) {
    if (named?.text === words) return no(400, 'Bad Request: message is not modified: it is exactly the same');
    if (named) named.text = words;
    return named ? { result: { message_id: 1, date } } : no(400, 'Bad Request: message to edit not found');
  }
  const under = text('reply_parameters');
  const parent = withId(under?.replaceAll(/\D/g, ''));
  if (under && !parent) return no(400, 'Bad Request: message to be replied not found');
  // A file comes under the name that the album gives it, or under its kind.
  const kind = method.slice('send'.length).toLowerCase();
  const names = kind === 'message' ? [] : album.map(({ media }) => media?.replace('attach://', '') ?? kind);
  const files = names.flatMap((name) => params.files.get(name) ?? []);
  if (files.length < names.length || (kind === 'message' && words === '')) return no(400, 'Bad Request: it is empty');
  if (words.length > (files.length > 0 ? 1024 : 4096)) return no(400, 'Bad Request: message is too long');
  const ids = album.map(() => room.nextId());
  room.send(ids.join(','), words, { files, url: `/bakery/${ids[0]}`, parentId: parent?.id });
  const made = ids.map((message_id) => ({ message_id, date, chat: CHAT }));
  return { result: method === 'sendMediaGroup' ? made : made[0] };
}
