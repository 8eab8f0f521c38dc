import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import { expect, type Locator, type Page } from '@playwright/test';
import type { MediaId } from '#shared/ids.ts';
import { answerDialog, button, checks, newPost, openAnew, saved } from '#tests/e2e/window/acts.ts';
import { openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// Films show as pictures, with the cover that a person chose, and are made to fit a network when a person says so.

let mill: MillHouse;
let page: Page;
const FILMS = join(import.meta.dirname, '../../kit/films');
const ON_MASTODON = /^(?!.*\.test)/;

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
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

test('a WebM is made an MP4 for a network that takes no other, shown before it is used', async () => {
  await newPost(page, 'For the blue sky', /\.test/);
  await add('mill-wheel.webm');
  await button(checks(page), 'Make mill-wheel.webm fit').click();
  const dialog = page.getByRole('dialog', { name: 'Make mill-wheel.webm fit' });
  await expect(dialog.getByText('Saved as MP4 with H.264')).toBeVisible({ timeout: 20_000 });
  for (const picture of await dialog.locator('img').all()) await expect.poll(() => widthOf(picture)).toBe(320);
  await button(dialog, 'Use it').click();
  await expect(page.getByLabel('Description of mill-wheel.mp4')).toBeVisible();
  await expect(checks(page).getByText(/MP4|WebM/)).toBeHidden();
  await saved(page);

  const [view] = await mill.app.call('posts.drafts', { limit: 1 });
  const id = view?.post.segments[0]?.media[0]?.media ?? '';
  const path = join(mill.app.userData, 'media', id.slice(0, 2), id);
  await expectFilm(path, { picture: 'avc', sound: 'aac', seconds: 1 });
  expect(readFileSync(path).subarray(0, 4096).includes('moov')).toBe(true);
});

test('stopped on the way, a film is let go at once and leaves nothing; the next one is made', async () => {
  await newPost(page, 'Larger than life', ON_MASTODON);
  await add('mill-wheel.mp4');
  await expect.poll(() => widthOf(page.getByRole('img', { name: 'A picture of mill-wheel.mp4' }))).toBeGreaterThan(100);
  await saved(page);
  const [view] = await mill.app.call('posts.drafts', { limit: 1 });
  const media = view?.post.segments[0]?.media[0]?.media as MediaId;
  const fit = randomUUID();
  const large = {
    mimeType: 'video/mp4',
    video: 'avc',
    width: 2160,
    height: 3834,
    videoBitRate: 20_000_000,
    audio: 'copy',
  } as const;
  const made = mill.app.call('media.fitFilm', { fit, media, change: large });
  const unfinished = () => readdirSync(join(mill.app.userData, 'media')).filter((name) => name.endsWith('.unfinished'));
  await expect.poll(unfinished).toHaveLength(1);
  await page.waitForTimeout(500);
  await mill.app.call('media.stopFit', { fit });
  expect(await made).toEqual({});
  expect(unfinished()).toEqual([]);

  const small = { ...large, width: 160, height: 284, videoBitRate: 200_000 };
  const next = await mill.app.call('media.fitFilm', { fit: randomUUID(), media, change: small });
  expect(next.made).toMatchObject({ width: 160, height: 284, durationMs: 3500 });
});

test('a window that a film crashes twice is opened anew for the next film, and the program goes on', async () => {
  await newPost(page, 'Heavy weather', ON_MASTODON);
  await add('mill-wheel.mov');
  await expect.poll(() => widthOf(page.getByRole('img', { name: 'A picture of mill-wheel.mov' }))).toBeGreaterThan(100);
  await saved(page);
  const [view] = await mill.app.call('posts.drafts', { limit: 1 });
  const media = view?.post.segments[0]?.media[0]?.media as MediaId;
  const large = {
    mimeType: 'video/mp4',
    video: 'avc',
    width: 2160,
    height: 3834,
    videoBitRate: 20_000_000,
    audio: 'copy',
  } as const;
  const made = mill.app.call('media.fitFilm', { fit: randomUUID(), media, change: large });
  const refused = expect(made).rejects.toThrow('media.damaged {"file":"mill-wheel.mov"}');
  const crashed = new Set<number>();
  for (const times of [1, 2])
    await expect
      .poll(async () => {
        const id = await crashFilmWindow([...crashed]);
        if (id !== undefined) crashed.add(id);
        return crashed.size;
      })
      .toBe(times);
  await refused;

  const facts = await mill.app.call('media.film', { media });
  expect(facts).toMatchObject({ width: 320, height: 568, durationMs: 3500 });
});

/** Crashes the page of the window for films, unless it is one of those; answers which it was. */
function crashFilmWindow(before: readonly number[]): Promise<number | undefined> {
  return mill.app.electron.evaluate(({ webContents }, known) => {
    const films = webContents
      .getAllWebContents()
      .find((one) => one.getURL() === 'app://films/' && !one.isLoading() && !known.includes(one.id));
    films?.forcefullyCrashRenderer();
    return films?.id;
  }, before);
}

async function expectFilm(path: string, wanted: { picture: string; sound: string; seconds: number }): Promise<void> {
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  const [picture, sound, seconds] = await Promise.all([
    input.getPrimaryVideoTrack().then((track) => track?.getCodec()),
    input.getPrimaryAudioTrack().then((track) => track?.getCodec()),
    input.computeDuration(),
  ]);
  expect({ picture, sound, seconds: Math.round(seconds * 10) / 10 }).toEqual(wanted);
}
