import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { MediaId } from '#shared/ids.ts';
import { answerDialog, button, newPost, openAnew } from '#tests/e2e/window/acts.ts';
import { openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';

// Films show as pictures, with the cover that a person chose, and are made to fit a network when a person says so.

let mill: MillHouse;
let page: Page;
const FILMS = join(import.meta.dirname, '../../kit/films');
const ON_MASTODON = /^(?!.*\.test)/;

test.beforeAll(async () => {
  mill = await openMillHouse();
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

function widthOf(picture: Locator): Promise<number> {
  return picture.evaluate((image) => (image as HTMLImageElement).naturalWidth);
}

test('films show as pictures of themselves, opened where nothing of ours can be reached', async () => {
  await newPost(page, 'The wheel', ON_MASTODON);
  for (const film of ['mill-wheel.mp4', 'mill-wheel.webm', 'mill-wheel.mov']) {
    await add(film);
    await expect.poll(() => widthOf(page.getByRole('img', { name: `A picture of ${film}` }))).toBeGreaterThan(100);
  }
  const films = mill.app.electron.windows().find((window) => window.url() === 'app://films/');
  const reached = await films?.evaluate(
    async (addresses) => {
      const statuses = addresses.map((address) =>
        fetch(address).then(
          (answer) => answer.status,
          () => 'refused',
        ),
      );
      return [
        typeof Reflect.get(window, 'postwright'),
        typeof Reflect.get(window, 'require'),
        ...(await Promise.all(statuses)),
      ];
    },
    [
      `${mill.mastodon.url}/api/v1/instance`,
      'app://postwright/index.html',
      'file:///etc/hostname',
      '/film/1',
      '/media/1',
    ],
  );
  expect(reached).toEqual(['undefined', 'undefined', 'refused', 'refused', 'refused', 404, 404]);
});

test('a cover is chosen with the keyboard, shows in the composer, and goes out with the film', async () => {
  await newPost(page, 'Our wheel turns again', ON_MASTODON);
  await add('mill-wheel.mp4');
  await page.getByLabel('Description of mill-wheel.mp4').fill('A wheel of colours');
  await button(page, 'Choose cover').click();
  const dialog = page.getByRole('dialog', { name: 'Cover of mill-wheel.mp4' });
  await expect(dialog.getByText('Shown as the cover on Mastodon.')).toBeVisible();
  await expect(dialog.getByRole('slider', { name: 'Moment of the film' })).toBeFocused();
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'])
    await page.keyboard.press(key);
  await expect.poll(() => widthOf(dialog.getByRole('img', { name: /^The film at 0:02\.0/ }))).toBe(320);
  await button(dialog, 'Use this frame').click();
  await expect(dialog).toBeHidden();
  await expect(button(page, 'Change cover')).toBeVisible();

  await button(page, 'Publish now').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish/ })
    .click();
  const arrived = () => mill.mastodon.received().find((one) => one.text === 'Our wheel turns again')?.media[0];
  await expect.poll(arrived, { timeout: 30_000 }).toBeDefined();
  expect(arrived()).toMatchObject({ mimeType: 'video/mp4', description: 'A wheel of colours' });
  expect(arrived()?.coverSha256).toMatch(/^[0-9a-f]{64}$/);
  const [cover] = await mill.app.call('media.byIds', { ids: [arrived()?.coverSha256 as MediaId] });
  expect(cover).toMatchObject({ mimeType: 'image/jpeg', width: 320, height: 568 });
});
