import { cidOfRecord } from '#simulators/bluesky/cid.ts';
import { blobsIn, type BlobRef } from '#simulators/bluesky/lexicon.ts';
import type { Prepared, Removal } from '#simulators/bluesky/prepare-write.ts';
import { POST } from '#simulators/bluesky/record-shapes.ts';
import { invalid, stumbled } from '#simulators/bluesky/refusal.ts';
import type { Account, Commit, StoredRecord, Upload, World } from '#simulators/bluesky/world.ts';

// An account's repository. All writes of a commit happen, or none of them does.

export type Write = Prepared | Removal;

export function recordAt(account: Account, collection: string, rkey: string): StoredRecord | undefined {
  return account.records.get(`${collection}/${rkey}`);
}

/** Writes into a repository, which must still be at `swapCommit` where that is given. */
export function commit(world: World, account: Account, writes: readonly Write[], swapCommit?: string): Commit {
  if (swapCommit !== undefined && swapCommit !== account.commit.cid)
    throw invalid(`Commit was at ${account.commit.cid}`, 'InvalidSwap');
  const records = new Map(account.records);
  for (const write of writes) apply(write, records, account, world.now());
  const uploads = uploadsAfter(writes, records, account);

  const rev = world.nextTid();
  const { did } = account;
  account.commit = { rev, cid: cidOfRecord({ did, rev, prev: account.commit.cid }) };
  account.records = records;
  account.uploads = uploads;
  for (const write of writes) remember(world, account, write);
  return account.commit;
}

/** The server finds out late that a key is taken or a record is not there, and says no more than that it stumbled. */
function apply(write: Write, records: Map<string, StoredRecord>, { did }: Account, now: number): void {
  const { collection, rkey } = write;
  const path = `${collection}/${rkey}`;
  const isThere = records.has(path);
  if (isThere === (write.action === 'create')) throw stumbled();
  if (write.action === 'delete') return void records.delete(path);
  const { cid, value } = write;
  records.set(path, { uri: `at://${did}/${path}`, cid, collection, rkey, value, indexedAt: now });
}

/** What a record no longer names goes at once; what it names anew must be there, and is kept from now on. */
function uploadsAfter(
  writes: readonly Write[],
  records: ReadonlyMap<string, StoredRecord>,
  account: Account,
): Map<string, Upload> {
  const uploads = new Map(account.uploads);
  const left = writes.flatMap((write) => blobsIn(recordAt(account, write.collection, write.rkey)?.value));
  const named = new Set([...records.values()].flatMap(({ value }) => blobsIn(value)).map((blob) => blob.ref.$link));
  for (const { ref } of left) if (!named.has(ref.$link)) uploads.delete(ref.$link);
  for (const write of writes) if (write.action !== 'delete') for (const blob of write.blobs) keep(blob, uploads);
  return uploads;
}

function keep({ ref, mimeType, size }: BlobRef, uploads: Map<string, Upload>): void {
  const upload = uploads.get(ref.$link);
  if (!upload) throw invalid(`Could not find blob: ${ref.$link}`, 'BlobNotFound');
  if (upload.isKept) return;
  const differs = 'does not match stored blob. Expected:';
  if (mimeType !== upload.mimeType)
    throw invalid(`Referenced Mimetype ${differs} ${upload.mimeType}, Got: ${mimeType}`, 'InvalidMimeType');
  if (size !== upload.size) throw invalid(`Referenced Size ${differs} ${upload.size}, Got: ${size}`, 'InvalidSize');
  uploads.set(ref.$link, { ...upload, isKept: true });
}

/** What people once could see is remembered after it was taken down. */
function remember(world: World, { did }: Account, write: Write): void {
  if (write.collection !== POST) return;
  const uri = `at://${did}/${POST}/${write.rkey}`;
  const known = world.posts.get(uri);
  if (write.action === 'delete') {
    if (known) known.removedAt = world.now();
  } else if (known?.removedAt === undefined && known !== undefined) {
    known.value = write.value;
  } else {
    world.posts.delete(uri);
    world.posts.set(uri, { uri, did, at: world.now(), value: write.value, removedAt: undefined });
  }
}
