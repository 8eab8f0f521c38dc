import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { asFailureValue, Failure, type FailureValue } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import { IMPORT_MAX_BYTES, type Media } from '#shared/media/media.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import type { Library } from '#electron/db/handles.ts';
import { inspectImage } from '#electron/media/inspect-file.ts';
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
  await collect(result, () => keepImage(importing, name, bytes));
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
  refuseTooLarge(file, found.size);
  return keepImage(importing, file, await readFile(path).catch(unreadable));
}

async function keepImage(importing: Importing, file: string, bytes: Uint8Array): Promise<Media> {
  refuseTooLarge(file, bytes.byteLength);
  const inspected = inspectImage(bytes);
  if (inspected === undefined) throw new Failure('media.unknown-type', { file });
  // The file first, its row after: a crash between leaves a file that nobody names, never a row without a file.
  const id = (await importing.store.keep(bytes)) as MediaId;
  const media: Media = { id, name: file, bytes: bytes.byteLength, importedAt: importing.now(), ...inspected };
  importing.library.write((tx) => storeMedia(tx, media));
  return media;
}

function refuseTooLarge(file: string, bytes: number): void {
  if (bytes > IMPORT_MAX_BYTES) {
    throw new Failure('media.too-large', { file, size: sizeText(bytes), limit: sizeText(IMPORT_MAX_BYTES) });
  }
}
