import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { DateTime } from 'luxon';
import { button, goTo, notice, setTime } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { RESTORED, stopInLibrary } from '#tests/e2e/window/stop-in-library.ts';
import { viewOf, writePost } from '#tests/kit/connected-app.ts';
import type { SlotId } from '#shared/channels/slot.ts';
import type { CommandId, PostId } from '#shared/ids.ts';

// Rain on the open day: everything moves, at once, and back when the sun comes out.

let mill: MillHouse;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
});
test.afterAll(() => mill.close());

test('a person chooses rows with Shift, moves them by a day, deletes them, and takes both back', async () => {
  const { page } = mill.app;
  const start = DateTime.now().setZone(mill.zone).plus({ days: 2 }).startOf('hour');
  const posts: PostId[] = [];
  for (const [n, text] of ['Rye bread', 'Wheat rolls', 'Open day', 'Barley soup'].entries()) {
    const post = await writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
    await plan(mill.app, post, start.plus({ hours: n }));
    posts.push(post);
  }
  const dueOf = async (): Promise<number[]> => {
    const views = await Promise.all(posts.map((post) => viewOf(mill.app, post)));
    return views.map(({ publications }) => publications[0]?.dueAt ?? 0);
  };
  const before = await dueOf();

  await goTo(page, 'Queue');
  await box(page, 'Rye bread').check();
  await box(page, 'Open day').click({ modifiers: ['Shift'] });
  await expect(box(page, 'Wheat rolls')).toBeChecked();
  await lookAt(page);
  await button(page, 'Move').first().click();
  await expect(page.getByText('3 posts move, each on all of its channels.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await expect(notice(page, '3 posts moved.')).toBeVisible();
  const moved = before.map((due, n) => (n < 3 ? due + 86_400_000 : due));
  await expect.poll(dueOf).toEqual(moved);
  await notice(page, '3 posts moved.').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(dueOf).toEqual(before);

  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('4 chosen')).toBeVisible();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('Nothing is planned.', { exact: false })).toBeVisible();
  await notice(page, '4 posts are in the bin.').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(dueOf).toEqual(before);
});

test('a row is dragged by its handle to another place, and moved on by keyboard: times stay, posts move between them', async () => {
  const { page } = mill.app;
  const start = DateTime.now().setZone(mill.zone).plus({ days: 20 }).startOf('hour');
  const posts: PostId[] = [];
  for (const [n, text] of ['First sheaf', 'Second sheaf', 'Third sheaf', 'Fourth sheaf'].entries()) {
    const post = await writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
    await plan(mill.app, post, start.plus({ days: n }));
    posts.push(post);
  }
  /** Which of the four days each of the posts has, counted from 0. */
  const days = (): Promise<number[]> =>
    Promise.all(
      posts.map(async (post) => {
        const [publication] = (await viewOf(mill.app, post)).publications;
        return Math.round(((publication?.dueAt ?? 0) - start.toMillis()) / 86_400_000);
      }),
    );

  await goTo(page, 'Queue');
  await handle(page, 'Fourth sheaf').scrollIntoViewIfNeeded();
  await takeTo(page, handle(page, 'Fourth sheaf'), row(page, 'Second sheaf'));
  await lookAt(page);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await days()).toEqual([0, 1, 2, 3]);

  await takeTo(page, handle(page, 'Fourth sheaf'), row(page, 'Second sheaf'));
  await page.mouse.up();
  await expect.poll(days).toEqual([0, 2, 3, 1]);
  await notice(page, /What was in between moved by one/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect.poll(days).toEqual([0, 1, 2, 3]);

  await handle(page, 'First sheaf').focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(days).toEqual([1, 0, 2, 3]);
});

test('many that wait for a person are sent together: a restored one is asked about, an unconfirmed one is not theirs', async () => {
  const post = (text: string): Promise<PostId> =>
    writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
  const waiting = {
    refused: await post('Refused loaf'),
    restored: await post('Restored loaf'),
    lost: await post('Lost loaf'),
  };
  for (const one of Object.values(waiting)) await plan(mill.app, one, DateTime.now().plus({ days: 40 }));
  await mill.restart((userData) => {
    stopInLibrary(userData, waiting.refused, 'failed', { code: 'publish.skipped', about: { dueAt: 'noon' } });
    stopInLibrary(userData, waiting.restored, 'held', RESTORED);
    stopInLibrary(userData, waiting.lost, 'unconfirmed', {
      code: 'publish.unconfirmed',
      about: { platform: 'Mastodon' },
    });
  });
  const anew = mill.app.page;
  await goTo(anew, 'Queue');
  await anew.getByRole('checkbox', { name: 'Choose all that need you' }).check();
  const bar = anew.getByRole('toolbar', { name: 'With what is chosen of what needs you' });
  await expect(bar).toContainText('3 chosen');
  await expect(bar).toContainText('1 of them may be out already');
  await lookAt(anew, 'queue-waiting');

  await button(bar, 'Send now').click();
  const question = anew.getByRole('dialog', { name: 'Is one of them out already?' });
  await expect(question).toContainText('For one of these posts, we could not find out whether it is out.');
  await expect(question.getByRole('listitem')).toHaveText([/^“Restored loaf” on @millhouse@/]);
  await button(question, 'Cancel').click();
  expect(await statesOf(waiting)).toEqual({ refused: 'failed', restored: 'held', lost: 'unconfirmed' });

  await button(bar, 'Move').click();
  await anew.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await button(question, 'Cancel').click();
  await anew.keyboard.press('Escape');
  expect(await statesOf(waiting)).toEqual({ refused: 'failed', restored: 'held', lost: 'unconfirmed' });

  await button(bar, 'Send now').click();
  await button(question, 'I looked: it is not there').click();
  await expect(notice(anew, '2 are being sent.')).toBeVisible();
  await expect
    .poll(() => statesOf(waiting), { timeout: 30_000 })
    .toEqual({ refused: 'published', restored: 'published', lost: 'unconfirmed' });
  const received = mill.mastodon.received().map(({ text }) => text);
  expect(received.filter((text) => text.endsWith('loaf')).toSorted()).toEqual(['Refused loaf', 'Restored loaf']);

  await box(anew, 'Lost loaf').check();
  await expect(button(bar, 'Send now')).toBeDisabled();
  await expect(button(bar, 'Do not send')).toBeDisabled();
  await expect(button(bar, 'Labels')).toBeEnabled();
});

