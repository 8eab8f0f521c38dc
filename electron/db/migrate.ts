import type { Database } from 'better-sqlite3';
import { Failure } from '#shared/failures.ts';
import { MIGRATIONS } from '#electron/db/migrations/list.ts';

/** One step from an older layout of the library to a newer one. */
export interface Migration {
  /** By tens, so that a release branch can squeeze one in. Kept in the file's `user_version`. */
  readonly number: number;
  readonly name: string;
  up(db: Database): void;
}

/** The newest layout this program knows. */
export const NEWEST = Math.max(...MIGRATIONS.map((migration) => migration.number));

/** Throws `library.newer` for the layout of a file that a newer Postwright wrote; such a file is not touched. */
export function refuseNewer(found: number): void {
  if (found > NEWEST) throw new Failure('library.newer', { found, known: NEWEST });
}

/** What is still to be done to bring the file to the newest layout, oldest first. */
export function outstanding(db: Database): readonly Migration[] {
  const done = layoutOf(db);
  return MIGRATIONS.filter((migration) => migration.number > done).toSorted((a, b) => a.number - b.number);
}

/** Runs one migration whole or not at all. */
export function apply(db: Database, migration: Migration): void {
  db.transaction(() => {
    migration.up(db);
    db.pragma(`user_version = ${migration.number}`);
  }).immediate();
}

/** The number of the last migration the file went through; 0 for a new file. */
export function layoutOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
