import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database, Statement } from 'better-sqlite3';
import { invariant } from '#shared/assert.ts';
import type { Clock } from '#shared/clock.ts';
import { Failure } from '#shared/failures.ts';
import { backUp, isBackupDue } from '#electron/db/backup.ts';
import { changesOf } from '#electron/db/change-log.ts';
import { isDamage, notWritten } from '#electron/db/corruption.ts';
import type { Change, Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { lookThrough, type LookedThrough } from '#electron/db/look-through.ts';
import { apply, outstanding, refuseNewer } from '#electron/db/migrate.ts';
import { writePortableCopy } from '#electron/db/portable-copy.ts';

export interface OpenLibrary {
  /** The library file; made, with its folder, when it does not exist. */
  readonly path: string;
  readonly clock: Clock;
  /** A listener that failed. The commit stands; the failure is reported here. */
  readonly onListenerError: (error: unknown) => void;
  /** What `lookBeside` has just seen; without it the file is looked through here. */
  readonly looked?: LookedThrough | undefined;
}

/**
 * Opens the library: checks that it is whole, backs it up before changing its layout, and once a day.
 * Throws `library.newer`, `library.corrupt` (the file is left as it is), `library.unreadable`.
 */
export function openLibrary(wanted: OpenLibrary): Library {
  const db = openFile(wanted);
  try {
    bringUpToDate(db, backupFolder(wanted.path), wanted.clock.now());
    return libraryOver(db, wanted);
  } catch (error) {
    db.close();
    if (error instanceof Failure) throw error;
    throw new Failure('library.unreadable', { path: wanted.path, reason: reasonOf(error) }, { cause: error });
  }
}

/** Where backups of the library at `path` are kept. */
export function backupFolder(path: string): string {
  return join(dirname(path), 'backups');
}

function openFile({ path, looked }: OpenLibrary): Database {
  let db: Database | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    refuseWhatIsNotOurs(path, looked ?? lookThrough(path));
    db = new Sqlite(path);
    db.pragma('journal_mode = WAL');
    // A commit is on the disk before it is answered: the promise survives a power cut.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof Failure) throw error;
    if (isDamage(error)) throw corrupt(path, error.message);
    throw new Failure('library.unreadable', { path, reason: reasonOf(error) }, { cause: error });
  }
}

/** A file that is damaged, or a newer Postwright's, stays as it is to the byte. */
function refuseWhatIsNotOurs(path: string, looked: LookedThrough | undefined): void {
  if (looked?.damage !== undefined) throw corrupt(path, looked.damage);
  if (looked !== undefined) refuseNewer(looked.layout);
}

function corrupt(path: string, reason: string): Failure {
  return new Failure('library.corrupt', { kept: path, backups: backupFolder(path), reason });
}

/** A migration that breaks is rolled back, and the backup from before the first of them stays. */
function bringUpToDate(db: Database, backups: string, now: number): void {
  const steps = outstanding(db);
  const isNew = Number(db.pragma('user_version', { simple: true })) === 0;
  const newest = steps.at(-1);
  if (!isNew && newest !== undefined) backUp(db, backups, now, `before-${String(newest.number).padStart(4, '0')}`);
  for (const migration of steps) apply(db, migration);
  if (!isNew && steps.length === 0 && isBackupDue(backups, now)) backUp(db, backups, now, 'daily');
}

function libraryOver(db: Database, wanted: OpenLibrary): Library {
  const listeners = new Set<(changes: readonly Change[]) => void>();
  const prepared = new Map<string, Statement>();
  const prepare = ((sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, known);
    return known;
  }) as Database['prepare'];
  const read = { prepare } as unknown as ReadDb;

  function tell(changes: readonly Change[]): void {
    for (const listener of listeners) attempt(() => listener(changes));
  }

  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      wanted.onListenerError(error);
    }
  }

  return {
    read,
    write: (work) => {
      invariant(!db.inTransaction, 'a write inside a write');
      const later: (() => void)[] = [];
      const tx = {
        prepare,
        now: wanted.clock.now(),
        afterCommit: (fn: () => void) => later.push(fn),
      } as unknown as WriteTx;
      let changes: readonly Change[] = [];
      const result = guarded(() =>
        db
          .transaction(() => {
            const value = work(tx);
            changes = changesOf(tx);
            return value;
          })
          .immediate(),
      );
      for (const fn of later) attempt(fn);
      if (changes.length > 0) tell(changes);
      return result;
    },
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    copyTo: (path) => writePortableCopy(db, path),
    compact: () => {
      db.exec('VACUUM');
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
    stop: () => {
      listeners.clear();
      db.close();
      return Promise.resolve();
    },
  };
}

/** A full disk and its kin are things a person can mend; everything else passes as it is. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw notWritten(error) ?? error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
