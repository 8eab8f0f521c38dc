import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { open, type Entry, type ZipFile } from 'yauzl';
import { Failure } from '#shared/failures.ts';
import { programWords } from '#shared/text/program-words.ts';
import { LIBRARY, MANIFEST, manifest, MEDIA, type Manifest } from '#electron/backup/backup-file.ts';

// Reading a backup that may come from anywhere: nothing is written but what a backup of ours holds, under names that we
// make ourselves, and every byte is checked against its name before anything is replaced.

/** What a backup says of itself. */
export interface BackupAbout extends Manifest {
  /** What it takes on the disk when it is unpacked. */
  readonly unpackedBytes: number;
}

const MANIFEST_MAX = 64 * 1024;
const MEDIA_NAME = new RegExp(`^${MEDIA}/([0-9a-f]{2})/(\\1[0-9a-f]{62})$`);

/** Reads what a backup says of itself. Throws `backup.unreadable`. */
export async function readAbout(path: string): Promise<BackupAbout> {
  let about: Manifest | undefined;
  let unpackedBytes = 0;
  let hasLibrary = false;
  await eachEntry(path, async (entry, read) => {
    unpackedBytes += entry.uncompressedSize;
    hasLibrary ||= entry.fileName === LIBRARY;
    if (entry.fileName !== MANIFEST) return;
    if (entry.uncompressedSize > MANIFEST_MAX) throw unreadable(programWords().backups.tooLong);
    about = parsed(await textOf(await read()));
  });
  if (about === undefined || !hasLibrary) throw unreadable(programWords().backups.noLibrary);
  return { ...about, unpackedBytes };
}

/** Unpacks a backup into an empty folder, every file checked. Throws `backup.unreadable`, `backup.file-changed`. */
export async function unpackBackup(path: string, folder: string): Promise<Manifest> {
  const about = await readAbout(path);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let files = 0;
  await eachEntry(path, async (entry, read) => {
    if (entry.fileName === LIBRARY) return put(await read(), join(folder, LIBRARY), about.library);
    const id = MEDIA_NAME.exec(entry.fileName)?.[2];
    if (id === undefined) return;
    files += 1;
    await put(await read(), join(folder, MEDIA, id.slice(0, 2), id), id);
  });
  if (files !== about.files) throw unreadable(programWords().backups.missing(about.files - files));
  return about;
}

async function put(from: Readable, to: string, sha256: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  const hash = createHash('sha256');
  const counting = new Transform({
    transform: (chunk: Uint8Array, _encoding, next) => {
      hash.update(chunk);
      next(null, chunk);
    },
  });
  await pipeline(from, counting, createWriteStream(to, { flags: 'wx', flush: true }));
  if (hash.digest('hex') !== sha256) throw new Failure('backup.file-changed', { file: basename(to) });
}

type Look = (entry: Entry, read: () => Promise<Readable>) => Promise<void>;

/** One entry after the other, as the directory at the end of the file names them. */
async function eachEntry(path: string, look: Look): Promise<void> {
  const zip = await opened(path);
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('error', (error: Error) => reject(unreadable(error.message, error)));
      zip.on('end', resolve);
      zip.on('entry', (entry: Entry) => {
        look(entry, () => streamOf(zip, entry)).then(() => zip.readEntry(), reject);
      });
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(unreadable(error.message, error));
      else resolve(zip);
    });
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(unreadable(error.message, error));
      else resolve(stream);
    });
  });
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Manifest {
  try {
    return manifest.parse(JSON.parse(text));
  } catch (error) {
    throw unreadable(programWords().backups.unread, error);
  }
}

function unreadable(reason: string, cause?: unknown): Failure {
  return new Failure('backup.unreadable', { reason }, cause === undefined ? {} : { cause });
}
