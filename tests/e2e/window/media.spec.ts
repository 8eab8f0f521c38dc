import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { answerDialog, bring, button, goTo, notice, openAnew, part, saved } from '#tests/e2e/window/acts.ts';
import { expectNoBarriers } from '#tests/e2e/window/look.ts';
import { OPEN_DAY, openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// The shelf: files come in, are found, described, put in order, used in a post, and taken away.

const FILM = join(import.meta.dirname, '../../kit/films/mill-wheel.mp4');
const BELL = join(import.meta.dirname, '../../kit/films/bell.mp3');

let mill: MillHouse;
let page: Page;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
  page = mill.app.page;
});
test.afterAll(() => mill.close());
test.beforeEach(async () => {
  await openAnew(page);
  await goTo(page, 'Media');
});

const grid = (): Locator => page.getByRole('listbox', { name: 'Files' });
const file = (name: string): Locator => grid().getByRole('option', { name: new RegExp(`^${name}`) });
const about = (): Locator => page.getByRole('complementary', { name: 'About the file' });

test('files come in by button, drop and paste, and are found by kind and by their words', async () => {
  await expect(page.getByRole('heading', { name: 'No files yet' })).toBeVisible();
  await answerDialog(mill.app, OPEN_DAY, FILM, BELL);
  await button(page, 'Add files').first().click();
  await expect(notice(page, '3 files are in your library.')).toBeVisible();
  const green = join(mill.folder, 'meadow.png');
  writeFileSync(
    green,
    await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3f7d3a' } })
      .png()
      .toBuffer(),
  );
  await bring(grid(), 'drop');
  await expect(file('harvest.jpg')).toBeVisible();
  await bring(page.locator('body'), 'paste', green);
  await expect(file('meadow.png')).toBeVisible();
  await expect(grid().getByRole('option')).toHaveCount(5);

  await page.getByLabel('Kind').selectOption('Films');
  await expect(grid().getByRole('option')).toHaveCount(1);
  await expect(file('mill-wheel.mp4')).toBeVisible();
  await page.getByLabel('Kind').selectOption('All kinds');
  await page.getByRole('searchbox').fill('harv');
  await expect(grid().getByRole('option')).toHaveCount(1);
  await page.getByRole('searchbox').fill('nothing like it');
  await button(page, 'Show all files').click();
  await expect(grid().getByRole('option')).toHaveCount(5);
});

test('Ctrl-K finds a file by its name and shows it on the shelf', async () => {
  await goTo(page, 'Drafts');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('meadow');
  await page.getByRole('option', { name: /meadow\.png/ }).click();
  await expect(grid().getByRole('option')).toHaveCount(1);
  await expect(file('meadow.png')).toBeVisible();
});

test('left by a key in the middle of a description, or with the window in the middle of a name: both are kept', async () => {
  await file('meadow.png').click();
  await about().getByLabel('Description').fill('A green meadow');
  await page.keyboard.press('ControlOrMeta+3');
  await expect(about()).toBeHidden();
  await goTo(page, 'Media');
  await file('meadow.png').click();
  await expect(about().getByLabel('Description')).toHaveValue('A green meadow');
  await about().getByLabel('Name').fill('green.png');
  await mill.quitAndOpen();
  page = mill.app.page;
  await goTo(page, 'Media');
  await file('green.png').click();
  await about().getByLabel('Name').fill('meadow.png');
  await about().getByLabel('Name').press('Enter');
  await expect(file('meadow.png')).toBeVisible();
});

test('a described file begins a new post, and the description goes along', async () => {
  await file('harvest.jpg').click();
  await about().getByLabel('Description').fill('Wheat at dusk');
  await about().getByLabel('Name').fill('wheat.jpg');
  await about().getByLabel('Folder').fill('Harvest');
  await about().getByLabel('Labels').fill('Autumn');
  await about().getByLabel('Labels').press('Enter');
  await expect(file('wheat.jpg')).toHaveAccessibleName(/Autumn$/);
  await button(about(), 'Use in a new post').click();
  await expect(page.getByLabel('Description of wheat.jpg')).toHaveValue('Wheat at dusk');
  await part(page).fill('The wheat is in');
  await saved(page);

  await goTo(page, 'Media');
  await page.getByLabel('Use', { exact: true }).selectOption('In a post');
  await file('wheat.jpg').click();
  await expect(about().getByRole('region', { name: 'Where it is used' })).toContainText('The wheat is in');
  await page.getByLabel('Folder').first().selectOption('Harvest');
  await expect(grid().getByRole('option')).toHaveCount(1);
  await file('wheat.jpg').click();
  await about()
    .getByRole('button', { name: /^The wheat is in/ })
    .click();
  await expect(part(page)).toHaveValue('The wheat is in');
});

test('what a post has stays and says by which; the rest is removed, can be taken back, and then is gone', async () => {
  await file('meadow.png').click();
  await file('wheat.jpg').click({ modifiers: ['ControlOrMeta'] });
  await page.getByRole('complementary').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(notice(page, 'wheat.jpg stays: “The wheat is in” has it.')).toBeVisible();
  await expect(file('meadow.png')).toBeHidden();
  await button(notice(page, '1 file removed.'), 'Undo').click();
  await expect(file('meadow.png')).toBeVisible();

  await file('meadow.png').click();
  await page.keyboard.press('Delete');
  await expect(file('meadow.png')).toBeHidden();
  await button(notice(page, '1 file removed.'), 'Close').click();
  await expect.poll(async () => (await mill.app.call('media.overview', undefined)).all.files).toBe(4);
  await expect(file('meadow.png')).toBeHidden();
});

test('with the keyboard alone files are reached, chosen, looked at large, and labelled together', async () => {
  await grid().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: '2 chosen' })).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('heading', { name: '4 chosen' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const large = page.getByRole('dialog');
  await expect(large.locator('img')).toBeVisible();
  const first = await large.getByRole('heading').textContent();
  await page.keyboard.press('ArrowRight');
  await expect(large.getByRole('heading')).not.toHaveText(first ?? '');
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  await expect(grid()).toBeFocused();
});

test('nothing keeps somebody out: in the dark with a file chosen, in a small window, and with one large', async () => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await file('wheat.jpg').click();
  await expect(about().getByLabel('Name')).toHaveValue('wheat.jpg');
  await page.setViewportSize({ width: 720, height: 560 });
  await expectNoBarriers(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await grid().press('Control+a');
  await file('wheat.jpg').dblclick();
  await expect(page.getByRole('dialog').locator('img')).toBeVisible();
  await expectNoBarriers(page);
});
