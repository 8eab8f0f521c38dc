import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DateTime } from 'luxon';
import { expect, type Page } from '@playwright/test';
import type { SlotId } from '#shared/channels/slot.ts';
import type { CommandId, PostId } from '#shared/ids.ts';
import { answerDialog, button, notice, openAnew, part, when } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { HARVEST, openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import {
  day,
  dayCell,
  dragTo,
  entry,
  hour,
  isOnDay,
  openWeekOf,
  showView,
  stepTo,
} from '#tests/e2e/window/plan-acts.ts';
import { importPicture, viewOf, writePost } from '#tests/kit/connected-app.ts';

// A person works on the calendar itself: looks at posts, plans drafts from the tray, copies, narrows, and marks days.

let mill: MillHouse;
let page: Page;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds, midMonth: true });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterAll(() => mill.close());

test('a look at a post opens beside it; from there it is moved, and removed with a way back', async () => {
  const at = nextWeek(1).set({ hour: 10 });
  const post = await planned('Millstones are dressed by hand', at);
  await openWeekOf(page, at);
  await entry(page, 'Millstones').click();
  const look = page.getByRole('dialog');
  await expect(look).toContainText('10:00 AM');
  await expect(look).toContainText('GMT');
  await expect(look).toContainText('Planned');
  await lookAt(page, 'calendar-look');

  await button(look, 'Move to another time').click();
  await look.getByLabel('Time', { exact: true }).fill('16:30');
  await button(look, 'Move').click();
  await expect.poll(() => dueAt(post)).toBe(at.set({ hour: 16, minute: 30 }).toMillis());
  await expect(look).toBeHidden();

  await entry(page, 'Millstones').click();
  await button(page.getByRole('dialog'), 'Remove').click();
  await expect(entry(page, 'Millstones')).toHaveCount(0);
  await button(notice(page, /removed|bin/i), 'Undo').click();
  await expect(entry(page, 'Millstones')).toBeVisible();
});

test('by keyboard: Enter looks, Escape goes back to the post, Enter twice opens it, arrows go to the next one', async () => {
  const at = inDays(1).set({ hour: 8 });
  await planned('First of two', at);
  await planned('Second of two', at.plus({ hours: 1 }));
  await showView(page, 'Agenda');
  await entry(page, 'First of two').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(entry(page, 'First of two')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(entry(page, 'Second of two')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page.getByRole('dialog'), 'Open')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(part(page)).toHaveValue('Second of two');
});

test('a draft is dragged from the tray on to a day, which takes its next free time, and on to an hour', async () => {
  const morning = await draft('Oat harvest begins');
  const evening = await draft('Evening at the mill');
  const free = inDays(2);
  await mill.app.call('slots.change', {
    id: randomUUID() as CommandId,
    command: {
      kind: 'slot.add',
      channel: mill.channels.mastodon,
      slot: randomUUID() as SlotId,
      time: { weekday: free.weekday, wallTime: '11:15' },
      zone: mill.zone,
    },
  });
  await button(page, 'Show drafts and media').click();
  const tray = page.getByRole('complementary', { name: 'Drafts and media' });
  await dragTo(page, tray.getByRole('listitem').filter({ hasText: 'Oat harvest' }), day(page, free));
  await expect.poll(() => dueAt(morning)).toBe(free.set({ hour: 11, minute: 15 }).toMillis());
  await expect(tray.getByText('Oat harvest')).toBeHidden();

  const at = nextWeek(3).set({ hour: 18 });
  await openWeekOf(page, at);
  await dragTo(page, tray.getByRole('listitem').filter({ hasText: 'Evening at' }), hour(page, at));
  await expect.poll(() => dueAt(evening)).toBe(at.toMillis());
  await button(notice(page, /^Planned for 6:00 PM/), 'Undo').click();
  await expect.poll(() => dueAt(evening)).toBeNaN();
  await expect(tray.getByText('Evening at')).toBeVisible();
});

test('the tray finds drafts, and plans them by keyboard; into the past it does not', async () => {
  const post = await draft('Spelt is back on the shelf');
  await draft('Something else');
  await button(page, 'Show drafts and media').click();
  const tray = page.getByRole('complementary', { name: 'Drafts and media' });
  await tray.getByRole('textbox', { name: 'Search drafts' }).fill('spelt');
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  await lookAt(page, 'calendar-tray');
  const planOn = tray.getByRole('button', { name: /^Plan on… Spelt/ });
  await planOn.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('Time', { exact: true })).toBeFocused();
  await form.getByLabel('Date', { exact: true }).fill(inDays(4).toFormat('LLL d'));
  await form.getByLabel('Time', { exact: true }).fill('07:45');
  await page.keyboard.press('Enter');
  await expect.poll(() => dueAt(post)).toBe(inDays(4).set({ hour: 7, minute: 45 }).toMillis());

  await tray.getByRole('textbox', { name: 'Search drafts' }).fill('');
  await dragTo(page, tray.getByRole('listitem').filter({ hasText: 'Something else' }), day(page, inDays(-1)));
  await expect(notice(page, 'That time has already passed.')).toBeVisible();
  await expect(tray.getByText('Something else')).toBeVisible();
});

