import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { expect, type Locator, type Page } from '@playwright/test';
import type { ChannelId, PlatformId, PostId } from '#shared/ids.ts';
import { startBluesky, type Bluesky } from '#simulators/bluesky.ts';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';
import { answerDialog, button, goTo, notice, openAnew } from '#tests/e2e/window/acts.ts';
import { lookAt, photograph } from '#tests/e2e/window/look.ts';
import { plan } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { connectMastodon, publishNow, untilAll, viewOf, writePost } from '#tests/kit/connected-app.ts';
import { startForwardProxy, type ForwardProxy } from '#tests/kit/forward-proxy.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';

// What a person sets: every section, by the list on the left; keys; the way to the internet; backups, and the way back.

const SECTIONS = ['General', 'Notifications', 'Keyboard', 'Network and sign-ins', 'Storage', 'Backup', 'About'];
/** A name that only the proxy knows. */
const FAR_AWAY = 'https://pds.mill.example';

let folder: string;
let mastodon: Mastodon;
let bluesky: Bluesky;
let proxy: ForwardProxy;
let app: App;
let page: Page;
let channel: ChannelId;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postwright-settings-'));
  [mastodon, bluesky] = await Promise.all([startMastodon(), startBluesky()]);
  proxy = await startForwardProxy({ user: 'frieda', password: 'rye & wheat', to: bluesky.url });
  mastodon.createAccount({ username: 'ada' });
  await launch();
  channel = await connectMastodon(app, mastodon.url);
});
test.afterAll(async () => {
  await app.close();
  await Promise.all([mastodon.stop(), bluesky.stop(), proxy.stop()]);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function launch(): Promise<void> {
  app = await launchApp({
    userData: join(folder, 'data'),
    env: { XDG_CONFIG_HOME: join(folder, 'config'), POSTWRIGHT_BLUESKY_URL: FAR_AWAY },
  });
  page = app.page;
  // Its certificate is nobody's; the sessions that publishing uses have names.
  await app.electron.evaluate(({ session }) => {
    for (let number = 1; number <= 12; number += 1)
      session
        .fromPartition(`network-${number}`, { cache: false })
        .setCertificateVerifyProc((_request, trust) => trust(0));
  });
  await page.setViewportSize({ width: 1280, height: 800 });
}

function group(name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

async function openSection(name: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeInViewport();
}

test('every section is one click away, and none keeps anybody out', async () => {
  test.setTimeout(300_000);
  await goTo(page, 'Settings');
  for (const name of SECTIONS) {
    await openSection(name);
    await expect(page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name })).toHaveAttribute(
      'aria-current',
      'true',
    );
    if (name !== 'About')
      await photograph(page, name === 'General' ? 'settings' : `settings-${name.toLowerCase().split(' ')[0]}`);
  }
  // They are all on one page.
  await lookAt(page);
});

test('keys are changed by pressing new ones, in the window and the menu; what is taken is refused', async () => {
  await openSection('Keyboard');
  await page.getByLabel('Search shortcuts').fill('queue');
  const line = group('Keyboard shortcuts').getByRole('button', { name: /^Queue:/ });
  await line.click();
  await page.keyboard.press('Control+n');
  await expect(group('Keyboard shortcuts').getByRole('alert')).toHaveText(
    '“New post” has these keys. Change those first.',
  );
  await page.keyboard.press('Control+c');
  await expect(group('Keyboard shortcuts').getByRole('alert')).toContainText('uses these keys');
  await page.keyboard.press('Control+j');
  await expect(group('Keyboard shortcuts').getByRole('button', { name: 'Queue: Ctrl J. Change' })).toBeVisible();

  await page.keyboard.press('Control+j');
  await expect(page.getByRole('heading', { level: 1, name: 'Queue' })).toBeVisible();
  const accelerator = (): Promise<string | undefined> =>
    app.electron.evaluate(({ Menu }) => {
      const view = Menu.getApplicationMenu()?.items.find((one) => one.label.replace('&', '') === 'View');
      return view?.submenu?.items.find((one) => one.label === 'Queue')?.accelerator as string | undefined;
    });
  expect(await accelerator()).toBe('CmdOrCtrl+J');

  await openSection('Keyboard');
  await button(page, 'All as they were').click();
  await expect.poll(accelerator).toBe('CmdOrCtrl+2');
  await notice(page, 'All shortcuts are as they were.').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(accelerator).toBe('CmdOrCtrl+J');
  await app.call('settings.setPersonal', { keys: {} });
});

test('without the proxy nothing is reached; with it, everything, each request once', async () => {
  const account = bluesky.createAccount({ username: 'mill' });
  const signIn = (): Promise<unknown> =>
    app.call('channels.connect', {
      platform: 'bluesky' as PlatformId,
      way: 'app-password',
      answers: { handle: account.handle, password: account.appPassword, server: FAR_AWAY },
    });
  await expect(signIn()).rejects.toThrow();
  expect(proxy.let).toEqual([]);

  await openSection('Network and sign-ins');
  const form = group('Way to the internet');
  await form.getByText('This proxy', { exact: true }).click();
  await form.getByLabel('Address of the proxy').fill('proxy with spaces');
  await button(form, 'Keep it').click();
  await expect(form.getByText('An address like http://proxy.example:8080')).toBeVisible();
  await form.getByLabel('Address of the proxy').fill(proxy.address);
  await form.getByLabel('User').fill('frieda');
  await form.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await button(form, 'Keep it').click();
  await expect(notice(page, 'Requests take this way from now on.')).toBeVisible();
  await expect(signIn()).rejects.toThrow();
  expect(proxy.let).toEqual([]);
  expect(proxy.refused()).toBeGreaterThan(0);

  await form.getByRole('textbox', { name: 'Password' }).fill('rye & wheat');
  await button(form, 'Keep it').click();
  await expect(form.getByRole('textbox', { name: 'Password' })).toHaveAttribute('placeholder', 'Kept in your keychain');
  await signIn();
  const sessions = proxy.let.filter((one) => one === `POST ${FAR_AWAY}/xrpc/com.atproto.server.createSession`);
  expect(sessions).toHaveLength(1);

  const post = await writePost(app, {
    texts: ['By way of the company'],
    channels: (await app.call('channels.list', undefined))
      .filter((one) => one.platform === 'bluesky')
      .map((one) => one.id),
  });
  await publishNow(app, post);
  await untilAll(app, post, ['published']);
  const created = proxy.let.filter((one) => one.startsWith('POST') && /createRecord|applyWrites|putRecord/.test(one));
  expect(created).toHaveLength(1);
});

test('trying it out says what answered, by which way; and what is wrong when nothing does', async () => {
  await openAnew(page);
  await openSection('Network and sign-ins');
  const form = group('Way to the internet');
  await button(form, 'Try it out').click();
  await expect(form.getByRole('status')).toContainText(/answered after \d+ ms/);
  await form.getByText('No proxy', { exact: true }).click();
  await expect.poll(async () => (await app.call('proxy.read', undefined)).proxy).toEqual({ mode: 'none' });
  expect((await app.call('proxy.test', undefined)).by).toBe('');
  // The password is nowhere in the clear.
  expect(readFileSync(join(folder, 'data', 'preferences.json'), 'utf8')).not.toContain('rye & wheat');
  expect(readFileSync(join(folder, 'data', 'library.sqlite')).includes('rye & wheat')).toBe(false);
  await app.call('proxy.set', { proxy: { mode: 'system' } });
});

test('storage says what lies where, and gives back what can be made again', async () => {
  await openSection('Storage');
  await expect(group('Where everything lies').getByText('Posts, plans and history')).toBeVisible();
  await expect(group('Where everything lies').getByText(/free on this disk/)).toBeVisible();
  await button(page, 'Compact the library').click();
  await expect(notice(page, /given back to the disk|nothing to give back/)).toBeVisible();
});

test('a backup brought back sends nothing a second time, and keeps the library of now beside it', async () => {
  const soon = await planned('Sent after the backup', 40);
  const later = await planned('Still to come', 60);
  const path = join(folder, 'mill.zip');
  await app.electron.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to });
  }, path);
  await openSection('Backup');
  await button(page, 'Back up to a file').click();
  await expect(notice(page, path)).toBeVisible();

  await publishNow(app, soon);
  await untilAll(app, soon, ['published']);
  const sent = mastodon.received().length;

  await answerDialog(app, path);
  await button(page, 'Choose a backup').click();
  const question = page.getByRole('dialog', { name: 'Bring this backup back?' });
  await expect(question).toContainText('Posts');
  await lookAt(page, 'settings-restore');
  await app.electron.evaluate(({ app: running }) => {
    running.relaunch = () => undefined;
  });
  const gone = app.electron.waitForEvent('close');
  await button(question, 'Bring it back and start again').click();
  await gone;
  await launch();

  await expect(notice(page, 'This library was brought back from a backup')).toBeVisible();
  expect((await viewOf(app, soon)).publications.map((one) => one.state)).toEqual(['published']);
  expect((await viewOf(app, later)).publications.map((one) => one.state)).toEqual(['scheduled']);
  const [ada] = (await app.call('channels.list', undefined)).filter((one) => one.id === channel);
  const { state } = await app.call('secrets.state', undefined);
  expect(ada?.state).toBe(state === 'keychain' ? 'connected' : ada?.state);
  expect(mastodon.received()).toHaveLength(sent);
  const kept = readdirSync(join(folder, 'data')).filter((name) => name.startsWith('replaced-'));
  expect(kept).toHaveLength(1);
  expect(existsSync(join(folder, 'data', kept[0] ?? '', 'library.sqlite'))).toBe(true);
});

