import { z } from 'zod';
import { jsonOf, type HttpAnswer, type HttpPart } from '#shared/platforms/http.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { troubleOf } from '#shared/platforms/telegram/failures.ts';
import { kindOf, telegram } from '#shared/platforms/telegram/rules.ts';
import { authorize, signIn } from '#shared/platforms/telegram/sign-in.ts';
import { publishUnseen, type Out } from '#shared/platforms/unseen-parts.ts';
import type { DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// Telegram channels (core.telegram.org/bots/api; bots/faq for the pace).
// 1. A bot's token, for good until @BotFather makes another. 2. Every send… shows; there is no upload before it.
// 3. No key: a repeat is a second message. 4. A bot cannot read what its channel holds, so a lost answer stays lost.
// 5. 400, 401, 403 with `ok: false` and words; nothing is there then. 6. 429 with seconds in `parameters.retry_after`.
// 7. rules.ts. 8. Nothing is prepared. An album is several messages: a part's id is their ids, joined by commas.

export const telegramAdapter: Adapter = {
  platform: telegram,
  connectors: { bot: { how: 'password', signIn } },
  minGapMs: 1000,
  publish: (draft, run, api) => publishUnseen(draft, run, api, (segment, before) => send(segment, before, api)),
  authorize,
  isExpired: (answer) => answer.status === 401,
  quota: () => undefined,
  remove: async ({ parts }, api) => {
    for (const message_id of parts.flatMap(idsOf)) await call('deleteMessage', { message_id }, [], api);
  },
  edit: async (receipt, { segments }, api) => {
    for (const [at, { text, media }] of segments.entries()) {
      const [message_id] = receipt.parts.slice(at).flatMap(idsOf);
      if (media.length === 0) await call('editMessageText', { message_id, text }, [], api);
      else await call('editMessageCaption', { message_id, caption: text }, [], api);
    }
    return receipt;
  },
};

const idsOf = ({ remoteId }: Receipt['parts'][number]): readonly string[] => remoteId.split(',');
const IS_ALREADY_SO = /message to delete not found|message is not modified/i;
const message = z.object({ message_id: z.int().positive(), date: z.int() });
/** An id of 0 is a message that Telegram itself put off and that cannot be named yet: it may be there. */
const sent = z.object({ result: z.union([z.tuple([message], message), message.transform((one) => [one] as const)]) });

async function send({ text, media }: DraftSegment, before: Out | undefined, api: Api): Promise<Out> {
  const isAlbum = media.length > 1;
  const kinds = media.map(kindOf);
  const [kind = 'message'] = kinds;
  const album = kinds.map((type, n) => ({ type, media: `attach://file${n}`, ...(n === 0 && { caption: text }) }));
  const [after] = before?.id.split(',').map(Number) ?? [];
  const words = { [media.length > 0 ? 'caption' : 'text']: text };
  const fields: Record<string, string> = isAlbum ? { media: JSON.stringify(album) } : words;
  if (after !== undefined) fields['reply_parameters'] = JSON.stringify({ message_id: after });
  const files = media.map(async (file, n) => {
    const bytes = await api.readMedia(file);
    return { name: isAlbum ? `file${n}` : kind, bytes, type: file.mimeType, fileName: file.name };
  });
  const method = isAlbum ? 'sendMediaGroup' : `send${kind.replace(/^./, (one) => one.toUpperCase())}`;
  const answer = await call(method, fields, await Promise.all(files), api);
  const made = sent.safeParse(jsonOf(answer)).data?.result;
  if (made === undefined) throw new StepTrouble(troubleOf(answer, api));
  const id = made.map((one) => one.message_id).join(',');
  return { id, url: `${api.account.profileUrl}/${made[0].message_id}`, at: made[0].date * 1000 };
}

type File = Extract<HttpPart, { fileName: string }>;
async function call(method: string, fields: object, files: readonly File[], api: Api): Promise<HttpAnswer> {
  const given = Object.entries<string>({ chat_id: api.account.remoteId, ...fields });
  const multipart = [...given.map(([name, value]) => ({ name, value })), ...files];
  const url = `${api.account.server}/bot/${method}`;
  const answer = await api.send({ method: 'POST', url, body: { multipart }, timeoutMs: 600_000 });
  if (answer.status === 200 || IS_ALREADY_SO.test(answer.body)) return answer;
  throw new StepTrouble(troubleOf(answer, api, files[0]?.fileName));
}
