import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';

// A backup is a whole, consistent library file of its own, written by SQLite (`VACUUM INTO`) under a
// temporary name and renamed when complete: what is in the folder can be opened.

const KEEP = 10;
const DAY_MS = 24 * 60 * 60 * 1000;
const NAME = /^library-\d{8}T\d{9}Z-[\w-]+\.sqlite$/;

/** Writes a backup and removes all but the newest ten. `reason` becomes part of the name: `before-0020`, `daily`. */
export function backUp(db: Database, folder: string, now: number, reason: string): string {
  mkdirSync(folder, { recursive: true });
  const stamp = new Date(now).toISOString().replaceAll(/[-:.]/g, '');
  const file = join(folder, `library-${stamp}-${reason}.sqlite`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  db.prepare('VACUUM INTO ?').run(unfinished);
  renameSync(unfinished, file);
  for (const old of backupsIn(folder).slice(KEEP)) rmSync(old, { force: true });
  return file;
}

/** Whole backups, newest first. */
export function backupsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => NAME.test(name));
  return names
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

/** When a backup was made, UTC ms, by its name: copying a file changes its date. */
export function backupMadeAt(path: string): number {
  const [, y, mo, d, h, mi, s] = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\d{3}Z-/.exec(path) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
}

/** True when the newest backup is a day old or there is none. */
export function isBackupDue(folder: string, now: number): boolean {
  const newest = backupsIn(folder)[0];
  return newest === undefined || now - backupMadeAt(newest) > DAY_MS;
}
