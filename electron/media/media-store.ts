import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '#shared/failures.ts';
import { SMALL_PICTURES, type SmallPicture } from '#shared/media/media.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

// Files are named by the SHA-256 of their bytes. A file is written under a temporary name, flushed and renamed:
// what stands under its name is whole. Beside a picture lie its small pictures; they can be made again at any time.

export interface MediaStore {
  readonly folder: string;
  /** Stores bytes, or the file at a path, and answers their name. The same bytes are stored once. */
  keep(source: Uint8Array | string): Promise<string>;
  /** A path to write to; what is left there is not part of the store. */
  unfinished(): Promise<string>;
  /** Makes a flushed unfinished file part of the store, and answers its name. */
  adopt(unfinished: string): Promise<string>;
  /** Makes an unfinished file a small picture of a file. */
  adoptSmall(id: string, which: SmallPicture, unfinished: string): Promise<void>;
  /** Takes a file away that was kept and is not used, with its small pictures: at once, so that nobody can take it up meanwhile. */
  drop(id: string): void;
  /** Whether there is a file under the name, now. */
  has(id: string): boolean;
  /** Where the file of a name lies, whether or not it is there. */
  pathOf(id: string): string;
  smallPathOf(id: string, which: SmallPicture): string;
  /**
   * The bytes of a file, or the part from `from` up to `to`, checked against its name. Throws `media.not-found`,
   * `media.changed`.
   */
  read(
    media: Pick<DraftMedia, 'media' | 'name'>,
    part?: { readonly from: number; readonly to: number },
  ): Promise<Uint8Array>;
}

/** The ending of files that are not part of the store yet. */
export const UNFINISHED = '.unfinished';

export function mediaStore(folder: string): MediaStore {
  const pathOf = (id: string): string => join(folder, id.slice(0, 2), id);
  const smallPathOf = (id: string, which: SmallPicture): string => `${pathOf(id)}.${which}`;
  /** Files whose bytes were checked, as they were then; a part is read without reading the whole again. */
  const checked = new Map<string, string>();

  return {
    folder,
    keep,
    unfinished,
    adopt,
    adoptSmall,
    drop,
    has: (id) => existsSync(pathOf(id)),
    pathOf,
    smallPathOf,
    read,
  };

  async function keep(source: Uint8Array | string): Promise<string> {
    const to = await unfinished();
    try {
      return await put(await writeThrough(source, to), to);
    } finally {
      await rm(to, { force: true });
    }
  }

  async function unfinished(): Promise<string> {
    await mkdir(folder, { recursive: true });
    return join(folder, `${randomUUID()}${UNFINISHED}`);
  }

  async function adopt(written: string): Promise<string> {
    return put(await nameOf(written), written);
  }

  async function put(id: string, written: string): Promise<string> {
    const path = pathOf(id);
    if (await isWhole(path, written)) await rm(written);
    else {
      await mkdir(dirname(path), { recursive: true });
      await rename(written, path);
      // The row is written after: a folder that forgets the name in a power cut would leave the row without its file.
      await flushFolder(dirname(path));
    }
    return id;
  }

  async function adoptSmall(id: string, which: SmallPicture, written: string): Promise<void> {
    await rename(written, smallPathOf(id, which));
  }

  function drop(id: string): void {
    for (const which of SMALL_PICTURES) rmSync(smallPathOf(id, which), { force: true });
    rmSync(pathOf(id), { force: true });
  }

  async function read(
    media: Pick<DraftMedia, 'media' | 'name'>,
    part?: { readonly from: number; readonly to: number },
  ): Promise<Uint8Array> {
    const path = pathOf(media.media);
    const found = await stat(path).catch((error: unknown) => {
      throw new Failure('media.not-found', { file: media.name }, { cause: error });
    });
    const asIs = `${found.size} ${found.mtimeMs}`;
    if (checked.get(media.media) !== asIs) {
      if ((await nameOf(path)) !== media.media) throw new Failure('media.changed', { file: media.name });
      checked.set(media.media, asIs);
    }
    return bytesOf(path, part ?? { from: 0, to: found.size });
  }
}

/** Copies, flushes, and gives the name that the bytes have. */
async function writeThrough(source: Uint8Array | string, to: string): Promise<string> {
  const hash = createHash('sha256');
  const from = typeof source === 'string' ? createReadStream(source) : Readable.from([source]);
  await pipeline(
    from,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(to, { flags: 'wx', flush: true }),
  );
  return hash.digest('hex');
}

async function nameOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

const READ_BYTES = 1024 * 1024;

async function flushFolder(folder: string): Promise<void> {
  // Windows knows no flushing of folders, and needs none.
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

async function isWhole(path: string, like: string): Promise<boolean> {
  const found = await stat(path).catch((_expected: unknown) => undefined);
  return found !== undefined && found.size === (await stat(like)).size;
}

async function bytesOf(path: string, { from, to }: { from: number; to: number }): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.max(0, to - from));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
