import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '#electron/db/backup.ts';
import type { Library } from '#electron/db/handles.ts';
import { lookThrough } from '#electron/db/look-through.ts';
import { backupFolder, openLibrary } from '#electron/db/open.ts';
import { openLibraryOrAsk, type LibraryChoice, type LibraryQuestion } from '#electron/shell/library-trouble.ts';
import Sqlite from 'better-sqlite3';
import { damageInside } from '#tests/kit/damaged-library.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

function start() {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-trouble-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'library.sqlite');
  const asked: LibraryQuestion[] = [];
  const open = (): Library => openLibrary({ path, clock: handClock(5_000), onListenerError: () => undefined });
  const openWith = (choice: LibraryChoice): Promise<Library | undefined> =>
    openLibraryOrAsk({
      path,
      open,
      now: () => 5_000,
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(choice);
      },
    });
  return { folder, path, asked, open, openWith };
}

const value = (library: Library | undefined): unknown =>
  library?.read.prepare<[], { value_json: string }>('SELECT value_json FROM settings').get()?.value_json;

test('a damaged library is replaced by its newest backup when the person says so, and kept', async () => {
  const { folder, path, asked, open, openWith } = start();
  const before = open();
  before.write((tx) => tx.prepare(`INSERT INTO settings VALUES ('a', '"kept"')`).run());
  await before.stop();
  const db = new Sqlite(path);
  backUp(db, backupFolder(path), 4_000, 'daily');
  db.close();
  writeFileSync(path, 'rubbish'.repeat(1_000));

  const library = await openWith('restore');
  expect(asked[0]?.choices).toEqual(['restore', 'empty', 'quit']);
  expect(value(library)).toBe('"kept"');
  expect(readFileSync(join(folder, 'library.sqlite.damaged-5000'), 'utf8')).toContain('rubbish');
  await library?.stop();
});

test('without a backup an empty library can be started; the damaged file stays', async () => {
  const { folder, path, openWith } = start();
  writeFileSync(path, 'rubbish'.repeat(1_000));
  const library = await openWith('empty');
  expect(value(library)).toBeUndefined();
  expect(readdirSync(folder)).toContain('library.sqlite.damaged-5000');
  await library?.stop();
});

test('a library of a newer Postwright is not offered to be replaced', async () => {
  const { path, asked, openWith } = start();
  const db = new Sqlite(path);
  db.pragma('user_version = 99990');
  db.close();
  const bytes = readFileSync(path);
  expect(await openWith('empty')).toBeUndefined();
  expect(asked.map((question) => question.choices)).toEqual([['quit']]);
  expect(asked[0]?.sentence).toContain('newer Postwright');
  expect(readFileSync(path)).toEqual(bytes);
});

test('quitting leaves the damaged file where it is', async () => {
  const { path, openWith } = start();
  writeFileSync(path, 'rubbish'.repeat(1_000));
  expect(await openWith('quit')).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toContain('rubbish');
});

test('what was seen of a damaged library says nothing about the backup that takes its place', async () => {
  const { path, asked, open } = start();
  await open().stop();
  const db = new Sqlite(path);
  backUp(db, backupFolder(path), 4_000, 'daily');
  db.close();
  damageInside(path);
  // As the program does: the first look was begun beside, every later one is made when the file is opened.
  const looks = [lookThrough(path)];
  const library = await openLibraryOrAsk({
    path,
    open: () => openLibrary({ path, clock: handClock(5_000), onListenerError: () => undefined, looked: looks.shift() }),
    now: () => 5_000,
    ask: (question) => {
      asked.push(question);
      return Promise.resolve('restore');
    },
  });
  expect(asked).toHaveLength(1);
  expect(library?.read.prepare('SELECT count(*) FROM posts').pluck().get()).toBe(0);
  await library?.stop();
});
