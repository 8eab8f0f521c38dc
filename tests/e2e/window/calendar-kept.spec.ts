import { expect } from '@playwright/test';
import { button } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { boxOf, entry, openWeekOf } from '#tests/e2e/window/plan-acts.ts';
import { writePost } from '#tests/kit/connected-app.ts';

// How a person looks at the calendar is kept until they come back. Told by the clock of today: a calendar that is opened on another day begins there.

let mill: MillHouse;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
});
test.afterAll(() => mill.close());

test('filters by channel and state narrow every view, colours tell the channel, and all of it is there after a restart', async () => {
  const at = mill.now().startOf('week').plus({ weeks: 1, days: 2, hours: 12 });
  const { mastodon, bluesky } = mill.channels;
  await plan(mill.app, await writePost(mill.app, { texts: ['Only on Mastodon'], channels: [mastodon] }), at);
  const later = await writePost(mill.app, { texts: ['Only on Bluesky'], channels: [bluesky] });
  await plan(mill.app, later, at.set({ hour: 14 }));
  let { page } = mill.app;
  await openWeekOf(page, at);
  const filters = page.getByRole('group', { name: 'Filters' });
  await page.setViewportSize({ width: 1060, height: 760 });
  const { y } = await boxOf(page.getByTestId('plan-grid'));
  await button(filters, 'Channels').click();
  await page
    .getByRole('dialog')
    .getByLabel(/Bluesky/)
    .check();
  await page.keyboard.press('Escape');
  await expect(entry(page, 'Only on Mastodon')).toHaveCount(0);
  await expect(entry(page, 'Only on Bluesky')).toBeVisible();
  expect((await boxOf(page.getByTestId('plan-grid'))).y, 'the days stay where they are').toBe(y);
  await page.setViewportSize({ width: 1280, height: 800 });
  await filters.getByRole('combobox', { name: 'Colour by' }).click();
  await page.getByRole('option', { name: 'Channel' }).click();
  await expect(page.getByRole('list', { name: 'What the colours mean' })).toContainText('@millhouse');
  await expect(entry(page, 'Only on Bluesky')).toContainText('MI');
  await lookAt(page, 'calendar-colours');

  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await mill.quitAndOpen();
  ({ page } = mill.app);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(entry(page, 'Only on Bluesky')).toContainText('MI');
  await expect(entry(page, 'Only on Mastodon')).toHaveCount(0);
  await button(page, 'Clear filters').click();
  await expect(entry(page, 'Only on Mastodon')).toBeVisible();
});
