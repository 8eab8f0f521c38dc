import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { expect, type Page } from '@playwright/test';
import type { CommandId, PostId } from '#shared/ids.ts';
import { button, chooseZone, goTo, notice, openAnew, part } from '#tests/e2e/window/acts.ts';
import { clickOn, day, dragTo, entry, hour, isOnDay, openWeekOf, showView } from '#tests/e2e/window/plan-acts.ts';
import { RESTORED, stopInLibrary } from '#tests/e2e/window/stop-in-library.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { viewOf, writePost } from '#tests/kit/connected-app.ts';

// A person moves posts about with the mouse. What they see on the calendar is when it goes out.

let mill: MillHouse;
let page: Page;
/** What the story that is told has planned. */
const left: PostId[] = [];

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds, midMonth: true });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
// Days are full after a few posts: no story finds those of another in its way.
test.afterEach(async () => {
  for (const post of left.splice(0)) {
    await mill.app.call('posts.change', { id: randomUUID() as CommandId, command: { kind: 'post.delete', post } });
  }
});
test.afterAll(() => mill.close());

test('dragged to another day in the month, a post keeps its time of day; undo takes it back', async () => {
  const from = inDays(2).set({ hour: 15, minute: 45 });
  const post = await planned('Cider press', from);
  await dragTo(page, entry(page, 'Cider press'), day(page, inDays(4)));
  await expect(notice(page, /^Moved to 3:45 PM/)).toBeVisible();
  expect(await dueAt(post)).toBe(from.plus({ days: 2 }).toMillis());
  expect(await isOnDay(page, inDays(4), 'Cider press')).toBe(true);

  await button(notice(page, /^Moved to 3:45 PM/), 'Undo').click();
  await expect.poll(() => dueAt(post)).toBe(from.toMillis());
});

test('dragged in the week, it gets the day and the time it was dropped on', async () => {
  const from = startOfNextWeek().set({ hour: 9 });
  const post = await planned('Sourdough class', from);
  await openWeekOf(page, from);
  await dragTo(page, entry(page, 'Sourdough class'), hour(page, from.plus({ days: 2, hours: 3 })), { top: true });
  await expect.poll(() => dueAt(post)).toBe(from.plus({ days: 2, hours: 3 }).toMillis());
  await expect(entry(page, 'Sourdough class')).toContainText('12 PM');
});

test('side by side in the week, posts say less: the rest is heard, and what is not sent is struck through', async () => {
  const from = startOfNextWeek().set({ hour: 9 });
  const post = await planned('Early bake', from);
  await planned('Late bake', from);
  const [publication] = (await viewOf(mill.app, post)).publications;
  if (publication === undefined) throw new Error('nothing is planned');
  const command = { kind: 'publication.cancel', publication: publication.id } as const;
  await mill.app.call('publishing.change', { id: randomUUID() as CommandId, command });
  await openWeekOf(page, from);
  await expect(entry(page, 'Late bake')).toHaveText(/^9:\u{200B}?00 Late bake$/u);
  await expect(entry(page, 'Late bake')).toHaveAccessibleDescription(/^9 AM, Planned/);
  await expect(entry(page, 'Late bake')).toHaveCSS('text-decoration-line', 'none');
  await expect(entry(page, 'Early bake')).toHaveCSS('text-decoration-line', 'line-through');
});

test('the week shows the hours that can be seen at once, and the night a moment later', async () => {
  const from = startOfNextWeek().set({ hour: 9 });
  await planned('Early bake', from);
  await planned('Night shift', from.set({ hour: 23 }));
  await openWeekOf(page, from);
  await showView(page, 'Month');
  await page.evaluate(watchFirstWeek);
  await showView(page, 'Week');
  const drawn = await page.evaluate(() => (globalThis as Watched).firstWeek);
  expect(drawn).toContain('Early bake');
  expect(drawn).not.toContain('Night shift');
  await expect(entry(page, 'Night shift')).toBeAttached();
});

test('dragged into the past, it stays where it is and says why', async () => {
  const from = inDays(3).set({ hour: 10 });
  const post = await planned('Flour delivery', from);
  await dragTo(page, entry(page, 'Flour delivery'), day(page, inDays(-1)));
  await expect(notice(page, 'That time has already passed. Choose a later one or publish now.')).toBeVisible();
  expect(await dueAt(post)).toBe(from.toMillis());
});

test('dragged, a post that may be out already is asked about; as long as nobody looked, it stays where it was', async () => {
  const from = inDays(2).set({ hour: 11 });
  const post = await planned('Restored rye', from);
  await mill.restart((userData) => stopInLibrary(userData, post, 'held', RESTORED));
  page = mill.app.page;
  // Killed, the window may not have kept yet which view it stood in.
  await openAnew(page);
  const question = page.getByRole('dialog', { name: 'Is it out already?' });
  await dragTo(page, entry(page, 'Restored rye'), day(page, inDays(4)));
  await button(question, 'Cancel').click();
  await expect(question).toBeHidden();
  expect(await isOnDay(page, inDays(2), 'Restored rye')).toBe(true);
  expect(await dueAt(post)).toBe(from.toMillis());

  await dragTo(page, entry(page, 'Restored rye'), day(page, inDays(4)));
  await button(question, 'I looked: it is not there').click();
  await expect(notice(page, /^Moved to 11:00 AM/)).toBeVisible();
  expect(await isOnDay(page, inDays(4), 'Restored rye')).toBe(true);
  const { publications } = await viewOf(mill.app, post);
  expect(publications.map(({ state, dueAt: due }) => [state, due])).toEqual([
    ['scheduled', from.plus({ days: 2 }).toMillis()],
  ]);
});

