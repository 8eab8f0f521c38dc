import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { answerDialog, button, closeNotices, newPost, part, saved } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { HARVEST } from '#tests/e2e/window/mill-house.ts';
import { askedIn, callsFrom, launchApp, practiceIn, type App } from '#tests/kit/launch-app.ts';

// The practice workspace, as somebody meets it who has no account anywhere.

const NETWORKS = ['X', 'LinkedIn', 'Facebook', 'Instagram', 'Threads', 'Bluesky', 'Mastodon', 'Telegram', 'Discord'];

let app: App;
let practice: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  app = await launchApp();
  practice = (await practiceIn(app)).page;
});
test.afterAll(() => app.close());

async function opened(open: () => Promise<void>): Promise<Page> {
  const window = app.electron.waitForEvent('window');
  await open();
  const page = await window;
  await expect(page.getByRole('heading', { name: 'What arrived' })).toBeVisible();
  return page;
}

async function goTo(place: string): Promise<void> {
  await practice.getByRole('navigation', { name: 'Main' }).getByText(place, { exact: true }).click();
}

/** Its line in the list of networks. */
function line(network: string): Locator {
  const lines = practice.getByRole('region', { name: 'Networks to practise with' }).getByRole('listitem');
  return lines.filter({ has: practice.getByText(network, { exact: true }) });
}

async function makeTrouble(network: string, trouble: string): Promise<void> {
  const panel = practice.getByRole('region', { name: 'Make trouble' });
  await panel.getByRole('combobox', { name: 'Or, for the next post on' }).click();
  await practice.getByRole('option', { name: network, exact: true }).click();
  await panel.getByRole('button', { name: trouble }).press('Enter');
}

async function publishNow(): Promise<void> {
  await button(practice, 'Publish now').click();
  await practice.getByRole('button', { name: /^Publish to \d+ channels?$/ }).click();
  await goTo('What arrived');
}

/** Writes to one network and sends it now. */
async function post(text: string, network: string): Promise<void> {
  await newPost(practice, text, new RegExp(`\\(${network}\\)$`));
  await publishNow();
}

function arrived(text: string): Locator {
  return practice.getByRole('list', { name: 'What arrived' }).getByRole('article').filter({ hasText: text });
}

async function entries(): Promise<
  readonly { readonly excerpt: string; readonly state: string; readonly code: string }[]
> {
  const ask = callsFrom(practice);
  const parts = await Promise.all(
    (['attention', 'upcoming', 'history'] as const).map((name) => ask('publishing.queue', { part: name, limit: 50 })),
  );
  return parts.flat().map(({ excerpt, publication: one }) => ({
    excerpt,
    state: one.state,
    code: 'why' in one ? (one.why?.code ?? '') : '',
  }));
}

async function stateOf(text: string): Promise<string> {
  const found = (await entries()).filter(({ excerpt }) => excerpt === text);
  return found.map(({ state, code }) => `${state} ${code}`.trim()).join(', ');
}

test('every network is connected with one click here and one on its own page', async () => {
  test.setTimeout(120_000);
  for (const network of NETWORKS) {
    await button(practice, `Connect ${network}`).click();
    await expect(line(network)).toContainText(/@|Demo/, { timeout: 30_000 });
  }
});

test('one post goes out to all of them, with its picture and a text of its own for LinkedIn', async () => {
  await newPost(practice, 'The mill turns again.');
  await answerDialog(app, HARVEST);
  await button(practice, 'Add files').click();
  await practice.getByLabel('Description of harvest.jpg').fill('Wheat at dusk');
  await practice
    .getByRole('tab', { name: /Demo Baker\b/ })
    .first()
    .click();
  await button(practice, 'Write a different text').click();
  await part(practice).fill('A mill, and twelve people at work.');
  await saved(practice);
  await publishNow();
  await expect(arrived('The mill turns again.')).toHaveCount(NETWORKS.length - 1, { timeout: 30_000 });
  await expect(arrived('A mill, and twelve people at work.')).toHaveCount(1);
  const pictures = practice.getByRole('img', { name: 'Wheat at dusk' });
  await expect(pictures.first()).toBeVisible();
  const isShown = await pictures.first().evaluate((image: HTMLImageElement) => image.naturalWidth > 0);
  expect(isShown).toBe(true);
  // LinkedIn is asked again until it has worked on the picture.
  await expect.poll(() => stateOf('A mill, and twelve people at work.'), { timeout: 30_000 }).toBe('published');
  await closeNotices(practice);
  await lookAt(practice, 'practice');
});

