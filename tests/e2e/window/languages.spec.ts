import { expect, test, type Page } from '@playwright/test';
import { goTo, openAnew } from '#tests/e2e/window/acts.ts';
import { expectNoBarriers } from '#tests/e2e/window/look.ts';
import { openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { liveThroughTheMonth, setWindowClock } from '#tests/e2e/window/month-at-the-mill.ts';

// The window in other languages, and in one that is written from the right.

let mill: MillHouse;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  mill = await openMillHouse();
  await liveThroughTheMonth(mill);
  await setWindowClock(mill);
  page = mill.app.page;
});
test.afterAll(() => mill.close());

/** Every screen of the rail, by its place there. */
const GERMAN = ['Kalender', 'Warteschlange', 'Entwürfe', 'Medien', 'Kanäle', 'Analysen', 'Aktivität', 'Einstellungen'];

test('a person chooses German: the window speaks it where they are, and the keyboard stays where it was', async () => {
  await openAnew(page);
  await goTo(page, 'Settings');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/);
  await expect(page.getByRole('combobox', { name: 'Sprache' })).toBeFocused();
  expect(await mill.app.call('settings.read', undefined)).toMatchObject({
    personal: { language: 'de' },
    spoken: 'de',
  });
});

test('every screen speaks German', async () => {
  for (const name of GERMAN) {
    await page.getByRole('navigation', { name: 'Hauptmenü' }).getByText(name, { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name === 'Kalender' ? 'November 2026' : name);
    await expectNoBarriers(page);
  }
});
