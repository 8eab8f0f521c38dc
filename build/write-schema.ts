// `npx node build/write-schema.ts` writes electron/db/schema.sql: what all migrations together make, to be read in one place.
// tests/migrations/every-migration.test.ts compares.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { MIGRATIONS } from '#electron/db/migrations/list.ts';
import { apply, layoutOf } from '#electron/db/migrate.ts';

export const SCHEMA_FILE = join(import.meta.dirname, '..', 'electron', 'db', 'schema.sql');

const HEAD = `-- The library, as the newest migration leaves it. Written by \`npx node build/write-schema.ts\`; a test compares it with what
-- the migrations really make. Times are UTC milliseconds, \`*_json\` columns hold what a schema in shared/ parses.
`;

/** The page as it should be. */
export function schemaOfMigrations(): string {
  const db = new Sqlite(':memory:');
  try {
    for (const migration of MIGRATIONS) apply(db, migration);
    const made = db
      .prepare<[], { sql: string }>(
        `SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
           AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid`,
      )
      .all();
    return [
      HEAD,
      `PRAGMA user_version = ${layoutOf(db)};`,
      ...made.map(({ sql }) => `${/^CREATE (VIRTUAL )?TABLE/.test(sql) ? '\n' : ''}${sql};`),
      '',
    ].join('\n');
  } finally {
    db.close();
  }
}

if (import.meta.main) writeFileSync(SCHEMA_FILE, schemaOfMigrations());
