import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  answerDialog,
  button,
  checks,
  goTo,
  newPost,
  notice,
  openAnew,
  part,
  saved,
  setTime,
} from '#tests/e2e/window/acts.ts';
import { HARVEST } from '#tests/e2e/window/mill-house.ts';
import type { ArrivedPost } from '#simulators/network.ts';
import { startEveryNetwork, type EveryNetwork, type Seen } from '#tests/kit/every-network.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import { connectInWindow, setUpBucket } from '#tests/kit/set-up-in-window.ts';

// One mill, one Postwright, and every network there is. Everything is done in the window, as a person does it, and what
// came of it is read at the networks themselves.

const NETWORKS = ['X', 'LinkedIn', 'Facebook', 'Instagram', 'Threads', 'Bluesky', 'Mastodon'] as const;
type Network = (typeof NETWORKS)[number];

const WORDS = 'Harvest week at the mill (all twelve of us are up): come and see the wheel at work. #harvest';
const WORDS_ON_LINKEDIN = 'We are proud of our team (all twelve of them) & of this year’s harvest.';
const COMMENT = 'The bakery opens at seven.';
const ALT = 'Wheat at dusk, with the words “Harvest week”';
const HARVEST_SHA256 = createHash('sha256').update(readFileSync(HARVEST)).digest('hex');
/** Uploads, containers that are looked at again after some seconds, comments: on a busy computer they add up. */
const OUT_MS = 90_000;

let folder: string;
let net: EveryNetwork;
let app: App;
let page: Page;

