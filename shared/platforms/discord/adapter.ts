import { z } from 'zod';
import { codeOf, troubleOf } from '#shared/platforms/discord/failures.ts';
import { discord } from '#shared/platforms/discord/rules.ts';
import { API, authorize, signIn } from '#shared/platforms/discord/sign-in.ts';
import { jsonOf, type HttpAnswer, type HttpBody, type HttpRequest } from '#shared/platforms/http.ts';
import type { Adapter, Api, Quota } from '#shared/platforms/platform.ts';
import { publishUnseen, type Out } from '#shared/platforms/unseen-parts.ts';
import type { Draft, DraftSegment } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// Discord, by an incoming webhook (discord.com/developers/docs, resources/webhook, topics/rate-limits).
// 1. The webhook's address is the sign-in, until it is deleted. 2. Executing it shows; there is no upload before it.
// 3. No key: a repeat is a second message. 4. A webhook reads a message only by its id, so a lost answer stays lost.
// 5. 4xx with `code` and `message`; nothing is there then. 6. 429 with `retry_after`, in seconds with decimals.
// 7. rules.ts. 8. Nothing is prepared. A webhook takes no `message_reference`: parts only follow one another.

export const discordAdapter: Adapter = {
  platform: discord,
  connectors: { webhook: { how: 'password', signIn } },
  // Discord wants its headers to be heeded instead (`quota`); 5 in 2 seconds is what they say, UNCONFIRMED.
  minGapMs: 400,
  publish: (draft, run, api) => publishUnseen(draft, run, api, (segment) => send(segment, draft.options, api)),
  authorize,
  isExpired: (answer) => answer.status === 401 || codeOf(answer) === UNKNOWN_WEBHOOK,
  quota,
  remove: async ({ parts }, api) => {
    for (const { remoteId } of parts) await call('DELETE', `/messages/${remoteId}`, undefined, api);
  },
  edit: async (receipt, { segments, options }, api) => {
    for (const [at, { text }] of segments.entries()) {
      const json = { content: text, ...pings(options) };
      await call('PATCH', `/messages/${receipt.parts[at]?.remoteId}`, { json }, api);
    }
    return receipt;
  },
};

const [UNKNOWN_WEBHOOK, UNKNOWN_MESSAGE] = [10_015, 10_008];
const message = z.object({ id: z.string(), timestamp: z.iso.datetime({ offset: true }) });

async function send({ text, media }: DraftSegment, options: Draft['options'], api: Api): Promise<Out> {
  const attachments = media.map(({ name, alt }, id) => ({ id, filename: name, description: alt }));
  const json = { content: text, attachments, ...pings(options) };
  const files = media.map(async (file, n) => {
    return { name: `files[${n}]`, bytes: await api.readMedia(file), type: file.mimeType, fileName: file.name };
  });
  const multipart = [{ name: 'payload_json', value: JSON.stringify(json) }, ...(await Promise.all(files))];
  const file = media[0]?.name;
  const answer = await call('POST', '?wait=true', media.length > 0 ? { multipart } : { json }, api, file);
  const made = message.safeParse(jsonOf(answer)).data;
  if (made === undefined) throw new StepTrouble(troubleOf(answer, api, file));
  return { id: made.id, url: `${api.account.profileUrl}/${made.id}`, at: Date.parse(made.timestamp) };
}

/** Nobody is notified unless the person wants it, also not when the words are changed. */
function pings(options: Draft['options']): object {
  return { allowed_mentions: { parse: options['pings'] === 'yes' ? ['everyone', 'roles', 'users'] : [] } };
}

type Method = HttpRequest['method'];

async function call(
  method: Method,
  path: string,
  body: HttpBody | undefined,
  api: Api,
  file?: string,
): Promise<HttpAnswer> {
  const url = `${api.account.server}${API}${path}`;
  const answer = await api.send({ method, url, ...(body && { body }), timeoutMs: 300_000 });
  const isGone = method === 'DELETE' && codeOf(answer) === UNKNOWN_MESSAGE;
  if (answer.status < 300 || isGone) return answer;
  throw new StepTrouble(troubleOf(answer, api, file));
}

function quota({ headers }: HttpAnswer, now: number): Quota | undefined {
  const [remaining, seconds] = ['remaining', 'reset-after'].map((name) => Number(headers[`x-ratelimit-${name}`]));
  if (remaining === undefined || seconds === undefined || Number.isNaN(remaining + seconds)) return undefined;
  return { remaining, resetAt: now + seconds * 1000 };
}
