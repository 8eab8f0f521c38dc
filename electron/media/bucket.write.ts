import { Failure } from '#shared/failures.ts';
import type { Bucket } from '#shared/media/bucket.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { BUCKET_SECRET } from '#electron/media/bucket.read.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

/** Keeps a bucket in place of an older one. Throws `vault.*`; a vault in memory only cannot keep a bucket. */
export function keepBucket(tx: WriteTx, vault: TokenVault, bucket: Bucket, secretAccessKey: string): void {
  const { sealed, sealedWith } = vault.seal(tx, BUCKET_SECRET, { secretAccessKey });
  if (sealedWith === 'memory') throw new Failure('vault.no-keychain');
  forgetBucket(tx);
  tx.prepare('INSERT INTO buckets (id, settings_json, sealed, sealed_with) VALUES (1, ?, ?, ?)').run(
    JSON.stringify(bucket),
    sealed,
    sealedWith,
  );
}

export function forgetBucket(tx: WriteTx): void {
  tx.prepare('DELETE FROM buckets').run();
  changed(tx, 'settings', ['bucket']);
}
