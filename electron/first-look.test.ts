import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { ChannelId, LabelId, PlatformId } from '#shared/ids.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import { markRestored } from '#electron/db/portable-copy.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { firstLookAt } from '#electron/first-look.ts';
import type { FirstLook } from '#electron/front.ts';
import { memoryLog } from '#electron/log.ts';
import { storeLabel } from '#electron/posts/labels.write.ts';
import { personalIn } from '#electron/settings/personal.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { damageInside } from '#tests/kit/damaged-library.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { addMeasuredChannel } from '#tests/kit/measured-library.ts';
import { libraryIn } from '#tests/kit/new-library.ts';
import { planDraft } from '#tests/kit/plan-draft.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

function newFolder(): string {
  const folder = quickFolder('first-look');
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function opened(path: string): Library {
  return openLibrary({
    path,
    clock: handClock(1_000),
    onListenerError: (error) => expect.fail(String(error)),
  });
}

/** A library that somebody has worked with, closed. */
async function workedWith(): Promise<string> {
  const path = libraryIn(newFolder(), 1_000);
  const library = opened(path);
  const workspace = ensureWorkspace(library, 'Europe/Berlin', 'Mill');
  const id = '1b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as LabelId;
  library.write((tx) => storeLabel(tx, { id, workspace, name: 'Bread', color: 'green' }));
  await library.stop();
  return path;
}

function lookAt(libraryPath: string): FirstLook | undefined {
  const look = firstLookAt({
    libraryPath,
    personal: personalIn({ get: () => undefined, set: () => undefined }),
    version: { version: '1.0.0', electron: '45.0.0' },
    log: memoryLog(),
  });
  onTestFinished(() => look?.close());
  return look;
}

test('what a window draws first is answered from a library that nobody has opened yet, and the file stays as it is', async () => {
  const path = await workedWith();
  const before = readFileSync(path);
  const look = lookAt(path);
  expect(await look?.answer('settings.read', undefined)).toMatchObject({
    ok: true,
    value: { workspace: { name: 'Mill', zone: 'Europe/Berlin' }, isPractice: false, app: { libraryPath: path } },
  });
  expect(await look?.answer('labels.list', undefined)).toMatchObject({ ok: true, value: [{ name: 'Bread' }] });
  for (const name of ['channels.list', 'slots.list'])
    expect(await look?.answer(name, undefined)).toEqual({ ok: true, value: [] });
  expect(await look?.answer('calendar.entries', { from: 0, to: 1_000 })).toEqual({ ok: true, value: [] });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('the weeks of the plan are read one by one, and nothing between two of them is missed or read twice', async () => {
  const path = libraryIn(newFolder(), 1_000);
  const library = opened(path);
  const workspace = ensureWorkspace(library, 'UTC', 'Mill');
  const days = Array.from({ length: 40 }, (_none, day) => day * 24 * 3_600_000);
  const channel = '2b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
  const draft: Draft = { segments: [{ text: 'Rye', media: [] }], options: {} };
  library.write((tx) => {
    addMeasuredChannel(tx, workspace, { id: channel, platform: 'mastodon' as PlatformId, handle: 'mill', size: 1 });
    for (const dueAt of days) planDraft(tx, { workspace, channel, platform: 'mastodon' as PlatformId }, draft, dueAt);
  });
  await library.stop();
  const month = await lookAt(path)?.answer('calendar.entries', { from: days[3], to: days[38] });
  expect(month).toMatchObject({ ok: true, value: days.slice(3, 38).map((dueAt) => ({ dueAt })) });
  const always = await lookAt(path)?.answer('calendar.entries', { from: 0, to: 8_000_000_000_000_000 });
  expect(always).toMatchObject({ ok: true, value: days.map((dueAt) => ({ dueAt })) });
});

test('nothing else is answered so, least of all what changes something', async () => {
  const look = lookAt(await workedWith());
  for (const name of ['settings.setWorkspace', 'posts.change', '__proto__', 7])
    expect(await look?.answer(name, undefined)).toMatchObject({ ok: false, code: 'call.unknown' });
});

test.each([
  ['there is none yet', (path: string) => rmSync(path)],
  ['it has the layout of an older Postwright', (path: string) => layOut(path, 10)],
  ['it has the layout of a newer Postwright', (path: string) => layOut(path, 100_000)],
  ['it was brought back and not settled yet', (path: string) => markRestored(path, { madeAt: 500, at: 900 })],
  ['its workspace cannot be read', (path: string) => damageInside(path, 'workspaces')],
  ['it is no library at all', (path: string) => writeFileSync(path, 'not a database')],
])('a library is not looked at where %s', async (_where, make) => {
  const path = await workedWith();
  make(path);
  expect(lookAt(path)).toBeUndefined();
});

test('a library that takes the place of another one at this start is not looked at before it has', async () => {
  const path = await workedWith();
  const waiting = join(path, '..', 'restore-ready');
  mkdirSync(waiting);
  writeFileSync(join(waiting, 'restore.json'), '{}');
  expect(lookAt(path)).toBeUndefined();
});

test('what cannot be read in a damaged library is refused here, so that those who can ask what to do answer it', async () => {
  const path = await workedWith();
  damageInside(path, 'labels');
  const look = lookAt(path);
  expect(await look?.answer('settings.read', undefined)).toMatchObject({ ok: true });
  expect(await look?.answer('labels.list', undefined)).toMatchObject({ ok: false });
});

function layOut(path: string, number: number): void {
  const db = new Sqlite(path);
  db.pragma(`user_version = ${number}`);
  db.close();
}
