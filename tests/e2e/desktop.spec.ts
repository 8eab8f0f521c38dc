import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { expect, test, type Page } from '@playwright/test';
import type { ChannelId, PostId } from '#shared/ids.ts';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';
import { notice, part } from '#tests/e2e/window/acts.ts';
import { change, HARVEST, plan } from '#tests/e2e/window/mill-house.ts';
import { connectMastodon, publishNow, untilAll, writePost } from '#tests/kit/connected-app.ts';
import { hookDesktop, type DesktopHooks } from '#tests/kit/desktop-hooks.ts';
import { launchApp, practiceIn, type App } from '#tests/kit/launch-app.ts';

// Postwright outside its window: in the tray, on the badge, as notifications, by links and by files.

const ZONE = 'Asia/Tokyo';
const STATUSES = '/api/v1/statuses';

let folder: string;
let mastodon: Mastodon;
let app: App;
let page: Page;
let desktop: DesktopHooks;
let channel: ChannelId;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postwright-desktop-'));
  mastodon = await startMastodon();
  mastodon.createAccount({ username: 'ada' });
  // What a desktop keeps of its programs goes here, not to whoever runs the tests.
  app = await launchApp({ env: { XDG_CONFIG_HOME: join(folder, 'config') } });
  page = app.page;
  channel = await connectMastodon(app, mastodon.url);
  await app.call('settings.setWorkspace', { zone: ZONE });
  desktop = await hookDesktop(app.electron);
});
test.afterEach(() => mastodon.faults.clear());
test.afterAll(async () => {
  await app.close();
  await mastodon.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The system starts Postwright again, with this. */
async function startAgainWith(...given: string[]): Promise<void> {
  const { command, args, env } = app.start;
  const second = spawn(command, [...args, ...given], { env, stdio: 'ignore', cwd: folder });
  await once(second, 'exit');
}

async function planned(text: string, inHours: number): Promise<PostId> {
  const post = await writePost(app, { texts: [text], channels: [channel] });
  await plan(app, post, DateTime.now().setZone(ZONE).plus({ hours: inHours }));
  return post;
}

async function goToQueue(): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByText('Queue', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
}

test('the tray shows the next three posts in the zone of the workspace, and choosing one opens it', async () => {
  for (const [index, text] of [
    'First of the rye',
    'Second of the rye',
    'Third of the rye',
    'Fourth of the rye',
  ].entries())
    await planned(text, 3 + index);
  const at = DateTime.now().setZone(ZONE).plus({ hours: 3 });
  await expect.poll(() => desktop.trayMenu()).toHaveLength(7);
  const menu = await desktop.trayMenu();
  expect(menu[0]).toBe('Next');
  expect(menu[1]).toContain('First of the rye · ');
  expect(menu[1]).toContain(at.toFormat('ccc'));
  expect(menu.slice(4)).toEqual(['New Post', 'Open Postwright', 'Quit']);

  await desktop.chooseInTray('Second of the rye');
  await expect(part(page)).toHaveValue('Second of the rye');
});

test('the tray follows what happens: a post that is taken off the plan makes room for the next', async () => {
  const { view } = await firstPlanned();
  await change(app, { kind: 'post.cancel', post: view.post.id });
  await expect.poll(() => desktop.trayMenu()).not.toContainEqual(expect.stringContaining('First of the rye'));
  expect((await desktop.trayMenu())[3]).toContain('Fourth of the rye');
});

async function firstPlanned() {
  const [entry] = await app.call('publishing.queue', { part: 'upcoming', limit: 1 });
  if (entry === undefined) throw new Error('nothing is planned');
  const [view] = await app.call('posts.byIds', { ids: [entry.publication.post] });
  if (view === undefined) throw new Error('no such post');
  return { view };
}

test('a post that is refused raises the badge and is said; clicking leads to where it is decided', async () => {
  mastodon.faults.order('POST', STATUSES, {
    kind: 'status',
    status: 422,
    body: { error: 'No prices here' },
  });
  const post = await writePost(app, { texts: ['Rye at 3 euros'], channels: [channel] });
  await publishNow(app, post);
  await untilAll(app, post, ['failed']);
  await expect.poll(() => desktop.badge()).toBe(1);
  expect((await desktop.trayMenu())[0]).toBe('1 post needs you');
  await expect.poll(() => desktop.notifications()).toEqual([expect.stringContaining('Not posted to @ada')]);

  await goToQueue();
  await desktop.clickNotification('Not posted');
  await expect(page.getByRole('dialog').getByText('No prices here').first()).toBeVisible();

  await change(app, { kind: 'post.delete', post });
  await expect.poll(() => desktop.badge()).toBe(0);
});

test('that a post went out is said only to people who want to hear it, and clicking opens that post', async () => {
  const quiet = await writePost(app, { texts: ['Nobody hears of this'], channels: [channel] });
  await publishNow(app, quiet);
  await untilAll(app, quiet, ['published']);
  await app.call('settings.setPersonal', { notifySuccess: true });
  const loud = await writePost(app, { texts: ['Everybody hears of this'], channels: [channel] });
  await publishNow(app, loud);
  await untilAll(app, loud, ['published']);
  await expect.poll(() => desktop.notifications()).toContainEqual(expect.stringContaining('Everybody hears of this'));
  expect((await desktop.notifications()).join()).not.toContain('Nobody hears of this');

  await desktop.clickNotification('Posted to');
  await expect(
    page.getByRole('region', { name: 'Edit post' }).or(page.getByText('Everybody hears of this')).first(),
  ).toBeVisible();
  await expect(page.getByText('This post has gone out and can no longer be changed.')).toBeVisible();
});

test('a link to a post is copied in Postwright and opens the post from outside', async () => {
  const post = await planned('The harvest feast is on Sunday', 20);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await startAgainWith(`postwright://post/${post}`);
  await expect(part(page)).toHaveValue('The harvest feast is on Sunday');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy link to post' }).click();
  await expect(notice(page, 'The link to this post is copied.')).toBeVisible();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toBe(`postwright://post/${post}`);
});

test('a link to a post that is not here says so', async () => {
  await startAgainWith(`postwright://post/${randomUUID()}`);
  await expect(notice(page, 'The post this link leads to is not in this library.')).toBeVisible();
});

test('a made-up link does nothing', async () => {
  const before = await app.call('publishing.queue', { part: 'upcoming', limit: 50 });
  await goToQueue();
  const { view } = await firstPlanned();
  const links = [
    `postwright://post/${view.post.id}?publish=now`,
    'postwright://post/../../etc/passwd',
    'postwright://post',
  ];
  for (const link of links) await startAgainWith(link);
  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible();
  expect(await app.call('publishing.queue', { part: 'upcoming', limit: 50 })).toEqual(before);
});

test('files that the system hands over begin a post with them', async () => {
  await startAgainWith(HARVEST);
  await expect(
    page
      .getByRole('list', { name: /files|pictures|media/i })
      .or(page.getByText('harvest.jpg'))
      .first(),
  ).toBeVisible({
    timeout: 20_000,
  });
  await startAgainWith('--new-post');
  await expect(part(page)).toHaveValue('');
});

test('files dropped on the tray begin a post, too', async () => {
  await app.electron.evaluate(({ app: running }, path) => {
    running.emit('open-file', { preventDefault: () => undefined }, path);
  }, HARVEST);
  await expect(page.getByText('harvest.jpg').first()).toBeVisible({ timeout: 20_000 });
});

test('the menu leads to screens, dialogs and larger text, which is kept', async () => {
  const choose = (menu: string, label: string): Promise<void> =>
    app.electron.evaluate(
      ({ Menu }, [of, wanted]) => {
        const top = Menu.getApplicationMenu()?.items.find((one) => one.label.replace('&', '') === of);
        const item = top?.submenu?.items.find((one) => one.label === wanted);
        if (item === undefined) throw new Error(`there is no ${of} > ${wanted}`);
        (item.click as () => void)();
      },
      [menu, label] as const,
    );
  await choose('View', 'Analytics');
  await expect(page.getByRole('heading', { name: 'Analytics' })).toBeVisible();
  await choose('File', 'Export…');
  await expect(page.getByRole('dialog', { name: /Export|Write/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('Help', 'Keyboard Shortcuts');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('File', 'Settings…');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await choose('View', 'Zoom In');
  await choose('View', 'Zoom In');
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor()),
    )
    .toBe(1.25);
  await page.reload();
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor()),
    )
    .toBe(1.25);
  await choose('View', 'Actual Size');
});

test('starting with the computer is a file of the desktop, which starts this very program in the tray', async () => {
  expect(await app.call('program.start', undefined)).toEqual({ how: 'autostart', isOn: false });
  await app.call('program.setStart', { isOn: true });
  const entry = readFileSync(join(folder, 'config', 'autostart', 'postwright.desktop'), 'utf8');
  expect(entry).toContain(' --hidden');
  expect(entry).toContain(app.start.command.split('/').at(-1) ?? '');
  await app.call('program.setStart', { isOn: false });
  expect((await app.call('program.start', undefined)).isOn).toBe(false);
});

test('dictionaries are fetched when a person turns spelling on, and not before', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await app.electron.evaluate(
    ({ session }, url) => session.defaultSession.setSpellCheckerDictionaryDownloadURL(url),
    `http://127.0.0.1:${port}/`,
  );
  await page.getByRole('button', { name: 'New post' }).first().click();
  await part(page).fill('Flouer and watter');
  await app.call('settings.setPersonal', { spellLanguages: ['en-GB'] });
  await expect(part(page)).toHaveValue('Flouer and watter');
  expect(asked).toEqual([]);
  await app.call('settings.setPersonal', { spellCheck: true });
  await expect.poll(() => asked).toContainEqual(expect.stringMatching(/^\/en-GB.*\.bdic$/));
  await app.call('settings.setPersonal', { spellCheck: false });
  server.closeAllConnections();
  server.close();
});

test('a link to a post of the practice workspace opens its window', async () => {
  const own = await launchApp();
  try {
    const practice = await practiceIn(own);
    const post = await writePost(practice, { texts: ['Only practised'], channels: [] });
    const { command, args, env } = own.start;
    const second = spawn(command, [...args, `postwright://post/${post}`], { env, stdio: 'ignore' });
    await once(second, 'exit');
    await expect(part(practice.page)).toHaveValue('Only practised');
  } finally {
    await own.close();
  }
});
