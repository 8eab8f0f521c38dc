import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DateTime } from 'luxon';
import { expect, type Locator, type Page } from '@playwright/test';
import {
  answerDialog,
  bring,
  button,
  checks,
  chooseZone,
  goTo,
  newPost,
  notice,
  openAnew,
  part,
  saved,
  setTime,
  when,
} from '#tests/e2e/window/acts.ts';
import { HARVEST, openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// A person writes a post: for two networks, in their words, with pictures, at a time. Nothing they write is lost.

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

test('a text for two channels is counted as each network counts', async () => {
  await newPost(page, 'Come and see 👩‍🌾 https://mill.example/a/rather/long/address/of/a/page');
  await expect(page.getByText('@millhouse.test: 67 of 300')).toBeAttached();
  await expect(page.getByText(/@millhouse@127\.0\.0\.1:\d+: 38 of 500/)).toBeAttached();
  await part(page).pressSequentially('!!');
  await expect(page.getByText('@millhouse.test: 69 of 300')).toBeAttached();
});

test('in a wide window a post is seen beside its words while they are written, also far down in them', async () => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await newPost(page, 'The first line of many');
  const previews = page.getByRole('region', { name: 'How it will look' });
  await expect(previews.getByText('The first line of many')).toHaveCount(2);
  const begin = async (it: Locator): Promise<number> => (await it.boundingBox())?.x ?? 0;
  expect(await begin(previews)).toBeGreaterThan((await begin(part(page))) + 500);

  await part(page).fill('A line of rye.\n'.repeat(60));
  await part(page).press('Control+End');
  await page.keyboard.type('And the last.');
  await page.getByText('Add part').scrollIntoViewIfNeeded();
  await expect(page.getByRole('group', { name: 'Post to' })).not.toBeInViewport();
  await expect(previews.getByRole('listitem').first()).toBeInViewport();
  await expect(previews.getByText('And the last.').first()).toBeAttached();

  await turnAll(page.getByRole('group', { name: 'Post to' }).getByRole('checkbox'));
  await expect(previews).toContainText('Choose where this goes');

  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(previews).toBeHidden();
  await turnAll(page.getByRole('group', { name: 'Post to' }).getByRole('checkbox'));
  await expect(previews.getByRole('listitem')).toHaveCount(2);
  expect(Math.abs((await begin(previews)) - (await begin(part(page))))).toBeLessThan(50);
});

test('whoever adds an answer to a poll and goes there at once stays there when it has been saved', async () => {
  await newPost(page, 'What shall we sow?', /127\.0\.0\.1/);
  await button(page, 'Add poll').click();
  for (const [at, answer] of ['Emmer', 'Einkorn'].entries()) await pollAnswer(page, at + 1).fill(answer);
  await saved(page);
  // In a moment the main process has something else to do, so that nothing is saved at once.
  await mill.app.electron.evaluate(() => {
    setTimeout(() => {
      const until = performance.now() + 800;
      while (performance.now() < until);
    }, 300);
  });
  await page.evaluate(addAnswerAndGoThere);
  await expect(checks(page).getByText('Answer 3 of the poll is empty.')).toBeVisible();
  await page.keyboard.type('Champagne rye');
  await expect(pollAnswer(page, 3)).toHaveValue('Champagne rye');
  await pollAnswer(page, 3).blur();
  await expect(checks(page).getByText('Answer 3 of the poll is empty.')).toBeHidden();
});

test('a poll is seen as it will be answered, also one that is being written', async () => {
  await newPost(page, 'What shall we sow?', /127\.0\.0\.1/);
  await button(page, 'Add poll').click();
  const seen = page.getByRole('region', { name: 'How it will look' }).getByRole('list', { name: 'Poll' });
  await expect(seen.getByRole('listitem')).toHaveText(['', '']);
  await pollAnswer(page, 1).fill('Emmer');
  await pollAnswer(page, 2).fill('Einkorn');
  await pollAnswer(page, 2).blur();
  await expect(seen.getByRole('listitem')).toHaveText(['Emmer', 'Einkorn']);
});

function pollAnswer(on: Page, number: number): Locator {
  return on.getByLabel(`Answer ${number}`, { exact: true });
}

