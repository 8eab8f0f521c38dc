import { expect, test, type Page } from '@playwright/test';
import { DateTime } from 'luxon';
import { button, goTo, notice } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { openMillHouse, plan, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { viewOf, writePost } from '#tests/kit/connected-app.ts';
import type { PostId } from '#shared/ids.ts';

// Rain on the open day: everything moves, at once, and back when the sun comes out.

let mill: MillHouse;

test.beforeAll(async () => {
  mill = await openMillHouse();
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

function box(page: Page, text: string) {
  return page.getByRole('checkbox', { name: `Choose “${text}”` });
}
