import { rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { asFailureValue, Failure, type FailureValue } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import { DROP_MAX_BYTES, IMPORT_MAX_BYTES, PICTURE_MAX_BYTES, type Media } from '#shared/media/media.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import type { Library } from '#electron/db/handles.ts';
import { isPicture, startOf } from '#electron/media/file-start.ts';
import type { MediaStore } from '#electron/media/media-store.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { storeMedia } from '#electron/media/media.write.ts';
import type { Pictures } from '#electron/media/pictures.ts';
import { keepPicture } from '#electron/media/small-pictures.ts';

/** What bringing a file into the library takes. */
export interface Importing {
  readonly library: Library;
  readonly store: MediaStore;
  readonly pictures: Pick<Pictures, 'ask'>;
  readonly now: () => number;
}

/** What came in, and why the rest did not. */
export interface Imported {
  media: Media[];
  failures: FailureValue[];
}

/** How an import of many files is watched, and ended early: what is in by then stays. */
export interface Watching {
  readonly signal?: AbortSignal;
  readonly onDone?: (done: number, of: number) => void;
}

/** As many as the process for pictures takes at once, and two that are looked at or named meanwhile. */
const SIDE_BY_SIDE = 6;

/** Imports files, a few side by side; each stands for itself, and they come back in their order. */
export async function importFiles(
  importing: Importing,
  paths: readonly string[],
  { signal, onDone }: Watching = {},
): Promise<Imported> {
  const each: Imported[] = paths.map(() => ({ media: [], failures: [] }));
  const left = paths.entries();
  let done = 0;
  const work = async (): Promise<void> => {
    for (const [index, path] of left) {
      if (signal?.aborted === true) return;
      await collect(each[index] ?? { media: [], failures: [] }, () => importFile(importing, path));
      done += 1;
      onDone?.(done, paths.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, paths.length) }, work));
  return { media: each.flatMap((one) => one.media), failures: each.flatMap((one) => one.failures) };
}

/** Imports bytes that were dropped or pasted. */
export async function importBytes(importing: Importing, name: string, bytes: Uint8Array): Promise<Imported> {
  const result: Imported = { media: [], failures: [] };
  await collect(result, async () => {
    refuseTooLarge(name, bytes.byteLength, DROP_MAX_BYTES);
    return keepFile(importing, { file: name, source: bytes, bytes: bytes.byteLength });
  });
  return result;
}

async function collect(into: Imported, work: () => Promise<Media>): Promise<void> {
  try {
    into.media.push(await work());
  } catch (error) {
    into.failures.push(asFailureValue(error));
  }
}

/** Throws `media.too-large` before a byte is read, `media.unreadable`, `media.unknown-type`, and what `Pictures.ask` throws. */
async function importFile(importing: Importing, path: string): Promise<Media> {
  const file = basename(path);
  const unreadable = (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('media.unreadable', { file, reason }, { cause: error });
  };
  const found = await stat(path).catch(unreadable);
  refuseTooLarge(file, found.size, IMPORT_MAX_BYTES);
  return keepFile(importing, { file, source: path, bytes: found.size }, unreadable);
}

interface Incoming {
  readonly file: string;
  readonly source: Uint8Array | string;
  readonly bytes: number;
}

type Unreadable = (error: unknown) => never;

async function keepFile(importing: Importing, incoming: Incoming, unreadable: Unreadable = rethrow): Promise<Media> {
  const start = typeof incoming.source === 'string' ? startOf(incoming.source).catch(unreadable) : incoming.source;
  const kept = isPicture(await start)
    ? await keepCleaned(importing, incoming)
    : await keepAsIs(importing, incoming, unreadable);
  const { size } = await stat(importing.store.pathOf(kept.id));
  const media: Media = { ...kept, name: incoming.file, bytes: size, importedAt: importing.now() };
  // The file first, its row after: a crash between leaves a file that nobody names, never a row without a file.
  importing.library.write((tx) => storeMedia(tx, media));
  // The same bytes were in the store, and were removed as unused before they had this row.
  return importing.store.has(media.id) ? media : keepFile(importing, incoming, unreadable);
}

type Kept = Omit<Media, 'name' | 'bytes' | 'importedAt'>;

/** A picture is kept without what is personal in it, upright, under the name of the bytes that it then has. */
async function keepCleaned(importing: Importing, { file, source, bytes }: Incoming): Promise<Kept> {
  refuseTooLarge(file, bytes, PICTURE_MAX_BYTES);
  const from = typeof source === 'string' ? source : await importing.store.unfinished();
  try {
    if (typeof source !== 'string') await writeFile(from, source);
    const kept = await keepPicture(importing, (to, small) => ({ do: 'clean', name: file, from, to, small }));
    return { ...kept, id: kept.id as MediaId };
  } finally {
    if (from !== source) await rm(from, { force: true });
  }
}

async function keepAsIs(importing: Importing, { file, source }: Incoming, unreadable: Unreadable): Promise<Kept> {
  const id = (await importing.store.keep(source).catch(unreadable)) as MediaId;
  try {
    return { id, ...(await importing.pictures.ask({ do: 'look', name: file, from: importing.store.pathOf(id) })) };
  } catch (error) {
    if (mediaByIds(importing.library.read, [id]).length === 0) importing.store.drop(id);
    throw error;
  }
}

function rethrow(error: unknown): never {
  throw error;
}

function refuseTooLarge(file: string, bytes: number, most: number): void {
  if (bytes > most) {
    throw new Failure('media.too-large', { file, size: sizeText(bytes), limit: sizeText(most) });
  }
}
