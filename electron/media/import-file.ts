import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { asFailureValue, Failure, type FailureValue } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import { DROP_MAX_BYTES, IMPORT_MAX_BYTES, type Media } from '#shared/media/media.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import type { Library } from '#electron/db/handles.ts';
import { inspectFile } from '#electron/media/inspect-file.ts';
import type { MediaStore } from '#electron/media/media-store.ts';
import { storeMedia } from '#electron/media/media.write.ts';

export interface Importing {
  readonly library: Library;
  readonly store: MediaStore;
  readonly now: () => number;
}

export interface Imported {
  media: Media[];
  failures: FailureValue[];
}

/** Imports files one after the other; each stands for itself. */
export async function importFiles(importing: Importing, paths: readonly string[]): Promise<Imported> {
  const result: Imported = { media: [], failures: [] };
  for (const path of paths) {
    await collect(result, () => importFile(importing, path));
  }
  return result;
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

/** Throws `media.too-large` before a byte is read, `media.unreadable`, `media.unknown-type`. */
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

async function keepFile(
  importing: Importing,
  { file, source, bytes }: Incoming,
  unreadable: (error: unknown) => never = rethrow,
): Promise<Media> {
  // The file first, its row after: a crash between leaves a file that nobody names, never a row without a file.
  const id = (await importing.store.keep(source).catch(unreadable)) as MediaId;
  const inspected = await inspectFile(importing.store.pathOf(id));
  if (inspected === undefined) {
    await importing.store.drop(id);
    throw new Failure('media.unknown-type', { file });
  }
  const media: Media = { id, name: file, bytes, importedAt: importing.now(), ...inspected };
  importing.library.write((tx) => storeMedia(tx, media));
  return media;
}

function rethrow(error: unknown): never {
  throw error;
}

function refuseTooLarge(file: string, bytes: number, most: number): void {
  if (bytes > most) {
    throw new Failure('media.too-large', { file, size: sizeText(bytes), limit: sizeText(most) });
  }
}
