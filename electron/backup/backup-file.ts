import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import type { Library } from '#electron/db/handles.ts';
import { contentsOf } from '#electron/db/portable-copy.ts';
import type { MediaStore } from '#electron/media/media-store.ts';
import { whyNotWritten } from '#electron/analytics/write-whole-file.ts';

// A backup is one zip file that any program can open: what it is, the library, and the files of its posts by the SHA-256
// of their bytes. It is written as a stream beside its place and moved there when it is whole.

export const MANIFEST = 'postwright-backup.json';
export const LIBRARY = 'library.sqlite';
export const MEDIA = 'media';

export const manifest = z.object({
  format: z.literal(1),
  program: z.literal('Postwright'),
  version: z.string().max(100),
  /** UTC ms. */
  madeAt: z.int().min(0),
  posts: z.int().min(0),
  channels: z.int().min(0),
  /** Files of posts in it; 0 where they were left out. */
  files: z.int().min(0),
  hasFiles: z.boolean(),
  /** SHA-256 of the library in it. */
  library: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Manifest = z.infer<typeof manifest>;

export interface BackupDeps {
  readonly library: Library;
  readonly store: MediaStore;
  readonly version: string;
  now(): number;
}

export interface Written {
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
  /** Files that posts have and that are not in the store any more. */
  readonly missing: number;
}

/** Writes a backup to `path`. Throws `export.*`; a file that was there stays as it was then. */
export async function writeBackup(d: BackupDeps, path: string, withFiles: boolean): Promise<Written> {
  const copy = join(dirname(path), `.${basename(path)}.library`);
  const part = join(dirname(path), `.${basename(path)}.part`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await rm(copy, { force: true });
    await d.library.copyTo(copy);
    const { files, posts, channels } = contentsOf(copy);
    const there = withFiles ? await present(d.store, files) : [];
    const about: Manifest = {
      format: 1,
      program: 'Postwright',
      version: d.version,
      madeAt: d.now(),
      posts,
      channels,
      files: there.length,
      hasFiles: withFiles,
      library: await hashOf(copy),
    };
    await writeZip(part, about, copy, d.store, there);
    await rename(part, path);
    const { size: bytes } = await stat(path);
    return { path, bytes, files: there.length, missing: withFiles ? files.length - there.length : 0 };
  } catch (error) {
    await rm(part, { force: true });
    throw whyNotWritten(basename(path), error);
  } finally {
    await rm(copy, { force: true });
  }
}

async function present(store: MediaStore, files: readonly { readonly id: string }[]): Promise<string[]> {
  const there: string[] = [];
  for (const { id } of files) {
    const found = await stat(store.pathOf(id)).catch((_expected: unknown) => undefined);
    if (found !== undefined) there.push(id);
  }
  return there;
}

async function writeZip(
  path: string,
  about: Manifest,
  library: string,
  store: MediaStore,
  files: readonly string[],
): Promise<void> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_resolve, reject) => zip.on('error', reject));
  zip.addBuffer(Buffer.from(`${JSON.stringify(about, null, 2)}\n`), MANIFEST);
  zip.addFile(library, LIBRARY);
  // Pictures and films are pressed already.
  for (const id of files) zip.addFile(store.pathOf(id), `${MEDIA}/${id.slice(0, 2)}/${id}`, { compress: false });
  zip.end();
  await Promise.race([pipeline(zip.outputStream, createWriteStream(path, { flags: 'w' })), failed]);
  const written = await open(path, 'r+');
  try {
    await written.sync();
  } finally {
    await written.close();
  }
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
