import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { notDone, refusedAs } from '#shared/platforms/bluesky/asking.ts';
import type { Key } from '#shared/platforms/bluesky/keys.ts';
import { found, readAnswer, written, xrpc, type Written } from '#shared/platforms/bluesky/wire.ts';
import { serverNow } from '#shared/platforms/answers.ts';

// The records of the account's own repository (PLATFORMS.md 7.2, 7.5). Every one of ours has a key that we chose, so
// writing it again writes nothing.

export const POST = 'app.bsky.feed.post';

export type Content = Readonly<Record<string, unknown>>;

/** What the server calls a record that it has, its address (`at://…`) and the hash of its content, and since when. */
export type Made = { readonly uri: string; readonly cid: string; readonly madeAt: number };

/** Writes a record under its key. `blobs-gone`: the server no longer has an upload of it, and nothing was written. */
export async function writeRecord(
  collection: string,
  key: Key,
  record: Content,
  api: Api,
): Promise<Made | 'blobs-gone'> {
  const answer = await put(collection, key, record, api);
  const made = readAnswer(written, answer);
  const madeAt = serverNow(answer, api.now());
  if (made) return { uri: made.uri, cid: made.cid, madeAt };
  if (refusedAs(answer, 'BlobNotFound')) return 'blobs-gone';
  if (refusedAs(answer, 'InvalidSwap')) {
    const there = await recordUnder(collection, key, api);
    if (there) return { ...there, madeAt };
  }
  throw notDone(answer, api);
}

/**
 * `swapRecord: null` asks the server to write only where nothing is. The record it already has, byte for byte, is
 * still taken as written; a different one (somebody edited the post since) is never written over.
 */
function put(collection: string, key: Key, record: Content, api: Api): Promise<HttpAnswer> {
  const json = { repo: api.account.remoteId, collection, rkey: key.rkey, record, swapRecord: null };
  return api.send({ method: 'POST', url: xrpc(api.account.server, 'com.atproto.repo.putRecord'), body: { json } });
}

/** The record that is under our key, when it is ours: nobody else chooses the same key and the same time. */
async function recordUnder(collection: string, key: Key, api: Api): Promise<Written | undefined> {
  const there = readAnswer(found, await getRecord({ repo: api.account.remoteId, collection, rkey: key.rkey }, api));
  return there?.value.createdAt === key.createdAt ? { uri: there.uri, cid: there.cid } : undefined;
}

/** Any record that this server has or can ask for. */
export function getRecord(
  record: { readonly repo: string; readonly collection: string; readonly rkey: string },
  api: Api,
): Promise<HttpAnswer> {
  return api.send({ method: 'GET', url: xrpc(api.account.server, 'com.atproto.repo.getRecord', record) });
}

/** What is not there counts as deleted, for the server too (PLATFORMS.md 7.8). */
export async function deleteRecord(collection: string, rkey: string, api: Api): Promise<void> {
  const json = { repo: api.account.remoteId, collection, rkey };
  const url = xrpc(api.account.server, 'com.atproto.repo.deleteRecord');
  const answer = await api.send({ method: 'POST', url, body: { json } });
  if (answer.status !== 200) throw notDone(answer, api);
}
