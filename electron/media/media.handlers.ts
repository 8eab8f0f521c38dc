import { Failure } from '#shared/failures.ts';
import type { CallInput, Handlers } from '#shared/ipc/contract.ts';
import type { BucketForm } from '#shared/media/bucket.ts';
import type { Media } from '#shared/media/media.ts';
import { bucketNow, bucketSecret } from '#electron/media/bucket.read.ts';
import { forgetBucket, keepBucket } from '#electron/media/bucket.write.ts';
import { lookAtFilm, makeCover } from '#electron/media/film-cover.ts';
import type { FramesDeps } from '#electron/media/film-frames.ts';
import { fitFilm } from '#electron/media/fit-film.ts';
import { fitToNetwork } from '#electron/media/fit-to-network.ts';
import { importBytes, importFiles, type Imported, type Importing } from '#electron/media/import-file.ts';
import type { PublicAddresses } from '#electron/media/public-address.ts';
import { removeUnused } from '#electron/media/remove-unused.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { overviewOf, shelfIds, shelfPart, usesOf } from '#electron/media/shelf.read.ts';
import { changeOnShelf } from '#electron/media/shelf.write.ts';

export interface MediaHandling extends Importing, FramesDeps {
  readonly vault: TokenVault;
  readonly addresses: Pick<PublicAddresses, 'test'>;
  /** Asks the person for files; empty when they changed their mind. */
  chooseFiles(): Promise<readonly string[]>;
  /** So many files of an import are done. */
  onImporting(id: string, done: number, of: number): void;
  /** So much of a film is written anew, 0 to 1. */
  onFitting(id: string, part: number): void;
}

/** Imports and films that are under way, each with the way to end it. */
type UnderWay = Map<string, AbortController>;
type FilmFit = CallInput<'media.fitFilm'>;

async function choose(d: MediaHandling, underWay: UnderWay, id: string): Promise<Imported> {
  const stop = new AbortController();
  underWay.set(id, stop);
  try {
    const paths = await d.chooseFiles();
    return await importFiles(d, paths, { signal: stop.signal, onDone: (done, of) => d.onImporting(id, done, of) });
  } finally {
    underWay.delete(id);
  }
}

async function fitWatched(d: MediaHandling, underWay: UnderWay, fit: FilmFit): Promise<{ made?: Media }> {
  const stop = new AbortController();
  const { signal } = stop;
  underWay.set(fit.fit, stop);
  try {
    const onPart = (part: number): void => d.onFitting(fit.fit, part);
    return { made: await fitFilm(d, fit.media, fit.change, { signal, onPart }) };
  } catch (error) {
    if (signal.aborted) return {};
    throw error;
  } finally {
    underWay.delete(fit.fit);
  }
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
export const mediaHandlers = (d: MediaHandling, underWay: UnderWay = new Map()) =>
  ({
    'media.choose': ({ import: id }) => choose(d, underWay, id),
    'media.stopImport': ({ import: id }) => underWay.get(id)?.abort(),
    'media.importBytes': ({ name, bytes }) => importBytes(d, name, bytes),
    'media.fit': ({ media, change }) => fitToNetwork(d, media, change),
    'media.fitFilm': (fit) => fitWatched(d, underWay, fit),
    'media.stopFit': ({ fit }) => underWay.get(fit)?.abort(),
    'media.film': ({ media }) => lookAtFilm(d, media),
    'media.cover': ({ media, atMs }) => makeCover(d, media, atMs),
    'media.removeUnused': ({ ids }) => removeUnused(d, ids),
    'media.shelf': ({ filter, from, count }) => shelfPart(d.library.read, filter, from, count),
    'media.shelfIds': ({ filter }) => shelfIds(d.library.read, filter),
    'media.overview': () => overviewOf(d.library.read),
    'media.uses': ({ ids }) => usesOf(d.library.read, ids),
    'media.change': ({ ids, change }) => d.library.write((tx) => changeOnShelf(tx, ids, change)),
    'media.bucket': () => {
      const known = bucketNow(d.library.read);
      return known === undefined ? {} : { bucket: known };
    },
    'media.setBucket': (form) => setBucket(d, form),
    'media.forgetBucket': () => d.library.write((tx) => forgetBucket(tx)),
    'media.byIds': ({ ids }) => mediaByIds(d.library.read, ids),
  }) satisfies Handlers<'media.'>;
