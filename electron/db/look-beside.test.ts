import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lookBeside } from '#electron/db/look-beside.ts';
import { NEWEST } from '#electron/db/migrate.ts';
import { openLibrary } from '#electron/db/open.ts';
import { damageInside } from '#tests/kit/damaged-library.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

// The library is looked through on a thread of its own while Electron starts. Whatever happens to the thread, nothing is
// opened that nobody has looked through.

const PROGRAM = new URL('look-program.ts', import.meta.url);

async function libraryIn(): Promise<{ folder: string; path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-look-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'library.sqlite');
  await open(path).stop();
  return { folder, path };
}

const open = (path: string, looked?: Awaited<ReturnType<typeof lookBeside>>) =>
  openLibrary({ path, clock: handClock(1_000), onListenerError: () => undefined, looked });

test('a whole library is seen with its layout, and opened without another look', async () => {
  const { path } = await libraryIn();
  const looked = await lookBeside(PROGRAM, path);
  expect(looked).toEqual({ damage: undefined, layout: NEWEST });
  await open(path, looked).stop();
});

test('damage in the middle of the file is seen from the thread, and nothing of it is touched', async () => {
  const { path } = await libraryIn();
  damageInside(path);
  const before = readFileSync(path);
  const looked = await lookBeside(PROGRAM, path);
  expect(looked?.damage).toMatch(/\w/);
  expect(() => open(path, looked)).toThrow(expect.objectContaining({ code: 'library.corrupt' }));
  expect(readFileSync(path)).toEqual(before);
  // A reader may leave the file for changes beside it, with none in it.
  expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

test('where there is no library yet there is nothing to see', async () => {
  const { folder } = await libraryIn();
  expect(await lookBeside(PROGRAM, join(folder, 'another.sqlite'))).toBeUndefined();
});

test('a thread that cannot say is no reason to open unseen: the damage is found all the same', async () => {
  const { path } = await libraryIn();
  damageInside(path);
  const before = readFileSync(path);
  const looked = await lookBeside(new URL('not-there.ts', import.meta.url), path);
  expect(looked).toBeUndefined();
  expect(() => open(path, looked)).toThrow(expect.objectContaining({ code: 'library.corrupt' }));
  expect(readFileSync(path)).toEqual(before);
});
