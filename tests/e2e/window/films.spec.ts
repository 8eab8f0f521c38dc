import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { answerDialog, button, newPost, openAnew } from '#tests/e2e/window/acts.ts';
import { openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';

// Films show as pictures, with the cover that a person chose, and are made to fit a network when a person says so.

let mill: MillHouse;
let page: Page;
const FILMS = join(import.meta.dirname, '../../kit/films');
const SHOTS = join(import.meta.dirname, '../../../test-output/films');

test.beforeAll(async () => {
  mill = await openMillHouse();
  mkdirSync(SHOTS, { recursive: true });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterAll(() => mill.close());

async function add(film: string): Promise<void> {
  await answerDialog(mill.app, join(FILMS, film));
  await button(page, 'Add files').click();
  await expect(page.getByLabel(`Description of ${film}`)).toBeVisible();
}

for (const film of ['mill-wheel.mp4', 'mill-wheel.webm', 'mill-wheel.mov']) {
  test(`${film} shows as a picture of itself`, async () => {
    await newPost(page, 'The wheel', /mastodon|@millhouse@/);
    await add(film);
    const still = page.getByRole('img', { name: `A picture of ${film}` });
    await expect.poll(() => still.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
    await page.screenshot({ path: join(SHOTS, `${film}.png`) });
  });
}
