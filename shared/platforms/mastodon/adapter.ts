import { troubleOf, quotaOf, PREPARING_MS, type Asking } from '#shared/platforms/mastodon/failures.ts';
import { findStatus, type Wanted } from '#shared/platforms/mastodon/find-status.ts';
import { authorize, browserSignIn } from '#shared/platforms/mastodon/oauth.ts';
import { allLimits, mastodon } from '#shared/platforms/mastodon/rules.ts';
import {
  address,
  created as createdAnswer,
  media as mediaAnswer,
  readAnswer,
  status as statusAnswer,
  type Made,
} from '#shared/platforms/mastodon/wire.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Found, type StepRunner, type StepStart, type Trouble } from '#shared/publishing/steps.ts';

// Publishing to Mastodon (PLATFORMS.md 8.2, 8.5). The steps:
//   media/<part>/<n>   upload with its description; repeatable, a second upload is an unused file
//   ready/<part>/<n>   only where the server prepares the file for a while
//   create/<part>      the status, with an Idempotency-Key: for most of an hour a repeat is the same status
//   confirm            read back; without it the answer is proof enough
// Everything is uploaded before the first status, so that a thread does not stop in the middle over a picture.
//
// A server throws uploads away that no status had for a day. Then `create` ends with that as its result, and the part
// is uploaded and created once more, in steps called `…/again-1`.

export const mastodonAdapter: Adapter = {
  platform: mastodon,
  connectors: { browser: browserSignIn },
  // 300 requests in 5 minutes (PLATFORMS.md 8.3) are one a second; bursts are allowed, and `quota` keeps the sum.
  minGapMs: 200,
  publish,
  authorize,
  // Tokens do not run out (PLATFORMS.md 8.1): a 401 is the end of the sign-in.
  isExpired: () => false,
  quota: quotaOf,
};

/** One status of the draft; a thread has several. */
interface Part {
  readonly at: number;
  readonly text: string;
  readonly media: readonly DraftMedia[];
}

type Uploaded = { readonly id: string; readonly isReady: boolean };
type Created =
  | { readonly id: string; readonly url: string; readonly createdAt: number; readonly how: 'answer' | 'found' }
  | { readonly how: 'media-gone' };
type Posted = Exclude<Created, { how: 'media-gone' }>;
/** The uploads of one part, or that the server no longer has one of them. */
type MediaIds = readonly string[] | 'gone';

const MOST_ROUNDS = 3;
const UPLOAD_TIMEOUT_MS = 120_000;
/** PLATFORMS.md 9.3. */
const PREPARED_WITHIN_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const parts = draft.segments.map((segment, at): Part => ({ at, ...segment }));
  const uploads: MediaIds[] = [];
  for (const part of parts) uploads.push(await upload(part, 0, run, api));

  const posted: Posted[] = [];
  for (const part of parts) posted.push(await post(part, uploads[part.at] ?? [], posted.at(-1)?.id, run, api));

  const confirmedBy = await run.step('confirm', 'repeatable', () => readBack(posted, api));
  const [first] = posted;
  if (!first) throw new Error('A draft has at least one part');
  return {
    remoteId: first.id,
    permalink: first.url,
    publishedAt: first.createdAt,
    confirmedBy,
    parts: posted.map(({ id, url }) => ({ remoteId: id, permalink: url })),
  };
}

async function upload(part: Part, round: number, run: StepRunner, api: Api): Promise<MediaIds> {
  const uploaded: Uploaded[] = [];
  for (const [n, media] of part.media.entries()) {
    const name = stepName(`media/${part.at}/${n}`, round);
    uploaded.push(await run.step(name, 'repeatable', () => uploadOne(media, api)));
  }
  for (const [n, { id, isReady }] of uploaded.entries()) {
    const media = part.media[n];
    if (isReady || !media) continue;
    const name = stepName(`ready/${part.at}/${n}`, round);
    const state = await run.step(name, 'repeatable', (start) => waitUntilReady(id, media, start, api));
    if (state === 'gone') return 'gone';
  }
  return uploaded.map(({ id }) => id);
}

async function uploadOne(media: DraftMedia, api: Api): Promise<Uploaded> {
  const bytes = await api.readMedia(media);
  const answer = await api.send({
    method: 'POST',
    url: address(api.account.server, '/api/v2/media'),
    body: {
      multipart: [
        ...(media.alt.trim() === '' ? [] : [{ name: 'description', value: media.alt }]),
        { name: 'file', bytes, type: media.mimeType, fileName: media.name },
      ],
    },
    timeoutMs: UPLOAD_TIMEOUT_MS,
  });
  const made = readAnswer(mediaAnswer, answer);
  if (!made) throw trouble(answer, api, { file: media.name });
  return { id: made.id, isReady: answer.status !== 202 && Boolean(made.url) };
}

