import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Slot, SlotId } from '#shared/channels/slot.ts';
import type { CommandId } from '#shared/ids.ts';
import { button, goTo, newPost, notice, openAnew, saved, when } from '#tests/e2e/window/acts.ts';
import { expectNoBarriers } from '#tests/e2e/window/look.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { viewOf, writePost } from '#tests/kit/connected-app.ts';

// A person gives a channel posting times, and from then on asks for the next free one instead of choosing.

let mill: MillHouse;
let page: Page;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds, midMonth: true });
});
test.beforeEach(async () => {
  page = mill.app.page;
  for (const channel of [mill.channels.bluesky, mill.channels.mastodon]) await setTimes([], channel);
  await openAnew(page);
});
test.afterAll(() => mill.close());

test('a click adds a time, the mouse and the arrows move it, Delete removes it and undo brings it back', async () => {
  const drawer = await openTimes();
  const place = await placeIn(drawer);
  await page.mouse.click(...(await place(2, 10)));
  await expect(chip(drawer, 'Tuesday, 10 AM')).toBeVisible();

  await page.mouse.move(...(await place(2, 10, 6)));
  await page.mouse.down();
  await page.mouse.move(...(await place(3, 12)), { steps: 8 });
  await page.mouse.move(...(await place(4, 12.5, 6)), { steps: 4 });
  await page.mouse.up();
  await expect(chip(drawer, 'Thursday, 12:30 PM')).toBeVisible();

  await chip(drawer, 'Thursday, 12:30 PM').focus();
  await page.keyboard.press('ArrowDown');
  await expect(chip(drawer, 'Thursday, 12:45 PM')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(chip(drawer, 'Friday, 12:45 PM')).toBeFocused();
  expect((await times()).map(({ weekday, wallTime }) => [weekday, wallTime])).toEqual([[5, '12:45']]);

  await page.keyboard.press('Delete');
  await expect(chip(drawer, 'Friday, 12:45 PM')).toBeHidden();
  await button(notice(page, 'Friday, 12:45 PM is removed.'), 'Undo').click();
  await expect(chip(drawer, 'Friday, 12:45 PM')).toBeVisible();
});

test('a preset fills the week, and another channel gets a copy', async () => {
  const drawer = await openTimes();
  await button(drawer, 'Begin with…').click();
  await page.getByRole('menuitem', { name: 'Weekdays at 9, 12 and 17' }).click();
  await expectNoBarriers(page);
  await expect(drawer.getByRole('group').getByRole('button')).toHaveCount(15);
  expect((await times())[0]?.zone).toBe(mill.zone);

  await button(drawer, 'Copy to…').click();
  await page.getByRole('menuitem', { name: '@millhouse@' }).click();
  await expect.poll(async () => (await times(mill.channels.mastodon)).length).toBe(15);
});

test('the next free time is one press away, and what the channel adds is shown and counted', async () => {
  await setTimes([{ weekday: tomorrow().weekday, wallTime: '09:40' }]);
  await mill.app.call('channels.change', {
    id: randomUUID() as CommandId,
    command: {
      kind: 'channel.set-defaults',
      channel: mill.channels.bluesky,
      defaults: {
        signature: 'The Mill House',
        firstComment: '',
        utm: { source: '{network}', medium: '', campaign: '', content: '' },
        linkCard: 'first',
      },
    },
  });
  await newPost(page, 'Bread https://mill.example', /millhouse\.test/);
  await expect(page.getByText('@millhouse.test adds:')).toBeVisible();
  await expect(page.getByText('https://mill.example?utm_source=bluesky', { exact: true })).toBeVisible();
  const added = '?utm_source=bluesky\n\nThe Mill House'.length;
  await expect(page.getByText(`@millhouse.test: ${'Bread https://mill.example'.length + added} of 300`)).toBeAttached();
  await saved(page);

  await page.keyboard.press('Control+Shift+F');
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('9:40 AM');
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue(tomorrow().toFormat('ccc, LLL d, yyyy'));
  await button(when(page), 'More free times').click();
  await expect(page.getByRole('menuitem')).toHaveCount(5);
  await page.getByRole('menuitem').nth(1).click();
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue(
    tomorrow().plus({ weeks: 1 }).toFormat('ccc, LLL d, yyyy'),
  );
});

test('the calendar shows the free times, and a click on one starts a post at it', async () => {
  await setTimes([{ weekday: tomorrow().weekday, wallTime: '15:45' }]);
  await goTo(page, 'Calendar');
  await page
    .getByRole('button', { name: /^1 free posting time, / })
    .first()
    .click();
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('3:45 PM');
  await page.keyboard.press('Escape');

  await page.getByRole('radiogroup', { name: 'View' }).getByText('Week').click();
  const free = page.getByRole('button', { name: /^Free posting time, / }).first();
  await free.scrollIntoViewIfNeeded();
  const box = await free.boundingBox();
  if (box === null) throw new Error('no free time is shown');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByLabel('Time', { exact: true })).toHaveValue('3:45 PM');
});

