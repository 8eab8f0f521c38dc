import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { Failure } from '#shared/failures.ts';
import { damageOf, isDamage } from '#electron/db/corruption.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { apply, layoutOf, outstanding, refuseNewer } from '#electron/db/migrate.ts';

// A copy of the library that leaves this computer: whole, in one file, and without anything secret, sealed or not.

/** What of a library opens an account, or helps to. */
const SECRET_TABLES = ['tokens', 'network_apps', 'sign_ins', 'buckets'] as const;
const SECRET_SETTINGS = ['vault.passphrase', 'proxy.password'] as const;
/** Says in a library that it was brought back from a backup and has not been looked through yet. */
const RESTORED = 'restored';

/** Copies the library while it is used, page by page, and takes out what is secret. */
export async function writePortableCopy(db: Database, path: string): Promise<void> {
  await db.backup(path);
  const copy = new Sqlite(path);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.pragma('secure_delete = ON');
    copy.transaction(() => {
      for (const table of SECRET_TABLES) copy.prepare(`DELETE FROM ${table}`).run();
      for (const name of SECRET_SETTINGS) copy.prepare('DELETE FROM settings WHERE name = ?').run(name);
    })();
    // What was deleted may still stand in pages that are free now.
    copy.exec('VACUUM');
  } finally {
    copy.close();
  }
}

/** What a library file holds. */
export interface LibraryContents {
  readonly posts: number;
  readonly channels: number;
  /** Names of its files: SHA-256 of their bytes, with their sizes. */
  readonly files: readonly { readonly id: string; readonly bytes: number }[];
}

/** Looks into a library file that is not in use. Throws `library.corrupt`, `library.newer`, `backup.unreadable`. */
export function contentsOf(path: string): LibraryContents {
  return withFile(path, { readonly: true }, (db) => {
    const damage = damageOf(db);
    if (damage !== undefined) throw new Failure('backup.unreadable', { reason: damage });
    refuseNewer(layoutOf(db));
    const count = (table: string, where = ''): number =>
      db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM ${table} ${where}`).get()?.count ?? 0;
    return {
      posts: count('posts', 'WHERE deleted_at IS NULL'),
      channels: count('channels', `WHERE state <> 'disconnected'`),
      files: db.prepare<[], { id: string; bytes: number }>('SELECT id, bytes FROM media').all(),
    };
  });
}

/** How a library came to be the one that is used. */
export interface RestoredMark {
  /** When the backup was made, UTC ms. */
  readonly madeAt: number;
  /** When it was brought back, UTC ms. */
  readonly at: number;
  /** Where the library that it took the place of lies now. */
  readonly kept?: string | undefined;
}

/** Brings a library file that is not in use to the newest layout, and notes in it that it was brought back. */
export function markRestored(path: string, mark: RestoredMark): void {
  withFile(path, {}, (db) => {
    for (const migration of outstanding(db)) apply(db, migration);
    db.prepare(
      'INSERT INTO settings (name, value_json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json',
    ).run(RESTORED, JSON.stringify(mark));
    // Nothing beside it: the file is moved alone.
    db.pragma('journal_mode = DELETE');
  });
}

/** The note in a library that was brought back and not looked through yet. */
export function restoredMark(db: ReadDb): RestoredMark | undefined {
  const row = db
    .prepare<[string], { value_json: string }>('SELECT value_json FROM settings WHERE name = ?')
    .get(RESTORED);
  return row && (JSON.parse(row.value_json) as RestoredMark);
}

/** The name of that note among the settings. */
export const RESTORED_SETTING = RESTORED;

/** Reads a library that is not in use, for as long as `work` runs; `undefined` when it cannot be read. */
export function readingKept<T>(path: string, work: (db: ReadDb) => T): T | undefined {
  try {
    return withFile(path, { readonly: true }, (db) => {
      refuseNewer(layoutOf(db));
      // An older layout may not have what is asked for.
      return outstanding(db).length > 0 || damageOf(db) !== undefined ? undefined : work(db as unknown as ReadDb);
    });
  } catch (error) {
    if (error instanceof Failure || error instanceof Sqlite.SqliteError) return undefined;
    throw error;
  }
}

function withFile<T>(path: string, options: { readonly?: boolean }, work: (db: Database) => T): T {
  let db: Database | undefined;
  try {
    db = new Sqlite(path, { ...options, fileMustExist: true });
    return work(db);
  } catch (error) {
    if (isDamage(error)) throw new Failure('backup.unreadable', { reason: error.message }, { cause: error });
    throw error;
  } finally {
    db?.close();
  }
}
