import { cidOfRecord, inOrder } from '#simulators/bluesky/cid.ts';
import { blobsIn, isObject, Mismatch, type BlobRef } from '#simulators/bluesky/lexicon.ts';
import { isString } from '#simulators/bluesky/formats.ts';
import { RECORDS, type RecordShape } from '#simulators/bluesky/record-shapes.ts';
import { invalid } from '#simulators/bluesky/refusal.ts';

/** A record that may be written, before anybody looked whether it fits into the repository. */
export interface Prepared {
  readonly action: 'create' | 'update';
  readonly collection: string;
  readonly rkey: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly cid: string;
  readonly blobs: readonly BlobRef[];
  /** `undefined` where it was asked not to look. */
  readonly validationStatus: 'valid' | 'unknown' | undefined;
}

export interface Removal {
  readonly action: 'delete';
  readonly collection: string;
  readonly rkey: string;
}

/** What a client wants written. */
export interface Wish {
  readonly action: Prepared['action'];
  readonly collection: string;
  readonly rkey: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly validate: boolean | undefined;
  /** Where in the request it stands: `$.record`. */
  readonly path: string;
}

/** Refuses what its lexicon does not allow; a record that nobody knows is taken as it comes. */
export function prepareWrite({ action, collection, rkey, record, validate, path }: Wish): Prepared {
  const $type = record['$type'] ?? collection;
  if ($type !== collection)
    throw invalid(`Invalid $type: expected ${collection}, got ${typeof $type === 'string' ? $type : typeof $type}`);
  const value = inOrder({ ...record, $type });
  if (!isObject(value)) throw new Error('a record is an object');
  const known = RECORDS.get(collection);
  if (!known && validate === true) throw invalid(`Unknown lexicon type: ${collection}`);
  const isLookedAt = known !== undefined && validate !== false;
  if (isLookedAt) mustFit(known, { collection, rkey, value, path });
  return {
    action,
    collection,
    rkey,
    value,
    cid: cidOfRecord(value),
    blobs: blobsIn(value),
    validationStatus: validate === false ? undefined : isLookedAt ? 'valid' : 'unknown',
  };
}

function mustFit(
  { key, shape }: RecordShape,
  given: { collection: string; rkey: string; value: unknown; path: string },
): void {
  const { collection, rkey } = given;
  if (key === 'tid' && !isString('TID string', rkey))
    throw invalid(`Invalid record key for ${collection}: Invalid TID string (got "${rkey}") at $`);
  if (key === 'self' && rkey !== 'self')
    throw invalid(`Invalid record key for ${collection}: Expected "self" (got "${rkey}") at $`);
  try {
    shape(given.value, given.path);
  } catch (thrown) {
    if (thrown instanceof Mismatch) throw invalid(`Invalid ${collection} record: ${thrown.message} at ${thrown.path}`);
    throw thrown;
  }
}
