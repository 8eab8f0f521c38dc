import { createHash, randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { FailureValue } from '#shared/failures.ts';
import { writeBackup, type BackupDeps } from '#electron/backup/backup-file.ts';
import { startDailyBackups, USUAL_PLAN, type BackupPlan } from '#electron/backup/daily-backup.ts';
import { readAbout, unpackBackup } from '#electron/backup/read-backup.ts';
import { finishRestore, prepareRestore } from '#electron/backup/restore.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { firstWorkspace } from '#electron/settings/settings.read.ts';
import { handClock, settle, type HandClock } from '#tests/kit/hand-clock.ts';

// A backup holds everything but secrets, is whole or is not there, and comes back only when every byte of it is right.

const NOW = Date.UTC(2026, 10, 24, 8);
const DAY_MS = 24 * 3_600_000;

interface Place {
  readonly folder: string;
  readonly libraryPath: string;
  readonly library: Library;
  readonly clock: HandClock;
  readonly deps: BackupDeps;
  /** Keeps a file as an import does. */
  addFile(bytes: Buffer): Promise<string>;
}

function place(name = 'Mill'): Place {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-backup-'));
  const libraryPath = join(folder, 'library.sqlite');
  const clock = handClock(NOW);
  const library = opened(libraryPath, clock);
  ensureWorkspace(library, 'Europe/Berlin', name);
  const store = mediaStore(join(folder, 'media'));
  onTestFinished(async () => {
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    libraryPath,
    library,
    clock,
    deps: { library, store, version: '1', now: () => clock.now() },
    addFile: async (bytes) => {
      const id = await store.keep(bytes);
      library.write((tx) =>
        tx
          .prepare(
            `INSERT INTO media (id, name, mime_type, bytes, width, height, imported_at) VALUES (?, 'x.jpg', 'image/jpeg', ?, 1, 1, 0)`,
          )
          .run(id, bytes.length),
      );
      return id;
    },
  };
}

function opened(path: string, clock: HandClock): Library {
  const onListenerError = (error: unknown): never => {
    throw error;
  };
  return openLibrary({ path, clock, onListenerError });
}

test('everything goes into one file and comes out of it the same', async () => {
  const mill = place();
  const ids = [await mill.addFile(randomBytes(300_000)), await mill.addFile(Buffer.from('rye'))];
  const path = join(mill.folder, 'mill.zip');
  expect(await writeBackup(mill.deps, path, true)).toMatchObject({ files: 2, missing: 0 });
  expect(await readAbout(path)).toMatchObject({ madeAt: NOW, files: 2, hasFiles: true });

  const out = join(mill.folder, 'out');
  await unpackBackup(path, out);
  for (const id of ids) {
    const bytes = readFileSync(join(out, 'media', id.slice(0, 2), id));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(id);
  }
});

test('a file that a post has and the disk has not is said, and does not stop the backup', async () => {
  const mill = place();
  const id = await mill.addFile(Buffer.from('gone'));
  rmSync(mill.deps.store.pathOf(id));
  expect(await writeBackup(mill.deps, join(mill.folder, 'mill.zip'), true)).toMatchObject({ files: 0, missing: 1 });
});

test('where nothing can be written, nothing is left half done, and a file that was there stays', async () => {
  const mill = place();
  const path = join(mill.folder, 'library.sqlite', 'mill.zip');
  await expect(writeBackup(mill.deps, path, true)).rejects.toMatchObject({ code: /^export\./ });
  expect(readdirSync(mill.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a byte that changed is found before anything is replaced', async () => {
  const mill = place();
  const bytes = Buffer.from('the very bytes of a picture of rye');
  await mill.addFile(bytes);
  const path = join(mill.folder, 'mill.zip');
  await writeBackup(mill.deps, path, true);
  const zip = readFileSync(path);
  zip[zip.indexOf(bytes)] = 0x54;
  writeFileSync(path, zip);
  await expect(prepareRestore(path, mill.folder, NOW)).rejects.toMatchObject({ code: /^backup\./ });
  expect(existsSync(join(mill.folder, 'restore-ready'))).toBe(false);
  expect(existsSync(join(mill.folder, 'restoring'))).toBe(false);
});

test.each([
  ['no zip', () => Buffer.from('hello')],
  ['a zip that was cut off', () => undefined],
])('%s is no backup', async (_what, bytes) => {
  const mill = place();
  const path = join(mill.folder, 'mill.zip');
  await writeBackup(mill.deps, path, true);
  const whole = readFileSync(path);
  writeFileSync(path, bytes() ?? whole.subarray(0, whole.length / 2));
  await expect(readAbout(path)).rejects.toMatchObject({ code: 'backup.unreadable' });
});

test('a zip of somebody else, with names that lead out of the folder, writes nothing anywhere', async () => {
  const mill = place();
  const path = join(mill.folder, 'evil.zip');
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('{}'), 'postwright-backup.json');
  zip.addBuffer(Buffer.from('x'), 'media/aa/evil');
  zip.addBuffer(Buffer.from('x'), 'library.sqlite');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  await expect(unpackBackup(path, join(mill.folder, 'out'))).rejects.toMatchObject({ code: 'backup.unreadable' });
  expect(existsSync(join(mill.folder, 'out'))).toBe(false);
});

test('the library that is replaced is kept beside, with its files', async () => {
  const mill = place('Before');
  const old = await mill.addFile(Buffer.from('an old picture'));
  const backup = join(mill.folder, 'mill.zip');
  await writeBackup(mill.deps, backup, true);
  const fresh = await mill.addFile(Buffer.from('a new picture'));
  await prepareRestore(backup, mill.folder, NOW);
  await mill.library.stop();

  finishRestore(mill.libraryPath);
  const kept = join(mill.folder, 'replaced-20261124T080000Z');
  expect(existsSync(join(kept, 'media', fresh.slice(0, 2), fresh))).toBe(true);
  expect(existsSync(join(kept, 'library.sqlite'))).toBe(true);
  expect(existsSync(join(mill.folder, 'media', old.slice(0, 2), old))).toBe(true);
  const library = opened(mill.libraryPath, mill.clock);
  expect(firstWorkspace(library.read)?.name).toBe('Before');
  await library.stop();
});

test('the power goes between any two steps: the next start ends with the same', async () => {
  for (const step of [0, 1, 2, 3]) {
    const mill = place('Of the backup');
    const file = await mill.addFile(Buffer.from('rye'));
    const backup = join(mill.folder, 'mill.zip');
    await writeBackup(mill.deps, backup, true);
    mill.library.write((tx) => tx.prepare(`UPDATE workspaces SET name = 'Of now'`).run());
    await prepareRestore(backup, mill.folder, NOW);
    await mill.library.stop();
    const kept = join(mill.folder, 'replaced-20261124T080000Z');
    const ready = join(mill.folder, 'restore-ready');
    const moves: readonly (() => void)[] = [
      () => mkdirSync(kept),
      () => renameSync(mill.libraryPath, join(kept, 'library.sqlite')),
      () => renameSync(join(ready, 'library.sqlite'), mill.libraryPath),
      () => renameSync(join(mill.folder, 'media'), join(kept, 'media')),
    ];
    for (const move of moves.slice(0, step + 1)) move();

    finishRestore(mill.libraryPath);
    const nameIn = async (path: string): Promise<string | undefined> => {
      const library = opened(path, mill.clock);
      const name = firstWorkspace(library.read)?.name;
      await library.stop();
      return name;
    };
    expect(await nameIn(mill.libraryPath)).toBe('Of the backup');
    expect(await nameIn(join(kept, 'library.sqlite'))).toBe('Of now');
    expect(existsSync(join(mill.folder, 'media', file.slice(0, 2), file))).toBe(true);
    expect(existsSync(ready)).toBe(false);
  }
});

test('a backup without files leaves the files of now where they are', async () => {
  const mill = place();
  const id = await mill.addFile(Buffer.from('stays'));
  const backup = join(mill.folder, 'mill.zip');
  await writeBackup(mill.deps, backup, false);
  await prepareRestore(backup, mill.folder, NOW);
  await mill.library.stop();
  finishRestore(mill.libraryPath);
  expect(existsSync(join(mill.folder, 'media', id.slice(0, 2), id))).toBe(true);
});

function daily(mill: Place, wanted: Partial<BackupPlan> = {}) {
  const told: FailureValue[] = [];
  const plan = { current: { ...USUAL_PLAN, ...wanted } };
  const backups = startDailyBackups({
    ...mill.deps,
    clock: mill.clock,
    log: memoryLog(),
    plan: () => plan.current,
    usualFolder: join(mill.folder, 'backups'),
    tell: (failure) => told.push(failure),
  });
  onTestFinished(() => backups.stop());
  return { backups, told, plan };
}

/** Lets time pass in steps, so that what takes real time is done in between. */
async function days(mill: Place, count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    await mill.clock.to(mill.clock.now() + DAY_MS);
    for (let turn = 0; turn < 40; turn += 1) {
      await settle();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

test('a backup is made every day, and only as many stay as are wanted; other files are left alone', async () => {
  const mill = place();
  mkdirSync(join(mill.folder, 'backups'));
  writeFileSync(join(mill.folder, 'backups', 'holiday.zip'), 'not ours');
  const { backups } = daily(mill, { keep: 2 });
  await days(mill, 5);
  expect(backups.all()).toHaveLength(2);
  expect(backups.all()[0]?.at).toBeGreaterThan(NOW + 3 * DAY_MS);
  expect(readdirSync(join(mill.folder, 'backups'))).toContain('holiday.zip');
});

test('turned off, none is made; turned on again, one is made at once', async () => {
  const mill = place();
  const { backups, plan } = daily(mill, { isOn: false });
  await days(mill, 2);
  expect(backups.all()).toEqual([]);
  plan.current = { ...plan.current, isOn: true };
  backups.look();
  await days(mill, 1);
  expect(backups.all().length).toBeGreaterThan(0);
});

test('a folder that is gone is said, with the reason', async () => {
  const mill = place();
  const { told } = daily(mill, { folder: join(mill.folder, 'library.sqlite', 'away') });
  await days(mill, 1);
  expect(told[0]).toMatchObject({ code: 'backup.failed' });
});
