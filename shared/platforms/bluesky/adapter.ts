import { TID } from '@atproto/common-web';
import { invariant } from '#shared/assert.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Adapter, Api } from '#shared/platforms/platform.ts';
import { appPassword, profileUrl } from '#shared/platforms/bluesky/app-password.ts';
import { quotaOf, troubleOf, withNothingPosted, type Asking } from '#shared/platforms/bluesky/failures.ts';
import { facetsOf, spotsIn, type Facet } from '#shared/platforms/bluesky/facets.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { authorize, isExpired, renew } from '#shared/platforms/bluesky/session.ts';
import {
  found,
  readAnswer,
  readRefusal,
  resolved,
  uploaded,
  written,
  xrpc,
  type BlobRef,
} from '#shared/platforms/bluesky/wire.ts';
import type { Draft, DraftMedia, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// Words used here:
//   key      the record key of a part, chosen by us before anything is sent
//   made     what the server calls a part that it has: its address (`at://…`) and the hash of its content
//
// Every step can be repeated: the key and the time of a part are chosen once, uploads are named by their content, and
// the server takes the same record under the same key as the one it has (PLATFORMS.md 7.5). So nothing is posted twice,
// whatever was lost on the way.

export const blueskyAdapter: Adapter = {
  platform: bluesky,
  connectors: { 'app-password': appPassword },
  // 3000 requests in 5 minutes (PLATFORMS.md 7.3).
  minGapMs: 100,
  publish,
  authorize,
  isExpired,
  renew,
  quota: quotaOf,
};

const COLLECTION = 'app.bsky.feed.post';

/** An image over a slow line takes its time. */
const UPLOAD_LIMIT_MS = 180_000;

type Segment = Draft['segments'][number];

async function publish(draft: Draft, run: StepRunner, api: Api): Promise<Receipt> {
  const keys = await run.step('keys', 'repeatable', async () => chooseKeys(draft.segments.length, api));

  // Everything that can fail without being seen comes before the first part is seen.
  const prepared: Prepared[] = [];
  for (const [part, segment] of draft.segments.entries()) prepared.push(await prepare(part, segment, run, api));

  const made: Made[] = [];
  for (const [part, segment] of draft.segments.entries()) {
    const record = recordOf(segment, at(keys, part), at(prepared, part), made);
    made.push(await run.step(`create/${part}`, 'keyed', () => create(segment, at(keys, part), record, api)));
  }

  const confirmed = await run.step('confirm', 'repeatable', () => confirm(keys, made, api));
  return receiptOf(keys, made, confirmed, api);
}

type Key = { readonly rkey: string; readonly createdAt: string };

/** Keys that grow along a thread, as do the times, so that every app shows its parts in order. */
function chooseKeys(parts: number, api: Api): readonly Key[] {
  const [a = 0, b = 0, c = 0, d = 0] = api.random(4);
  // A TID is microseconds and a clock's number (10 bits); ours counts milliseconds, so chance fills the rest.
  const clock = ((a << 8) | b) % 1024;
  const micros = ((c << 8) | d) % 1000;
  const first = api.now();
  return Array.from({ length: parts }, (_part, index) => {
    const madeAt = first + index;
    return { rkey: TID.fromTime(madeAt * 1000 + micros, clock).toString(), createdAt: new Date(madeAt).toISOString() };
  });
}

interface Prepared {
  readonly facets: readonly Facet[];
  readonly blobs: readonly BlobRef[];
}

async function prepare(part: number, segment: Segment, run: StepRunner, api: Api): Promise<Prepared> {
  const { facets } = await run.step(`facets/${part}`, 'repeatable', () => findFacets(segment.text, api));
  const blobs: BlobRef[] = [];
  for (const [index, image] of segment.media.entries()) {
    blobs.push(await run.step(`media/${part}/${index}`, 'repeatable', () => upload(image, api)));
  }
  return { facets, blobs };
}

/**
 * Resolved once and kept, so that a repeat sends the same bytes even when a handle changes hands meanwhile.
 * A handle that nobody has stays plain text and is kept in `unknown`. A server that cannot tell now stops the
 * publication for a while instead: nothing is out yet, and a mention lost in silence could never be added.
 */
async function findFacets(text: string, api: Api): Promise<{ facets: readonly Facet[]; unknown: readonly string[] }> {
  const handles = new Set(spotsIn(text).flatMap((spot) => (spot.kind === 'mention' ? [spot.handle] : [])));
  const dids = new Map<string, string>();
  for (const handle of handles) {
    const did = await didOf(handle, api);
    if (did !== undefined) dids.set(handle, did);
  }
  return { facets: facetsOf(text, dids), unknown: [...handles].filter((handle) => !dids.has(handle)) };
}

async function didOf(handle: string, api: Api): Promise<string | undefined> {
  const url = xrpc(api.account.server, 'com.atproto.identity.resolveHandle', { handle });
  const answer = await withoutPosting(() => api.send({ method: 'GET', url }));
  const did = readAnswer(resolved, answer)?.did;
  if (did !== undefined) return did;
  if (refusedAs(answer, 'HandleNotFound') || refusedAs(answer, 'InvalidRequest')) return undefined;
  throw new StepTrouble(withNothingPosted(troubleOf(answer, asking(api))));
}

async function upload(image: DraftMedia, api: Api): Promise<BlobRef> {
  const bytes = await api.readMedia(image);
  const answer = await withoutPosting(() =>
    api.send({
      method: 'POST',
      url: xrpc(api.account.server, 'com.atproto.repo.uploadBlob'),
      body: { bytes, type: image.mimeType },
      timeoutMs: UPLOAD_LIMIT_MS,
    }),
  );
  const blob = readAnswer(uploaded, answer)?.blob;
  if (blob) return blob;
  throw new StepTrouble(withNothingPosted(troubleOf(answer, { ...asking(api), file: image.name })));
}

type PostRecord = Readonly<Record<string, unknown>>;

/** PLATFORMS.md 7.2. What is left out when empty must stay left out: a repeat has to send the same bytes. */
function recordOf(segment: Segment, key: Key, { facets, blobs }: Prepared, before: readonly Made[]): PostRecord {
  const root = before[0];
  const parent = before.at(-1);
  return {
    $type: COLLECTION,
    text: segment.text,
    createdAt: key.createdAt,
    ...(facets.length > 0 && { facets }),
    ...(blobs.length > 0 && { embed: imagesOf(segment, blobs) }),
    ...(root && parent && { reply: { root: strongRef(root), parent: strongRef(parent) } }),
  };
}

function imagesOf(segment: Segment, blobs: readonly BlobRef[]): PostRecord {
  const images = segment.media.map((image, index) => ({
    image: at(blobs, index),
    alt: image.alt,
    // Both are at least 1 in the lexicon; an image whose size nobody could read has none.
    ...(image.width > 0 && image.height > 0 && { aspectRatio: { width: image.width, height: image.height } }),
  }));
  return { $type: 'app.bsky.embed.images', images };
}

function strongRef({ uri, cid }: Made): { uri: string; cid: string } {
  return { uri, cid };
}

type Made = { readonly uri: string; readonly cid: string; readonly madeAt: number };

async function create(segment: Segment, key: Key, record: PostRecord, api: Api): Promise<Made> {
  let answer = await put(key, record, api);
  if (refusedAs(answer, 'BlobNotFound') && (await uploadAgain(segment, record, api)))
    answer = await put(key, record, api);

  const made = readAnswer(written, answer);
  if (made) return { ...made, madeAt: api.now() };
  if (refusedAs(answer, 'InvalidSwap')) {
    const there = await recordUnder(key, api);
    if (there) return { ...there, madeAt: api.now() };
  }
  throw new StepTrouble(troubleOf(answer, asking(api)));
}

/**
 * `swapRecord: null` asks the server to write only where nothing is. The record it already has, byte for byte, is
 * still taken as written; a different one (somebody edited the post since) is never written over.
 */
function put(key: Key, record: PostRecord, api: Api): Promise<HttpAnswer> {
  const json = { repo: api.account.remoteId, collection: COLLECTION, rkey: key.rkey, record, swapRecord: null };
  return api.send({ method: 'POST', url: xrpc(api.account.server, 'com.atproto.repo.putRecord'), body: { json } });
}

/**
 * Servers drop uploads that no record uses after an hour or so (PLATFORMS.md 7.2), and a publication may wait longer
 * between its upload and its record. A blob is named by its content: uploaded again it has the same name, so the
 * record stays the same. True when every image is there again under its name.
 */
async function uploadAgain(segment: Segment, record: PostRecord, api: Api): Promise<boolean> {
  const blobs: BlobRef[] = [];
  for (const image of segment.media) blobs.push(await upload(image, api));
  return blobs.length > 0 && JSON.stringify(imagesOf(segment, blobs)) === JSON.stringify(record['embed']);
}

/** The post that is under our key, when it is ours: nobody else chooses the same key and the same time. */
async function recordUnder(key: Key, api: Api): Promise<{ uri: string; cid: string } | undefined> {
  const there = readAnswer(found, await getRecord(key, api));
  return there?.value.createdAt === key.createdAt ? { uri: there.uri, cid: there.cid } : undefined;
}

type Confirmed = { readonly confirmedBy: 'answer' | 'read-back' };

/** Reads every part back. The server has already said that it has them, so what goes wrong here changes nothing. */
async function confirm(keys: readonly Key[], made: readonly Made[], api: Api): Promise<Confirmed> {
  try {
    for (const [part, { cid }] of made.entries()) {
      const there = readAnswer(found, await getRecord(at(keys, part), api));
      if (there?.cid !== cid) return { confirmedBy: 'answer' };
    }
    return { confirmedBy: 'read-back' };
  } catch (thrown) {
    if (thrown instanceof StepTrouble) return { confirmedBy: 'answer' };
    throw thrown;
  }
}

function getRecord(key: Key, api: Api): Promise<HttpAnswer> {
  const query = { repo: api.account.remoteId, collection: COLLECTION, rkey: key.rkey };
  return api.send({ method: 'GET', url: xrpc(api.account.server, 'com.atproto.repo.getRecord', query) });
}

function receiptOf(keys: readonly Key[], made: readonly Made[], { confirmedBy }: Confirmed, api: Api): Receipt {
  const profile = profileUrl({ did: api.account.remoteId, handle: api.account.handle });
  const parts = made.map(({ uri }, part) => ({ remoteId: uri, permalink: `${profile}/post/${at(keys, part).rkey}` }));
  const first = at(parts, 0);
  return { remoteId: first.remoteId, permalink: first.permalink, publishedAt: at(made, 0).madeAt, confirmedBy, parts };
}

function refusedAs(answer: HttpAnswer, name: string): boolean {
  return answer.status === 400 && readRefusal(answer)?.error === name;
}

/** Runs a request that shows nothing to anybody: when its answer is lost, nothing is in doubt. */
async function withoutPosting<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof StepTrouble) throw new StepTrouble(withNothingPosted(thrown.trouble), { cause: thrown });
    throw thrown;
  }
}

function asking(api: Api): Asking {
  return { channel: api.account.handle, now: api.now() };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  invariant(item !== undefined, `part ${index} exists among ${list.length}`);
  return item;
}
