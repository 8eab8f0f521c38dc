import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from '@playwright/test';
import { systemClock } from '#electron/clock.ts';
import { openLibrary } from '#electron/db/open.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import { damageInside } from '#tests/kit/damaged-library.ts';
import { launchApp, startCommand, type App } from '#tests/kit/launch-app.ts';
import { addMeasuredChannel } from '#tests/kit/measured-library.ts';

// A library that cannot be opened is never touched: the program says why and waits for a person.

let folder: string;
let child: ChildProcess | undefined;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postwright-trouble-'));
});

test.afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a library of a newer Postwright is refused and stays as it is', async () => {
  const path = join(folder, 'library.sqlite');
  const db = new Sqlite(path);
  db.pragma('user_version = 99990');
  db.close();
  const before = readFileSync(path);
  expect(await sentenceAtStart()).toContain('This library was written by a newer Postwright (version 99990');
  expect(readFileSync(path)).toEqual(before);
});

test('a damaged library is not touched before a person has chosen', async () => {
  const path = join(folder, 'library.sqlite');
  writeFileSync(path, 'not a database at all '.repeat(500));
  expect(await sentenceAtStart()).toContain('The library file is damaged.');
  expect(readFileSync(path, 'utf8')).toContain('not a database at all');
});

test('damage in the middle of a library is found before anything is written, though the window is already there', async () => {
  const path = await damagedLibrary();
  const before = readFileSync(path);
  expect(await sentenceAtStart()).toContain('The library file is damaged.');
  expect(readFileSync(path)).toEqual(before);
  expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
});

test('while a person is asked about it, the window shows what could still be read; what it asks now is neither answered nor refused', async () => {
  await damagedLibrary();
  const app = await launchAndBeAsked();
  try {
    await expect(app.page.getByRole('button', { name: 'New post', exact: true })).toBeVisible();
    // The whole first look, for which nothing may be needed that only the rest of the program answers.
    await expect(app.page.getByRole('region', { name: 'Calendar' })).toBeVisible();
    await expect(app.page.getByRole('button', { name: /^Show .+ alone$/ })).not.toHaveCount(0);
    expect(await answerWithin(app, 'settings.read')).toBe('waiting');
    expect(await answerWithin(app, 'secrets.state')).toBe('waiting');
  } finally {
    await app.kill();
  }
});

test('where nothing can be read any more, the window stands there empty and waits', async () => {
  await damagedLibrary('workspaces');
  const app = await launchAndBeAsked();
  try {
    await expect(app.page.getByRole('main', { name: 'Opening your library…' })).toHaveAttribute('aria-busy', 'true');
    expect(await answerWithin(app, 'settings.read')).toBe('waiting');
  } finally {
    await app.kill();
  }
});

test('a setting that makes no sense is named, with what to write instead', async () => {
  expect(await sentenceAtStart({ POSTWRIGHT_LOG: 'loud' })).toContain(
    'POSTWRIGHT_LOG is “loud”, but must be one of error, warn, info, debug.',
  );
  expect(await sentenceAtStart({ POSTWRIGHT_USER_DATA: 'beside/me' })).toContain(
    'POSTWRIGHT_USER_DATA is “beside/me”, but must be a full path.',
  );
  expect(existsSync('beside')).toBe(false);
});

async function launchAndBeAsked(): Promise<App> {
  const app = await launchApp({ userData: folder });
  const log = join(folder, 'logs', 'postwright.log');
  await expect
    .poll(() => (existsSync(log) ? readFileSync(log, 'utf8') : ''), { timeout: 20_000 })
    .toContain('The library file is damaged.');
  return app;
}

/** What has become of a call a moment after it was made. */
function answerWithin(app: App, name: 'settings.read' | 'secrets.state'): Promise<unknown> {
  const answered = app.call(name, undefined).then(
    () => 'answered',
    () => 'refused',
  );
  const waited = app.page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve('waiting'), 300)));
  return Promise.race([answered, waited]);
}

/** A library that opens, and is damaged where its posts are, or another table. */
async function damagedLibrary(table?: string): Promise<string> {
  const path = join(folder, 'library.sqlite');
  const library = openLibrary({ path, clock: systemClock, onListenerError: () => undefined });
  const workspace = ensureWorkspace(library, 'UTC');
  const id = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
  library.write((tx) =>
    addMeasuredChannel(tx, workspace, { id, platform: 'mastodon' as PlatformId, handle: 'mill', size: 1 }),
  );
  await library.stop();
  damageInside(path, table);
  return path;
}

/** Starts Postwright and gives what it prints until it waits for a person, or ends. */
async function sentenceAtStart(env: Record<string, string> = {}): Promise<string> {
  const start = startCommand();
  const started = spawn(start.command, [...start.args], {
    env: { ...start.env, POSTWRIGHT_USER_DATA: folder, ...env },
  });
  child = started;
  let printed = '';
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(/newer|damaged|could not start/);
  return printed;
}