test('a picture is dragged from the tray on to a day and begins a post there', async () => {
  await importPicture(mill.app, 'harvest.jpg', readFileSync(HARVEST));
  await button(page, 'Show drafts and media').click();
  const tray = page.getByRole('complementary', { name: 'Drafts and media' });
  await tray.getByText('Media', { exact: true }).click();
  await dragTo(page, tray.getByRole('listitem').filter({ hasText: 'harvest.jpg' }), day(page, inDays(3)));
  await expect(part(page)).toBeVisible();
  await expect(when(page).getByLabel('Date', { exact: true })).toHaveValue(inDays(3).toFormat('ccc, LLL d, yyyy'));
  await expect(page.getByLabel('Description of harvest.jpg')).toBeVisible();
});

test('dragged with Alt, a copy is planned there, and what was dragged stays; undo takes the copy away', async () => {
  const at = inDays(5).set({ hour: 9 });
  const post = await planned('Recipe of the week', at);
  await stepTo(page, inDays(6), 'Next month');
  await page.keyboard.down('Alt');
  await dragTo(page, entry(page, 'Recipe of the week'), day(page, inDays(6)), {
    before: () => expect(page.getByText(/^Copy to /)).toBeVisible(),
  });
  await page.keyboard.up('Alt');
  await expect.poll(() => isOnDay(page, inDays(6), 'Recipe of the week')).toBe(true);
  expect(await isOnDay(page, inDays(5), 'Recipe of the week')).toBe(true);
  expect(await dueAt(post)).toBe(at.toMillis());
  await button(notice(page, /^Copied to 9:00 AM/), 'Undo').click();
  await expect.poll(() => isOnDay(page, inDays(6), 'Recipe of the week')).toBe(false);
});

test('another program takes the focus in the middle of a drag: it goes on', async () => {
  const at = inDays(1).set({ hour: 17 });
  const post = await planned('Carried on', at);
  await openWeekOf(page, at);
  await dragTo(page, entry(page, 'Carried on'), hour(page, at.plus({ days: 1 })), {
    top: true,
    before: () => page.evaluate(() => window.dispatchEvent(new FocusEvent('blur'))).then(() => undefined),
  });
  await expect.poll(() => dueAt(post)).toBe(at.plus({ days: 1 }).toMillis());
});

test('a pointer at rest is heard of in the middle of a drag: it goes on; one that moves with its button up ends it', async () => {
  const at = inDays(1).set({ hour: 20 });
  const post = await planned('Held fast', at);
  await openWeekOf(page, at);
  const there = hour(page, at.plus({ days: 1 }));
  await dragTo(page, entry(page, 'Held fast'), there, { top: true, before: () => moveWithoutButton(640, 660) });
  await expect(page.locator('[data-dragged]')).toHaveCount(0);
  expect(await dueAt(post)).toBe(at.toMillis());
  await dragTo(page, entry(page, 'Held fast'), there, { top: true, before: () => moveWithoutButton(640, 640) });
  await expect.poll(() => dueAt(post)).toBe(at.plus({ days: 1 }).toMillis());
});

test('Escape gives a drag up', async () => {
  const at = inDays(5).set({ hour: 17 });
  const post = await planned('Stays where it is', at);
  await dragTo(page, entry(page, 'Stays where it is'), day(page, inDays(7)), {
    before: () => page.keyboard.press('Escape'),
  });
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await dueAt(post)).toBe(at.toMillis());
});