/** In the page, as quickly as a person can who uses the keyboard. */
async function addAnswerAndGoThere(): Promise<void> {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  await pause(400);
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Add answer')?.click();
  await pause(50);
  const field = document.querySelector<HTMLInputElement>('input[aria-label="Answer 3"]');
  if (field === null) throw new Error('there is no third answer');
  field.focus();
}

test('channels chosen one right after the other are all chosen', async () => {
  await button(page, 'New post').first().click();
  const channels = page.getByRole('group', { name: 'Post to' }).getByRole('checkbox');
  await expect(channels).toHaveCount(2);
  const chosen = (): Promise<boolean[]> =>
    channels.evaluateAll((all) => all.map((one) => one.getAttribute('aria-checked') === 'true'));
  const before = await chosen();
  await turnAll(channels);
  await expect.poll(chosen).toEqual(before.map((was) => !was));
  await turnAll(channels);
  await expect.poll(chosen).toEqual(before);
});

/** As fast as anybody can click: nothing is waited for but the page’s next turn. */
function turnAll(boxes: Locator): Promise<void> {
  return boxes.evaluateAll(async (all) => {
    for (const one of all) {
      (one as HTMLElement).click();
      await new Promise((done) => setTimeout(done, 0));
    }
  });
}

test('too long for one network: it says so in words, and planning is refused with them', async () => {
  await newPost(page, 'x'.repeat(312));
  await expect(checks(page).getByText('12 characters too many (312 of 300).')).toBeVisible();
  await expect(checks(page).getByText('Ready')).toBeVisible();
  await button(page, 'Plan').click();
  await expect(when(page).getByRole('alert')).toContainText('@millhouse.test: 12 characters too many');
  const drafts = await mill.app.call('posts.drafts', { limit: 10 });
  expect(drafts[0]?.post.plan.kind).toBe('none');
  expect(drafts[0]?.publications).toEqual([]);
});

test('one channel gets its own text, its tab says so, and it can have the shared one again', async () => {
  await newPost(page, 'The same for everybody');
  const tab = page.getByRole('tab', { name: /@millhouse\.test/ });
  await tab.click();
  await button(page, 'Write a different text').click();
  await part(page).fill('Only for Bluesky');
  await expect(tab).toContainText('own text');
  await saved(page);
  await page.getByRole('tab', { name: 'All channels' }).click();
  await expect(part(page)).toHaveValue('The same for everybody');
  await tab.click();
  await expect(part(page)).toHaveValue('Only for Bluesky');

  await button(page, 'Use shared text again').click();
  await expect(tab).not.toContainText('own text');
  await expect(page.getByText('@millhouse.test gets the text for all channels.')).toBeVisible();
  await button(notice(page, 'gets the shared text again'), 'Undo').click();
  await expect(part(page)).toHaveValue('Only for Bluesky');
});

for (const way of ['dialog', 'paste', 'drop'] as const) {
  test(`a picture comes in by ${way}, and the reminder goes away once it is described`, async () => {
    await newPost(page, `A picture by ${way}`);
    if (way === 'dialog') {
      await answerDialog(mill.app, HARVEST);
      await button(page, 'Add files').click();
    } else await bring(part(page), way);
    const description = page.getByLabel('Description of harvest.jpg');
    await expect(description).toBeVisible();
    await expect(page.getByText('No description yet')).toBeVisible();
    await expect(checks(page).getByText('harvest.jpg has no description for people who do not see it.')).toHaveCount(1);
    await description.fill('Wheat at dusk');
    await expect(page.getByText('No description yet')).toBeHidden();
    await expect(checks(page).getByText('Ready')).toHaveCount(1);
    await saved(page);
    expect(await loaded(page)).toBe(true);
  });
}

test('a film of 2 GB is refused by its name and size, and nothing else is lost', async () => {
  const huge = join(mill.folder, 'whole-valley.jpg');
  const file = openSync(huge, 'w');
  ftruncateSync(file, 2 * 1024 * 1024 * 1024);
  closeSync(file);
  await newPost(page, 'The valley, all of it');
  await answerDialog(mill.app, huge, HARVEST);
  await button(page, 'Add files').click();
  await expect(notice(page, 'whole-valley.jpg has 2.0 GB; 1.0 GB is the most that can be imported.')).toBeVisible();
  await expect(page.getByLabel('Description of harvest.jpg')).toBeVisible();
  await expect(part(page)).toHaveValue('The valley, all of it');
});

