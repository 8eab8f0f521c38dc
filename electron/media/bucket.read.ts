import { z } from 'zod';
import { bucket, type Bucket } from '#shared/media/bucket.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import type { Sealed, TokenVault } from '#electron/secrets/token-vault.ts';

interface BucketRow {
  readonly settings_json: string;
  readonly sealed: Uint8Array;
  readonly sealed_with: Sealed['sealedWith'];
}

const keys = z.object({ secretAccessKey: z.string() });

/** Under which name the vault seals the bucket's secret key. */
export const BUCKET_SECRET = 'bucket';

/** The bucket that is set up; `undefined` when there is none, or its row cannot be read. */
export function bucketNow(db: ReadDb): Bucket | undefined {
  const row = rowOf(db);
  return row && bucket.safeParse(JSON.parse(row.settings_json)).data;
}

/** Throws what `TokenVault.open` throws. */
export function bucketSecret(db: ReadDb, vault: TokenVault): string | undefined {
  const row = rowOf(db);
  if (row === undefined) return undefined;
  return keys.parse(vault.open(BUCKET_SECRET, { sealed: row.sealed, sealedWith: row.sealed_with })).secretAccessKey;
}

function rowOf(db: ReadDb): BucketRow | undefined {
  return db.prepare<[], BucketRow>('SELECT settings_json, sealed, sealed_with FROM buckets').get();
}