test('what that put aside is removed for good, once a person said so twice', async () => {
  const aside = (): string[] => readdirSync(join(folder, 'data')).filter((name) => name.startsWith('replaced-'));
  await openSection('Storage');
  const row = group('Where everything lies').getByText('Libraries put aside by a restore');
  await expect(row).toBeVisible();
  await lookAt(page);
  await button(page, 'Remove libraries put aside').click();
  const question = page.getByRole('dialog', { name: 'Remove the libraries put aside?' });
  await expect(question).toContainText('This cannot be undone.');
  await button(question, 'Cancel').click();
  await expect(question).toBeHidden();
  expect(aside()).toHaveLength(1);

  await button(page, 'Remove libraries put aside').click();
  await button(question, 'Remove for good').click();
  await expect(notice(page, /given back to the disk\.$/)).toBeVisible();
  await expect(row).toBeHidden();
  await expect(button(page, 'Remove libraries put aside')).toBeHidden();
  expect(aside()).toEqual([]);
  expect(existsSync(join(folder, 'data', 'library.sqlite'))).toBe(true);
});

test('a file that is no backup is refused in words, and nothing is changed', async () => {
  const path = join(folder, 'holiday.zip');
  writeFileSync(path, 'no zip at all');
  await answerDialog(app, path);
  await openSection('Backup');
  await button(page, 'Choose a backup').click();
  await expect(page.getByText('This file is no whole backup of Postwright')).toBeVisible();
});

async function planned(text: string, inMinutes: number): Promise<PostId> {
  const post = await writePost(app, { texts: [text], channels: [channel] });
  await plan(app, post, DateTime.now().plus({ minutes: inMinutes }));
  return post;
}
