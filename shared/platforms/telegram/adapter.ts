import { z } from 'zod';
import { jsonOf, type HttpAnswer, type HttpPart } from '#shared/platforms/http.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { troubleOf } from '#shared/platforms/telegram/failures.ts';
import { kindOf, telegram } from '#shared/platforms/telegram/rules.ts';
import { authorize, telegramBot } from '#shared/platforms/telegram/sign-in.ts';
import { publishUnseen, type Out } from '#shared/platforms/unseen-parts.ts';
import type { DraftSegment } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// Telegram channels (core.telegram.org/bots/api; bots/faq for the pace).
// 1. A bot's token, for good until @BotFather makes another. 2. Every send… shows; there is no upload before it.
// 3. No key: a repeat is a second message. 4. A bot cannot read what its channel holds, so a lost answer stays lost.
// 5. 400, 401, 403 with `ok: false` and words; nothing is there then. 6. 429 with seconds in `parameters.retry_after`.
// 7. rules.ts. 8. Nothing is prepared. An album is several messages: a part's id is their ids, joined by commas.

export const telegramAdapter: Adapter = {
  platform: telegram,
  connectors: { bot: telegramBot },
  minGapMs: 1000,
  publish: (draft, run, api) => publishUnseen(draft, run, api, (segment, before) => send(segment, before, api)),
  authorize,
  isExpired: (answer) => answer.status === 401,
  quota: () => undefined,
  remove: async ({ parts }, api) => {
    for (const id of parts.flatMap(({ remoteId }) => remoteId.split(',')))
      await change('deleteMessage', id, [], /message to delete not found/i, api);
  },
  edit: async (receipt, { segments }, api) => {
    for (const [at, { text, media }] of segments.entries()) {
      const [id = ''] = receipt.parts[at]?.remoteId.split(',') ?? [];
      const [method, name] = media.length === 0 ? ['editMessageText', 'text'] : ['editMessageCaption', 'caption'];
      await change(method, id, [{ name, value: text }], /message is not modified/i, api);
    }
    return receipt;
  },
};

const message = z.object({ message_id: z.int().positive(), date: z.int() });
/** An id of 0 is a message that Telegram itself put off and that cannot be named yet: it may be there. */
const sent = z.object({ result: z.union([z.tuple([message], message), message.transform((one) => [one] as const)]) });

async function send({ text, media }: DraftSegment, before: Out | undefined, api: Api): Promise<Out> {
  const kinds = media.map(kindOf);
  const [kind = 'message'] = kinds;
  const isAlbum = media.length > 1;
  const album = kinds.map((type, n) => ({ type, media: `attach://file${n}`, ...(n === 0 && { caption: text }) }));
  const words = { name: media.length === 0 ? 'text' : 'caption', value: text };
  const parts: HttpPart[] = [isAlbum ? { name: 'media', value: JSON.stringify(album) } : words];
  const after = before?.id.split(',')[0];
  if (after) parts.push({ name: 'reply_parameters', value: JSON.stringify({ message_id: Number(after) }) });
  for (const [n, file] of media.entries()) {
    const bytes = await api.readMedia(file);
    parts.push({ name: isAlbum ? `file${n}` : kind, bytes, type: file.mimeType, fileName: file.name });
  }
  const method = isAlbum ? 'sendMediaGroup' : `send${kind.replace(/^./, (one) => one.toUpperCase())}`;
  const answer = await call(method, parts, api);
  const made = sent.safeParse(jsonOf(answer)).data?.result;
  if (made === undefined) throw stopped(answer, api, media[0]?.name);
  const [{ message_id, date }] = made;
  const id = made.map((one) => one.message_id).join(',');
  return { id, url: `${api.account.profileUrl}/${message_id}`, at: date * 1000 };
}

function call(method: string, more: readonly HttpPart[], api: Api): Promise<HttpAnswer> {
  const multipart = [{ name: 'chat_id', value: api.account.remoteId }, ...more];
  const url = `${api.account.server}/bot/${method}`;
  return api.send({ method: 'POST', url, body: { multipart }, timeoutMs: 600_000 });
}

/** Changes what is out; `isSo` are the words of a no to what already is so. */
async function change(method: string, id: string, more: readonly HttpPart[], isSo: RegExp, api: Api): Promise<void> {
  const answer = await call(method, [{ name: 'message_id', value: id }, ...more], api);
  if (answer.status !== 200 && !isSo.test(answer.body)) throw stopped(answer, api);
}

function stopped(answer: HttpAnswer, api: Api, file?: string): StepTrouble {
  const asking = { channel: api.account.handle, now: api.now(), ...(file !== undefined && { file }) };
  return new StepTrouble(troubleOf(answer, asking));
}
