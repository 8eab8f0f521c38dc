import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FailureValue } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { checkStore, startStoreCheck } from '#electron/media/check-store.ts';
import { importFiles } from '#electron/media/import-file.ts';
import { allMedia } from '#electron/media/media.read.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { removeUnused } from '#electron/media/remove-unused.ts';
import { handClock, settle } from '#tests/kit/hand-clock.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

// The store and the library agree, whatever happened in between.

const PICTURES = join(import.meta.dirname, '../kit/pictures');
const HARVEST = join(PICTURES, 'harvest.jpg');
const OPEN_DAY = join(PICTURES, 'open-day.png');
const DAY_MS = 24 * 3_600_000;

async function mill(folder = mkdtempSync(join(tmpdir(), 'postwright-store-'))) {
  const clock = handClock(Date.now());
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const pictures = testPictures();
  const store = mediaStore(join(folder, 'media'));
  const told: FailureValue[] = [];
  const d = {
    library,
    store,
    pictures,
    clock,
    now: () => clock.now(),
    log: memoryLog(),
    tell: (one: FailureValue) => told.push(one),
  };
  onTestFinished(async () => {
    await pictures.stop();
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...d, told, folder, add: async (...paths: string[]) => (await importFiles(d, paths)).media };
}

/** A draft with this file, as far as the library's tables know. */
function writePost(library: Awaited<ReturnType<typeof mill>>['library'], media: MediaId): void {
  library.write((tx) => {
    tx.prepare(
      `INSERT OR IGNORE INTO workspaces (id, name, zone, overdue_json, created_at) VALUES ('w', 'Mill', 'UTC', '{}', 0)`,
    ).run();
    tx.prepare(
      `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, created_at, updated_at)
       VALUES (?, 'w', 1, ?, 'none', 0, 0)`,
    ).run(media.slice(0, 8), JSON.stringify({ segments: [{ media: [{ media, alt: '' }] }] }));
  });
}

function filesIn(folder: string): string[] {
  const all = readdirSync(join(folder, 'media'), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

test('a store in order is left alone, and nobody is told', async () => {
  const { add, told, folder, clock, ...d } = await mill();
  await add(HARVEST, OPEN_DAY);
  const before = filesIn(folder);
  await clock.by(3 * DAY_MS);
  expect(await checkStore({ ...d, clock })).toEqual({ missing: [], changed: [], removed: 0, left: 0 });
  expect(filesIn(folder)).toEqual(before);
  expect(before).toHaveLength(6);
  expect(told).toEqual([]);
});

test('killed between the file and its row: nothing is in the library, and the file goes after a day', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-store-'));
  const program = join(import.meta.dirname, 'die-before-row.ts');
  const { signal } = spawnSync(process.execPath, [program, folder, HARVEST], { timeout: 20_000 });
  expect(signal).toBe('SIGKILL');
  const { clock, ...d } = await mill(folder);
  expect(allMedia(d.library.read)).toEqual([]);
  expect(filesIn(folder)).toHaveLength(3);
  expect(await checkStore({ ...d, clock })).toMatchObject({ removed: 0, left: 3 });
  await clock.by(DAY_MS + 60_000);
  expect(await checkStore({ ...d, clock })).toMatchObject({ removed: 3, left: 0 });
  expect(filesIn(folder)).toEqual([]);
});

test('what a crash left behind is taken up when the same file comes again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-store-'));
  spawnSync(process.execPath, [join(import.meta.dirname, 'die-before-row.ts'), folder, HARVEST], { timeout: 20_000 });
  const { clock, add, ...d } = await mill(folder);
  expect(await add(HARVEST)).toHaveLength(1);
  await clock.by(2 * DAY_MS);
  expect(await checkStore({ ...d, clock })).toEqual({ missing: [], changed: [], removed: 0, left: 0 });
});

test('half-written files go after a day, files of the person stay', async () => {
  const { clock, folder, add, ...d } = await mill();
  await add(HARVEST);
  writeFileSync(join(folder, 'media', 'a.unfinished'), 'half');
  writeFileSync(join(folder, 'media', 'notes.txt'), 'mine');
  await clock.by(2 * DAY_MS);
  expect(await checkStore({ ...d, clock })).toMatchObject({ removed: 1 });
  expect(filesIn(folder)).toContain('notes.txt');
});

test('a missing and a changed file of a draft are told by their names, soon after the start', async () => {
  const { clock, add, told, ...d } = await mill();
  const [harvest, openDay] = await add(HARVEST, OPEN_DAY);
  if (harvest === undefined || openDay === undefined) throw new Error('not imported');
  writePost(d.library, harvest.id);
  writePost(d.library, openDay.id);
  rmSync(d.store.pathOf(harvest.id));
  writeFileSync(d.store.pathOf(openDay.id), 'something else');
  const check = startStoreCheck({ ...d, clock });
  await clock.by(10_000);
  await check.stop();
  await settle();
  expect(told).toEqual([{ code: 'media.store-check', about: { files: 'harvest.jpg, open-day.png' } }]);
});

test('a missing file that no post needs any more is only written into the log', async () => {
  const { add, told, ...d } = await mill();
  const [harvest] = await add(HARVEST);
  rmSync(d.store.pathOf(harvest?.id ?? ''));
  expect(await checkStore(d)).toMatchObject({ missing: ['harvest.jpg'] });
  expect(told).toEqual([]);
});

test('a file that nothing uses is removed whole; one that a post uses stays', async () => {
  const { add, folder, ...d } = await mill();
  const [harvest, openDay] = await add(HARVEST, OPEN_DAY);
  if (harvest === undefined || openDay === undefined) throw new Error('not imported');
  writePost(d.library, harvest.id);
  expect(removeUnused(d, [harvest.id, openDay.id])).toEqual([openDay.id]);
  expect(allMedia(d.library.read).map((one) => one.id)).toEqual([harvest.id]);
  expect(filesIn(folder)).toHaveLength(3);
  expect(d.store.has(harvest.id)).toBe(true);
  expect((await add(OPEN_DAY)).map((one) => one.id)).toEqual([openDay.id]);
});
