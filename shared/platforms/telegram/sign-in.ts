import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { shownWords } from '#shared/platforms/answers.ts';
import { jsonOf, type HttpRequest } from '#shared/platforms/http.ts';
import type {
  ConnectAnswers,
  ConnectContext,
  Connected,
  PasswordConnector,
  Secrets,
} from '#shared/platforms/platform.ts';
import { badAnswer, signInAnswer } from '#shared/platforms/sign-in-answer.ts';
import { telegram } from '#shared/platforms/telegram/rules.ts';

const secret = z.object({ token: z.string(), server: z.string() });
const chat = z.object({ id: z.int(), type: z.string(), title: z.string(), username: z.string().optional() });
const member = z.object({ status: z.string(), can_post_messages: z.boolean().optional() });
const platform = telegram.name;

/** Puts the token into the path, where Telegram wants it: `…/bot/getMe` becomes `…/bot<token>/getMe`. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { token, server } = secret.parse(secrets);
  if (!request.url.startsWith(`${server}/bot/`)) return request;
  return { ...request, url: request.url.replace(`${server}/bot/`, () => `${server}/bot${token}/`) };
}

/** Asks who the bot is, which channel is meant, and whether the one may post in the other. */
export const telegramBot: PasswordConnector = { how: 'password', signIn };

async function signIn(answers: ConnectAnswers, context: ConnectContext): Promise<Connected> {
  const token = (answers['token'] ?? '').trim();
  const name = (answers['channel'] ?? '').trim().replace(/^(?:(?:https:\/\/)?t\.me\/|@)?(?=[a-z])/i, '@');
  if (!/^\d+:[\w-]+$/.test(token)) throw badAnswer(telegram, 0, 'a number, a colon and a key.');
  if (!/^(@\w{4,32}|-\d+)$/.test(name)) throw badAnswer(telegram, 1, 'its @name, or its number: -100….');
  const [server, site] = context.baseUrl
    ? [new URL(context.baseUrl).origin]
    : ['https://api.telegram.org', 'https://t.me'];
  const secrets = { token, server };
  const me = await ask('getMe', {}, z.object({ id: z.int() }));
  const { id, type, title, username } = await ask('getChat', { chat_id: name }, chat);
  if (type !== 'channel') throw badAnswer(telegram, 1, `“${title}” is a ${type} and no channel.`);
  const bot = await ask('getChatMember', { chat_id: `${id}`, user_id: `${me.id}` }, member);
  if (bot.status !== 'creator' && bot.can_post_messages !== true)
    throw new Failure('sign-in.missing-permission', { platform, scopes: 'administrator, Post messages' });
  // A channel without a name is linked by its number without -100 (core.telegram.org/api/links).
  const profileUrl = `${site ?? server}/${username ?? `c/${String(id).replace('-100', '')}`}`;
  const account = { remoteId: `${id}`, handle: username ?? title, displayName: title, server, profileUrl, limits: {} };
  return { account, secrets };

  async function ask<T>(method: string, form: Record<string, string>, schema: z.ZodType<T>): Promise<T> {
    const request = authorize({ method: 'POST', url: `${server}/bot/${method}`, body: { form } }, secrets);
    const answer = await signInAnswer(request, telegram, context);
    const read = z.object({ result: schema }).safeParse(jsonOf(answer));
    if (read.success) return read.data.result;
    // That 404 is what a token gets that never was one is UNCONFIRMED.
    if (method === 'getMe' && /^40[14]$/.test(`${answer.status}`))
      throw new Failure('sign-in.wrong-password', { platform });
    throw new Failure('sign-in.refused', { platform, answer: shownWords(answer.body, answer) });
  }
}
