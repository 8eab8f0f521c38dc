import { expect, type Locator, type Page } from '@playwright/test';
import { checks, goTo, newPost, notice, openAnew, part, saved } from '#tests/e2e/window/acts.ts';
import { COLOURS, expectNoBarriers, lookAt, picture } from '#tests/e2e/window/look.ts';
import { openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { liveThroughTheMonth, OPEN_POST, showMonthInWindow } from '#tests/e2e/window/month-at-the-mill.ts';

// The window in other languages, and in one that is written from the right.

let mill: MillHouse;

test.beforeAll(async ({ pds }) => {
  test.setTimeout(180_000);
  mill = await openMillHouse({ pds });
  await liveThroughTheMonth(mill);
  await showMonthInWindow(mill);
});
test.afterAll(() => mill.close());

/** The screens of the rail, by their titles. */
const GERMAN = ['Kalender', 'Warteschlange', 'Entwürfe', 'Medien', 'Kanäle', 'Analysen', 'Aktivität', 'Einstellungen'];
const SPANISH = ['Calendario', 'Cola', 'Borradores', 'Archivos', 'Canales', 'Analíticas', 'Actividad', 'Ajustes'];

test('a person chooses German: the window speaks it where they are, and the keyboard stays where it was', async () => {
  const { page } = mill.app;
  await openAnew(page);
  await goTo(page, 'Settings');
  await chooseLanguage('Language', 'Deutsch');
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/);
  await expect(page.getByRole('combobox', { name: 'Sprache', exact: true })).toBeFocused();
  expect(await mill.app.call('settings.read', undefined)).toMatchObject({ personal: { language: 'de' }, spoken: 'de' });
  expect(await menuWords()).toEqual(['&Datei', '&Bearbeiten', '&Ansicht', '&Fenster', '&Hilfe']);
  await lookAt(page, 'settings-german');
});

test('every screen speaks German, its dates too', async () => {
  const { page } = mill.app;
  await eachScreen(GERMAN, 'November 2026');
  await rail(page).getByText('Kalender', { exact: true }).click();
  await expect(page.getByText('Heute ist Donnerstag, 12. November 2026')).toBeVisible();
  await expect(page.getByTestId('plan-grid').getByText('Mo', { exact: true }).first()).toBeVisible();
  await expect(entries(page).first()).toBeVisible();
  await lookAt(page, 'calendar-german');
});

test('a post is checked and planned in German', async () => {
  const { page } = mill.app;
  await openFromCalendar(page, 'Öffnen');
  const field = page.getByRole('textbox', { name: 'Text von Teil 1', exact: true });
  await expect(page.getByRole('region', { name: 'Prüfungen' }).getByText('Bereit')).toBeVisible();
  await lookAt(page, 'composer-german');
  const before = await field.inputValue();
  await field.fill('x'.repeat(520));
  await expect(page.getByText('20 Zeichen zu viel (520 von 500).')).toBeVisible();
  await field.fill(before);
  await page.getByLabel('Datum', { exact: true }).fill('24.11.2026');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'Wann' })).toContainText('Dienstag, 24. November 2026 um');
  const time = page.getByLabel('Uhrzeit', { exact: true });
  await time.fill('16.30 Uhr');
  await expect(page.getByRole('region', { name: 'Wann' })).toContainText('um 16:30');
  await time.press('ArrowUp');
  await expect(time).toHaveValue('16:45');
  await time.fill('nachmittags');
  await expect(page.getByRole('button', { name: 'Verschieben', exact: true })).toBeDisabled();
  await time.press('Tab');
  await expect(time).toHaveValue('16:45');
  await expect(page.getByText('Gespeichert', { exact: true })).toBeVisible();
});

test('after a restart it is still German; then the person chooses Spanish', async () => {
  await mill.quitAndOpen();
  const { page } = mill.app;
  await showMonthInWindow(mill);
  await expect(rail(page).getByText('Warteschlange', { exact: true })).toBeVisible();
  await rail(page).getByText('Einstellungen', { exact: true }).click();
  await chooseLanguage('Sprache', 'Español');
  await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible();
  await eachScreen(SPANISH, 'Noviembre de 2026');
});

