import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SCHEMA_FILE, schemaOfMigrations } from '#build/write-schema.ts';
import { backupFolder, openLibrary } from '#electron/db/open.ts';
import { backupsIn } from '#electron/db/backup.ts';
import { apply, layoutOf, NEWEST } from '#electron/db/migrate.ts';
import { MIGRATIONS } from '#electron/db/migrations/list.ts';
import type { Library } from '#electron/db/handles.ts';
import { Failure } from '#shared/failures.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { WORKSPACE } from '#tests/kit/world.ts';

const NOW = Date.UTC(2026, 10, 24, 8);

interface MigrationCase {
  readonly number: number;
  /** Fills a library that has only the migrations before this one. */
  before(db: Database): void;
  /** What must be true of it afterwards. */
  after(db: Database): void;
}

/** One planned publication, and what it belongs to. */
const ONE_PUBLICATION: readonly string[] = [
  `INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES ('w', 'Mine', 'UTC', '{}', 1)`,
  `INSERT INTO channels (id, workspace_id, platform, remote_id, handle, display_name, server, profile_url, limits_json,
                         state, connected_at)
          VALUES ('c', 'w', 'p', 'r', 'h', 'H', 's', 'u', '{}', 'connected', 1)`,
  `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, created_at, updated_at)
          VALUES ('p', 'w', 1, '{}', 'none', 1, 1)`,
  `INSERT INTO publications (id, workspace_id, post_id, channel_id, platform, state, due_at, run_at, changed_at)
          VALUES ('u', 'w', 'p', 'c', 'p', 'scheduled', 1, 1, 1)`,
];