test('a restored post gets a new time one by one: it is asked about, and waits as long as nobody looked', async () => {
  const post = await writePost(mill.app, { texts: ['Restored rye'], channels: [mill.channels.mastodon] });
  await plan(mill.app, post, DateTime.now().plus({ days: 40 }));
  await mill.restart((userData) => stopInLibrary(userData, post, 'held', RESTORED));
  const { page } = mill.app;
  const state = (): Promise<Record<string, string | undefined>> => statesOf({ post });
  await goTo(page, 'Queue');
  await button(row(page, 'Restored rye'), 'More for “Restored rye”').click();
  await page.getByRole('menuitem', { name: 'Open post' }).click();
  await setTime(page, DateTime.now().setZone(mill.zone).plus({ days: 41 }).set({ hour: 14, minute: 30 }));
  const question = page.getByRole('dialog', { name: 'Is it out already?' });
  await button(page, 'Reschedule').click();
  await expect(question).toContainText(/Look on @millhouse@\S+ first: if it is there, it would be posted twice\./);
  await lookAt(page, 'composer-restored');
  await button(question, 'Cancel').click();
  expect(await state()).toEqual({ post: 'held' });
  await button(page, 'Reschedule').click();
  await button(question, 'I looked: it is not there').click();
  await expect.poll(state).toEqual({ post: 'scheduled' });
});

test('what waits gets the next free times of its channel, each its own, after a look for the restored one', async () => {
  const post = (text: string): Promise<PostId> =>
    writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
  const waiting = { late: await post('Late buns'), restored: await post('Restored buns') };
  for (const one of Object.values(waiting)) await plan(mill.app, one, DateTime.now().plus({ days: 40 }));
  await mill.restart((userData) => {
    stopInLibrary(userData, waiting.late, 'failed', { code: 'publish.skipped', about: { dueAt: 'noon' } });
    stopInLibrary(userData, waiting.restored, 'held', RESTORED);
  });
  const { page } = mill.app;
  await goTo(page, 'Queue');
  for (const text of ['Late buns', 'Restored buns']) await box(page, text).check();
  const toFree = button(
    page.getByRole('toolbar', { name: 'With what is chosen of what needs you' }),
    'To the next free times',
  );
  await toFree.click();
  await expect(notice(page, 'No posting time is free in the year ahead.')).toBeVisible();

  const first = mill.now().plus({ days: 1 }).set({ hour: 9, minute: 15, second: 0, millisecond: 0 });
  const times = [first, first.plus({ days: 1 })];
  const slots = times.map(({ weekday }) => ({ weekday, wallTime: '09:15', id: randomUUID() as SlotId }));
  await mill.app.call('slots.change', {
    id: randomUUID() as CommandId,
    command: { kind: 'slot.set-week', channel: mill.channels.mastodon, zone: mill.zone, slots },
  });
  const question = page.getByRole('dialog', { name: 'Is one of them out already?' });
  await toFree.click();
  await expect(question.getByRole('listitem')).toHaveText([/^“Restored buns” on @millhouse@/]);
  await button(question, 'Cancel').click();
  expect(await statesOf(waiting)).toEqual({ late: 'failed', restored: 'held' });

  await toFree.click();
  await button(question, 'I looked: it is not there').click();
  await expect(notice(page, '2 posts moved.')).toBeVisible();
  await expect.poll(() => statesOf(waiting)).toEqual({ late: 'scheduled', restored: 'scheduled' });
  const views = await Promise.all(Object.values(waiting).map((one) => viewOf(mill.app, one)));
  const due = views.map(({ publications }) => publications[0]?.dueAt ?? 0);
  expect(due.toSorted((a, b) => a - b)).toEqual(times.map((time) => time.toMillis()));
});

async function statesOf(posts: Readonly<Record<string, PostId>>): Promise<Record<string, string | undefined>> {
  const states = Object.entries(posts).map(async ([name, post]) => {
    const [publication] = (await viewOf(mill.app, post)).publications;
    return [name, publication?.state] as const;
  });
  return Object.fromEntries(await Promise.all(states));
}

function handle(page: Page, text: string): Locator {
  return page.getByRole('button', { name: `Move “${text}” in the queue` });
}

function row(page: Page, text: string): Locator {
  return page.getByRole('listitem').filter({ hasText: text });
}

/** Takes it with the mouse and holds it over the middle of the other. */
async function takeTo(page: Page, from: Locator, to: Locator): Promise<void> {
  const [taken, over] = [await from.boundingBox(), await to.boundingBox()];
  if (taken === null || over === null) throw new Error('it is not on the screen');
  await page.mouse.move(taken.x + taken.width / 2, taken.y + taken.height / 2);
  await page.mouse.down();
  await page.mouse.move(over.x + over.width / 2, over.y + over.height / 2, { steps: 8 });
}

function box(page: Page, text: string) {
  return page.getByRole('checkbox', { name: `Choose “${text}”` });
}
