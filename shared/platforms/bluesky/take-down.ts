import type { Api } from '#shared/platforms/platform.ts';
import { POST_GATE, THREAD_GATE } from '#shared/platforms/bluesky/gates.ts';
import { keyAfter } from '#shared/platforms/bluesky/keys.ts';
import { deleteRecord, POST } from '#shared/platforms/bluesky/records.ts';
import type { Receipt } from '#shared/publishing/publication.ts';

/**
 * Takes down every part, the last one first, so that at no time a part stands without the one before. With them go what
 * was written under their keys, and the first comment, whose key follows the last part's.
 */
export async function remove(receipt: Receipt, api: Api): Promise<void> {
  const keys = receipt.parts.map(({ remoteId }) => remoteId.split('/').at(-1) ?? '').filter((key) => key !== '');
  const comment = keyAfter(keys.at(-1) ?? '');
  if (comment !== undefined) await deleteRecord(POST, comment, api);
  for (const key of keys.toReversed()) {
    await deleteRecord(POST, key, api);
    await deleteRecord(POST_GATE, key, api);
  }
  const [root] = keys;
  if (root !== undefined) await deleteRecord(THREAD_GATE, root, api);
}