// One life, from the first channel to the power cut.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), 'postwright-every-network-'));
  net = await startEveryNetwork();
  await launch();
});
test.beforeEach(() => openAnew(page));
test.afterAll(async () => {
  await app.close();
  await net.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

for (const network of NETWORKS) {
  test(`${network} is connected through its own form`, async () => {
    await connectInWindow(page, connecting(network));
  });
}

test('the bucket that Instagram and Threads fetch from is set up, and tried out', async () => {
  await setUpBucket(page, net.s3);
  expect(net.s3.objects()).toEqual([]);
});

test('one post with a picture, one text of its own, choices and a first comment is on every network once', async () => {
  test.setTimeout(180_000);
  await newPost(page, WORDS);
  await attachHarvest();
  await page.getByLabel('First comment').fill(COMMENT);
  await choose('X', 'Who can reply', 'People you follow');
  await choose('Mastodon', 'Who can see it', 'Everyone, but kept out of public feeds');
  await choices('Threads').locator('summary').click();
  await choices('Threads').getByLabel('Topic').fill('baking');
  await choices('LinkedIn').locator('summary').click();
  await choices('LinkedIn').getByRole('switch', { name: 'Others cannot repost it' }).click();
  await page.getByRole('tab', { name: channelOf('LinkedIn') }).click();
  await button(page, 'Write a different text').click();
  await part(page).fill(WORDS_ON_LINKEDIN);
  // X says what it costs, so it stands by itself.
  await expect(checks(page).getByText('Ready')).toHaveCount(2);
  await expect(checks(page)).toContainText('The network charges about $0.035 for this');
  await saved(page);
  await publishTo(NETWORKS.length);
  for (const network of NETWORKS) await expect(notice(page, /^Published on/)).toContainText(channelOf(network));

  for (const network of NETWORKS) {
    const [post, comment, ...more] = await net.seenOn(network);
    const words = network === 'LinkedIn' ? WORDS_ON_LINKEDIN : WORDS;
    const picture = { description: ALT, sha256: HARVEST_SHA256 };
    expect.soft(post, network).toMatchObject({ text: words, media: [picture] });
    expect.soft(comment, network).toMatchObject({ text: COMMENT, parentId: post?.id, media: [] });
    expect.soft(more, network).toEqual([]);
  }
  expect.soft(net.x.arrived()[0]).toMatchObject({ replySettings: 'following' });
  expect.soft(net.mastodon.received()[0]).toMatchObject({ visibility: 'unlisted' });
  expect.soft(net.threads.arrived()[0]).toMatchObject({ topicTag: 'baking' });
  expect.soft(net.linkedin.posts()[0]).toMatchObject({ isReshareDisabled: true });
  expect(net.s3.objects()).toEqual([]);
});

test('the queue has a proof for each: when it went out, and a link that shows it', async () => {
  const words = /Harvest week|We are proud/;
  const rows = await goneOut(words);
  await expect(rows).toHaveCount(NETWORKS.length);
  await expect(rows.getByText('Published', { exact: true })).toHaveCount(NETWORKS.length);
  await expect(rows.getByRole('button', { name: /^Open post on @/ })).toHaveCount(NETWORKS.length);
  const history = await app.call('publishing.queue', { part: 'history', limit: 10 });
  const links = history.flatMap(({ publication }) => ('receipt' in publication ? [publication.receipt.permalink] : []));
  expect(new Set(links).size).toBe(NETWORKS.length);
  // Only Bluesky's leads to the web.
  const here = links.filter((link) => link.startsWith('http://127.0.0.1:'));
  expect(here).toHaveLength(NETWORKS.length - 1);
  for (const link of here) expect(await textAt(link), link).toMatch(words);
});

test('a thread is one on every network that has threads, each part under the one before', async () => {
  const texts = ['How to dry a water wheel:', 'First the buckets, one by one.', 'Then the axle. Slowly.'];
  await newPost(page, texts[0] ?? '', to('X', 'Threads', 'Bluesky', 'Mastodon'));
  for (const [at, text] of texts.slice(1).entries()) {
    await button(page, 'Add part').click();
    await part(page, at + 2).fill(text);
  }
  await saved(page);
  await publishTo(4);
  for (const network of ['X', 'Threads', 'Bluesky', 'Mastodon'] as const) {
    const seen = (await net.seenOn(network)).slice(-3);
    expect
      .soft(
        seen.map(({ text }) => text),
        network,
      )
      .toEqual(texts);
    expect
      .soft(
        seen.map(({ parentId }) => parentId),
        network,
      )
      .toEqual([undefined, seen[0]?.id, seen[1]?.id]);
  }
});

test('a poll asks the same on every network that has polls', async () => {
  await newPost(page, 'What shall we grind next?', to('X', 'LinkedIn', 'Threads', 'Mastodon'));
  await button(page, 'Add poll').click();
  await page.getByLabel('Answer 1', { exact: true }).fill('Emmer');
  await page.getByLabel('Answer 2', { exact: true }).fill('Einkorn');
  await button(page, 'Add answer').click();
  await page.getByLabel('Answer 3', { exact: true }).fill('Champagne rye');
  await expect(page.getByLabel('How long the poll runs').first()).toHaveValue('1 day');
  await page.getByLabel('How long the poll runs').first().focus();
  await expect(checks(page).getByText('Ready')).toHaveCount(2);
  await saved(page);
  await publishTo(4);
  for (const network of ['X', 'LinkedIn', 'Threads', 'Mastodon'] as const) {
    const asked = (await net.seenOn(network)).filter(({ pollAnswers }) => pollAnswers !== undefined);
    expect
      .soft(
        asked.map(({ pollAnswers }) => pollAnswers),
        network,
      )
      .toEqual([['Emmer', 'Einkorn', 'Champagne rye']]);
  }
  expect.soft(net.x.arrived().at(-1)).toMatchObject({ text: 'What shall we grind next?', pollMinutes: 24 * 60 });
});

for (const network of ['Facebook', 'Mastodon'] as const) {
  test(`a post that ${network} sends itself is handed over ahead of its time, and taken back`, async () => {
    const words = `The advent market opens its gates, says ${network}.`;
    await newPost(page, words, to(network));
    await choices(network).locator('summary').click();
    await choices(network)
      .getByRole('switch', { name: `Let ${network} send it` })
      .click();
    const due = DateTime.now()
      .setZone(await zone())
      .plus({ hours: 3 })
      .startOf('minute');
    await setTime(page, due);
    await button(page, 'Plan').click();
    await expect(notice(page, /^Planned for/)).toBeVisible();
    const waiting = (): readonly ArrivedPost[] => net.waitingAt(network).filter(({ text }) => text === words);
    await expect.poll(waiting).toMatchObject([{ scheduledFor: due.toMillis() }]);

    await openPost(await inQueue('Coming up', words));
    await expect(place(network)).toContainText('Handed to the network');
    await expect(place(network)).not.toContainText('on time');
    await afterwards(network, 'Take back');
    await expect.poll(waiting).toEqual([]);
    await expect(place(network)).toContainText('Canceled');
    expect((await net.seenOn(network)).map(({ text }) => text)).not.toContain(words);
  });
}

test('numbers come from the network', async () => {
  const post = (await net.seenOn('X'))[0];
  net.onX.setCounts(post?.id ?? '', { impressions: 1_898, likes: 74 });
  await openPost((await goneOut('Harvest week')).first());
  await afterwards('X', 'How it is doing');
  const numbers = page.getByRole('dialog', { name: 'How it is doing' });
  await expect(numbers.locator('div', { hasText: /^Likes/ }).first()).toContainText('74');
  await expect(numbers.locator('div', { hasText: /^Shown/ }).first()).toContainText('1,898');
});

test('what is out on Mastodon is corrected there, and only there', async () => {
  const better = WORDS.replace('twelve', 'thirteen');
  await openPost((await goneOut('Harvest week')).first());
  await afterwards('Mastodon', 'Correct the words');
  const correcting = page.getByRole('dialog', { name: /^Correct what is out on/ });
  await correcting.getByRole('textbox').fill(better);
  await button(correcting, 'Save at the network').click();
  await expect(notice(page, /^Corrected on @millhouse@/)).toBeVisible();
  const [first] = await net.seenOn('Mastodon');
  expect(first).toMatchObject({ text: better, media: [{ description: ALT, sha256: HARVEST_SHA256 }] });
  expect((await net.seenOn('Threads'))[0]?.text).toBe(WORDS);
});

test('what is out on X is taken down there, after asking, and only there', async () => {
  const before = await net.seenOn('X');
  await openPost((await goneOut('Harvest week')).first());
  await afterwards('X', 'Take down');
  await button(page.getByRole('dialog', { name: /^Take it down from @millhouse_x/ }), 'Take down').click();
  await expect(place('X')).toContainText('Taken down', { timeout: 20_000 });
  expect((await net.seenOn('X')).map(({ id }) => id)).not.toContain(before[0]?.id);
  expect((await net.seenOn('Threads'))[0]?.text).toBe(WORDS);
});

// These take no key that would let them tell a second try from a second post: only looking there can.
for (const { networks, part: nth, of: texts } of [
  { networks: ['X'], part: 1, of: ['The first power cut.', 'Candles, and loaves by hand.'] },
  { networks: ['X'], part: 2, of: ['The second power cut.', 'We have more candles now.'] },
  { networks: ['LinkedIn', 'Facebook', 'Instagram', 'Threads'], part: 1, of: ['Dark again.'] },
] as const) {
  test(`killed while the answer of ${networks.join(', ')} to post ${nth} of ${texts.length} is lost: it is there once after the start`, async () => {
    test.setTimeout(120_000);
    const before = new Map(networks.map((network) => [network, askedForPosts(network)]));
    // The post is made; whoever asked for it waits for an answer that never comes.
    for (const network of networks)
      net.simulated(network).faults.order('POST', MAKES_POST[network], { kind: 'hang', after: true }, { nth });
    await newPost(page, texts[0], to(...networks));
    await attachHarvest();
    for (const [at, text] of texts.slice(1).entries()) {
      await button(page, 'Add part').click();
      await part(page, at + 2).fill(text);
    }
    await saved(page);
    await button(page, 'Publish now').click();
    await button(page, `Publish to ${channels(networks.length)}`).click();
    const there = async (network: Network): Promise<Seen[]> =>
      (await net.seenOn(network)).filter(({ text }) => texts.some((one) => one === text));
    for (const network of networks) await expect.poll(() => there(network), { timeout: OUT_MS }).toHaveLength(nth);
    await app.kill();
    await launch();
    const rows = await goneOut(texts[0]);
    await expect(rows.getByText('Published', { exact: true })).toHaveCount(networks.length, { timeout: OUT_MS });
    for (const network of networks) {
      const seen = await there(network);
      expect(
        seen.map(({ text }) => text),
        network,
      ).toEqual(texts);
      expect(
        seen.map(({ parentId }) => parentId),
        network,
      ).toEqual([undefined, ...seen.slice(1).map((_part, at) => seen[at]?.id)]);
      // Not because the network refused to take the same words again.
      expect(askedForPosts(network) - (before.get(network) ?? 0), network).toBe(texts.length);
      const row = rows.filter({ hasText: channelOf(network) });
      await row.getByRole('button', { name: /Show history$/ }).click();
      const story = page.getByRole('dialog', { name: 'History of this post' });
      await expect(story.getByText('Postwright ended while this was going out')).toHaveCount(1);
      await expect(story.getByText('Found on the network, so not repeated')).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(story).toBeHidden();
    }
    await expect.poll(() => net.s3.objects()).toEqual([]);
  });
}

// --- small acts ------------------------------------------------------------------------------------------

async function launch(): Promise<void> {
  app = await launchApp({ userData: join(folder, 'data'), env: net.env });
  ({ page } = app);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The request that makes a post which people see, as faults are ordered for it. */
const MAKES_POST = {
  X: '/2/tweets',
  LinkedIn: '/rest/posts',
  Facebook: '/:version/:page/feed',
  Instagram: '/:version/:account/media_publish',
  Threads: '/:version/:account/threads_publish',
} as const;
type WithoutKeys = keyof typeof MAKES_POST;

/** How often a network was asked to make a post. */
function askedForPosts(network: WithoutKeys): number {
  const last = MAKES_POST[network].split('/').at(-1) ?? '';
  const { faults } = net.simulated(network);
  return faults.seen().filter(({ method, path }) => method === 'POST' && path.endsWith(`/${last}`)).length;
}

function connecting(network: Network): EveryNetwork['connecting'][number] {
  const found = net.connecting.find((one) => one.network === network);
  if (found === undefined) throw new Error(`There is no ${network} here`);
  return found;
}

function channelOf(network: Network): string {
  return connecting(network).channel;
}

/** The channels of these networks, as `chooseChannels` wants them. */
function to(...networks: readonly Network[]): RegExp {
  return new RegExp(`\\((?:${networks.join('|')})\\)$`);
}

async function attachHarvest(): Promise<void> {
  await answerDialog(app, HARVEST);
  await button(page, 'Add files').click();
  await page.getByLabel('Description of harvest.jpg').fill(ALT);
}

async function publishTo(count: number): Promise<void> {
  await button(page, 'Publish now').click();
  await button(page, `Publish to ${channels(count)}`).click();
  const where = page.getByRole('region', { name: 'Where it stands' });
  await expect(where.getByText('Published', { exact: true })).toHaveCount(count, { timeout: OUT_MS });
  await expect(where.getByRole('alert')).toHaveCount(0);
}

function channels(count: number): string {
  return `${count} channel${count === 1 ? '' : 's'}`;
}

function choices(network: Network): Locator {
  const all = page.getByRole('region', { name: 'Choices per channel' });
  return all.getByRole('group').filter({ hasText: channelOf(network) });
}

async function choose(network: Network, field: string, choice: string): Promise<void> {
  await choices(network).locator('summary').click();
  await choices(network).getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

/** What has gone out with these words, a row per channel. */
function goneOut(words: string | RegExp): Promise<Locator> {
  return inQueue('Gone out', words);
}

async function inQueue(list: 'Coming up' | 'Gone out', words: string | RegExp): Promise<Locator> {
  await goTo(page, 'Queue');
  await page.getByText(list, { exact: true }).click();
  return page.getByRole('region', { name: list }).getByRole('listitem').filter({ hasText: words });
}

async function openPost(row: Locator): Promise<void> {
  await row.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Open post' }).click();
}

/** One channel of the open post, with how it stands there. */
function place(network: Network): Locator {
  const where = page.getByRole('region', { name: 'Where it stands' });
  return where.getByRole('listitem').filter({ hasText: channelOf(network) });
}

async function afterwards(network: Network, act: string): Promise<void> {
  await button(place(network), `More for ${channelOf(network)}`).click();
  await page.getByRole('menuitem', { name: act }).click();
}

async function zone(): Promise<string> {
  return (await app.call('settings.read', undefined)).workspace.zone;
}

async function textAt(link: string): Promise<string> {
  return (await fetch(link)).text();
}
