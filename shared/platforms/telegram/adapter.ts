import { z } from 'zod';
import { jsonOf, type HttpAnswer, type HttpPart } from '#shared/platforms/http.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { troubleOf } from '#shared/platforms/telegram/failures.ts';
import { kindOf, telegram } from '#shared/platforms/telegram/rules.ts';
import { authorize, signIn } from '#shared/platforms/telegram/sign-in.ts';
import type { Draft, DraftSegment, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type OnceStep, type StepRunner } from '#shared/publishing/steps.ts';

// Telegram channels (core.telegram.org/bots/api; /bots/faq for the pace).
// 1. A bot's token, for good until @BotFather makes another. 2. Every send… shows; there is no upload before it.
// 3. No key: a repeat is a second message. 4. A bot cannot read what its channel holds, so a lost answer stays lost.
// 5. 400, 401, 403 with `ok: false` and words; nothing is there then. 6. 429 with seconds in `parameters.retry_after`.
// 7. rules.ts. 8. Nothing is prepared. An album is several messages: a part's id is their ids, joined by commas.

const UPLOAD_MS = 600_000;

/** What is sent, and to which of the bot's methods; a file of its own under its kind, or several as an album. */
export const telegramAdapter: Adapter = {
  platform: telegram,
  connectors: { bot: { how: 'password', signIn } },
  minGapMs: 1000,
  publish,
  authorize,
  isExpired: (answer) => answer.status === 401,
  quota: () => undefined,
  remove,
  edit,
};

const message = z.object({ message_id: z.int().positive(), date: z.int() });
/** An id of 0 is a message that Telegram itself put off, and that cannot be named: it may be there. */
const sentAnswer = z.object({ result: z.union([message.transform((one) => [one]), z.array(message).min(1)]) });
type Sent = { readonly ids: readonly number[]; readonly at: number };
const ONCE: OnceStep<Sent> = { once: true, find: () => Promise.resolve('cannot-tell') };

async function publish({ segments }: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  // A file that cannot be read is to stop the post before its first part is out.
  await run.step('files', 'repeatable', async () => {
    for (const file of segments.flatMap(({ media }) => media)) await api.readMedia(file);
    return true;
  });
  const sent: Sent[] = [];
  for (const [at, segment] of segments.entries())
    sent.push(await run.step(`send/${at}`, ONCE, () => send(segment, sent.at(-1)?.ids[0], api)));
  const parts = sent.map(({ ids }) => ({ remoteId: ids.join(','), permalink: `${api.account.profileUrl}/${ids[0]}` }));
  const [first = { remoteId: '', permalink: '' }] = parts;
  return { ...first, publishedAt: sent[0]?.at ?? api.now(), confirmedBy: 'answer', parts };
}

async function send({ text, media }: DraftSegment, after: number | undefined, api: Api): Promise<Sent> {
  const isAlbum = media.length > 1;
  const kinds = media.map(kindOf);
  const [only = 'message'] = kinds;
  const parts: HttpPart[] = isAlbum
    ? [
        {
          name: 'media',
          value: JSON.stringify(
            kinds.map((type, n) => ({ type, media: `attach://file${n}`, ...(n === 0 && { caption: text }) })),
          ),
        },
      ]
    : [{ name: media.length === 0 ? 'text' : 'caption', value: text }];
  if (after !== undefined) parts.push({ name: 'reply_parameters', value: JSON.stringify({ message_id: after }) });
  for (const [n, file] of media.entries())
    parts.push({
      name: isAlbum ? `file${n}` : only,
      bytes: await api.readMedia(file),
      type: file.mimeType,
      fileName: file.name,
    });
  const method = isAlbum ? 'sendMediaGroup' : `send${only[0]?.toUpperCase()}${only.slice(1)}`;
  const answer = await call(method, parts, api);
  const made = sentAnswer.safeParse(jsonOf(answer)).data?.result;
  if (made === undefined) throw stopped(answer, api, media[0]?.name, after !== undefined);
  return { ids: made.map((one) => one.message_id), at: (made[0]?.date ?? 0) * 1000 };
}

function call(method: string, more: readonly HttpPart[], api: Api): Promise<HttpAnswer> {
  const multipart = [{ name: 'chat_id', value: api.account.remoteId }, ...more];
  return api.send({
    method: 'POST',
    url: `${api.account.server}/bot/${method}`,
    body: { multipart },
    timeoutMs: UPLOAD_MS,
  });
}

function stopped(answer: HttpAnswer, api: Api, file?: string, isLater = false): StepTrouble {
  const trouble = troubleOf(answer, { channel: api.account.handle, now: api.now(), file });
  const { kind, failure } = trouble;
  if (!isLater || kind !== 'refused' || failure.code === 'publish.parent-gone') return new StepTrouble(trouble);
  return new StepTrouble({ kind, failure: { ...failure, code: 'publish.reply-refused' } });
}

async function remove({ parts }: Receipt, api: Api): Promise<void> {
  for (const id of parts.flatMap(({ remoteId }) => remoteId.split(',')))
    await change('deleteMessage', id, [], /message to delete not found/i, api);
}

async function edit(receipt: Receipt, { segments }: Draft, api: Api): Promise<Receipt> {
  for (const [at, { text, media }] of segments.entries()) {
    const [id = ''] = receipt.parts[at]?.remoteId.split(',') ?? [];
    const [method, name] = media.length === 0 ? ['editMessageText', 'text'] : ['editMessageCaption', 'caption'];
    await change(method, id, [{ name, value: text }], /message is not modified/i, api);
  }
  return receipt;
}

/** Changes what is out; `done` are the words of a no that means that it already is so. */
async function change(method: string, id: string, more: readonly HttpPart[], done: RegExp, api: Api): Promise<void> {
  const answer = await call(method, [{ name: 'message_id', value: id }, ...more], api);
  if (answer.status === 200 || done.test(answer.body)) return;
  const isLocked = /message can't be (deleted|edited)/i.exec(answer.body)?.[1];
  if (isLocked === undefined) throw stopped(answer, api);
  const code = isLocked === 'deleted' ? 'publish.not-removable' : 'publish.not-editable';
  throw new StepTrouble({ kind: 'refused', failure: { code, about: { platform: telegram.name } } });
}
