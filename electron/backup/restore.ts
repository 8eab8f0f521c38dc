import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';
import { LIBRARY, MEDIA } from '#electron/backup/backup-file.ts';
import { readAbout, unpackBackup } from '#electron/backup/read-backup.ts';
import { isRestoreReady, MARK, READY } from '#electron/backup/restore-mark.ts';
import { contentsOf, markRestored } from '#electron/db/portable-copy.ts';
import { putAsideAt } from '#electron/db/put-aside.ts';

// Bringing a library back. First everything is unpacked beside and checked, while the present library is used as ever;
// then, at the next start and before anything is opened, the present library is moved aside and the other one put in its
// place. Every step can be repeated: whatever the power does, there is one whole library in the place, or the present one.

const UNFINISHED = 'restoring';
const SIDES = ['', '-wal', '-shm'];

const readyMark = z.object({ at: z.int(), madeAt: z.int() });

/** Unpacks and checks a backup; the next start puts it in the library's place. Throws `backup.*`, `library.newer`. */
export async function prepareRestore(backup: string, folder: string, now: number): Promise<void> {
  const unfinished = join(folder, UNFINISHED);
  try {
    const { unpackedBytes } = await readAbout(backup);
    await mustHaveRoom(folder, unpackedBytes);
    const { madeAt } = await unpackBackup(backup, unfinished);
    contentsOf(join(unfinished, LIBRARY));
    const kept = join(putAsideAt(folder, now), LIBRARY);
    markRestored(join(unfinished, LIBRARY), { madeAt, at: now, kept });
    await writeFile(join(unfinished, MARK), JSON.stringify({ at: now, madeAt }), { flush: true });
    await rm(join(folder, READY), { recursive: true, force: true });
    await rename(unfinished, join(folder, READY));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** Puts a prepared library in its place, and the one that was there aside; nothing when none is prepared. */
export function finishRestore(libraryPath: string): void {
  if (!isRestoreReady(libraryPath)) return;
  const folder = dirname(libraryPath);
  const ready = join(folder, READY);
  const { at } = readyMark.parse(JSON.parse(readFileSync(join(ready, MARK), 'utf8')));
  const kept = putAsideAt(folder, at);
  mkdirSync(kept, { recursive: true });
  if (existsSync(join(ready, LIBRARY))) {
    for (const side of SIDES) moveOnce(libraryPath + side, join(kept, LIBRARY + side));
    renameSync(join(ready, LIBRARY), libraryPath);
  }
  // A backup without files leaves those that are here.
  if (existsSync(join(ready, MEDIA))) {
    moveOnce(join(folder, MEDIA), join(kept, MEDIA));
    renameSync(join(ready, MEDIA), join(folder, MEDIA));
  }
  rmSync(ready, { recursive: true, force: true });
}

/** What is there already was moved before the power went. */
function moveOnce(from: string, to: string): void {
  if (existsSync(from) && !existsSync(to)) renameSync(from, to);
}

/** Twice the size would not hurt; less than the size cannot work. */
async function mustHaveRoom(folder: string, needed: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < needed) throw new Failure('backup.no-room', { needed: sizeText(needed), free: sizeText(free) });
}