/** One for each migration: what people had before, and that they still have it. */
const CASES: readonly MigrationCase[] = [
  {
    number: 10,
    before: () => undefined,
    after: (db) => {
      const tables = namesOf(db, 'table');
      expect(tables).toEqual(
        expect.arrayContaining([
          'workspaces',
          'channels',
          'tokens',
          'posts',
          'post_versions',
          'publications',
          'steps',
          'ledger',
        ]),
      );
      expect(namesOf(db, 'index')).toEqual(
        expect.arrayContaining(['publications_one_per_channel', 'publications_one_in_flight']),
      );
    },
  },
  {
    number: 20,
    before: (db) => ONE_PUBLICATION.forEach((row) => db.exec(row)),
    after: (db) => {
      expect(namesOf(db, 'index')).toContain('publications_handed_over');
      expect(db.prepare('SELECT id, state FROM publications').all()).toEqual([{ id: 'u', state: 'scheduled' }]);
    },
  },
  {
    number: 30,
    before: (db) => {
      db.exec(`INSERT INTO media (id, name, mime_type, bytes, width, height, imported_at)
               VALUES ('m', 'harvest.jpg', 'image/jpeg', 10, 4, 3, 1)`);
    },
    after: (db) => {
      expect(db.prepare('SELECT name, width, duration_ms FROM media').all()).toEqual([
        { name: 'harvest.jpg', width: 4, duration_ms: null },
      ]);
    },
  },
  {
    number: 40,
    before: (db) => ONE_PUBLICATION.forEach((row) => db.exec(row)),
    after: (db) => {
      expect(namesOf(db, 'table')).toEqual(expect.arrayContaining(['buckets', 'public_files']));
      expect(db.prepare('SELECT id FROM publications').all()).toEqual([{ id: 'u' }]);
    },
  },
  {
    number: 50,
    before: (db) => {
      db.exec(`INSERT INTO media (id, name, mime_type, bytes, width, height, imported_at) VALUES
               ('m', 'harvest.jpg', 'image/jpeg', 10, 4, 3, 1), ('n', 'mill.mp4', 'video/mp4', 20, 4, 3, 1)`);
    },
    after: (db) => {
      expect(db.prepare('SELECT name, bytes, details_json FROM media ORDER BY id').all()).toEqual([
        { name: 'harvest.jpg', bytes: 10, details_json: '{}' },
        { name: 'mill.mp4', bytes: 20, details_json: null },
      ]);
    },
  },
  {
    number: 70,
    before: (db) => {
      ONE_PUBLICATION.forEach((row) => db.exec(row));
      db.exec(`INSERT INTO media (id, name, mime_type, bytes, width, height, imported_at)
               VALUES ('m', 'harvest.jpg', 'image/jpeg', 10, 4, 3, 1)`);
      const [now, before, sent] = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
      const json = (id?: string): string => JSON.stringify({ segments: [{ media: [{ media: id, alt: 'Wheat' }] }] });
      db.prepare('UPDATE posts SET post_json = ?').run(json(now));
      db.prepare(
        `INSERT INTO post_versions (post_id, version, at, command_id, command_kind, post_json) VALUES ('p', 1, 1, 'k', 'k', ?)`,
      ).run(json(before));
      db.prepare('UPDATE publications SET draft_json = ?').run(json(sent));
    },
    after: (db) => {
      expect(db.prepare('SELECT name, alt, folder FROM media').all()).toEqual([
        { name: 'harvest.jpg', alt: '', folder: null },
      ]);
      expect(db.prepare('SELECT media_id, place, alts FROM media_uses ORDER BY media_id').all()).toEqual([
        { media_id: 'a'.repeat(64), place: 'post', alts: 'Wheat' },
        { media_id: 'b'.repeat(64), place: 'version', alts: '' },
        { media_id: 'c'.repeat(64), place: 'sent', alts: '' },
      ]);
    },
  },
  {
    number: 90,
    before: (db) => {
      ONE_PUBLICATION.forEach((row) => db.exec(row));
      db.exec(`INSERT INTO media (id, name, mime_type, bytes, width, height, imported_at)
               VALUES ('m', 'harvest.jpg', 'image/jpeg', 10, 4, 3, 1)`);
      const json = { segments: [{ text: 'Open day', media: [{ media: 'm', alt: 'Baskets' }] }], channels: ['c'] };
      db.prepare('UPDATE posts SET post_json = ?').run(JSON.stringify(json));
      db.exec(`INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, created_at, updated_at)
               VALUES ('damaged', 'w', 1, 'no json', 'none', 2, 2)`);
      db.exec(`INSERT INTO tags (id, workspace_id, name, color) VALUES ('t', 'w', 'Autumn', 'teal')`);
      db.exec(`INSERT INTO post_tags (post_id, tag_id) VALUES ('p', 't')`);
    },
    after: (db) => {
      expect(db.prepare('SELECT id, stage, archived_at FROM posts ORDER BY id').all()).toEqual([
        { id: 'damaged', stage: 'draft', archived_at: null },
        { id: 'p', stage: 'draft', archived_at: null },
      ]);
      const find = db.prepare(
        'SELECT w.post_id AS id FROM post_search s JOIN post_words w ON w.id = s.rowid WHERE post_search MATCH ?',
      );
      for (const word of ['open', 'baskets', 'harvest', 'autumn']) expect(find.all(word)).toEqual([{ id: 'p' }]);
      expect(db.prepare('SELECT * FROM post_channels').all()).toEqual([{ post_id: 'p', channel_id: 'c' }]);
    },
  },
  {
    number: 100,
    before: (db) => {
      ONE_PUBLICATION.forEach((row) => db.exec(row));
      db.exec(`INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, created_at, updated_at)
               VALUES ('q', 'w', 1, '{}', 'none', 1, 1), ('r', 'w', 1, '{}', 'none', 1, 1)`);
      db.exec(`INSERT INTO publications (id, workspace_id, post_id, channel_id, platform, state, due_at, receipt_json, changed_at)
               VALUES ('v', 'w', 'q', 'c', 'p', 'published', 1, '{"publishedAt":7}', 1),
                      ('x', 'w', 'r', 'c', 'p', 'published', 1, '{"publishedAt":8,"removedAt":9}', 1)`);
    },
    after: (db) => {
      expect(db.prepare('SELECT id, out_since FROM publications ORDER BY id').all()).toEqual([
        { id: 'u', out_since: null },
        { id: 'v', out_since: 7 },
        { id: 'x', out_since: null },
      ]);
      db.exec(`INSERT INTO metric_readings (publication_id, age_ms, at, metrics_json) VALUES ('v', 1, 8, '{}')`);
      for (const change of ['DELETE FROM metric_readings', 'UPDATE metric_readings SET at = 9']) {
        expect(() => db.exec(change)).toThrow('append-only');
      }
    },
  },
  {
    number: 80,
    before: (db) => {
      ONE_PUBLICATION.forEach((row) => db.exec(row));
      db.exec(`INSERT INTO slots (id, channel_id, weekday, wall_time, zone) VALUES ('s', 'c', 1, '09:00', 'UTC')`);
    },
    after: (db) => {
      expect(db.prepare('SELECT handle, defaults_json, paused_because, quota_json FROM channels').all()).toEqual([
        { handle: 'h', defaults_json: '{}', paused_because: null, quota_json: null },
      ]);
      expect(db.prepare('SELECT id, weekday, wall_time FROM slots').all()).toEqual([
        { id: 's', weekday: 1, wall_time: '09:00' },
      ]);
      expect(namesOf(db, 'index')).toContain('publications_by_channel');
    },
  },
  {
    number: 110,
    before: (db) => ONE_PUBLICATION.forEach((sql) => db.exec(sql)),
    after: (db) => {
      expect(db.prepare('SELECT channel_id, at, event FROM channel_events').all()).toEqual([
        { channel_id: 'c', at: 1, event: 'connected' },
      ]);
      expect(db.prepare('SELECT id, state FROM publications').all()).toEqual([{ id: 'u', state: 'scheduled' }]);
    },
  },
  {
    number: 120,
    before: (db) => ONE_PUBLICATION.forEach((sql) => db.exec(sql)),
    after: (db) => {
      db.exec(`INSERT INTO day_sources (id, workspace_id, name, imported_at) VALUES ('s', 'w', 'Holidays', 1)`);
      db.exec(
        `INSERT INTO day_events (source_id, place, first_day, last_day, ics) VALUES ('s', 0, '2026-12-25', NULL, '')`,
      );
      expect(() =>
        db.exec(`INSERT INTO day_sources (id, workspace_id, name, imported_at) VALUES ('t', 'w', 'HOLIDAYS', 1)`),
      ).toThrow('UNIQUE');
      db.exec(`DELETE FROM day_sources`);
      expect(db.prepare('SELECT * FROM day_events').all()).toEqual([]);
      expect(db.prepare('SELECT id, state FROM publications').all()).toEqual([{ id: 'u', state: 'scheduled' }]);
    },
  },
  {
    number: 130,
    before: (db) => ONE_PUBLICATION.forEach((sql) => db.exec(sql)),
    after: (db) => {
      expect(db.prepare('SELECT id, name, remind_alt FROM workspaces').all()).toEqual([
        { id: 'w', name: 'Mine', remind_alt: 1 },
      ]);
      const insert = db.prepare(
        `INSERT INTO snippets (id, workspace_id, name, text, deleted_at) VALUES (?, 'w', ?, 'x', ?)`,
      );
      insert.run('s1', 'Hours', null);
      insert.run('s2', 'hours', 5);
      expect(() => insert.run('s3', 'HOURS', null)).toThrow(/UNIQUE/);
    },
  },
];

