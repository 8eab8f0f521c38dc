import { DateTime } from 'luxon';
import { expect, type Page } from '@playwright/test';
import { bring, button, goTo, newPost, notice, openAnew, part, saved, setTime, when } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// What a person puts into a text without typing all of it: emoji, accounts, snippets; and the reminder of descriptions.

let mill: MillHouse;
let page: Page;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
  mill.mastodon.createAccount({ username: 'carpenters', displayName: 'Oak & Sons' });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterAll(() => mill.close());

test('an emoji is found by its name and goes in at the caret; it is offered first the next time', async () => {
  await newPost(page, 'Bread today');
  await part(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5));
  await button(page, 'Emoji').click();
  const find = page.getByRole('searchbox', { name: 'Find an emoji' });
  await expect(find).toBeFocused();
  await find.fill('croissant');
  await expect(page.getByRole('gridcell', { name: 'croissant' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(part(page)).toHaveValue('Bread🥐 today');
  await expect(part(page)).toBeFocused();
  await page.keyboard.type('!');
  await expect(part(page)).toHaveValue('Bread🥐! today');

  await button(page, 'Emoji').click();
  await expect(page.getByRole('group', { name: 'Used last' }).getByRole('button').first()).toHaveText('🥐');
  await button(page, 'Tone of skin').click();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await lookAt(page, 'compose-emoji');
  await page.keyboard.press('Escape');
  await expect(part(page)).toBeVisible();
});

test('typed as :name an emoji is chosen with the keyboard, and Ctrl+Z takes it back', async () => {
  await newPost(page, '');
  await part(page).pressSequentially('We rise :crois');
  const list = page.getByRole('listbox', { name: 'Emoji' });
  await expect(list.getByRole('option', { name: 'croissant' })).toHaveAttribute('aria-selected', 'true');
  await lookAt(page);
  await page.keyboard.press('Enter');
  await expect(part(page)).toHaveValue('We rise 🥐 ');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(part(page)).toHaveValue('We rise :crois');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(part(page)).toBeVisible();
});

test('after @ the network is asked who is meant; somebody mentioned before is known without it', async () => {
  await newPost(page, '', /127\.0\.0\.1/);
  await part(page).pressSequentially('Thanks @carp');
  const list = page.getByRole('listbox', { name: 'Accounts' });
  await expect(list.getByRole('option')).toContainText(['@carpenters']);
  await expect(list.getByRole('option')).toContainText(['Oak & Sons']);
  await page.keyboard.press('Tab');
  await expect(part(page)).toHaveValue('Thanks @carpenters ');
  await saved(page);

  const { faults } = mill.mastodon;
  faults.order('GET', '/api/v1/accounts/search', { kind: 'status', status: 503 }, { times: 100 });
  await openAnew(page);
  await newPost(page, '', /127\.0\.0\.1/);
  await part(page).pressSequentially('And @carp');
  await expect(list.getByRole('option')).toContainText(['@carpenters']);
  await expect(page.getByText(/No answer for @millhouse/)).toBeVisible();
  faults.clear();
});

test('a snippet is written once, put in by /, by the drawer and by the palette, with its variables filled in', async () => {
  await newPost(page, 'Come by.', /127\.0\.0\.1/);
  await button(page, 'Snippets').click();
  const drawer = page.getByRole('dialog', { name: 'Snippets' });
  await drawer.getByRole('button', { name: 'New snippet' }).click();
  await drawer.getByLabel('Name').fill('Opening hours');
  await drawer.getByLabel('Words or hashtags').fill('Open on {weekday} at {workspace}. #mill #bread');
  await lookAt(page, 'compose-snippet');
  await button(drawer, 'Save').click();
  await button(drawer, 'Put in Opening hours').click();
  const day = DateTime.now().setZone(mill.zone).setLocale('en').toFormat('cccc');
  const words = `Open on ${day} at The Mill House. #mill #bread`;
  await expect(part(page)).toHaveValue(`Come by.${words}`);

  await part(page).fill('');
  await part(page).pressSequentially('/op');
  await expect(page.getByRole('listbox', { name: 'Snippets' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(part(page)).toHaveValue(words);

  await part(page).fill('');
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('combobox', { name: 'Search posts, files, channels and commands' })).toBeFocused();
  await page.keyboard.type('opening hours');
  await page.getByRole('option', { name: /Opening hours/ }).click();
  await expect(part(page)).toHaveValue(words);
});

test('planning asks once about a missing description: it is added, or the post is planned as it is', async () => {
  await newPost(page, 'The harvest');
  await bring(part(page), 'drop');
  const description = page.getByLabel('Description of harvest.jpg');
  await expect(description).toBeVisible();
  await setTime(page, DateTime.now().setZone(mill.zone).plus({ days: 2 }));
  await button(when(page), 'Plan').click();
  const question = page.getByRole('dialog', { name: 'One picture has no description' });
  await expect(question).toBeVisible();
  await lookAt(page, 'compose-alt-question');
  await button(question, 'Add it now').click();
  await expect(description).toBeFocused();
  await button(when(page), 'Plan').click();
  await button(question, 'Plan anyway').click();
  await expect(notice(page, /^Planned for/)).toBeVisible();

  await goTo(page, 'Settings');
  const remind = page.getByRole('switch', { name: 'Remind me when a picture has no description' });
  await remind.click();
  await expect(remind).not.toBeChecked();
  await newPost(page, 'The harvest, again');
  await bring(part(page), 'drop');
  await expect(description).toBeVisible();
  await setTime(page, DateTime.now().setZone(mill.zone).plus({ days: 3 }));
  await button(when(page), 'Plan').click();
  await expect(notice(page, /^Planned for/).last()).toBeVisible();
});
