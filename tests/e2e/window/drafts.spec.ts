import { expect, type Locator, type Page } from '@playwright/test';
import { button, goTo, notice, openAnew, part } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { test } from '#tests/e2e/window/mill-test.ts';
import { viewOf, writePost } from '#tests/kit/connected-app.ts';
import { launchApp, type App } from '#tests/kit/launch-app.ts';
import type { PostId } from '#shared/ids.ts';

// A person sorts what is not planned yet, finds what they wrote, and does things by typing.

let app: App;
let page: Page;

test.beforeAll(async () => {
  app = await launchApp();
  page = app.page;
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const text of ['Pumpkin bread is back', 'Mill tour on Sunday', 'A thought about rye']) await write(text);
});
test.beforeEach(async () => {
  await openAnew(page);
  await goTo(page, 'Drafts');
});
test.afterAll(() => app.close());

test('a card dragged with the mouse to another column is at that stage', async () => {
  const post = await write('Ready to rise');
  const { x, y } = await middleOf(card('Ready to rise'));
  const to = await middleOf(column('Ready'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 4);
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await expect(column('Ready').getByText('Ready to rise')).toBeVisible();
  expect((await viewOf(app, post)).post.stage).toBe('ready');
  await expect(part(page)).toHaveCount(0);
});

test('Alt and an arrow move it by keyboard, and it keeps the focus', async () => {
  await write('Step by step');
  await card('Step by step').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(column('In review').getByText('Step by step')).toBeVisible();
  await expect(card('Step by step')).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(column('Draft').getByText('Step by step')).toBeVisible();
});

test('chosen together, posts get a label, are found by it, and go to the archive and back', async () => {
  await page.getByRole('checkbox', { name: /Pumpkin bread/ }).check();
  await page.getByRole('checkbox', { name: /Mill tour/ }).check();
  await expect(page.getByText('2 posts chosen')).toBeVisible();
  await button(page, 'Labels').click();
  await page.getByRole('textbox', { name: 'Find or make a label' }).fill('Autumn');
  await page.keyboard.press('Enter');
  await expect(card('Pumpkin bread')).toContainText('Autumn');
  await page.keyboard.press('Escape');
  await lookAt(page, undefined, '#content');

  await page.getByRole('textbox', { name: 'Search' }).fill('autumn pum');
  await expect(card('Mill tour')).toBeHidden();
  await expect(card('Pumpkin bread')).toBeVisible();
  await button(page, 'Show all').click();
  await button(page, 'Archive').click();
  await expect(card('Mill tour')).toBeHidden();
  await button(notice(page, '2 posts moved to the archive.'), 'Undo').click();
  await expect(card('Mill tour')).toBeVisible();
});

test('a filter that is kept is there again after the window was closed', async () => {
  await page.getByRole('textbox', { name: 'Search' }).fill('rye');
  await button(page, 'Saved filters').click();
  await page.getByRole('menuitem', { name: 'Save this filter' }).click();
  await page.getByRole('textbox', { name: 'Name of the filter' }).fill('About rye');
  await page.keyboard.press('Enter');
  await openAnew(page);
  await goTo(page, 'Drafts');
  await expect(card('Mill tour')).toBeVisible();
  await button(page, 'Saved filters').click();
  await page.getByRole('menuitem', { name: 'About rye' }).click();
  await expect(card('A thought about rye')).toBeVisible();
  await expect(card('Mill tour')).toBeHidden();
});

test('by keyboard alone: Ctrl-K, some letters, Enter opens a post, a screen, another look', async () => {
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: 'Search posts, files, channels and commands' });
  await expect(field).toBeFocused();
  await page.keyboard.type('mill to');
  const option = page.getByRole('option', { name: /Mill tour on Sunday/ });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? 'none');
  await lookAt(page, undefined, '[role=dialog]');
  await page.keyboard.press('Enter');
  await expect(part(page)).toHaveValue('Mill tour on Sunday');

  await part(page).focus();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('go sett');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('look dark');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

async function write(text: string): Promise<PostId> {
  const post = await writePost(app, { texts: [text], channels: [] });
  return post;
}

function card(words: string): Locator {
  return page.getByRole('button', { name: new RegExp(words) });
}

function column(stage: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^${stage},`) });
}

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
