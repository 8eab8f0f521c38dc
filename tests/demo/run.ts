import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DateTime } from 'luxon';
import { expect, type Page } from '@playwright/test';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { startMastodon, type Mastodon } from '#simulators/mastodon.ts';
import { untilAll, viewOf } from '#tests/kit/connected-app.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import { startPds, type Pds, type PdsAccount } from '#tests/kit/pds/start-pds.ts';

// `npm run demo`: a post written in the real app goes out on time to two real-looking networks on this computer,
// without an account and without a network connection. Every line of it is checked; the exit code says whether all held.

const OUTPUT = resolve(import.meta.dirname, '../../demo-output');
const PICTURE = join(import.meta.dirname, '../kit/pictures/harvest.jpg');
const TEXT = 'Harvest week is here. Come and see the mill at work on Saturday: https://mill.example #harvest';
const ALT = 'Wheat at dusk, with the words “Harvest week”';

interface Networks {
  readonly pds: Pds;
  readonly mastodon: Mastodon;
  readonly account: PdsAccount;
}

const keepOpen = process.argv.includes('--keep');
const startedAt = performance.now();

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
process.exitCode = await demo().then(
  () => 0,
  (error: unknown) => {
    console.error('\nThe demo did not hold:\n', error);
    return 1;
  },
);

async function demo(): Promise<void> {
  const networks = await startNetworks();
  const app = await launchApp({ env: { POSTWRIGHT_BLUESKY_URL: networks.pds.url } });
  try {
    await app.page.setViewportSize({ width: 1280, height: 800 });
    say('Postwright is open');
    await connectChannels(app, networks);
    const planned = await writeAndPlan(app);
    const moved = await writeTomorrow(app);
    await dragADay(app, moved);
    const view = await waitUntilOut(app, planned);
    await readBack(networks);
    await takePictures(app.page);
    timeline(view);
    if (keepOpen) await waitForClose(app);
  } catch (error) {
    await app.page.screenshot({ path: join(OUTPUT, 'trouble.png') }).catch(() => undefined);
    console.error(app.output());
    throw error;
  } finally {
    await app.close();
    await Promise.all([networks.pds.stop(), networks.mastodon.stop()]);
  }
}

async function startNetworks(): Promise<Networks> {
  const [pds, mastodon] = await Promise.all([startPds(), startMastodon()]);
  const account = await pds.createAccount('millhouse');
  mastodon.createAccount({ username: 'millhouse', displayName: 'The Mill House' });
  say(`a Bluesky server at ${pds.url}, a Mastodon simulator at ${mastodon.url}`);
  return { pds, mastodon, account };
}

async function connectChannels(app: App, { account, mastodon }: Networks): Promise<void> {
  const { page } = app;
  await goTo(page, 'Channels');
  await page.getByRole('button', { name: 'Connect a channel' }).first().click();
  await page.getByRole('button', { name: /Bluesky/ }).click();
  await page.getByLabel('Handle').fill(account.handle);
  await page.getByLabel('App password').fill(account.appPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(account.handle).first()).toBeVisible();
  say(`connected ${account.handle} on Bluesky with an app password`);

  await page.getByRole('button', { name: 'Connect a channel' }).first().click();
  await page.getByRole('button', { name: /Mastodon/ }).click();
  await page.getByLabel('Server').fill(mastodon.url);
  await page.getByRole('button', { name: 'Continue in browser' }).click();
  await expect(page.getByText(/@?millhouse@127/).first()).toBeVisible({ timeout: 20_000 });
  say('connected Mastodon through the browser and a deep link');
  await expect.poll(async () => (await app.call('channels.list', undefined)).length).toBe(2);
  await picture(page, 'channels');
}

/** Writes a post with a picture for both channels and plans it for the next full minute. */
async function writeAndPlan(app: App): Promise<PostId> {
  const { page } = app;
  await newPost(page, TEXT);
  await chooseFile(app, PICTURE);
  await page.getByRole('button', { name: 'Add files' }).click();
  await page.getByLabel('Description of harvest.jpg').fill(ALT);
  await page.getByText('Saved', { exact: true }).waitFor();
  await picture(page, 'composer');
  const due = nextMinute();
  await setTime(page, due);
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  const post = await plannedPost(app, TEXT);
  say(`planned for ${due.toFormat('HH:mm:ss')} on two channels, ${Math.round(due.diffNow().as('seconds'))} s ahead`);
  return post;
}

async function writeTomorrow(app: App): Promise<PostId> {
  const text = 'Sunday is open day at the mill.';
  await newPost(app.page, text);
  await setTime(app.page, DateTime.now().plus({ days: 1 }).set({ hour: 10, minute: 0, second: 0, millisecond: 0 }));
  await app.page.getByRole('button', { name: 'Plan', exact: true }).click();
  return plannedPost(app, text);
}

