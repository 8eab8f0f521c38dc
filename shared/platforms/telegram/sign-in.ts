import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { shownWords } from '#shared/platforms/answers.ts';
import { jsonOf, NoAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { ConnectAnswers, ConnectContext, Connected, Secrets } from '#shared/platforms/platform.ts';
import { telegram } from '#shared/platforms/telegram/rules.ts';
import { redactText } from '#shared/redact.ts';

const secret = z.object({ token: z.string(), server: z.string() });
const bot = z.object({ id: z.int() });
const chat = z.object({ id: z.int(), type: z.string(), title: z.string().optional(), username: z.string().optional() });
const member = z.object({ status: z.string(), can_post_messages: z.boolean().optional() });
const platform = telegram.name;

/** Puts the token into the path, where Telegram wants it: `…/bot/getMe` becomes `…/bot<token>/getMe`. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { token, server } = secret.parse(secrets);
  const start = `${server}/bot/`;
  if (!request.url.startsWith(start)) return request;
  return { ...request, url: `${server}/bot${token}/${request.url.slice(start.length)}` };
}

/** Asks who the bot is, which channel is meant, and whether the one may post in the other. */
export async function signIn(answers: ConnectAnswers, { http, baseUrl }: ConnectContext): Promise<Connected> {
  const token = (answers['token'] ?? '').trim();
  const name = (answers['channel'] ?? '').trim().replace(/^(?:https?:\/\/)?t\.me\//, '');
  if (!/^\d+:[\w-]+$/.test(token)) throw badAnswer(0, 'a number, a colon and a key, as @BotFather gives it.');
  if (!/^(@?[A-Za-z]\w{3,31}|-\d+)$/.test(name))
    throw badAnswer(1, 'its @name, or its number, which begins with -100.');
  const server = baseUrl === undefined ? 'https://api.telegram.org' : new URL(baseUrl).origin;
  const secrets = { token, server };
  const me = await ask('getMe', {}, bot);
  const found = await ask('getChat', { chat_id: /^[-@]/.test(name) ? name : `@${name}` }, chat);
  if (found.type !== 'channel') throw badAnswer(1, `this is a ${found.type}, not a channel.`);
  const { status, can_post_messages } = await ask(
    'getChatMember',
    { chat_id: `${found.id}`, user_id: `${me.id}` },
    member,
  );
  if (status !== 'creator' && can_post_messages !== true)
    throw new Failure('sign-in.missing-permission', {
      platform,
      scopes: 'administrator of the channel, Post messages',
    });
  const { id, title = name, username } = found;
  const site = baseUrl === undefined ? 'https://t.me' : server;
  // A channel without a name is linked by its number without -100 (core.telegram.org/api/links).
  const profileUrl = `${site}/${username ?? `c/${String(id).replace('-100', '')}`}`;
  return {
    account: { remoteId: `${id}`, handle: username ?? title, displayName: title, server, profileUrl, limits: {} },
    secrets,
  };

  async function ask<T>(method: string, form: Record<string, string>, schema: z.ZodType<T>): Promise<T> {
    const request = { method: 'POST', url: `${server}/bot/${method}`, body: { form } } as const;
    const answer = await http.send(authorize(request, secrets)).catch((thrown: unknown) => {
      if (!(thrown instanceof NoAnswer)) throw thrown;
      throw new Failure('sign-in.unreachable', { platform, reason: redactText(thrown.message) }, { cause: thrown });
    });
    const read = z.object({ result: schema }).safeParse(jsonOf(answer));
    if (read.success) return read.data.result;
    // 404 is what a token gets that never was one: UNCONFIRMED.
    if (method === 'getMe' && [401, 404].includes(answer.status))
      throw new Failure('sign-in.wrong-password', { platform });
    throw new Failure('sign-in.refused', { platform, answer: shownWords(answer.body, answer) });
  }
}

function badAnswer(at: number, problem: string): Failure {
  return new Failure('sign-in.bad-answer', { field: telegram.ways[0]?.fields[at]?.label ?? '', problem });
}
