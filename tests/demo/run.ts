import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DateTime } from 'luxon';
import { expect, type Page } from '@playwright/test';
import type { PostId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import {
  answerDialog,
  button,
  closeNotices,
  goTo,
  newPost,
  notice,
  openAnew,
  part,
  saved,
  setTime,
} from '#tests/e2e/window/acts.ts';
import { change, HARVEST } from '#tests/e2e/window/mill-house.ts';
import { untilAll, viewOf } from '#tests/kit/connected-app.ts';
import type { Arrived } from '#shared/practice/practice.ts';
import { connectingBluesky, seenOnBluesky } from '#tests/kit/every-network.ts';
import { launchApp, practiceIn, type App } from '#tests/kit/launch-app.ts';
import { startPds, type Pds, type PdsAccount } from '#tests/kit/pds/start-pds.ts';
import { connectInWindow } from '#tests/kit/set-up-in-window.ts';

// `npm run demo`: a post written in the real app goes out on time to seven networks on this computer, without an account
// and without a network connection: the real server of Bluesky, and the practice workspace's stand-ins for the others.
// Every line of it is checked; the exit code says whether all held.

const OUTPUT = resolve(import.meta.dirname, '../../demo-output');
const TEXT = 'Harvest week is here. Come and see the mill at work on Saturday. #harvest';
const TEXT_ON_LINKEDIN = 'A year’s work of twelve people: harvest week at the mill begins.';
const ALT = 'Wheat at dusk, with the words “Harvest week”';
const COMMENT = 'The bakery opens at seven.';
/** Everything that has a first comment; Bluesky comes with its real server. */
const STAND_INS = ['X', 'LinkedIn', 'Facebook', 'Instagram', 'Threads', 'Mastodon'];
/** So that nobody has to wait for the full minute that the window offers. */
const AHEAD_S = 10;

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
  const pds = await startPds();
  const account = await pds.createAccount('millhouse');
  say('a real Bluesky server is on this computer; the other networks are the practice workspace’s');
  const own = await launchApp({ env: { POSTWRIGHT_BLUESKY_URL: pds.url } });
  let app = own;
  try {
    await own.page.setViewportSize({ width: 1280, height: 800 });
    app = await practiceIn(own);
    await app.page.setViewportSize({ width: 1280, height: 800 });
    say('Postwright is open, and the practice workspace in a window of its own');
    await connectChannels(app, account);
    const planned = await writeAndPlan(app);
    const moved = await writeTomorrow(app);
    await dragADay(app, moved);
    const view = await waitUntilOut(app, planned);
    await readBack(app, pds, account);
    expect(await own.call('channels.list', undefined)).toEqual([]);
    await takePictures(app.page);
    timeline(view);
    if (keepOpen) await waitForClose(app);
  } catch (error) {
    await app.page.screenshot({ path: join(OUTPUT, 'trouble.png') }).catch(() => undefined);
    console.error(app.output());
    throw error;
  } finally {
    await own.close();
    await pds.stop();
  }
}

/** One click each, and one in the browser; Bluesky's own server is connected with what a person would type. */
async function connectChannels(app: App, account: PdsAccount): Promise<void> {
  for (const network of STAND_INS) {
    await button(app.page, `Connect ${network}`).click();
    const line = app.page.getByRole('region', { name: 'Networks to practise with' }).getByRole('listitem');
    const own = line.filter({ has: app.page.getByText(network, { exact: true }) });
    await expect(own).toContainText(/@|Demo/, { timeout: 30_000 });
    say(`connected ${network}`);
  }
  await picture(app.page, 'practice');
  await connectInWindow(app.page, connectingBluesky(account));
  say(`connected @${account.handle} on Bluesky`);
  expect(await app.call('channels.list', undefined)).toHaveLength(STAND_INS.length + 1);
  await openAnew(app.page);
  await goTo(app.page, 'Channels');
  await picture(app.page, 'channels');
}

