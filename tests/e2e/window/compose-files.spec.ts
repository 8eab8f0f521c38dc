import { expect, type Page } from '@playwright/test';
import { bring, button, goTo, newPost, notice, openAnew, part, saved } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { openMillHouse, OPEN_DAY, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// A person takes files from the library and cuts them, begins from a template, and looks at what a post was before.

let mill: MillHouse;
let page: Page;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterAll(() => mill.close());

test('two files of the library are found and taken with the keyboard, and not offered twice', async () => {
  await newPost(page, 'From last year');
  await bring(part(page), 'drop');
  await bring(part(page), 'drop', OPEN_DAY);
  await expect(page.getByLabel('Description of open-day.png')).toBeVisible();
  await saved(page);

  await openAnew(page);
  await newPost(page, 'From this year');
  await button(page, 'Choose from library').click();
  const library = page.getByRole('dialog', { name: 'Choose from library' });
  const file = (name: string) => library.getByRole('checkbox', { name });
  await expect(file('harvest.jpg')).toBeVisible();
  await lookAt(page, 'compose-library');
  await library.getByLabel('Find a file').fill('harv');
  await expect(file('open-day.png')).toBeHidden();
  await file('harvest.jpg').focus();
  await page.keyboard.press('Space');
  await library.getByLabel('Find a file').fill('');
  await file('open-day.png').click();
  await button(library, 'Add 2 files').click();
  await expect(page.getByLabel('Description of harvest.jpg')).toBeVisible();
  await expect(page.getByLabel('Description of open-day.png')).toBeVisible();
  await button(page, 'Choose from library').click();
  await expect(file('harvest.jpg')).toBeDisabled();
  await page.keyboard.press('Escape');
});

test('a picture that is taken off by two presses comes back by one undo, with the words it had; another one taken off stays off', async () => {
  await newPost(page, 'Two pictures');
  await bring(part(page), 'drop');
  const harvest = page.getByLabel('Description of harvest.jpg');
  await expect(harvest).toBeVisible();
  await bring(part(page), 'drop', OPEN_DAY);
  await expect(page.getByLabel('Description of open-day.png')).toBeVisible();
  await harvest.fill('Wheat at dusk');
  await button(page, 'Remove open-day.png').click();
  await expect(page.getByLabel('Description of open-day.png')).toBeHidden();
  await expect(harvest).toHaveValue('Wheat at dusk');
  await button(page, 'Remove harvest.jpg').evaluate((pressed: HTMLElement) => {
    pressed.click();
    pressed.click();
  });
  await expect(harvest).toBeHidden();
  await button(notice(page, 'The file is off this post.').last(), 'Undo').click();
  await expect(harvest).toHaveValue('Wheat at dusk');
  await expect(page.getByLabel('Description of open-day.png')).toBeHidden();
});

test('a picture is cut by hand: moved with the arrow keys, used, and whole again by undo', async () => {
  await newPost(page, 'The mill');
  await bring(part(page), 'drop');
  await expect(page.getByText('1200 × 800')).toBeVisible();
  await button(page, 'Crop harvest.jpg').click();
  const dialog = page.getByRole('dialog', { name: 'Crop harvest.jpg' });
  await dialog.getByText('1:1', { exact: true }).click();
  await expect(dialog.getByText('800 × 800')).toBeVisible();
  const frame = dialog.getByRole('button', { name: /^What stays of the picture/ });
  // Where it is once the picture is there and the dialog has come to rest.
  await expect.poll(() => dialog.locator('img').evaluate((shown: HTMLImageElement) => shown.complete)).toBe(true);
  await frame.click({ trial: true });
  const before = await frame.boundingBox();
  await frame.press('ArrowLeft');
  await expect.poll(async () => (await frame.boundingBox())?.x).toBeLessThan(before?.x ?? 0);
  await lookAt(page, 'compose-crop');
  await button(dialog, 'Use this part').click();
  await expect(page.getByText('800 × 800')).toBeVisible();
  await button(notice(page, 'harvest.jpg is cropped.'), 'Undo').click();
  await expect(page.getByText('1200 × 800')).toBeVisible();
});

test('an earlier version is compared with now, word by word', async () => {
  await newPost(page, 'Bread on Thursdays');
  await saved(page);
  await part(page).fill('Fresh bread on Fridays');
  await expect(page.getByText('Saving…')).toBeVisible();
  await saved(page);
  await button(page, 'History').click();
  const drawer = page.getByRole('dialog', { name: 'History' });
  await button(drawer, 'Compare version 1 with now').click();
  await expect(drawer.locator('del')).toContainText(['Bread', 'Thursdays']);
  await expect(drawer.locator('ins')).toContainText(['Fresh', 'bread', 'Fridays']);
  await lookAt(page, 'compose-compare');
  await button(drawer, 'Restore version 1').click();
  await page.keyboard.press('Escape');
  await expect(part(page)).toHaveValue('Bread on Thursdays');
});

test('a post is begun from a template by the menu beside “New post”', async () => {
  await newPost(page, 'Bread of the week: ');
  await saved(page);
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Save as template' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save as template' }).click();
  await expect(notice(page, 'is among the templates')).toBeVisible();
  await openAnew(page);
  await button(page, 'New post from a template').click();
  await page.getByRole('menuitem', { name: 'Bread of the week' }).click();
  await expect(part(page)).toHaveValue('Bread of the week: ');
  await expect(page.getByText('Draft', { exact: true }).first()).toBeVisible();
});

test('a post that is out gets another label', async () => {
  await newPost(page, 'The mill is open');
  await button(page, 'Publish now').click();
  await button(page, 'Publish to 2 channels').click();
  await expect(page.getByText('This post has gone out and can no longer be changed.')).toBeVisible({ timeout: 30_000 });
  await button(page, 'Labels').click();
  await page.getByRole('textbox', { name: /label/i }).fill('Open days');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Labels' }).getByText('Open days')).toBeVisible();
});

test('previews fold a long text, and show the rest when asked', async () => {
  await newPost(page, 'See https://mill.example/a/rather/long/address', /127\.0\.0\.1/);
  await page.getByText('As usual').click();
  await page.getByLabel('Content warning').fill('Flour dust');
  await page.keyboard.press('Enter');
  const preview = page.getByRole('region', { name: 'How it will look' });
  await expect(preview.getByText('Flour dust')).toBeVisible();
  await expect(preview.getByText('See https://mill.example')).toBeHidden();
  await preview.getByRole('button', { name: 'Show more' }).click();
  await expect(preview.getByText('See https://mill.example')).toBeVisible();
  await goTo(page, 'Drafts');
});
