import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { ConnectAnswers, ConnectContext, Connected, Secrets } from '#shared/platforms/platform.ts';
import { askSignIn, badAnswer } from '#shared/platforms/sign-in-answer.ts';
import { telegram } from '#shared/platforms/telegram/rules.ts';

const secret = z.object({ token: z.string(), server: z.string() });
const chat = z.object({ id: z.int(), type: z.string(), title: z.string(), username: z.string().optional() });
const member = z.object({ status: z.string(), can_post_messages: z.boolean().optional() });

/** Puts the token into the path, where Telegram wants it: `…/bot/getMe` becomes `…/bot<token>/getMe`. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { token, server } = secret.parse(secrets);
  if (!request.url.startsWith(`${server}/bot/`)) return request;
  return { ...request, url: request.url.replace('/bot/', () => `/bot${token}/`) };
}

/** Asks who the bot is, which channel is meant, and whether the one may post in the other. */
export async function signIn(answers: ConnectAnswers, context: ConnectContext): Promise<Connected> {
  const token = (answers['token'] ?? '').trim();
  const name = (answers['channel'] ?? '').trim().replace(/^(?:(?:https:\/\/)?t\.me\/|@)?(?=[a-z])/i, '@');
  if (!/^\d+:[\w-]+$/.test(token)) throw badAnswer(telegram, 0, 'a number, a colon and a key.');
  if (!/^(@\w{4,32}|-\d+)$/.test(name)) throw badAnswer(telegram, 1, 'its @name, or its number: -100….');
  const base = context.baseUrl && new URL(context.baseUrl).origin;
  const server = base ?? 'https://api.telegram.org';
  const me = await ask('getMe', {}, z.object({ id: z.int() }));
  const { id, type, title, username } = await ask('getChat', { chat_id: name }, chat);
  if (type !== 'channel') throw badAnswer(telegram, 1, `“${title}” is a ${type}, not a channel.`);
  const bot = await ask('getChatMember', { chat_id: `${id}`, user_id: `${me.id}` }, member);
  if (bot.status !== 'creator' && bot.can_post_messages !== true)
    throw new Failure('sign-in.missing-permission', { platform: telegram.name, scopes: 'Post messages' });
  // A channel without a name is linked by its number without -100 (core.telegram.org/api/links).
  const profileUrl = `${base ?? 'https://t.me'}/${username ?? `c/${String(id).replace('-100', '')}`}`;
  const account = { remoteId: `${id}`, handle: username ?? title, displayName: title, server, profileUrl, limits: {} };
  return { account, secrets: { token, server } };

  async function ask<T>(method: string, form: Record<string, string>, result: z.ZodType<T>): Promise<T> {
    const request = { method: 'POST', url: `${server}/bot/${method}`, body: { form } } as const;
    return (await askSignIn(authorize(request, { token, server }), z.object({ result }), telegram, context)).result;
  }
}