test('a planned post moves to the next free time, and posts change places', async () => {
  const first = tomorrow().set({ hour: 8 });
  const second = tomorrow().plus({ days: 1 }).set({ hour: 8 });
  await setTimes([{ weekday: second.weekday, wallTime: '11:00' }]);
  const [rye, emmer] = [await planned('Rye', first), await planned('Emmer', second)];
  await goTo(page, 'Queue');
  await choose('Rye', 'Move to the next free time');
  const free = second.set({ hour: 11 });
  await expect.poll(() => dueAt(rye)).toBe(free.toMillis());

  await choose('Rye', 'Change places with the one before');
  await expect.poll(() => dueAt(rye)).toBe(second.toMillis());
  await expect.poll(() => dueAt(emmer)).toBe(free.toMillis());
});

test('a channel is paused with a reason, which its card keeps', async () => {
  await goTo(page, 'Channels');
  await button(card(), 'More for @millhouse.test').click();
  await page.getByRole('menuitem', { name: 'Pause and say why…' }).click();
  await page.getByLabel('Why').fill('Until the fair');
  await button(page.getByRole('dialog'), 'Pause').click();
  await expect(card()).toContainText('Until the fair');
  await expectNoBarriers(page);
  await button(card(), 'Resume').click();
  await expect(card()).not.toContainText('Until the fair');
});

function tomorrow(): DateTime {
  return mill.now().startOf('day').plus({ days: 1 });
}

async function setTimes(
  wanted: readonly Pick<Slot, 'weekday' | 'wallTime'>[],
  channel = mill.channels.bluesky,
): Promise<void> {
  const slots = wanted.map((time) => ({ ...time, id: randomUUID() as SlotId }));
  await mill.app.call('slots.change', {
    id: randomUUID() as CommandId,
    command: { kind: 'slot.set-week', channel, zone: mill.zone, slots },
  });
}

async function times(channel = mill.channels.bluesky): Promise<readonly Slot[]> {
  return (await mill.app.call('slots.list', undefined)).filter((slot) => slot.channel === channel);
}

function card(): Locator {
  return page.getByRole('listitem', { name: '@millhouse.test' });
}

async function openTimes(): Promise<Locator> {
  await goTo(page, 'Channels');
  await button(page, 'Posting times of @millhouse.test').click();
  const drawer = page.getByRole('dialog', { name: 'Posting times of @millhouse.test' });
  await expect(drawer.getByTestId('week-places')).toBeVisible();
  return drawer;
}

function chip(drawer: Locator, name: string): Locator {
  return drawer.getByRole('button', { name, exact: true });
}

/** Where an hour of a weekday is on the screen. */
async function placeIn(
  drawer: Locator,
): Promise<(day: number, hour: number, below?: number) => Promise<[number, number]>> {
  const places = drawer.getByTestId('week-places');
  await expect(async () => {
    const before = await places.boundingBox();
    expect(await places.boundingBox()).toEqual(before);
  }).toPass();
  return async (day, hour, below = 2) => {
    const box = await places.boundingBox();
    if (box === null) throw new Error('the week is not shown');
    return [box.x + (box.width * (day - 0.5)) / 7, box.y + (box.height * hour) / 24 + below];
  };
}

async function planned(text: string, at: DateTime): Promise<Awaited<ReturnType<typeof writePost>>> {
  const post = await writePost(mill.app, { texts: [text], channels: [mill.channels.bluesky] });
  await plan(mill.app, post, at);
  return post;
}

async function dueAt(post: Awaited<ReturnType<typeof writePost>>): Promise<number> {
  const { plan: given } = (await viewOf(mill.app, post)).post;
  return given.kind === 'none' ? Number.NaN : given.dueAt;
}

async function choose(words: string, item: string): Promise<void> {
  await button(page, `More for “${words}”`).click();
  await page.getByRole('menuitem', { name: item }).click();
}
