import { DateTime } from 'luxon';
import { expect, type Locator, type Page } from '@playwright/test';
import { button, goTo, notice, openAnew } from '#tests/e2e/window/acts.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { publishNow, untilAll, writePost } from '#tests/kit/connected-app.ts';

// A person connects accounts, stops them, and signs in again when the network no longer knows them.

let mill: MillHouse;
let page: Page;

// One account's life, from beginning to end.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds, connected: false });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterAll(() => mill.close());

test('a wrong app password says so and keeps what was typed; the right one connects', async () => {
  await button(page, 'Connect a channel').click();
  await page.getByRole('button', { name: 'Bluesky' }).click();
  const form = page.getByRole('dialog', { name: 'Connect Bluesky' });
  await form.getByLabel('Handle').fill(mill.bluesky.handle);
  await form.getByRole('textbox', { name: 'App password' }).fill('aaaa-bbbb-cccc-dddd');
  await form.getByLabel('Server').fill(mill.pds.url);
  await button(form, 'Sign in').click();
  await expect(form.getByRole('alert')).toHaveText('Bluesky did not accept this name and password.');
  await expect(form.getByLabel('Handle')).toHaveValue(mill.bluesky.handle);
  await expect(form.getByLabel('Server')).toHaveValue(mill.pds.url);

  await form.getByRole('textbox', { name: 'App password' }).fill(mill.bluesky.appPassword);
  await button(form, 'Sign in').click();
  await expect(notice(page, '@millhouse.test is connected.')).toBeVisible();
  await expect(form).toBeHidden();
  await goTo(page, 'Channels');
  await expect(card('@millhouse.test')).toContainText('Connected');
});

test('an address that is no Mastodon server says so and keeps what was typed', async () => {
  await startConnecting('Mastodon');
  const form = page.getByRole('dialog', { name: 'Connect Mastodon' });
  await button(form, 'Continue in browser').click();
  await expect(form).toContainText('This is needed.');
  await form.getByLabel('Server').fill(mill.pds.url);
  await button(form, 'Continue in browser').click();
  await expect(form.getByRole('alert')).toContainText('There is no Mastodon server at');
  await expect(form.getByLabel('Server')).toHaveValue(mill.pds.url);
});

test('refused in the browser: it says so and keeps the server; allowed, it connects', async () => {
  await pressInBrowser('deny');
  await startConnecting('Mastodon');
  const form = page.getByRole('dialog', { name: 'Connect Mastodon' });
  await form.getByLabel('Server').fill(mill.mastodon.url);
  await button(form, 'Continue in browser').click();
  await expect(form.getByRole('alert')).toContainText('Mastodon did not sign you in:', { timeout: 20_000 });
  await expect(form.getByLabel('Server')).toHaveValue(mill.mastodon.url);
  expect(await mill.app.call('channels.list', undefined)).toHaveLength(1);

  await pressInBrowser('approve');
  await button(form, 'Continue in browser').click();
  await expect(page.getByRole('dialog', { name: 'Waiting for your browser' })).toBeVisible();
  await expect(notice(page, /^@millhouse@127\.0\.0\.1:\d+ is connected\.$/)).toBeVisible({ timeout: 20_000 });
  await expect(card('The Mill House')).toContainText('Connected');
});

test('paused, what is due waits; resumed, it may go', async () => {
  await goTo(page, 'Channels');
  const mastodon = await mastodonCard();
  await choose(mastodon, 'Pause');
  await expect(mastodon).toContainText('Paused');
  await button(notice(page, /is paused\. Nothing goes out there until you resume it\./), 'Undo').click();
  await expect(mastodon).toContainText('Connected');

  const post = await writePost(mill.app, { texts: ['Not before lunch'], channels: [(await mastodonChannel()).id] });
  await choose(mastodon, 'Pause');
  await publishNow(mill.app, post);
  await untilAll(mill.app, post, ['held']);
  await button(mastodon, 'Resume').click();
  await expect(notice(page, / is back\.$/)).toBeVisible();
  await untilAll(mill.app, post, ['published']);
});

