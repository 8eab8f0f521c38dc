import { randomBytes } from 'node:crypto';
import type { Clock } from '#shared/clock.ts';
import { Failure, type FailureCode } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { Bucket } from '#shared/media/bucket.ts';
import { NoAnswer, type Http, type HttpAnswer } from '#shared/platforms/http.ts';
import type { PublicAddress } from '#shared/platforms/platform.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';
import { askedByPerson } from '#electron/channels/asked-by-person.ts';
import { noAnswerWords } from '#electron/channels/no-answer-words.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { bucketNow, bucketSecret } from '#electron/media/bucket.read.ts';
import { bucketObjects, type PublicObjects } from '#electron/media/bucket-objects.ts';
import type { MediaStore } from '#electron/media/media-store.ts';
import { expiredPublicFiles, publicFileOf, publicFilesOf, type PublicFile } from '#electron/media/public-files.read.ts';
import { forgetPublicFile, keepPublicFile, markReady } from '#electron/media/public-files.write.ts';
import { teamObjects } from '#electron/media/team-objects.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';

// Where networks fetch files from: a bucket of the person's own, or the team server. A file lies there under a name nobody can guess, can be
// fetched by a signed address for some hours, and is taken away when what needed it has ended, or its address has.

export interface PublicAddressDeps {
  readonly library: Library;
  readonly vault: TokenVault;
  readonly store: MediaStore;
  /** The address of the team server, which is asked where there is no bucket; `undefined` when none is set. */
  readonly teamServer: () => string | undefined;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PublicAddresses {
  /** Throws `media.no-public-address`, `media.bucket-refused`, `media.not-public`, `media.*`, or `StepTrouble` when it should be tried again. */
  of(media: DraftMedia, network: string): Promise<PublicAddress>;
  /** Takes away what is no longer needed. Never throws; what cannot be done now is done later. */
  release(media: readonly MediaId[]): Promise<void>;
  /** Writes, fetches from outside and removes a small file. Throws `media.bucket-refused`, `media.not-public`, `media.bucket-unreachable`. */
  test(bucket: Bucket, secretAccessKey: string): Promise<void>;
  stop(): Promise<void>;
}

/** Containers live 24 h and are made soon after (PLATFORMS.md 5.2, 6.2); an address that ends too early breaks them. */
const ADDRESS_MS = 12 * 3_600_000;
/** An address with less than this left is not given to a network any more. */
const LEAST_LEFT_MS = 2 * 3_600_000;
const SWEEP_EVERY_MS = 3_600_000;

export function startPublicAddresses(d: PublicAddressDeps): PublicAddresses {
  const underWay = new Map<MediaId, Promise<PublicAddress>>();
  let cancel = d.clock.after(0, sweep);
  let sweeping: Promise<void> = Promise.resolve();
  /** Of the settings it was made for; it learns how far the server's clock is from ours. */
  let known: { readonly settings: string; readonly objects: PublicObjects } | undefined;

  return {
    of,
    release: (media) => takeAway(publicFilesOf(d.library.read, media)),
    test,
    stop: async () => {
      cancel();
      await sweeping;
    },
  };

  function of(media: DraftMedia, network: string): Promise<PublicAddress> {
    const waiting = underWay.get(media.media);
    if (waiting !== undefined) return waiting;
    const work = addressOf(media, network).finally(() => underWay.delete(media.media));
    underWay.set(media.media, work);
    return work;
  }

  async function addressOf(media: DraftMedia, network: string): Promise<PublicAddress> {
    const objects = objectsNow();
    if (objects === undefined) throw new Failure('media.no-public-address', { platform: network, file: media.name });
    const there = publicFileOf(d.library.read, media.media);
    if (there?.isReady === true && there.until - d.clock.now() > LEAST_LEFT_MS)
      return addressIn(objects, there, media.name);
    if (there !== undefined) await takeAway([there]);
    return putThere(objects, media);
  }

  async function putThere(objects: PublicObjects, media: DraftMedia): Promise<PublicAddress> {
    const bytes = await d.store.read(media);
    const file: PublicFile = {
      media: media.media,
      key: objectKey(media.mimeType),
      until: d.clock.now() + ADDRESS_MS,
      isReady: false,
    };
    d.library.write((tx) => keepPublicFile(tx, file));
    await mustWork(media.name, () => objects.put(file.key, bytes, media.mimeType));
    const address = await addressIn(objects, file, media.name);
    await mustBeFetchable(media.name, address.url, media.mimeType);
    d.library.write((tx) => markReady(tx, file.media));
    return address;
  }

  async function addressIn(
    objects: PublicObjects,
    { key, until }: Pick<PublicFile, 'key' | 'until'>,
    file: string,
  ): Promise<PublicAddress> {
    const given = await send(file, () => objects.address(key, until - d.clock.now()));
    if ('refused' in given) throw refusal(file, given.refused);
    return { url: given.url, until };
  }

  /** As a stranger would fetch it: no key, no cookie, and only the first byte. */
  async function mustBeFetchable(file: string, url: string, type: string): Promise<void> {
    const answer = await send(file, () =>
      d.http.send({ method: 'GET', url, headers: { range: 'bytes=0-0' }, asBytes: true }),
    );
    const isThere = answer.status === 206 || answer.status === 200;
    if (isThere && (answer.headers['content-type'] ?? '').startsWith(type)) return;
    const words = isThere ? `it is served as ${answer.headers['content-type'] ?? 'nothing'}` : wordsOf(answer);
    throw new Failure('media.not-public', { file, answer: words });
  }

  async function mustWork(file: string, ask: () => Promise<HttpAnswer>): Promise<void> {
    const answer = await send(file, ask);
    if (answer.status < 200 || answer.status >= 300) throw refusal(file, answer);
  }

  function refusal(file: string, answer: HttpAnswer): Failure | StepTrouble {
    const isPassing = answer.status >= 500 || answer.status === 429;
    if (isPassing) return later('media.bucket-refused', file, wordsOf(answer));
    return new Failure('media.bucket-refused', { file, answer: wordsOf(answer) });
  }

  async function send<T>(file: string, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof NoAnswer) {
        throw later('media.bucket-unreachable', file, noAnswerWords(redactText(error.message)));
      }
      throw error;
    }
  }

  async function takeAway(files: readonly PublicFile[]): Promise<void> {
    try {
      const objects = objectsNow();
      for (const file of files) {
        const answer = await objects?.remove(file.key);
        // What is not there is gone already.
        const isGone = answer !== undefined && (answer.status < 300 || answer.status === 404);
        if (isGone) d.library.write((tx) => forgetPublicFile(tx, file.media));
        else d.log.warn('a file in the bucket could not be removed', { status: answer?.status ?? 'no bucket' });
      }
    } catch (error) {
      d.log.warn('removing from the bucket', error);
    }
  }

  function sweep(): void {
    sweeping = takeAway(expiredPublicFiles(d.library.read, d.clock.now()));
    cancel = d.clock.after(SWEEP_EVERY_MS, sweep);
  }

  async function test(bucket: Bucket, secretAccessKey: string): Promise<void> {
    const objects = bucketObjects({ http: d.http, now: () => d.clock.now() }, bucket, secretAccessKey);
    const key = objectKey('text/plain');
    const file = 'a test file';
    await askedByPerson({ file }, async () => {
      await mustWork(file, () => objects.put(key, new TextEncoder().encode('Postwright'), 'text/plain'));
      const { url } = await addressIn(objects, { key, until: d.clock.now() + ADDRESS_MS }, file);
      await mustBeFetchable(file, url, 'text/plain');
      await mustWork(file, () => objects.remove(key));
    });
  }

  function objectsNow(): PublicObjects | undefined {
    const bucket = bucketNow(d.library.read);
    const secret = bucket && bucketSecret(d.library.read, d.vault);
    if (bucket === undefined || secret === undefined) {
      const server = d.teamServer();
      return server === undefined ? undefined : teamObjects(d.http, server);
    }
    const settings = JSON.stringify([bucket, secret]);
    if (known?.settings !== settings) {
      known = { settings, objects: bucketObjects({ http: d.http, now: () => d.clock.now() }, bucket, secret) };
    }
    return known.objects;
  }
}

/** Nobody can guess it, and it says nothing of what it is but its type: networks look at the ending. */
function objectKey(mimeType: string): string {
  const ending = ENDINGS[mimeType] ?? 'bin';
  return `postwright/${randomBytes(24).toString('base64url')}.${ending}`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'text/plain': 'txt',
};

function later(code: FailureCode, file: string, answer: string): StepTrouble {
  return new StepTrouble({ kind: 'not-arrived', failure: { code, about: { file, answer } } });
}

/** S3 says why in XML: `<Code>AccessDenied</Code><Message>…</Message>`. */
function wordsOf({ status, body }: HttpAnswer): string {
  const code = /<Code>([^<]{1,100})<\/Code>/.exec(body)?.[1];
  const message = /<Message>([^<]{1,300})<\/Message>/.exec(body)?.[1];
  return redactText([code, message].filter(Boolean).join(': ') || `status ${status}`);
}
