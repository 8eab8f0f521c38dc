import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import type { ReadDb } from '#electron/db/handles.ts';
import { layoutOf, NEWEST } from '#electron/db/migrate.ts';

/** A library that can only be read. */
export interface ReadOnly {
  readonly read: ReadDb;
  close(): void;
}

/**
 * Opens a library with a handle that cannot write, before anybody has looked through it; `undefined` where there is none, or
 * none that can be read as it is, because its layout is another one or it is damaged: `openLibrary` says what is the matter.
 */
export function openToRead(path: string): ReadOnly | undefined {
  if (!existsSync(path)) return undefined;
  let db: Database | undefined;
  try {
    db = new Sqlite(path, { readonly: true });
    if (layoutOf(db) === NEWEST) {
      const open = db;
      return { read: open as unknown as ReadDb, close: () => open.close() };
    }
  } catch (_expected) {
    // Who opens it to work with it finds the same, and says so.
  }
  db?.close();
  return undefined;
}