/** Takes the event with the mouse and drops it on the next day. */
async function dragADay(app: App, post: PostId): Promise<void> {
  const { page } = app;
  await goTo(page, 'Calendar');
  const before = dueAtOf(await viewOf(app, post));
  const event = page.locator('.rbc-event', { hasText: 'Sunday is open day' }).first();
  const box = await event.boundingBox();
  const cell = await page.locator('.rbc-day-bg').first().boundingBox();
  if (box === null || cell === null) throw new Error('the event is not on the calendar');
  const isLastOfWeek = box.x + cell.width > (page.viewportSize()?.width ?? 0) - 40;
  const step = isLastOfWeek ? { x: 0, y: cell.height } : { x: cell.width, y: 0 };
  const from = { x: box.x + 30, y: box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 4, { steps: 3 });
  await page.mouse.move(from.x + step.x, from.y + step.y, { steps: 14 });
  await page.mouse.up();
  await expect.poll(async () => dueAtOf(await viewOf(app, post))).not.toBe(before);
  const after = DateTime.fromMillis(dueAtOf(await viewOf(app, post)));
  say(`dragged another post to ${after.toFormat('cccc HH:mm')} on the calendar`);
  expect(after.toFormat('HH:mm')).toBe('10:00');
  await picture(page, 'calendar');
}

async function waitUntilOut(app: App, post: PostId): Promise<PostView> {
  const view = await untilAll(app, post, ['published'], 120_000);
  say('both channels say that it is out');
  return view;
}

/** Asks the networks themselves. */
async function readBack({ pds, mastodon, account }: Networks): Promise<void> {
  const posts = await pds.listPosts(account.did);
  expect(posts.map((post) => post.value['text'])).toEqual([TEXT]);
  expect(JSON.stringify(posts[0]?.value)).toContain(ALT);
  const statuses = mastodon.received();
  expect(statuses.map((status) => status.text)).toEqual([TEXT]);
  expect(statuses[0]?.media[0]?.description).toBe(ALT);
  say('read back from both servers: there once, with its picture and description');
}

async function takePictures(page: Page): Promise<void> {
  await goTo(page, 'Queue');
  await expect(page.getByText(TEXT.slice(0, 20)).first()).toBeVisible();
  await picture(page, 'queue');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'queue-dark');
  await goTo(page, 'Calendar');
  await picture(page, 'calendar-dark');
  await page.emulateMedia({ colorScheme: 'light' });
}

function timeline(view: PostView): void {
  console.log('\n  planned        sent           confirmed      late    permalink');
  for (const publication of view.publications) console.log(`  ${lineOf(publication)}`);
  console.log(
    `\n  Pictures are in demo-output/. Everything held, in ${Math.round((performance.now() - startedAt) / 1000)} s.\n`,
  );
}

function lineOf(publication: Publication): string {
  if (publication.state !== 'published' || publication.startedAt === undefined) throw new Error('not published');
  const { dueAt, startedAt: sentAt, changedAt, receipt } = publication;
  const clock = (at: number): string => DateTime.fromMillis(at).toFormat('HH:mm:ss.SSS');
  const late = `${sentAt - dueAt} ms`;
  return `${clock(dueAt)}   ${clock(sentAt)}   ${clock(changedAt)}   ${late.padEnd(7)} ${receipt.permalink} (${receipt.confirmedBy})`;
}

// --- small acts ------------------------------------------------------------------------------------------

async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByText(screen, { exact: true }).click();
}

async function newPost(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New post' }).first().click();
  await page.getByRole('textbox', { name: 'Text of part 1' }).fill(text);
  for (const channel of await page.getByRole('group', { name: 'Post to' }).getByRole('checkbox').all()) {
    if ((await channel.getAttribute('aria-checked')) !== 'true') await channel.click();
    await expect(channel).toBeChecked();
  }
}

/** The system's file dialog, answered. */
async function chooseFile(app: App, path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

async function setTime(page: Page, due: DateTime): Promise<void> {
  const date = page.getByLabel('Date');
  await date.fill(due.toFormat('yyyy-MM-dd'));
  await date.press('Tab');
  await page.getByLabel('Time', { exact: true }).fill(due.toFormat('HH:mm'));
}

/** The next full minute that is at least ten seconds away. */
function nextMinute(): DateTime {
  const soon = DateTime.now().plus({ seconds: 10 });
  return soon.startOf('minute').plus({ minutes: 1 });
}

async function plannedPost(app: App, text: string): Promise<PostId> {
  let id: PostId | undefined;
  await expect
    .poll(async () => {
      const views = await app.call('posts.planned', { from: 0, to: Date.now() + 7 * 86_400_000 });
      id = views.find((view) => view.post.segments[0]?.text === text)?.post.id;
      return id;
    })
    .toBeDefined();
  if (id === undefined) throw new Error('not planned');
  return id;
}

function dueAtOf(view: PostView): number {
  return view.post.plan.kind === 'none' ? Number.NaN : view.post.plan.dueAt;
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400);
  await page.screenshot({ path: join(OUTPUT, `${name}.png`) });
}

async function waitForClose(app: App): Promise<void> {
  console.log('  Postwright stays open. Quit it, or press Ctrl-C, to end the demo.');
  await new Promise<void>((closed) => app.electron.once('close', () => closed()));
}

function say(text: string): void {
  console.log(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}