test('200 MB that are dropped are refused the same way', async () => {
  await newPost(page, 'Dropped');
  await part(page).evaluate((field) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(200 * 1024 * 1024)], 'drop.png'));
    field.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
  });
  await expect(notice(page, 'drop.png has 200.0 MB; 50.0 MB is the most that can be imported.')).toBeVisible();
  await expect(part(page)).toHaveValue('Dropped');
});

test('a thread of two parts; a part that is taken away comes back by undo', async () => {
  await newPost(page, 'First the wheat');
  await button(page, 'Add part').click();
  await expect(part(page, 2)).toBeFocused();
  await expect(checks(page).getByText('Part 2 of the thread is empty.').first()).toBeVisible();
  await page.keyboard.type('Then the flour');
  await expect(checks(page).getByText('Ready')).toBeVisible();
  await saved(page);
  await button(page, 'Remove part 1').click();
  await expect(part(page)).toHaveValue('Then the flour');
  await button(notice(page, 'Part removed.'), 'Undo').click();
  await expect(part(page)).toHaveValue('First the wheat');
  await expect(part(page, 2)).toHaveValue('Then the flour');
});

test('what is written is saved by itself; closed and opened again, every word is there', async () => {
  const text = 'Bread on Thursdays.\n\nAnd rye on Fridays – “if we rise”. 🥖';
  await newPost(page, text);
  await saved(page);
  await button(page, 'Close').click();
  await goTo(page, 'Drafts');
  await page.getByRole('button', { name: /Bread on Thursdays/ }).click();
  await expect(part(page)).toHaveValue(text);
});

test('closed right after the last key, before it said Saved: every word is there', async () => {
  await newPost(page, 'Typed in a hurry');
  await page.keyboard.press('Escape');
  await goTo(page, 'Drafts');
  await page.getByRole('button', { name: /Typed in a hurry/ }).click();
  await expect(part(page)).toHaveValue('Typed in a hurry');
});

test('left with Escape in the middle of a first comment, a warning or an answer: the words are there', async () => {
  await newPost(page, 'Three smaller fields', /127\.0\.0\.1/);
  await button(page, 'Add poll').click();
  const choices = page.getByRole('region', { name: 'Choices per channel' });
  await choices.locator('summary').click();
  const fields = [page.getByLabel('First comment'), pollAnswer(page, 2), choices.getByLabel('Content warning')];
  for (const field of fields) {
    await field.pressSequentially('Einkorn, of course');
    await page.keyboard.press('Escape');
    await goTo(page, 'Drafts');
    await page.getByRole('button', { name: /Three smaller fields/ }).click();
    if (await choices.locator('details:not([open])').isVisible()) await choices.locator('summary').click();
    await expect(field).toHaveValue('Einkorn, of course');
  }
});

test('planned with the keyboard from within the first comment: it goes along, and is seen while it is written', async () => {
  await newPost(page, 'A post with something below');
  const previews = page.getByRole('region', { name: 'How it will look' });
  await page.getByLabel('First comment').pressSequentially('The recipe is in the shop');
  await expect(previews.getByText('The recipe is in the shop')).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(notice(page, /^Planned for/)).toBeVisible();
  const planned = await mill.app.call('posts.planned', { from: 0, to: Date.now() + 365 * 86_400_000 });
  const mine = planned.filter(({ post }) => post.segments[0]?.text === 'A post with something below');
  expect(mine.map(({ post }) => post.firstComment)).toEqual(['The recipe is in the shop']);
});

test('killed when it has just said Saved: nothing is lost', async () => {
  await newPost(page, 'Before the storm');
  await saved(page);
  await part(page).fill('Before the storm, and a line more');
  await expect(page.getByText('Saving…')).toBeVisible();
  await saved(page);
  await mill.restart();
  page = mill.app.page;
  await goTo(page, 'Drafts');
  await page.getByRole('button', { name: /Before the storm/ }).click();
  await expect(part(page)).toHaveValue('Before the storm, and a line more');
});

