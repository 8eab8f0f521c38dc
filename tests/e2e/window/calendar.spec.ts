import { DateTime } from 'luxon';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { PostId } from '#shared/ids.ts';
import { button, chooseZone, goTo, notice, openAnew, part } from '#tests/e2e/window/acts.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { viewOf, writePost } from '#tests/kit/connected-app.ts';

// A person moves posts about with the mouse. What they see on the calendar is when it goes out.

let mill: MillHouse;
let page: Page;

test.beforeAll(async () => {
  mill = await openMillHouse();
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterAll(() => mill.close());

test('dragged to another day in the month, a post keeps its time of day; undo takes it back', async () => {
  const from = inDays(2).set({ hour: 15, minute: 45 });
  const post = await planned('Cider press', from);
  await dragTo(entry('Cider press'), day(inDays(4)));
  await expect(notice(page, /^Moved to 3:45 PM/)).toBeVisible();
  expect(await dueAt(post)).toBe(from.plus({ days: 2 }).toMillis());
  expect(await isOnDay(inDays(4), 'Cider press')).toBe(true);

  await button(notice(page, /^Moved to 3:45 PM/), 'Undo').click();
  await expect.poll(() => dueAt(post)).toBe(from.toMillis());
});

test('dragged in the week, it gets the day and the time it was dropped on', async () => {
  const from = startOfNextWeek().set({ hour: 9 });
  const post = await planned('Sourdough class', from);
  await openWeekOf(from);
  await dragTo(entry('Sourdough class'), slot(from.plus({ days: 2, hours: 3 })), { top: true });
  await expect.poll(() => dueAt(post)).toBe(from.plus({ days: 2, hours: 3 }).toMillis());
  await expect(entry('Sourdough class')).toContainText('12 PM');
});

test('dragged into the past, it stays where it is and says why', async () => {
  const from = inDays(3).set({ hour: 10 });
  const post = await planned('Flour delivery', from);
  await dragTo(entry('Flour delivery'), day(inDays(-1)));
  await expect(notice(page, 'That time has already passed. Choose a later one or publish now.')).toBeVisible();
  expect(await dueAt(post)).toBe(from.toMillis());
});

test('dragged out of the list of a full day, it lands on the day it was dropped on', async () => {
  const full = inDays(6);
  for (const hour of [8, 9, 10, 11, 12, 13, 14, 15]) {
    await planned(`Open day at ${hour}`, full.set({ hour }));
  }
  const last = (await mill.app.call('posts.planned', { from: full.toMillis(), to: full.plus({ days: 1 }).toMillis() }))
    .toSorted((a, b) => dueOf(a.post.plan) - dueOf(b.post.plan))
    .at(-1)?.post.id;
  if (last === undefined) throw new Error('nothing is planned');
  await page.getByRole('button', { name: /\d+ more/ }).click();
  const list = page.getByRole('dialog');
  await expect(list.getByRole('listitem')).toHaveCount(8);
  await dragTo(list.getByRole('listitem').last(), day(inDays(5)));
  await expect.poll(() => dueAt(last)).toBe(full.minus({ days: 1 }).set({ hour: 15 }).toMillis());
  await expect(list).toBeHidden();
});

test('a click opens a post, and closing it comes back to the same month', async () => {
  await planned('Honey harvest', inDays(32).set({ hour: 12 }));
  await button(page, 'Next month').click();
  const month = await page.getByRole('heading', { level: 1 }).innerText();
  await entry('Honey harvest').click();
  await expect(part(page)).toHaveValue('Honey harvest');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(month);
});

test('a click on an empty day starts a post there', async () => {
  await clickOn(day(inDays(8)));
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue(inDays(8).toFormat('ccc, d LLL yyyy'));
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('09:00');
});

test('a click on a day that is over says so and starts nothing', async () => {
  await clickOn(day(inDays(-1)));
  await expect(notice(page, 'That time has already passed.')).toBeVisible();
  await expect(part(page)).toHaveCount(0);
});

test('a click on an hour of the week starts a post at that hour', async () => {
  const at = startOfNextWeek().plus({ days: 4 }).set({ hour: 10 });
  await openWeekOf(at);
  await clickOn(slot(at));
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('10:00');
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue(at.toFormat('ccc, d LLL yyyy'));
});

test('the keyboard moves the chosen post: Alt and an arrow', async () => {
  const from = inDays(1).set({ hour: 11 });
  const post = await planned('Apple pie', from);
  await entry('Apple pie').getByRole('button').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => dueAt(post)).toBe(from.plus({ days: 1 }).toMillis());
});

test('the workspace lives elsewhere: the calendar shows and drops in its zone, the post keeps its own', async () => {
  const utc = DateTime.utc().plus({ days: 2 }).startOf('day').set({ hour: 19 });
  const post = await planned('Message from abroad', utc);
  await goTo(page, 'Settings');
  await chooseZone(page, 'Auckland');
  await goTo(page, 'Calendar');
  await expect(page.getByText(/Times in Auckland/)).toBeVisible();
  const there = utc.setZone('Pacific/Auckland');
  await expect(entry('Message from abroad')).toContainText(there.toFormat('h a'));
  expect(await isOnDay(there, 'Message from abroad')).toBe(true);

  await dragTo(entry('Message from abroad'), day(there.plus({ days: 2 })));
  await expect.poll(() => dueAt(post)).toBe(utc.plus({ days: 2 }).toMillis());
  const { post: moved } = await viewOf(mill.app, post);
  expect(moved.plan).toMatchObject({ planned: { zone: 'UTC' } });

  await openWeekOf(there.plus({ days: 2 }));
  await dragTo(entry('Message from abroad'), slot(there.plus({ days: 2 }).set({ hour: 11 })), { top: true });
  await expect.poll(() => dueAt(post)).toBe(there.plus({ days: 2 }).set({ hour: 11 }).toMillis());
  await mill.app.call('settings.setWorkspace', { zone: mill.zone });
});

// --- where things are -------------------------------------------------------------------------------------

function inDays(days: number): DateTime {
  return DateTime.now().setZone(mill.zone).startOf('day').plus({ days });
}

function startOfNextWeek(): DateTime {
  return DateTime.now().setZone(mill.zone).startOf('week').plus({ weeks: 1 });
}

async function planned(text: string, at: DateTime): Promise<PostId> {
  const post = await writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
  await plan(mill.app, post, at);
  return post;
}

async function dueAt(post: PostId): Promise<number> {
  return dueOf((await viewOf(mill.app, post)).post.plan);
}

function dueOf(given: { kind: string; dueAt?: number }): number {
  return given.dueAt ?? Number.NaN;
}

function entry(words: string): Locator {
  return page.locator('.rbc-event', { hasText: words });
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The middle of a day in the month. */
function day(at: DateTime): () => Promise<Spot> {
  return async () => {
    const { x, y, width, height } = await boxOfDay(at);
    return { x: x + width / 2, y: y + height - 12 };
  };
}

async function boxOfDay(at: DateTime): Promise<{ x: number; y: number; width: number; height: number }> {
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  const first = DateTime.fromFormat(title, 'LLLL yyyy', { zone: at.zone }).startOf('month').startOf('week');
  const place = Math.round(at.startOf('day').diff(first, 'days').days);
  const box = await page.locator('.rbc-day-bg').nth(place).boundingBox();
  if (box === null) throw new Error(`${at.toISODate()} is not shown`);
  return box;
}

async function isOnDay(at: DateTime, words: string): Promise<boolean> {
  const cell = await boxOfDay(at);
  const box = await entry(words).boundingBox();
  if (box === null) return false;
  const middle = box.x + box.width / 2;
  return middle > cell.x && middle < cell.x + cell.width && box.y >= cell.y && box.y < cell.y + cell.height;
}

/** An hour of a day in the week. */
function slot(at: DateTime): () => Promise<Spot> {
  return async () => {
    const column = page.locator('.rbc-day-slot').nth(at.weekday - 1);
    const group = column.locator('.rbc-timeslot-group').nth(at.hour);
    await group.scrollIntoViewIfNeeded();
    const box = await group.boundingBox();
    if (box === null) throw new Error(`${at.toISO()} is not shown`);
    return { x: box.x + box.width / 2, y: box.y + 10 };
  };
}

async function openWeekOf(at: DateTime): Promise<void> {
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Week').click();
  const title = page.getByRole('heading', { level: 1 });
  const wanted = at.startOf('week').day;
  for (let step = 0; step < 6; step += 1) {
    if ((await title.innerText()).startsWith(`${wanted} `)) return;
    await button(page, 'Next week').click();
  }
  throw new Error(`the week of ${at.toISODate()} is not near`);
}

async function clickOn(where: () => Promise<Spot>): Promise<void> {
  const { x, y } = await where();
  await page.mouse.click(x, y);
}

/** Takes something with the mouse and drops it. With `top` it is held, and so dropped, by its upper edge. */
async function dragTo(what: Locator, where: () => Promise<Spot>, held: { top?: boolean } = {}): Promise<void> {
  const to = await where();
  const box = await what.boundingBox();
  if (box === null) throw new Error('it is not on the calendar');
  const from = { x: box.x + Math.min(30, box.width / 2), y: held.top === true ? box.y + 4 : box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 6, from.y + 4, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}