test('a lost answer: it is there once, and Postwright finds that out', async () => {
  await makeTrouble('Mastodon', 'The answer gets lost');
  await expect(practice.getByText(/^Waits for the next post on Mastodon/)).toBeVisible();
  await post('Lost and found', 'Mastodon');
  await expect(arrived('Lost and found')).toHaveCount(1);
  await expect.poll(() => stateOf('Lost and found'), { timeout: 30_000 }).toBe('published');
  await expect(practice.getByText(/^Waits for the next post/)).toBeHidden();
  await expect(arrived('Lost and found')).toHaveCount(1);
});

test('a refusal, a limit and a sign-in that ends are each said for what they are', async () => {
  await makeTrouble('X', 'It is refused');
  await post('Not these words', 'X');
  await expect.poll(() => stateOf('Not these words')).toBe('failed publish.refused');
  await makeTrouble('Mastodon', 'Too many requests');
  await post('One too many', 'Mastodon');
  await expect.poll(() => stateOf('One too many')).toBe('scheduled publish.rate-limited');
  await makeTrouble('Threads', 'The sign-in ends, now');
  await post('Nobody signed in', 'Threads');
  await expect.poll(() => stateOf('Nobody signed in'), { timeout: 30_000 }).toBe('held channel.token-expired');
  await expect(arrived('Nobody signed in')).toHaveCount(0);
  await button(practice, 'Connect Threads again').click();
  await expect(line('Threads')).toContainText('@demo', { timeout: 30_000 });
  // Soon enough for a post to be sent late.
  await expect.poll(() => stateOf('Nobody signed in'), { timeout: 30_000 }).toBe('published');
  await expect(arrived('Nobody signed in')).toHaveCount(1);
});

test('without a network posts wait, and go out when it is back', async () => {
  const offline = practice.getByRole('switch', { name: 'No network' });
  await offline.check();
  await expect(practice.getByText('You are offline, because you wanted to be.')).toBeVisible();
  await post('Written on a train', 'Telegram');
  await expect.poll(() => stateOf('Written on a train')).toBe('scheduled publish.unreachable');
  await offline.uncheck();
  await expect(arrived('Written on a train')).toHaveCount(1, { timeout: 60_000 });
});

test('nothing of it reaches the workspace of the person, and nothing is left when it is closed', async () => {
  expect(await app.call('channels.list', undefined)).toEqual([]);
  await expect(app.call('practice.state', undefined)).rejects.toThrow('practice.only-there');
  expect(existsSync(join(app.userData, 'practice', 'library.sqlite'))).toBe(true);
  await practice.close();
  await expect.poll(() => existsSync(join(app.userData, 'practice'))).toBe(false);
  const again = await opened(async () => {
    await button(app.page, 'Postwright My workspace, change workspace').click();
    await app.page.getByRole('menuitem', { name: 'Practice workspace' }).click();
  });
  await expect(again.getByText('Nothing has arrived yet')).toBeVisible();
  await expect(button(again, 'Connect X')).toBeVisible();
  practice = again;
});

test('nothing outside this computer can be reached from it, whatever is typed', async () => {
  const outside = { endpoint: 'https://s3.example.com', region: 'x', name: 'mill', pathStyle: true };
  const webhook = 'https://discord.com/api/webhooks/1/abc';
  const answers = await Promise.all([
    askedIn(practice, 'media.setBucket', { ...outside, accessKeyId: 'a', secretAccessKey: 'b' }),
    askedIn(practice, 'channels.connect', { platform: 'discord', way: 'webhook', answers: { webhook } }),
  ]);
  expect(answers).toEqual([
    expect.objectContaining({ code: 'media.bucket-unreachable' }),
    // The stand-in was asked, and knows no such webhook.
    expect.objectContaining({ code: 'sign-in.bad-answer' }),
  ]);
  expect(JSON.stringify(answers[0])).toContain('reaches nothing outside this computer');
});