describe('migrations', () => {
  test.each(MIGRATIONS)('$number $name has a case here', (migration) => {
    expect(CASES.map((one) => one.number)).toContain(migration.number);
  });

  test.each(CASES)('$number keeps what people had', (one) => {
    const db = fresh();
    for (const earlier of MIGRATIONS.filter((migration) => migration.number < one.number)) apply(db, earlier);
    one.before(db);
    const migration = MIGRATIONS.find((each) => each.number === one.number);
    expect(migration, `there is no migration ${one.number}: remove its case`).toBeDefined();
    if (migration !== undefined) apply(db, migration);
    one.after(db);
    expect(layoutOf(db)).toBe(one.number);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  test('are in order, by tens, each once', () => {
    const numbers = MIGRATIONS.map((migration) => migration.number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
    expect(numbers.every((number) => Number.isInteger(number) && number > 0)).toBe(true);
  });

  test('each is in a file that is named after it', () => {
    const files = readdirSync(join(dirname(SCHEMA_FILE), 'migrations')).filter((name) => /^\d/.test(name));
    const named = MIGRATIONS.map((one) => `${String(one.number).padStart(4, '0')}-${one.name.replaceAll(' ', '-')}.ts`);
    expect(files.toSorted()).toEqual(named);
  });

  test('together make electron/db/schema.sql', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8'), 'write it again: npx node build/write-schema.ts').toBe(
      schemaOfMigrations(),
    );
  });

  test('that break half way leave nothing behind', () => {
    const db = fresh();
    for (const migration of MIGRATIONS) apply(db, migration);
    const before = dump(db);
    const broken = {
      number: NEWEST + 10,
      name: 'broken',
      up: (half: Database) => {
        half.exec('CREATE TABLE half_done (id TEXT) STRICT; DROP TABLE settings;');
        throw new Error('power cut');
      },
    };
    expect(() => apply(db, broken)).toThrow('power cut');
    expect(dump(db)).toEqual(before);
    expect(layoutOf(db)).toBe(NEWEST);
  });
});

describe('an older library', () => {
  test('is backed up before it is changed, and the backup is as it was', () => {
    const path = olderLibrary();
    open(path);
    const [backup, ...others] = backupsIn(backupFolder(path));
    expect(others).toEqual([]);
    expect(backup).toContain(`-before-${String(NEWEST).padStart(4, '0')}`);
    const kept = keep(new Sqlite(backup ?? '', { readonly: true }));
    expect(layoutOf(kept)).toBe(OLDER);
    expect(kept.prepare('SELECT words FROM notes').all()).toEqual([{ words: 'mine' }]);
    expect(namesOf(kept, 'table')).toEqual(['notes']);
  });

  test('keeps what is in it', () => {
    const path = olderLibrary();
    const library = open(path);
    expect(library.read.prepare('SELECT words FROM notes').all()).toEqual([{ words: 'mine' }]);
  });

  test('whose migration breaks half way is as it was, with its backup', () => {
    // A table of that name is in the way, after others have already been made.
    const path = olderLibrary('CREATE TABLE posts (id TEXT) STRICT');
    expect(() => open(path)).toThrow('posts already exists');
    const db = keep(new Sqlite(path, { readonly: true }));
    expect(layoutOf(db)).toBe(OLDER);
    expect(namesOf(db, 'table').toSorted()).toEqual(['notes', 'posts']);
    expect(backupsIn(backupFolder(path))).toHaveLength(1);
  });
});

describe('a new library', () => {
  test('needs no backup', () => {
    const path = place();
    open(path);
    expect(backupsIn(backupFolder(path))).toEqual([]);
  });

  test('is safe against a power cut: write-ahead log, every commit on the disk', () => {
    const { read } = open(place());
    expect(read.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(read.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  });

  test('refuses a row whose parent is not there', () => {
    const library = open(place());
    const orphan = `INSERT INTO slots (id, channel_id, weekday, wall_time, zone) VALUES ('s', 'nobody', 1, '09:00', 'UTC')`;
    expect(() => library.write((tx) => tx.prepare(orphan).run())).toThrow('FOREIGN KEY');
  });

  test('has only strict tables', () => {
    const { read } = open(place());
    const tables = read
      .prepare<[], { name: string; strict: number }>(
        `SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((table) => table.strict === 0)).toEqual([]);
  });

  test('refuses a text where a number belongs', () => {
    const library = open(place());
    const wrong = `INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES (?, 'Mine', 'UTC', '{}', 'yesterday')`;
    expect(() => library.write((tx) => tx.prepare(wrong).run(WORKSPACE))).toThrow('cannot store TEXT');
  });

  test('never changes or removes a line of the ledger', () => {
    const library = open(place());
    library.write((tx) => {
      for (const row of ONE_PUBLICATION) tx.prepare(row).run();
      tx.prepare(`INSERT INTO ledger (publication_id, at, event, details_json) VALUES ('u', 1, 'planned', '{}')`).run();
    });
    expect(() => library.write((tx) => tx.prepare(`UPDATE ledger SET event = 'x'`).run())).toThrow('append-only');
    expect(() => library.write((tx) => tx.prepare('DELETE FROM ledger').run())).toThrow('append-only');
  });
});

describe('a library that this Postwright cannot open', () => {
  test('is refused by name and not touched when a newer one wrote it', () => {
    const path = newerLibrary('wal');
    const before = bytesAround(path);
    expect(refusalOf(path)).toMatchObject({ code: 'library.newer', about: { found: NEWEST + 10, known: NEWEST } });
    expect(bytesAround(path)).toMatchObject(before);
  });

  test('is not touched even when the newer one keeps its journal in another way', () => {
    const path = newerLibrary('delete');
    const before = bytesAround(path);
    expect(refusalOf(path)).toMatchObject({ code: 'library.newer' });
    expect(bytesAround(path)).toMatchObject(before);
  });

  test('is not touched even when the newer one ended in a power cut', () => {
    const path = newerLibrary('wal');
    const cut = place();
    const writing = new Sqlite(path);
    writing.exec(`INSERT INTO notes VALUES ('last words')`);
    // What a power cut leaves: the file and a log that nobody folded in.
    for (const side of ['', '-wal']) writeFileSync(cut + side, readFileSync(path + side));
    writing.close();
    const before = bytesAround(cut);
    expect(refusalOf(cut)).toMatchObject({ code: 'library.newer' });
    expect(bytesAround(cut)).toMatchObject(before);
  });

  test('is refused by name and kept as it is when it is not a database', () => {
    const path = place();
    writeFileSync(path, 'These are my notes, not a database. '.repeat(200));
    const before = bytesAround(path);
    expect(refusalOf(path)).toMatchObject({ code: 'library.corrupt', about: { kept: path } });
    expect(bytesAround(path)).toMatchObject(before);
  });

  test('is refused by name and kept as it is when a page of it is torn', () => {
    const path = tornLibrary();
    const before = bytesAround(path);
    expect(refusalOf(path)).toMatchObject({
      code: 'library.corrupt',
      about: { kept: path, backups: backupFolder(path) },
    });
    expect(bytesAround(path)).toMatchObject(before);
  });

  test('is refused by name when its place is a folder', () => {
    const path = place();
    mkdirSync(path);
    expect(refusalOf(path)).toMatchObject({ code: 'library.unreadable' });
  });
});

/** A layout before every migration there is, as an early Postwright might have left it. */
const OLDER = 5;

function olderLibrary(andAlso = ''): string {
  const path = place();
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.exec(`CREATE TABLE notes (words TEXT) STRICT; INSERT INTO notes VALUES ('mine'); ${andAlso}`);
  db.pragma(`user_version = ${OLDER}`);
  db.close();
  return path;
}

function newerLibrary(journal: 'wal' | 'delete'): string {
  const path = place();
  const db = new Sqlite(path);
  db.pragma(`journal_mode = ${journal}`);
  db.exec(`CREATE TABLE notes (words TEXT) STRICT; INSERT INTO notes VALUES ('mine')`);
  db.pragma(`user_version = ${NEWEST + 10}`);
  db.close();
  return path;
}

function tornLibrary(): string {
  const path = place();
  const library = open(path);
  library.write((tx) => {
    const insert = tx.prepare('INSERT INTO settings (name, value_json) VALUES (?, ?)');
    for (let n = 0; n < 500; n += 1) insert.run(`setting ${n}`, JSON.stringify('x'.repeat(200)));
  });
  void library.stop();
  const file = openSync(path, 'r+');
  const size = statSync(path).size;
  for (let at = Math.floor(size / 2); at < size - 4096; at += 4096)
    writeSync(file, Buffer.alloc(512, 0xa5), 0, 512, at);
  closeSync(file);
  return path;
}

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-library-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'library.sqlite');
}

function open(path: string): Library {
  const library = openLibrary({ path, clock: handClock(NOW), onListenerError: rethrow });
  onTestFinished(() => library.stop());
  return library;
}

function rethrow(error: unknown): never {
  throw error;
}

function refusalOf(path: string): unknown {
  try {
    open(path);
  } catch (error) {
    return error instanceof Failure ? { code: error.code, about: error.about } : error;
  }
  return 'it was opened';
}

/** Every file in the folder of a library, by name, with the hash of its bytes. */
function bytesAround(path: string): Record<string, string> {
  const entries = readdirSync(dirname(path), { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map(({ name }) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dirname(path), name)))
        .digest('hex'),
    ]),
  );
}

function fresh(): Database {
  return keep(new Sqlite(':memory:'));
}

function keep(db: Database): Database {
  onTestFinished(() => {
    db.close();
  });
  return db;
}

function dump(db: Database): unknown[] {
  return db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
}

function namesOf(db: Database, type: 'table' | 'index'): string[] {
  const rows = db
    .prepare<[string], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'`)
    .all(type);
  return rows.map((row) => row.name);
}