test('quit right after the last key, before it said Saved: every word is there', async () => {
  await newPost(page, 'Going home');
  await saved(page);
  await part(page).fill('Going home now');
  await mill.quitAndOpen();
  page = mill.app.page;
  await goTo(page, 'Drafts');
  await expect(page.getByRole('button', { name: /Going home now/ })).toBeVisible();
});

test('the history brings an earlier version back, and undo the later one', async () => {
  await newPost(page, 'First thought');
  await saved(page);
  await part(page).fill('Second thought');
  await expect(page.getByText('Saving…')).toBeVisible();
  await saved(page);
  await button(page, 'History').click();
  const drawer = page.getByRole('dialog', { name: 'History' });
  await expect(drawer.getByText('Current')).toBeVisible();
  await drawer.getByRole('button', { name: 'Restore version 1', exact: true }).click();
  await expect(drawer.getByText('Earlier version restored')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(part(page)).toHaveValue('First thought');
  await button(notice(page, 'Version 1 is back.'), 'Undo').click();
  await expect(part(page)).toHaveValue('Second thought');
});

test('while another program holds the library, leaving a post is asked about; whoever stays and goes on writing has every word', async () => {
  await newPost(page, 'The flood');
  await saved(page);
  const comment = page.getByLabel('First comment');
  const library = new DatabaseSync(join(mill.app.userData, 'library.sqlite'));
  library.exec('BEGIN IMMEDIATE');
  try {
    await comment.fill('The wheel stands in water');
    await page.keyboard.press('Escape');
    const asks = page.getByRole('dialog', { name: 'The last words are not saved' });
    await expect(asks).toContainText('Another program is using the library just now.', { timeout: 20_000 });
    await button(asks, 'Stay here').click();
  } finally {
    library.close();
  }
  await comment.press('End');
  await page.keyboard.type(', up to the axle');
  await saved(page);
  const [draft] = await mill.app.call('posts.drafts', { limit: 1 });
  expect(draft?.post.firstComment).toBe('The wheel stands in water, up to the axle');
});

test('deleted right after its last word, a planned post comes back by undo with its time and that word', async () => {
  await newPost(page, 'The fair is on');
  await setTime(page, DateTime.now().plus({ days: 9 }));
  await button(page, 'Plan').click();
  await expect(notice(page, /^Planned for/)).toBeVisible();
  await openFound('The fair is on');
  await part(page).press('End');
  await page.keyboard.type(', and it rains');
  await button(page, 'Delete post').click();
  await button(notice(page, 'Moved to the bin.'), 'Undo').click();
  await openFound('The fair is on');
  await expect(part(page)).toHaveValue('The fair is on, and it rains');
  await expect(button(page, 'Take off the plan')).toBeVisible();
});

test('a part that is taken out right after its last word comes back by undo with that word', async () => {
  await newPost(page, 'We open at nine');
  await button(page, 'Add part').click();
  await part(page, 2).fill('Bring a basket');
  await saved(page);
  await part(page, 2).press('End');
  await page.keyboard.type(', or two');
  await button(page, 'Remove part 2').click();
  await expect(part(page, 2)).toHaveCount(0);
  await button(notice(page, 'Part removed.'), 'Undo').click();
  await expect(part(page, 2)).toHaveValue('Bring a basket, or two');
});

/** By its words, from anywhere. */
async function openFound(words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(words);
  await page
    .getByRole('option', { name: new RegExp(words) })
    .first()
    .click();
  await expect(part(page)).toBeVisible();
}

test('a deleted post comes back by undo, and from the bin', async () => {
  await newPost(page, 'Too cheeky?');
  await saved(page);
  await button(page, 'Delete post').click();
  await goTo(page, 'Drafts');
  const row = page.getByRole('button', { name: /Too cheeky/ });
  await expect(row).toBeHidden();
  await button(notice(page, 'Moved to the bin.'), 'Undo').click();
  await row.click();
  await expect(part(page)).toHaveValue('Too cheeky?');

  await button(page, 'Delete post').click();
  await page.getByText('Bin', { exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'Too cheeky' }).getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Drafts').click();
  await expect(row).toBeVisible();
});

test('a time in another zone is said in both, and is what is planned', async () => {
  await newPost(page, 'Good morning, Lisbon');
  const at = DateTime.now().setZone('Europe/Lisbon').plus({ days: 3 }).set({ hour: 9, minute: 30 }).startOf('minute');
  await chooseZone(page, 'Lisbon');
  await setTime(page, at);
  await expect(when(page)).toContainText(/at 9:30 AM in Lisbon/);
  const home = at.setZone(mill.zone);
  await expect(when(page)).toContainText(
    `${home.toFormat('h:mm a')} in ${mill.zone.split('/')[1]?.replace('_', ' ')}.`,
  );
  await button(page, 'Plan').click();
  await expect(notice(page, /Planned for 9:30 AM on/)).toBeVisible();
  const views = await mill.app.call('posts.planned', { from: 0, to: at.toMillis() + 1 });
  expect(views.map((view) => view.post.plan)).toContainEqual(
    expect.objectContaining({
      dueAt: at.toMillis(),
      planned: { wall: at.toFormat("yyyy-MM-dd'T'HH:mm"), zone: 'Europe/Lisbon' },
    }),
  );
});

test('a time that the clocks skip says what becomes of it; one that comes twice says which is meant', async () => {
  await newPost(page, 'In the night of the change');
  await chooseZone(page, 'Berlin');
  await setTime(page, DateTime.fromISO('2031-03-30T02:30', { zone: 'utc' }));
  await expect(when(page)).toContainText(
    'The clocks go forward that night: 2:30 AM does not exist, so this goes out at 3:30 AM.',
  );
  await setTime(page, DateTime.fromISO('2031-10-26T02:30', { zone: 'utc' }));
  await expect(when(page)).toContainText('The clocks go back that night: 2:30 AM happens twice. The first is meant.');
});

test('a day typed in numbers is the one that the person’s country means', async () => {
  const { year } = DateTime.now().plus({ years: 1 });
  await newPost(page, 'The spring fair');
  const date = page.getByLabel('Date', { exact: true });
  await date.fill(`3/4/${year}`);
  await date.press('Tab');
  await expect(date).toHaveValue(DateTime.utc(year, 3, 4).toFormat('ccc, LLL d, yyyy'));
  await expect(when(page)).toContainText(`March 4, ${year}`);
});

test('a time that has passed cannot be planned, and says why', async () => {
  await newPost(page, 'Yesterday’s news');
  await setTime(page, DateTime.now().setZone(mill.zone).minus({ hours: 1 }));
  await expect(when(page)).toContainText('That time has already passed.');
  await expect(button(page, 'Plan')).toBeDisabled();
});

test('published now: out on both, with links in the queue, and read-only from then on', async () => {
  await newPost(page, 'The mill is open');
  await button(page, 'Publish now').click();
  await button(page, 'Publish to 2 channels').click();
  await expect(notice(page, /^Published on/).first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('This post has gone out and can no longer be changed.')).toBeVisible();
  await expect(part(page)).toHaveCount(0);
  await expect(button(page, 'Plan')).toHaveCount(0);

  expect(mill.mastodon.received().map((status) => status.text)).toEqual(['The mill is open']);
  const posts = await mill.pds.listPosts(mill.bluesky.did);
  expect(posts.map((post) => post.value['text'])).toEqual(['The mill is open']);

  await goTo(page, 'Queue');
  await page.getByText('Gone out', { exact: true }).click();
  const rows = page.getByRole('region', { name: 'Gone out' }).getByRole('listitem');
  await expect(rows.filter({ hasText: 'The mill is open' })).toHaveCount(2);
  await expect(rows.first()).toContainText('on time');
  await expect(rows.getByRole('button', { name: /Open post on @millhouse/ })).toHaveCount(2);
  for (const link of await permalinks()) expect(link).toMatch(/^https?:\/\/.+millhouse.+/);
});

async function permalinks(): Promise<string[]> {
  const out = await mill.app.call('publishing.queue', { part: 'history', limit: 10 });
  return out.flatMap(({ publication }) => ('receipt' in publication ? [publication.receipt.permalink] : []));
}

function loaded(window: Page): Promise<boolean> {
  return window.evaluate(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0));
}
