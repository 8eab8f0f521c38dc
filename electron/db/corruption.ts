import { copyFileSync, existsSync, renameSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';

/** What is wrong with an open library file in SQLite's words, or `undefined` when it is whole. */
export function damageOf(db: Database): string | undefined {
  try {
    const verdict = String(db.pragma('quick_check(1)', { simple: true }));
    return verdict === 'ok' ? undefined : verdict;
  } catch (error) {
    if (isDamage(error)) return error.message;
    throw error;
  }
}

/** True for the errors with which SQLite says that a file is not, or no longer, a database. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/** True for the errors with which SQLite says that the disk is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_FULL');
}

/** Moves a damaged library and its side files out of the way, never deleting; answers where it lies now. */
export function setAside(path: string, now: number): string {
  const kept = `${path}.damaged-${now}`;
  for (const side of ['', '-wal', '-shm']) {
    if (existsSync(path + side)) renameSync(path + side, kept + side);
  }
  return kept;
}

/** Puts a backup in the library's place. The place must be empty: `setAside` first. */
export function restoreBackup(backup: string, path: string): void {
  copyFileSync(backup, path);
}
