import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Files are named by the SHA-256 of their bytes. A file is written under a temporary name, flushed and renamed:
// what stands under its name is whole.

export interface MediaStore {
  /** Stores bytes and answers their name. The same bytes are stored once. */
  keep(bytes: Uint8Array): Promise<string>;
  /** Where the file of a name lies, whether or not it is there. */
  pathOf(id: string): string;
  /** The bytes of a file, checked against its name. Throws `media.not-found`, `media.changed`. */
  read(media: Pick<DraftMedia, 'media' | 'name'>): Promise<Uint8Array>;
}

export function mediaStore(folder: string): MediaStore {
  const pathOf = (id: string): string => join(folder, id.slice(0, 2), id);

  async function keep(bytes: Uint8Array): Promise<string> {
    const id = nameOf(bytes);
    const path = pathOf(id);
    if (await holds(path, bytes.byteLength)) return id;
    await mkdir(dirname(path), { recursive: true });
    const unfinished = join(folder, `${randomUUID()}.unfinished`);
    try {
      await writeThrough(unfinished, bytes);
      await rename(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
    return id;
  }

  async function read(media: Pick<DraftMedia, 'media' | 'name'>): Promise<Uint8Array> {
    const bytes = await readFile(pathOf(media.media)).catch((error: unknown) => {
      throw new Failure('media.not-found', { file: media.name }, { cause: error });
    });
    if (nameOf(bytes) !== media.media) throw new Failure('media.changed', { file: media.name });
    return bytes;
  }

  return { keep, pathOf, read };
}

function nameOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function holds(path: string, bytes: number): Promise<boolean> {
  const found = await stat(path).catch((_expected: unknown) => undefined);
  return found?.size === bytes;
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
