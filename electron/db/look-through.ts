import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { damageOf } from '#electron/db/corruption.ts';

// Kept apart, with nothing that takes long to load: `look-program.ts` does it on a thread of its own while the program is read.

/** What a library file is, seen from outside. */
export interface LookedThrough {
  /** What is wrong with it in SQLite's words; `undefined` when it is whole. */
  readonly damage: string | undefined;
  /** The number of its layout. */
  readonly layout: number;
}

/**
 * Looks through the whole file with a handle that cannot write; `undefined` where there is no file. Throws what SQLite
 * throws when it cannot be read at all.
 */
export function lookThrough(path: string): LookedThrough | undefined {
  if (!existsSync(path)) return undefined;
  const db = new Sqlite(path, { readonly: true });
  try {
    const damage = damageOf(db);
    return { damage, layout: damage === undefined ? Number(db.pragma('user_version', { simple: true })) : 0 };
  } finally {
    db.close();
  }
}
