import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Handlers } from '#shared/ipc/contract.ts';
import type { Library } from '#electron/db/handles.ts';
import { isPutAside } from '#electron/db/put-aside.ts';

/** Where everything lies that the calls about storage look at. */
export interface StorageHandling {
  readonly library: Library;
  readonly libraryPath: string;
  readonly backups: string;
  readonly logs: string;
}

/** What lies where, and what can be given back to the disk. */
export const storageHandlers = (d: StorageHandling) =>
  ({
    'storage.read': () => read(d),
    'storage.clearSmall': () => clearSmall(d),
    'storage.removeReplaced': () => removeReplaced(dirname(d.libraryPath)),
    'storage.compact': async () => {
      const before = await libraryBytes(d.libraryPath);
      d.library.compact();
      return { freed: Math.max(0, before - (await libraryBytes(d.libraryPath))) };
    },
  }) satisfies Handlers<'storage.'>;

/** As a media store names small pictures. */
const SMALL = /^[0-9a-f]{64}\.(?:thumb|preview)$/;

async function read(d: StorageHandling) {
  const folder = dirname(d.libraryPath);
  const files = await filesUnder(join(folder, 'media'));
  const [library, backups, logs, replaced, disk] = await Promise.all([
    libraryBytes(d.libraryPath),
    bytesUnder(d.backups),
    bytesUnder(d.logs),
    replacedBytes(folder),
    statfs(folder),
  ]);
  return {
    folder,
    library,
    media: sum(files.filter(({ name }) => !SMALL.test(name))),
    small: sum(files.filter(({ name }) => SMALL.test(name))),
    backups,
    logs,
    replaced,
    free: disk.bavail * disk.bsize,
  };
}

async function clearSmall(d: StorageHandling): Promise<{ freed: number }> {
  const small = (await filesUnder(join(dirname(d.libraryPath), 'media'))).filter(({ name }) => SMALL.test(name));
  for (const { path } of small) await rm(path, { force: true });
  return { freed: sum(small) };
}

async function replacedIn(folder: string): Promise<string[]> {
  const all = await readdir(folder, { withFileTypes: true });
  return all.filter((one) => one.isDirectory() && isPutAside(one.name)).map(({ name }) => join(folder, name));
}

async function replacedBytes(folder: string): Promise<number> {
  const each = await Promise.all((await replacedIn(folder)).map(bytesUnder));
  return each.reduce((all, one) => all + one, 0);
}

/** What went out since was taken over at the start after the restore (publishing/hold-restored.ts); nothing reads them any more. */
async function removeReplaced(folder: string): Promise<{ freed: number }> {
  const freed = await replacedBytes(folder);
  for (const one of await replacedIn(folder)) await rm(one, { recursive: true, force: true });
  return { freed };
}

async function libraryBytes(path: string): Promise<number> {
  const each = await Promise.all(['', '-wal'].map((side) => sizeOf(path + side)));
  return each.reduce((all, one) => all + one, 0);
}

async function bytesUnder(folder: string): Promise<number> {
  return sum(await filesUnder(folder));
}

interface Found {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

async function filesUnder(folder: string): Promise<Found[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch((_expected: unknown) => []);
  const files = all.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ name, parentPath }) => {
      const path = join(parentPath, name);
      return { name, path, bytes: await sizeOf(path) };
    }),
  );
}

async function sizeOf(path: string): Promise<number> {
  // It may go while it is looked at.
  const found = await stat(path).catch((_expected: unknown) => undefined);
  return found?.size ?? 0;
}

function sum(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((all, one) => all + one.bytes, 0);
}