test('an Arabic post is written in an English window: it stands to the right, the window does not', async () => {
  const { page } = mill.app;
  await rail(page).getByText('Ajustes', { exact: true }).click();
  await chooseLanguage('Idioma', 'English');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await newPost(page, 'مرحبا بكم في المطحنة! خبز طازج كل خميس.');
  await saved(page);
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  expect(await directionOf(part(page))).toBe('rtl');
  const preview = page.getByRole('article').filter({ hasText: 'مرحبا' }).first();
  expect(await directionOf(preview.getByText('مرحبا', { exact: false }).first())).toBe('rtl');
  await expect(checks(page).getByText('Ready')).toBeVisible();
  await goTo(page, 'Drafts');
  expect(await directionOf(page.getByText('مرحبا', { exact: false }).first())).toBe('rtl');
  await expect(notice(page, /./)).toHaveCount(0);
});

test('written from the right and 40 % longer, nothing is clipped or leaves the window', async () => {
  test.setTimeout(120_000);
  await mill.quitAndOpen({ POSTWRIGHT_TEST_LANGUAGE: 'mirrored' });
  const { page } = mill.app;
  await showMonthInWindow(mill);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(entries(page).first()).toBeVisible();
  const box = await rail(page).boundingBox();
  expect(box?.x ?? 0).toBeGreaterThan(640);
  // Names for screen readers are lengthened apart from what is seen, so axe looks at real languages, above.
  await picture(page, 'calendar-mirrored');
  for (const name of ['Calendar', 'Queue', 'Drafts', 'Media', 'Channels', 'Analytics', 'Activity', 'Settings']) {
    await rail(page)
      .getByText(new RegExp(` ${name}$`))
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectWithinWindow(page, name);
  }
  await rail(page)
    .getByText(/ Calendar$/)
    .click();
  await openFromCalendar(page, / Open$/);
  await expect(page.locator('textarea').first()).toBeVisible();
  await expectWithinWindow(page, 'composer');
});

async function chooseLanguage(field: string, name: string): Promise<void> {
  const { page } = mill.app;
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name }).click();
}

/** Posts on the calendar. */
function entries(page: Page): Locator {
  return page.getByTestId('plan-grid').locator('[data-entry]');
}

/** Looks at a post on the calendar, and opens it from there. */
async function openFromCalendar(page: Page, open: string | RegExp): Promise<void> {
  await entries(page).filter({ hasText: OPEN_POST }).first().click();
  await page.getByRole('dialog').getByText(open).click();
}

function rail(page: Page): Locator {
  return page.getByRole('navigation').first();
}

async function eachScreen(titles: readonly string[], month: string): Promise<void> {
  const { page } = mill.app;
  for (const [at, title] of titles.entries()) {
    await rail(page).getByText(title, { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(at === 0 ? month : title);
    // The colours are the same in every language.
    await expectNoBarriers(page, { except: COLOURS });
  }
}

function menuWords(): Promise<string[]> {
  return mill.app.electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label).filter((label) => label !== 'Postwright'),
  );
}

function directionOf(shown: Locator): Promise<string> {
  return shown.evaluate((node) => getComputedStyle(node).direction);
}

/** Nothing makes the window scroll sideways, and no button cuts its own words off. */
async function expectWithinWindow(page: Page, name: string): Promise<void> {
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    // Words of a post may end in “…”; words of ours may not.
    const isExcerpt = (node: HTMLElement): boolean =>
      getComputedStyle(node).textOverflow === 'ellipsis' && !node.classList.contains('mantine-Button-label');
    const clipped = [...document.querySelectorAll<HTMLElement>('button')].filter((button) => {
      const label = button.querySelector<HTMLElement>('.mantine-Button-label') ?? button;
      const isOver = button.offsetParent !== null && label.scrollWidth > label.clientWidth + 1;
      return isOver && !isExcerpt(label) && button.closest('[data-entry]') === null;
    });
    return { over: scrollWidth - clientWidth, clipped: clipped.map((button) => button.innerText) };
  });
  expect(found, name).toEqual({ over: 0, clipped: [] });
}
