import { expect, type Page } from '@playwright/test';
import { button, chooseZone, part } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { callsFrom, launchApp, type App } from '#tests/kit/launch-app.ts';

// The first run, as somebody meets it who has never seen Postwright: to a first planned post with a handful of acts.

/** What a person can do well within a minute. */
const MOST_ACTS = 4;

let app: App;
let page: Page;

test.beforeAll(async () => {
  app = await launchApp();
  page = app.page;
  await page.setViewportSize({ width: 1280, height: 800 });
});
test.afterAll(() => app.close());

test('the zone of the computer stands there, and can be another one', async () => {
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  // First, since a debugger that asks in the middle of the start may be told that its question was thrown away.
  const { workspace } = await app.call('settings.read', undefined);
  const guessed = await app.electron.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(workspace.zone).toBe(guessed);
  await expect(zone).not.toHaveValue('');
  await lookAt(page, 'welcome');
  await chooseZone(page, 'Lisbon');
  await expect.poll(async () => (await app.call('settings.read', undefined)).workspace.zone).toBe('Europe/Lisbon');
});

test('from the welcome to a first practice post that has its time', async () => {
  let acts = 0;
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    acts += 1;
    await work();
  };
  const opened = app.electron.waitForEvent('window');
  await act(() => button(page, 'Begin a practice post').click());
  const practice = await opened;
  const ask = callsFrom(practice);
  await practice.setViewportSize({ width: 1280, height: 800 });
  await expect(part(practice)).toHaveValue('Hello! This is my first post with Postwright.', { timeout: 30_000 });
  await expect(practice.getByRole('group', { name: 'Post to' }).getByRole('checkbox').first()).toBeChecked();
  await act(() =>
    practice
      .getByRole('button', { name: /^(Schedule|Plan)/ })
      .first()
      .click(),
  );
  await expect
    .poll(async () =>
      (await ask('publishing.queue', { part: 'upcoming', limit: 5 })).map((one) => one.publication.state),
    )
    .toEqual(['scheduled']);
  expect(acts).toBeLessThanOrEqual(MOST_ACTS);
  expect((await ask('settings.read', undefined)).workspace.zone).toBe('Europe/Lisbon');
});