/** Writes one post for all of them, with a text of its own for LinkedIn, and plans it. */
async function writeAndPlan(app: App): Promise<PostId> {
  const { page } = app;
  await newPost(page, TEXT);
  await answerDialog(app, HARVEST);
  await button(page, 'Add files').click();
  await page.getByLabel('Description of harvest.jpg').fill(ALT);
  await page.getByLabel('First comment').fill(COMMENT);
  await page.getByRole('tab', { name: 'Demo Baker' }).first().click();
  await button(page, 'Write a different text').click();
  await part(page).fill(TEXT_ON_LINKEDIN);
  await saved(page);
  await picture(page, 'composer');
  await setTime(page, nextMinute());
  await button(page, 'Plan').click();
  await expect(notice(page, /^Planned for/)).toBeVisible();
  const post = await plannedPost(app, TEXT);
  const due = DateTime.now().plus({ seconds: AHEAD_S }).startOf('second');
  const wall = due.toFormat("yyyy-MM-dd'T'HH:mm:ss");
  await change(app, { kind: 'post.reschedule', post, planned: { wall, zone: due.zoneName } });
  say(`wrote a post with a picture, planned it, and moved it to ${due.toFormat('HH:mm:ss')}, ${AHEAD_S} s ahead`);
  return post;
}

async function writeTomorrow(app: App): Promise<PostId> {
  const text = 'Sunday is open day at the mill.';
  await newPost(app.page, text, /\((?:Bluesky|Mastodon)\)$/);
  await setTime(app.page, DateTime.now().plus({ days: 1 }).set({ hour: 10, minute: 0, second: 0, millisecond: 0 }));
  await button(app.page, 'Plan').click();
  return plannedPost(app, text);
}

/** Takes the event with the mouse and drops it on the next day. */
async function dragADay(app: App, post: PostId): Promise<void> {
  const { page } = app;
  await goTo(page, 'Calendar');
  // They stand over the last week, which tomorrow may be in.
  await closeNotices(page);
  const before = dueAtOf(await viewOf(app, post));
  const event = page.locator('[data-entry]', { hasText: 'Sunday is open day' }).first();
  const box = await event.boundingBox();
  const cell = await page.locator('[data-day]').first().boundingBox();
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
  say(`Postwright says that it is out on all ${view.publications.length}`);
  return view;
}

/** Asks the networks themselves: there once, with its picture and what stands under it, and nothing else. */
async function readBack(app: App, pds: Pds, account: PdsAccount): Promise<void> {
  const sha256 = createHash('sha256').update(readFileSync(HARVEST)).digest('hex');
  const arrived = await app.call('practice.arrived', undefined);
  const seen = new Map(
    STAND_INS.map((network) => [network, arrived.filter((one) => nameOf(one) === network)] as const),
  );
  for (const [network, posts] of [...seen, ['Bluesky', await seenOnBluesky(pds, account)] as const]) {
    const [post, comment, ...more] = posts;
    const text = network === 'LinkedIn' ? TEXT_ON_LINKEDIN : TEXT;
    expect(post, network).toMatchObject({ text, media: [{ description: ALT, sha256 }] });
    expect(comment, network).toMatchObject({ text: COMMENT, parentId: post?.id });
    expect(more, network).toEqual([]);
  }
  say('read back from all of them: there once, with picture, description and first comment');
}

function nameOf({ platform }: Arrived): string {
  return platformOf(platform)?.name ?? platform;
}

async function takePictures(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByText('What arrived', { exact: true }).click();
  await expect(page.getByRole('article').first()).toBeVisible();
  await picture(page, 'what-arrived');
  await goTo(page, 'Queue');
  await page.getByText('Gone out', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Gone out' }).getByText(TEXT).first()).toBeVisible();
  await picture(page, 'queue');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'queue-dark');
  await goTo(page, 'Calendar');
  await picture(page, 'calendar-dark');
  await page.emulateMedia({ colorScheme: 'light' });
}

function timeline(view: PostView): void {
  console.log('\n  network     planned        sent           confirmed      late     permalink');
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
  const network = platformOf(publication.platform)?.name ?? publication.platform;
  const times = [dueAt, sentAt, changedAt].map(clock).join('   ');
  return `${network.padEnd(9)}   ${times}   ${late.padEnd(8)} ${receipt.permalink} (${receipt.confirmedBy})`;
}

// --- small acts ------------------------------------------------------------------------------------------

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
  console.log('  “What arrived” shows it as people there would see it, and there you can make trouble, too.');
  console.log('  Postwright stays open. Quit it, or press Ctrl-C, to end the demo.');
  await new Promise<void>((closed) => app.electron.once('close', () => closed()));
}

function say(text: string): void {
  console.log(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);
}