test('dragged out of the list of a full day, it lands on the day it was dropped on', async () => {
  const full = inDays(6);
  for (const at of [8, 9, 10, 11, 12, 13, 14, 15]) {
    await planned(`Open day at ${at}`, full.set({ hour: at }));
  }
  const last = (await mill.app.call('posts.planned', { from: full.toMillis(), to: full.plus({ days: 1 }).toMillis() }))
    .toSorted((a, b) => dueOf(a.post.plan) - dueOf(b.post.plan))
    .at(-1)?.post.id;
  if (last === undefined) throw new Error('nothing is planned');
  await page
    .getByTestId('plan-grid')
    .getByRole('button', { name: /\d+ more/ })
    .click();
  const list = page.getByRole('dialog');
  await expect(list.getByRole('listitem')).toHaveCount(8);
  await dragTo(page, list.getByRole('listitem').last(), day(page, inDays(5)));
  await expect.poll(() => dueAt(last)).toBe(full.minus({ days: 1 }).set({ hour: 15 }).toMillis());
  await expect(list).toBeHidden();
});

test('a double click opens a post, and closing it comes back to the same month', async () => {
  await planned('Honey harvest', inDays(32).set({ hour: 12 }));
  await button(page, 'Next month').click();
  const month = await page.getByRole('heading', { level: 1 }).innerText();
  await entry(page, 'Honey harvest').dblclick();
  await expect(part(page)).toHaveValue('Honey harvest');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(month);
});

test('a click on an empty day starts a post there', async () => {
  await clickOn(page, day(page, inDays(8)));
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue(inDays(8).toFormat('ccc, LLL d, yyyy'));
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('9:00 AM');
});

test('a click on a day that is over says so and starts nothing', async () => {
  await clickOn(page, day(page, inDays(-1)));
  await expect(notice(page, 'That time has already passed.')).toBeVisible();
  await expect(part(page)).toHaveCount(0);
});

test('a click on an hour of the week starts a post at that hour', async () => {
  // An hour at which no other story of this file plans anything, on whatever day it is told.
  const at = startOfNextWeek().plus({ days: 4 }).set({ hour: 21 });
  await openWeekOf(page, at);
  await clickOn(page, hour(page, at));
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('9:00 PM');
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue(at.toFormat('ccc, LLL d, yyyy'));
});

test('the keyboard moves the chosen post: Alt and an arrow', async () => {
  const from = inDays(1).set({ hour: 11 });
  const post = await planned('Apple pie', from);
  await entry(page, 'Apple pie').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => dueAt(post)).toBe(from.plus({ days: 1 }).toMillis());
});

test('the workspace lives elsewhere: the calendar shows and drops in its zone, the post keeps its own', async () => {
  const utc = mill.now().toUTC().plus({ days: 2 }).startOf('day').set({ hour: 19 });
  const post = await planned('Message from abroad', utc);
  await goTo(page, 'Settings');
  await chooseZone(page, 'Auckland');
  await goTo(page, 'Calendar');
  await expect(page.getByText(/Times in Auckland/)).toBeVisible();
  const there = utc.setZone('Pacific/Auckland');
  await expect(entry(page, 'Message from abroad')).toContainText(there.toFormat('h a'));
  expect(await isOnDay(page, there, 'Message from abroad')).toBe(true);

  await dragTo(page, entry(page, 'Message from abroad'), day(page, there.plus({ days: 2 })));
  await expect.poll(() => dueAt(post)).toBe(utc.plus({ days: 2 }).toMillis());
  const { post: moved } = await viewOf(mill.app, post);
  expect(moved.plan).toMatchObject({ planned: { zone: 'UTC' } });

  await openWeekOf(page, there.plus({ days: 2 }));
  await dragTo(page, entry(page, 'Message from abroad'), hour(page, there.plus({ days: 2 }).set({ hour: 11 })), {
    top: true,
  });
  await expect.poll(() => dueAt(post)).toBe(there.plus({ days: 2 }).set({ hour: 11 }).toMillis());
  await mill.app.call('settings.setWorkspace', { zone: mill.zone });
});

type Watched = typeof globalThis & { firstWeek?: Promise<string> };

/** In the page: keeps the words of the week as it is first drawn. */
function watchFirstWeek(): void {
  const grid = document.querySelector('[data-testid="plan-grid"]');
  (globalThis as Watched).firstWeek = new Promise((resolve) => {
    const watching = new MutationObserver(() => {
      if (grid?.querySelector('[data-column]') === null) return;
      watching.disconnect();
      resolve(grid?.textContent ?? '');
    });
    if (grid !== null) watching.observe(grid, { childList: true, subtree: true });
  });
}

// --- where things are -------------------------------------------------------------------------------------

function inDays(days: number): DateTime {
  return mill.now().startOf('day').plus({ days });
}

function startOfNextWeek(): DateTime {
  return mill.now().startOf('week').plus({ weeks: 1 });
}

async function planned(text: string, at: DateTime): Promise<PostId> {
  const post = await writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
  await plan(mill.app, post, at);
  left.push(post);
  return post;
}

async function dueAt(post: PostId): Promise<number> {
  return dueOf((await viewOf(mill.app, post)).post.plan);
}

function dueOf(given: { kind: string; dueAt?: number }): number {
  return given.dueAt ?? Number.NaN;
}
