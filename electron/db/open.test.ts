import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { changeCount, changed } from '#electron/db/change-log.ts';
import type { Change, Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

function newLibrary(onListenerError: (error: unknown) => void = fail): Library {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-library-'));
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock: handClock(1_000), onListenerError });
  onTestFinished(async () => {
    await library.stop();
    rmSync(folder, { recursive: true });
  });
  return library;
}

function fail(error: unknown): never {
  throw error;
}

const setting = (library: Library): unknown =>
  library.read.prepare<[], { value: string }>(`SELECT value_json AS value FROM settings WHERE name = 'a'`).get()?.value;

test('listeners hear of changes once, after the commit, with every row named once', () => {
  const library = newLibrary();
  const heard: (readonly Change[])[] = [];
  let seenThen: unknown;
  library.onChanged((changes) => {
    heard.push(changes);
    seenThen = setting(library);
  });
  library.write((tx) => {
    tx.prepare(`INSERT INTO settings VALUES ('a', '1')`).run();
    changed(tx, 'settings', ['a']);
    changed(tx, 'settings', ['a', 'b']);
    expect(heard).toEqual([]);
  });
  expect(heard).toEqual([[{ topic: 'settings', ids: ['a', 'b'] }]]);
  expect(seenThen).toBe('1');
  expect(changeCount(library.read)).toBe(2);
});

test('a write that throws leaves nothing behind and tells nobody', () => {
  const library = newLibrary();
  const heard: unknown[] = [];
  library.onChanged((changes) => heard.push(changes));
  const write = (): void =>
    library.write((tx) => {
      tx.prepare(`INSERT INTO settings VALUES ('a', '1')`).run();
      changed(tx, 'settings', ['a']);
      tx.afterCommit(() => heard.push('after commit'));
      throw new Error('changed my mind');
    });
  expect(write).toThrow('changed my mind');
  expect([setting(library), heard, changeCount(library.read)]).toEqual([undefined, [], 0]);
});

test('a write inside a write is refused, since one of them would be half done', () => {
  const library = newLibrary();
  expect(() => library.write(() => library.write(() => 1))).toThrow('a write inside a write');
});

test('a listener that fails keeps neither the commit nor the other listeners from their work', () => {
  const errors: unknown[] = [];
  const library = newLibrary((error) => errors.push(error));
  const heard: unknown[] = [];
  library.onChanged(() => {
    throw new Error('deaf');
  });
  library.onChanged((changes) => heard.push(changes));
  library.write((tx) => changed(tx, 'settings', ['a']));
  expect([errors.length, heard.length]).toEqual([1, 1]);
});

test('a library that another program holds, or that may not be written, says so and loses nothing', () => {
  const library = newLibrary();
  const put = (value: string): unknown =>
    library.write((tx) => tx.prepare(`INSERT OR REPLACE INTO settings VALUES ('a', ?)`).run(value));
  put('1');
  const [{ file } = { file: '' }] = library.read.prepare<[], { file: string }>('PRAGMA database_list').all();
  library.read.prepare('PRAGMA busy_timeout = 1').get();
  const other = new Sqlite(file);
  other.exec('BEGIN IMMEDIATE');
  expect(() => put('2')).toThrow(expect.objectContaining({ code: 'library.busy' }));
  other.close();
  library.read.prepare('PRAGMA query_only = ON').run();
  expect(() => put('3')).toThrow(
    expect.objectContaining({ code: 'library.not-written', about: { reason: 'attempt to write a readonly database' } }),
  );
  library.read.prepare('PRAGMA query_only = OFF').run();
  expect(setting(library)).toBe('1');
  put('4');
  expect(setting(library)).toBe('4');
});

test('a full disk is a failure a person can mend, and loses nothing', () => {
  const library = newLibrary();
  library.write((tx) => tx.prepare(`INSERT INTO settings VALUES ('a', '1')`).run());
  // SQLite says SQLITE_FULL when the file may not grow, as it does on a full disk.
  library.read.prepare('PRAGMA max_page_count = 1').get();
  const fill = (): unknown =>
    library.write((tx) => tx.prepare(`INSERT INTO settings VALUES ('big', ?)`).run('x'.repeat(5_000_000)));
  expect(fill).toThrow(expect.objectContaining({ code: 'library.full' }));
  expect(setting(library)).toBe('1');
});
