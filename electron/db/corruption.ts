import { copyFileSync, existsSync, renameSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { Failure } from '#shared/failures.ts';

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

/** Why SQLite could not write, where a person can do something about it (https://sqlite.org/rescode.html); `undefined` for every other error. */
export function notWritten(error: unknown): Failure | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return undefined;
  const { code, message } = error;
  if (code.startsWith('SQLITE_FULL')) return new Failure('library.full', {}, { cause: error });
  if (code.startsWith('SQLITE_BUSY')) return new Failure('library.busy', {}, { cause: error });
  if (!/^SQLITE_(IOERR|READONLY)/.test(code)) return undefined;
  return new Failure('library.not-written', { reason: message }, { cause: error });
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
