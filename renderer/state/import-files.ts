import { Failure, type FailureValue } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import { DROP_MAX_BYTES } from '#shared/media/media.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { failureOf } from '../failures/failure-words.ts';
import { call } from '../ipc.ts';
import { isStopped, setImport } from './imports.store.ts';

export interface Added {
  readonly media: readonly MediaId[];
  readonly failures: readonly FailureValue[];
}

/** Imports pictures that were dropped or pasted; each file stands for itself. `id` names the import. */
export async function importFiles(id: string, files: readonly File[]): Promise<Added> {
  const media: MediaId[] = [];
  const failures: FailureValue[] = [];
  for (const [index, file] of files.entries()) {
    if (isStopped(id)) break;
    setImport(id, { done: index, of: files.length });
    try {
      const added = await importFile(file);
      media.push(...added.media.map((one) => one.id));
      failures.push(...added.failures);
    } catch (thrown) {
      failures.push(failureOf(thrown));
    }
  }
  return { media, failures };
}

/** Imports pictures chosen in the system's dialog. */
export async function choosePictures(id: string): Promise<Added> {
  const { media, failures } = await call('media.choose', { import: id });
  return { media: media.map((one) => one.id), failures };
}

/** A file that is too large is refused by its name and size, before its bytes are read. */
async function importFile(file: File): ReturnType<typeof call<'media.importBytes'>> {
  const name = file.name === '' ? 'image' : file.name.slice(-255);
  if (file.size > DROP_MAX_BYTES) {
    throw new Failure('media.too-large', { file: name, size: sizeText(file.size), limit: sizeText(DROP_MAX_BYTES) });
  }
  return call('media.importBytes', { name, bytes: new Uint8Array(await file.arrayBuffer()) });
}
