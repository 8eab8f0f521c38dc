import { Failure } from '#shared/failures.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { BucketForm } from '#shared/media/bucket.ts';
import { bucketNow, bucketSecret } from '#electron/media/bucket.read.ts';
import { forgetBucket, keepBucket } from '#electron/media/bucket.write.ts';
import { fitToNetwork } from '#electron/media/fit-to-network.ts';
import { importBytes, importFiles, type Importing } from '#electron/media/import-file.ts';
import type { PublicAddresses } from '#electron/media/public-address.ts';
import { removeUnused } from '#electron/media/remove-unused.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';
import { mediaByIds } from '#electron/media/media.read.ts';

export interface MediaHandling extends Importing {
  readonly vault: TokenVault;
  readonly addresses: Pick<PublicAddresses, 'test'>;
  /** Asks the person for files; empty when they changed their mind. */
  chooseFiles(): Promise<readonly string[]>;
}

/** Throws `media.bucket-refused`, `media.not-public`, `media.bucket-unreachable`, `vault.*`; then the older one stays. */
async function setBucket(d: MediaHandling, { secretAccessKey, ...bucket }: BucketForm): Promise<void> {
  d.vault.mustBeOpen();
  const secret = secretAccessKey === '' ? bucketSecret(d.library.read, d.vault) : secretAccessKey;
  if (secret === undefined) throw new Failure('media.bucket-refused', { file: 'a test file', answer: 'no secret key' });
  await d.addresses.test(bucket, secret);
  d.library.write((tx) => keepBucket(tx, d.vault, bucket, secret));
}

/** Imports pictures and tells what is known of them. */
export const mediaHandlers = (d: MediaHandling) =>
  ({
    'media.choose': async () => importFiles(d, await d.chooseFiles()),
    'media.importBytes': ({ name, bytes }) => importBytes(d, name, bytes),
    'media.fit': ({ media, change }) => fitToNetwork(d, media, change),
    'media.removeUnused': ({ ids }) => removeUnused(d, ids),
    'media.bucket': () => {
      const known = bucketNow(d.library.read);
      return known === undefined ? {} : { bucket: known };
    },
    'media.setBucket': (form) => setBucket(d, form),
    'media.forgetBucket': () => d.library.write((tx) => forgetBucket(tx)),
    'media.byIds': ({ ids }) => mediaByIds(d.library.read, ids),
  }) satisfies Handlers<'media.'>;