async function waitUntilReady(id: string, media: DraftMedia, start: StepStart, api: Api): Promise<'ready' | 'gone'> {
  const answer = await api.send(stateOf(id, api));
  if (answer.status === 404) return 'gone';
  const made = readAnswer(mediaAnswer, answer);
  if (!made && answer.status !== 206) throw trouble(answer, api, { file: media.name });
  if (made?.url && answer.status !== 206) return 'ready';
  const about = { platform: mastodon.name, file: media.name };
  if (api.now() - start.startedAt > PREPARED_WITHIN_MS) {
    throw stopped({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { ...about, answer: 'it was not prepared within 15 minutes' } },
    });
  }
  throw stopped({
    kind: 'processing',
    failure: { code: 'publish.processing', about },
    askAt: api.now() + PREPARING_MS,
  });
}

async function post(
  part: Part,
  uploaded: MediaIds,
  parent: string | undefined,
  run: StepRunner,
  api: Api,
): Promise<Posted> {
  let mediaIds = uploaded;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (round > 0) mediaIds = await upload(part, round, run, api);
    if (mediaIds === 'gone') continue;
    const created = await createOnce(
      { text: part.text, mediaIds, parent },
      stepName(`create/${part.at}`, round),
      run,
      api,
    );
    if (created.how !== 'media-gone') return created;
  }
  const about = { platform: mastodon.name, file: part.media[0]?.name ?? '', answer: 'the server forgot it each time' };
  throw stopped({ kind: 'refused', failure: { code: 'publish.media-refused', about } });
}

function createOnce(wanted: Wanted, name: string, run: StepRunner, api: Api): Promise<Created> {
  const { repeatWithinMin } = allLimits(api.account.limits);
  const find = (start: StepStart): Promise<Found<Created>> => findCreated(wanted, start, api);
  return run.step<Created>(name, { once: true, repeatForMs: repeatWithinMin * MINUTE_MS, find }, (start) =>
    create(wanted, start, api),
  );
}

async function create(wanted: Wanted, start: StepStart, api: Api): Promise<Created> {
  const answer = await api.send({
    method: 'POST',
    url: address(api.account.server, '/api/v1/statuses'),
    headers: { 'idempotency-key': start.key },
    body: {
      json: {
        status: wanted.text,
        ...(wanted.mediaIds.length > 0 ? { media_ids: wanted.mediaIds } : {}),
        ...(wanted.parent === undefined ? {} : { in_reply_to_id: wanted.parent }),
      },
    },
  });
  const made = readAnswer(createdAnswer, answer);
  if (made) return createdOf(made, 'answer', api);
  if (answer.status === 422 && (await isAnyGone(wanted.mediaIds, api))) return settleGone(wanted, start, api);
  throw trouble(answer, api, { isReply: wanted.parent !== undefined });
}

/**
 * The server does not offer this media any more: thrown away, or attached to a status, perhaps by an earlier request of
 * this very step whose key the server lost. Only when no such status is there may it be uploaded again.
 */
async function settleGone(wanted: Wanted, start: StepStart, api: Api): Promise<Created> {
  const found = await findCreated(wanted, start, api);
  if (found === 'absent') return { how: 'media-gone' };
  if (found !== 'cannot-tell') return found.found;
  throw stopped({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about: { platform: mastodon.name } } });
}

/** The words of the refusal depend on the server's language; this does not. */
async function isAnyGone(mediaIds: readonly string[], api: Api): Promise<boolean> {
  for (const id of mediaIds) {
    const answer = await api.send(stateOf(id, api));
    if (answer.status === 404) return true;
    // It cannot be told now, so neither can why the status was refused.
    if (answer.status !== 422 && answer.status > 299) throw trouble(answer, api, {});
  }
  return false;
}

async function findCreated(wanted: Wanted, start: StepStart, api: Api): Promise<Found<Created>> {
  const found = await findStatus(wanted, start, api);
  return typeof found === 'object' ? { found: createdOf(found.found, 'found', api) } : found;
}

function createdOf(made: Made, how: 'answer' | 'found', api: Api): Posted {
  const url = made.url ?? made.uri ?? `${api.account.profileUrl}/${made.id}`;
  return { id: made.id, url, createdAt: made.created_at ?? api.now(), how };
}

/** It is out, whatever happens here: what cannot be read back now is still proven by the answer. */
async function readBack(posted: readonly Posted[], api: Api): Promise<Receipt['confirmedBy']> {
  const known = posted.some((one) => one.how === 'found') ? 'found' : 'answer';
  try {
    for (const one of posted) {
      const answer = await api.send({ method: 'GET', url: address(api.account.server, `/api/v1/statuses/${one.id}`) });
      const read = readAnswer(statusAnswer, answer);
      if (read?.id !== one.id || read.account.id !== api.account.remoteId) return known;
    }
    return 'read-back';
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return known;
    throw thrown;
  }
}

function stateOf(mediaId: string, api: Api): { method: 'GET'; url: string } {
  return { method: 'GET', url: address(api.account.server, `/api/v1/media/${mediaId}`) };
}

function stepName(name: string, round: number): string {
  return round === 0 ? name : `${name}/again-${round}`;
}

function trouble(
  answer: Parameters<typeof troubleOf>[0],
  api: Api,
  about: Pick<Asking, 'file' | 'isReply'>,
): StepTrouble {
  return stopped(troubleOf(answer, { channel: api.account.handle, now: api.now(), ...about }));
}

function stopped(why: Trouble): StepTrouble {
  return new StepTrouble(why);
}
