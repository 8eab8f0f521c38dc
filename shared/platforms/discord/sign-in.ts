import { z } from 'zod';
import { discord } from '#shared/platforms/discord/rules.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { ConnectAnswers, ConnectContext, Connected, Secrets } from '#shared/platforms/platform.ts';
import { askSignIn, badAnswer } from '#shared/platforms/sign-in-answer.ts';

const secret = z.object({ webhook: z.string(), server: z.string() });
const known = z.object({ type: z.int(), name: z.string().nullable(), guild_id: z.string(), channel_id: z.string() });

/** What every request begins with; the webhook's number and key come behind it, where Discord wants them. */
export const API = '/api/v10/webhooks';

export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const { webhook, server } = secret.parse(secrets);
  const start = `${server}${API}`;
  if (!request.url.startsWith(start)) return request;
  return { ...request, url: `${start}/${webhook}${request.url.slice(start.length)}` };
}

/** Asks what the webhook is. The account is its channel, so that another webhook of the channel can take its place. */
export async function signIn(answers: ConnectAnswers, context: ConnectContext): Promise<Connected> {
  const webhook = /\/webhooks\/(\d+\/[\w-]+)/.exec(answers['webhook'] ?? '')?.[1];
  if (webhook === undefined) throw badAnswer(discord, 0, 'an address with /webhooks/, a number and a key.');
  const server = context.baseUrl ? new URL(context.baseUrl).origin : 'https://discord.com';
  const secrets = { webhook, server };
  const request = authorize({ method: 'GET', url: `${server}${API}` }, secrets);
  const gone = badAnswer(discord, 0, 'Discord knows no such webhook.');
  const { type, name, guild_id, channel_id } = await askSignIn(request, known, discord, context, gone);
  if (type !== 1) throw badAnswer(discord, 0, 'this webhook takes no messages from outside.');
  // That a message's address is made so is UNCONFIRMED.
  const profileUrl = `${server}/channels/${guild_id}/${channel_id}`;
  const handle = name ?? 'webhook';
  return { account: { remoteId: channel_id, handle, displayName: handle, server, profileUrl, limits: {} }, secrets };
}