test('other zones stand beside the hours, three at most, and are kept', async () => {
  await showView(page, 'Day');
  for (const city of ['London', 'Dubai', 'Auckland']) {
    await button(page, 'Calendar options').click();
    const field = page.getByRole('combobox', { name: 'Add a time zone' });
    await field.click();
    await field.fill(city);
    // Pressed as long as an unhurried hand does: longer than what lies around the list takes to close.
    await page.getByRole('option', { name: new RegExp(`^${city}`) }).click({ delay: 400 });
    await expect(button(page, `Remove ${city}`)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button(page, `Remove ${city}`)).toHaveCount(0);
  }
  const grid = page.getByTestId('plan-grid');
  await expect(grid.getByText('London', { exact: true })).toBeVisible();
  await button(page, 'Calendar options').click();
  await expect(page.getByLabel('Add a time zone')).toHaveCount(0);
  await button(page, 'Remove Auckland').click();
  await page.keyboard.press('Escape');
  await expect(grid.getByText('Auckland', { exact: true })).toHaveCount(0);
  await lookAt(page, 'calendar-zones');
  await page.reload();
  await expect(grid.getByText('London', { exact: true })).toBeVisible();
});

test('what has no room in the legend is behind a button; a larger window has room for all of it', async () => {
  const legend = page.getByRole('list', { name: 'What the colours mean' });
  const more = page.getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'All colours' });
  await more.click();
  await expect(legend.last().getByText('Canceled')).toBeInViewport();
  await lookAt(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect(more).toHaveCount(0);
  await expect(legend.getByText('Canceled')).toBeInViewport();
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(more).toBeVisible();
});

test('a file of holidays marks days in every view; a bad file changes nothing; the days can be taken away again', async () => {
  const file = join(mill.folder, 'holidays.ics');
  const on = inDays(3);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'X-WR-CALNAME:Days of the valley',
    'BEGIN:VEVENT',
    'UID:mill-day',
    `DTSTART;VALUE=DATE:${on.minus({ years: 30 }).toFormat('yyyyMMdd')}`,
    'RRULE:FREQ=YEARLY',
    'SUMMARY:Day of the Mills',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  writeFileSync(file, lines.join('\r\n'));
  await answerDialog(mill.app, file);
  await button(page, 'Calendar options').click();
  await button(page, 'Import a file…').click();
  await expect(notice(page, 'Days of the valley: 1 entry is on the calendar.')).toBeVisible();
  await page.keyboard.press('Escape');
  for (const view of ['Month', 'Week', 'Agenda'] as const) {
    await showView(page, view);
    if (view === 'Week') await stepTo(page, on, 'Next week');
    await expect(page.getByTestId('plan-grid').getByText('Day of the Mills')).toBeVisible();
    await button(page, 'Today').click();
  }

  const bad = join(mill.folder, 'bad.ics');
  writeFileSync(bad, '<html>Moved permanently</html>');
  await answerDialog(mill.app, bad);
  await button(page, 'Calendar options').click();
  await button(page, 'Import a file…').click();
  await expect(notice(page, /^bad\.ics cannot be read as a calendar file/)).toBeVisible();
  await lookAt(page, 'calendar-options');
  await button(page, 'Remove Days of the valley').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('plan-grid').getByText('Day of the Mills')).toHaveCount(0);
});

test('keys show month, week, day and agenda, and each view stands up to being looked at', async () => {
  await planned('Something for every view', mill.now().plus({ minutes: 90 }).startOf('minute'));
  for (const [key, view] of [
    ['w', 'week'],
    ['d', 'day'],
    ['a', 'agenda'],
    ['m', 'month'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByTestId('plan-grid')).toHaveAttribute('data-view', view);
    await lookAt(page);
  }
  await dayCell(page, inDays(2))
    .getByRole('button', { name: /^Show .* alone$/ })
    .click();
  await expect(page.getByTestId('plan-grid')).toHaveAttribute('data-view', 'day');
});

// --- what is there ----------------------------------------------------------------------------------------

function inDays(days: number): DateTime {
  return mill.now().startOf('day').plus({ days });
}

function nextWeek(weekday: number): DateTime {
  return mill.now().startOf('week').plus({ weeks: 1, days: weekday });
}

function draft(text: string): Promise<PostId> {
  return writePost(mill.app, { texts: [text], channels: [mill.channels.mastodon] });
}

async function moveWithoutButton(...places: readonly number[]): Promise<void> {
  await page.evaluate((all) => {
    for (const clientX of all)
      window.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY: 400, buttons: 0 }));
  }, places);
}

async function planned(text: string, at: DateTime): Promise<PostId> {
  const post = await draft(text);
  await plan(mill.app, post, at);
  return post;
}

async function dueAt(post: PostId): Promise<number> {
  const given: { readonly dueAt?: number } = (await viewOf(mill.app, post)).post.plan as never;
  return given.dueAt ?? Number.NaN;
}
