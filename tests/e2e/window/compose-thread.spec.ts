import { expect, type Page } from '@playwright/test';
import { bring, button, checks, newPost, notice, openAnew, part, saved } from '#tests/e2e/window/acts.ts';
import { lookAt } from '#tests/e2e/window/look.ts';
import { openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// A person writes a thread: what is too long is cut, and parts are split, joined and moved, by mouse and by keyboard.

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

const STORY = [
  'The wheel of the mill turns again. It took a year, two carpenters and an oak of our own wood.',
  'In spring the axle broke! We heard it in the night, and in the morning the wheel stood still. Nobody knew how old it was. The oldest of us remembered it from the war.',
  'Come on Sunday and see it: https://mill.example/sunday?from=a.long.address There will be bread. And rye, if we rise in time.',
].join('\n\n');

test('a text that is too long becomes a thread by one click, and one text again by undo', async () => {
  await newPost(page, STORY);
  await checks(page).getByRole('button', { name: 'Split into a thread' }).click();
  await expect(part(page, 2)).toBeVisible();
  await expect(checks(page).getByText('Ready')).toHaveCount(1);
  await expect(part(page, 2)).toHaveValue(/^Come on Sunday.*https:\/\/mill\.example\/sunday\?from=a\.long\.address/s);
  await button(notice(page, 'Split into a thread.'), 'Undo').click();
  await expect(part(page)).toHaveValue(STORY);
  await expect(part(page, 2)).toHaveCount(0);
  await checks(page).getByRole('button', { name: 'Split into a thread' }).click();
  await expect(part(page, 2)).toBeVisible();
  await lookAt(page, 'compose-thread');
});

test('the caret says where a part ends; Backspace before the first letter joins them again', async () => {
  await newPost(page, 'Bread on Thursdays. Rye on Fridays.');
  await saved(page);
  await part(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(20, 20));
  await part(page).press('Alt+Enter');
  await expect(part(page, 2)).toBeFocused();
  await expect(part(page)).toHaveValue('Bread on Thursdays.');
  await page.keyboard.type('Only ');
  await expect(part(page, 2)).toHaveValue('Only Rye on Fridays.');
  await part(page, 2).press('Home');
  await part(page, 2).press('Backspace');
  await expect(part(page)).toHaveValue('Bread on Thursdays.\n\nOnly Rye on Fridays.');
  await expect(part(page, 2)).toHaveCount(0);
  await expect(part(page)).toBeFocused();
  await page.keyboard.type('And ');
  await expect(part(page)).toHaveValue('Bread on Thursdays.\n\nAnd Only Rye on Fridays.');
});

test('with the buttons: split at the caret, and join', async () => {
  await newPost(page, 'One. Two.');
  await part(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 4));
  await button(page, 'Split here').click();
  await expect(part(page, 2)).toHaveValue('Two.');
  await button(page, 'Join part 2 to the one before').click();
  await expect(part(page)).toHaveValue('One.\n\nTwo.');
});

test('a part is dragged before another; with Alt and an arrow it goes back, and the focus with it', async () => {
  await thread('First', 'Second', 'Third');
  const handle = await button(page, 'Move part 3').boundingBox();
  const first = await part(page).boundingBox();
  if (handle === null || first === null) throw new Error('nothing to drag');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(handle.x + 20, first.y + 60, { steps: 5 });
  await page.mouse.move(handle.x + 20, first.y - 20, { steps: 5 });
  await page.mouse.up();
  await expect(part(page)).toHaveValue('Third');
  await expect(part(page, 3)).toHaveValue('Second');

  await button(page, 'Move part 1').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(part(page, 2)).toHaveValue('Third');
  await expect(button(page, 'Move part 2')).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(part(page, 3)).toHaveValue('Third');
  await expect(part(page)).toHaveValue('First');
});

test('numbers count the parts, follow them when they move, and go again', async () => {
  await thread('First', 'Second');
  const numbers = page.getByRole('switch', { name: 'Number the parts (1/3)' });
  await numbers.click();
  await expect(part(page)).toHaveValue('First 1/2');
  await expect(numbers).toBeChecked();
  await button(page, 'Move part 1').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(part(page)).toHaveValue('Second 1/2');
  await expect(part(page, 2)).toHaveValue('First 2/2');
  await numbers.click();
  await expect(part(page)).toHaveValue('Second');
});

test('a missing description is one click away, also from a text that is not shown', async () => {
  await newPost(page, 'The harvest');
  await bring(part(page), 'drop');
  await expect(page.getByLabel('Description of harvest.jpg')).toBeVisible();
  await page.getByRole('tab', { name: /@millhouse\.test/ }).click();
  await checks(page).getByRole('button', { name: 'Describe it' }).click();
  await expect(page.getByLabel('Description of harvest.jpg')).toBeFocused();
});

test('an empty part is removed by one click', async () => {
  await thread('First', 'Second');
  await button(page, 'Add part').click();
  await checks(page).getByRole('button', { name: 'Remove this part' }).first().click();
  await expect(part(page, 3)).toHaveCount(0);
  await expect(checks(page).getByText('Ready')).toBeVisible();
});

async function thread(first: string, ...more: string[]): Promise<void> {
  await newPost(page, first);
  for (const [index, text] of more.entries()) {
    await button(page, 'Add part').click();
    await expect(part(page, index + 2)).toBeFocused();
    await page.keyboard.type(text);
  }
  await saved(page);
}
