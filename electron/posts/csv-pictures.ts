import { stat } from 'node:fs/promises';
import { extname, isAbsolute, resolve } from 'node:path';
import { asFailureValue, Failure, sentenceOf, type FailureValue } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { NamedFile } from '#shared/posts/csv-rows.ts';
import { bar, warn } from '#shared/posts/csv-rows.ts';
import type { RowProblem } from '#shared/posts/row-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import type { ReadPublic } from '#electron/channels/public-reader.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { importBytes, importFiles, type Imported, type Importing } from '#electron/media/import-file.ts';
import { mediaByIds } from '#electron/media/media.read.ts';

// The pictures a file of rows names: in the library already, beside the file, at a path of this computer, or on the web.

export interface PictureSources extends Importing {
  readonly readWeb: ReadPublic;
}

/** What is known of a named picture before it is imported. */
export interface SeenPicture {
  readonly problem?: RowProblem;
  /** For the rules; absent where nothing is known yet. */
  readonly draft?: DraftMedia;
}

export interface RowPictures {
  /** Looks whether they are there; nothing is brought in. */
  see(file: NamedFile, mayFetch: boolean): Promise<SeenPicture>;
  /** Brings one in. Throws the `Failure` that kept it out. */
  bringIn(file: NamedFile): Promise<MediaId>;
}

/** The most of a picture on the web: what `Http` reads of an answer. */
const WEB_MAX_BYTES = 4 * 1024 * 1024;
/** So that a picture that many rows name is looked at and brought in once. */
interface Known {
  readonly seen: Map<string, Promise<SeenPicture>>;
  readonly broughtIn: Map<string, Promise<MediaId>>;
  /** What came of it. */
  readonly ended: Map<string, MediaId | FailureValue>;
}

/** The pictures of one opened file, which lies in `folder` where that is known. */
export function rowPictures(sources: PictureSources, folder: string | undefined): RowPictures {
  const known: Known = { seen: new Map(), broughtIn: new Map(), ended: new Map() };
  return { see, bringIn };

  async function see(file: NamedFile, mayFetch: boolean): Promise<SeenPicture> {
    const key = keyOf(file);
    const ended = known.ended.get(key);
    if (typeof ended === 'object') return { problem: pictureProblem(file, ended) };
    const there = ended === undefined ? undefined : ownMedia(sources.library.read, { ...file, id: ended });
    if (there !== undefined) return { draft: there };
    const looking = known.seen.get(`${key} ${mayFetch}`) ?? look(sources.library.read, file, folder, mayFetch);
    known.seen.set(`${key} ${mayFetch}`, looking);
    const { draft, ...rest } = await looking;
    return draft === undefined ? rest : { draft: { ...draft, alt: file.alt } };
  }

  function bringIn(file: NamedFile): Promise<MediaId> {
    const key = keyOf(file);
    const coming = known.broughtIn.get(key) ?? bring(sources, file, folder);
    known.broughtIn.set(key, coming);
    return coming.then(
      (id) => {
        known.ended.set(key, id);
        return id;
      },
      (error: unknown) => {
        // What failed once may be there when it is tried again.
        known.broughtIn.delete(key);
        known.ended.set(key, asFailureValue(error));
        throw error;
      },
    );
  }
}

function keyOf({ id, name }: NamedFile): string {
  return `${id ?? ''} ${name}`;
}

function isOnWeb(name: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name);
}

async function look(db: ReadDb, file: NamedFile, folder: string | undefined, mayFetch: boolean): Promise<SeenPicture> {
  const own = ownMedia(db, file);
  if (own !== undefined) return { draft: own };
  const about = { file: file.name };
  if (isOnWeb(file.name)) {
    if (!/^https:\/\//i.test(file.name)) return { problem: bar('not-https', 'media', about) };
    return { problem: mayFetch ? warn('picture-later', 'media', about) : bar('web-picture', 'media', about) };
  }
  const path = pathOf(file.name, folder);
  if (path === undefined) return { problem: bar('no-folder', 'media', about) };
  const found = await stat(path).catch((_expected: unknown) => undefined); // Not there, or not ours to read.
  if (found?.isFile() !== true) return { problem: bar('no-picture', 'media', about) };
  const mimeType = TYPES[extname(path).toLowerCase()];
  if (mimeType === undefined) return {};
  // Its sides are told by the import.
  return { draft: draftOf(file, { mimeType, bytes: found.size, width: 0, height: 0 }) };
}

function ownMedia(db: ReadDb, file: NamedFile): DraftMedia | undefined {
  if (file.id === undefined) return undefined;
  const [media] = mediaByIds(db, [file.id as MediaId]);
  return media && draftOf(file, media);
}

function draftOf(
  file: NamedFile,
  known: Pick<DraftMedia, 'mimeType' | 'bytes' | 'width' | 'height' | 'durationMs' | 'details'>,
): DraftMedia {
  const { mimeType, bytes, width, height, durationMs, details } = known;
  return {
    media: (file.id ?? '0'.repeat(64)) as MediaId,
    alt: file.alt,
    name: file.name,
    mimeType,
    bytes,
    width,
    height,
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(details === undefined ? {} : { details }),
  };
}

function pathOf(name: string, folder: string | undefined): string | undefined {
  if (isAbsolute(name)) return name;
  return folder === undefined ? undefined : resolve(folder, name);
}

async function bring(sources: PictureSources, file: NamedFile, folder: string | undefined): Promise<MediaId> {
  if (ownMedia(sources.library.read, file) !== undefined) return file.id as MediaId;
  if (isOnWeb(file.name)) return onlyOne(await fetched(sources, file.name));
  const path = pathOf(file.name, folder);
  if (path === undefined) throw unreadable(file.name, 'it lies nowhere that is known');
  return onlyOne(await importFiles(sources, [path]));
}

async function fetched(sources: PictureSources, url: string): Promise<Imported> {
  const read = await sources.readWeb(url, 'image/*');
  const bytes = read?.answer.bytes;
  if (bytes === undefined || bytes.byteLength === 0) throw unreadable(url, 'nothing public answers there');
  if (bytes.byteLength >= WEB_MAX_BYTES || Number(read?.answer.headers['content-length'] ?? 0) >= WEB_MAX_BYTES)
    throw unreadable(url, 'it is larger than 4 MB');
  const name = (new URL(url).pathname.split('/').at(-1) ?? '').slice(0, 200);
  return importBytes(sources, name === '' ? 'picture' : name, bytes);
}

function onlyOne({ media: [media], failures: [failure] }: Imported): MediaId {
  if (media !== undefined) return media.id;
  throw new Failure(failure?.code ?? 'media.not-found', failure?.about);
}

function unreadable(file: string, reason: string): Failure {
  return new Failure('media.unreadable', { file, reason });
}

/** Why a picture could not be brought in, as a problem of its row. */
function pictureProblem(file: NamedFile, failure: FailureValue): RowProblem {
  return bar('bad-picture', 'media', { file: file.name, reason: sentenceOf(failure) });
}

/** By the name alone, for a first look; the import goes by the bytes. */
const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.pdf': 'application/pdf',
};