test('the sign-in was revoked at the server: the channel says so, the post waits, and goes out after signing in again', async () => {
  const channel = await mastodonChannel();
  mill.miller.revokeTokens();
  const post = await writePost(mill.app, { texts: ['After the revocation'], channels: [channel.id] });
  await publishNow(mill.app, post);
  await untilAll(mill.app, post, ['held']);
  await goTo(page, 'Channels');
  const mastodon = await mastodonCard();
  await expect(mastodon).toContainText('Signed out');
  expect(received()).not.toContain('After the revocation');

  await goTo(page, 'Queue');
  const held = page
    .getByRole('region', { name: 'Needs you' })
    .getByRole('listitem')
    .filter({ hasText: 'After the rev' });
  await expect(held).toContainText('needs to be connected again.');
  await button(held, 'Reconnect').click();
  const form = page.getByRole('dialog', { name: /^Reconnect @millhouse@/ });
  await expect(form.getByLabel('Server')).toHaveValue(mill.mastodon.url);
  await button(form, 'Continue in browser').click();
  await expect(mastodon).toContainText('Connected', { timeout: 20_000 });
  await untilAll(mill.app, post, ['published']);
  expect(received().filter((text) => text === 'After the revocation')).toHaveLength(1);
});

test('disconnected after asking: what is planned there waits for a person, who connects again and sends it', async () => {
  const channel = await mastodonChannel();
  const post = await writePost(mill.app, { texts: ['Planned for soon'], channels: [channel.id] });
  await goTo(page, 'Channels');
  const mastodon = await mastodonCard();
  await choose(mastodon, 'Disconnect');
  const question = page.getByRole('dialog', { name: /^Disconnect @millhouse@/ });
  await expect(question).toContainText('What is planned there is not sent: when its time comes, it waits for you.');
  await button(question, 'Cancel').click();
  await expect(mastodon).toContainText('Connected');

  await plan(mill.app, post, DateTime.now().plus({ seconds: 4 }));
  await choose(mastodon, 'Disconnect');
  await button(question, 'Disconnect').click();
  const past = page.getByRole('list', { name: 'Disconnected' });
  await expect(past).toContainText('The Mill House');
  // At its time, not at the next look around.
  await untilAll(mill.app, post, ['held'], 15_000);
  expect(received()).not.toContain('Planned for soon');

  await past.getByRole('button', { name: /^Reconnect/ }).click();
  const form = page.getByRole('dialog', { name: /^Reconnect @millhouse@/ });
  await expect(form.getByLabel('Server')).toHaveValue(mill.mastodon.url);
  await button(form, 'Continue in browser').click();
  await expect(past).toBeHidden({ timeout: 20_000 });
  await expect(mastodon).toContainText('Connected');
  expect(await mill.app.call('channels.list', undefined)).toHaveLength(2);
  await goTo(page, 'Queue');
  await choose(page.getByRole('listitem').filter({ hasText: 'Planned for soon' }), 'Send now');
  await untilAll(mill.app, post, ['published']);
});

async function startConnecting(network: string): Promise<void> {
  await goTo(page, 'Channels');
  await button(page, 'Connect a channel').click();
  await page.getByRole('button', { name: network }).click();
}

function received(): string[] {
  return mill.mastodon.received().map((status) => status.text);
}

/** Which button the person presses in the browser from now on. */
async function pressInBrowser(press: 'approve' | 'deny'): Promise<void> {
  await mill.app.electron.evaluate((_electron, value) => void (process.env['POSTWRIGHT_TEST_PRESS'] = value), press);
}

function card(name: string): Locator {
  const cards = page.getByRole('list', { name: 'Connected channels' }).getByRole('listitem', { name: /^@/ });
  return cards.filter({ hasText: name });
}

async function mastodonChannel() {
  const all = await mill.app.call('channels.list', undefined);
  const channel = all.find((one) => one.server === mill.mastodon.url);
  if (channel === undefined) throw new Error('Mastodon is not connected');
  return channel;
}

async function mastodonCard(): Promise<Locator> {
  return card((await mastodonChannel()).handle);
}

async function choose(on: Locator, entry: string): Promise<void> {
  await on.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}
