import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import type { MediaId } from '#shared/ids.ts';
import { answerDialog, button, checks, newPost, notice, openAnew, part, saved } from '#tests/e2e/window/acts.ts';
import { HARVEST, openMillHouse, type MillHouse } from '#tests/e2e/window/mill-house.ts';
import { test } from '#tests/e2e/window/mill-test.ts';

// Pictures come in clean and upright, show small, and are made to fit a network when a person says so.

let mill: MillHouse;
let page: Page;
const SHOTS = join(import.meta.dirname, '../../../test-output/pictures');

test.beforeAll(async ({ pds }) => {
  mill = await openMillHouse({ pds });
  mkdirSync(SHOTS, { recursive: true });
});
test.beforeEach(async () => {
  page = mill.app.page;
  await openAnew(page);
});
test.afterAll(() => mill.close());

/** Heavier than Bluesky takes, lighter than Mastodon does. */
async function heavyPicture(): Promise<string> {
  const path = join(mill.folder, 'mill-stream.png');
  const wheat = await sharp(HARVEST).resize(1500, 1000).toBuffer();
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const grain = await sharp({ create: { width: 1500, height: 1000, channels: 3, background: 'grey', noise } })
    .png()
    .toBuffer();
  writeFileSync(
    path,
    await sharp(wheat)
      .composite([{ input: grain, blend: 'soft-light' }])
      .png()
      .toBuffer(),
  );
  return path;
}

async function add(path: string): Promise<void> {
  await answerDialog(mill.app, path);
  await button(page, 'Add files').click();
}

async function onlyPost() {
  const [view] = await mill.app.call('posts.drafts', { limit: 1 });
  if (view === undefined) throw new Error('no draft');
  return view.post;
}

test('a picture with a place in it, taken sideways, comes in upright and without it, and shows small', async () => {
  const path = join(mill.folder, 'sideways.jpg');
  const exif = { IFD0: { Artist: 'Ada Miller' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
  const bytes = await sharp(HARVEST).withMetadata({ exif, orientation: 6 }).toBuffer();
  expect(bytes.includes('Ada Miller')).toBe(true);
  writeFileSync(path, bytes);
  await newPost(page, 'Sideways');
  await add(path);
  await expect(page.getByText('800 × 1200')).toBeVisible();
  const shown = page.getByRole('region', { name: /post/i }).locator('img').first();
  await expect(shown).toHaveAttribute('src', /\/media\/[0-9a-f]{64}\/thumb$/);
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(213);
  await saved(page);
  const id = (await onlyPost()).segments[0]?.media[0]?.media ?? '';
  const stored = readFileSync(join(mill.app.userData, 'media', id.slice(0, 2), id));
  expect(stored.includes('Ada Miller')).toBe(false);
});

test('a picture with nothing personal in it is stored byte by byte', async () => {
  await newPost(page, 'As it was');
  await add(HARVEST);
  await expect(page.getByLabel('Description of harvest.jpg')).toBeVisible();
  await saved(page);
  const id = (await onlyPost()).segments[0]?.media[0]?.media;
  expect(id).toBe(createHash('sha256').update(readFileSync(HARVEST)).digest('hex'));
});

test('too heavy for one network: it is shown before and after, and only that network gets the other one', async () => {
  await newPost(page, 'The stream behind the mill');
  await add(await heavyPicture());
  await page.getByLabel('Description of mill-stream.png').fill('A stream');
  await expect(checks(page).getByText(/mill-stream\.png has \d\.\d MB; the most is 1\.9 MB\./)).toBeVisible();
  await page.screenshot({ path: join(SHOTS, 'offer.png') });
  await button(checks(page), 'Make mill-stream.png fit').click();

  const dialog = page.getByRole('dialog', { name: 'Make mill-stream.png fit' });
  await expect(dialog.getByText('Saved as JPEG')).toBeVisible();
  await expect(dialog.getByText(/^\d+ kB instead of \d\.\d MB$|^1\.\d MB instead of \d\.\d MB$/)).toBeVisible();
  await expect(dialog.getByText(/^It is used for @millhouse\.test only, with a text of its own/)).toBeVisible();
  await expect.poll(() => dialog.locator('img').count()).toBe(2);
  await page.screenshot({ path: join(SHOTS, 'dialog.png') });

  const before = await onlyPost();
  await button(dialog, 'Use it').click();
  await expect(dialog).toBeHidden();
  await expect(notice(page, 'mill-stream.png fits now.')).toBeVisible();
  await expect(checks(page).getByText('Ready')).toBeVisible();
  await page.screenshot({ path: join(SHOTS, 'used.png') });
  const after = await onlyPost();
  expect(after.segments).toEqual(before.segments);
  const [own] = after.variants[mill.channels.bluesky] ?? [];
  expect(own).toMatchObject({ text: 'The stream behind the mill', media: [{ alt: 'A stream' }] });
  expect(own?.media[0]?.media).not.toBe(before.segments[0]?.media[0]?.media);

  await button(notice(page, 'mill-stream.png fits now.'), 'Undo').click();
  await expect(checks(page).getByText(/the most is 1\.9 MB/)).toBeVisible();
});

test('for the only channel it takes the place of the other; left as it is, nothing changes and nothing is kept', async () => {
  await newPost(page, 'Only here', /@millhouse\.test/);
  await add(await heavyPicture());
  await page.getByLabel('Description of mill-stream.png').fill('A stream');
  const offer = button(checks(page), 'Make mill-stream.png fit');
  await offer.click();
  const dialog = page.getByRole('dialog', { name: 'Make mill-stream.png fit' });
  await expect(dialog.getByText('It is used for every channel that gets this text.')).toBeVisible();
  const address = await dialog.locator('img').nth(1).getAttribute('src');
  const made = new URL(address ?? '').pathname.split('/')[2] as MediaId;
  await button(dialog, 'Leave it as it is').click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => mill.app.call('media.byIds', { ids: [made] })).toEqual([]);
  await expect(offer).toBeVisible();

  await offer.click();
  await button(dialog, 'Use it').click();
  await expect(page.getByLabel('Description of mill-stream.jpg')).toHaveValue('A stream');
  await expect(part(page)).toHaveValue('Only here');
  const post = await onlyPost();
  expect(post.variants).toEqual({});
  expect(post.segments[0]?.media).toMatchObject([{ media: made, alt: 'A stream' }]);
});

test('a photograph of a phone comes in as a JPEG', async () => {
  await newPost(page, 'From the mill');
  await add(join(import.meta.dirname, '../../kit/pictures/mill-at-dusk.heic'));
  await expect(page.getByLabel('Description of mill-at-dusk.heic')).toBeVisible();
  await saved(page);
  const [picture] = (await onlyPost()).segments[0]?.media ?? [];
  if (picture === undefined) throw new Error('no picture');
  const [kept] = await mill.app.call('media.byIds', { ids: [picture.media] });
  expect(kept).toMatchObject({ mimeType: 'image/jpeg', width: 600, height: 400 });
});

test('a HEIC of another kind and a file that was cut short are refused in words, by their names', async () => {
  const heic = Buffer.alloc(400);
  heic.writeUInt32BE(24, 0);
  heic.write('ftypheic', 4);
  writeFileSync(join(mill.folder, 'phone.heic'), heic);
  writeFileSync(join(mill.folder, 'half.jpg'), readFileSync(HARVEST).subarray(0, -20_000));
  await newPost(page, 'Two files');
  await add(join(mill.folder, 'phone.heic'));
  await expect(notice(page, 'phone.heic is a HEIC picture of a kind that cannot be opened here.')).toBeVisible();
  await add(join(mill.folder, 'half.jpg'));
  await expect(notice(page, 'half.jpg is damaged or was cut short, so it cannot be used.')).toBeVisible();
  await expect(part(page)).toHaveValue('Two files');
});

test('many files tell how far they are; stopped, those that are in stay', async () => {
  // Sideways, so that each one is encoded again and takes a while. Those that nobody will wait for are the same.
  const photo = (border: number): Promise<Buffer> =>
    sharp(HARVEST)
      .resize(4000, 3000, { fit: 'fill' })
      .extend({ top: border, background: 'white' })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
  const photos = await Promise.all(Array.from({ length: 8 }, (_none, border) => photo(border)));
  const paths = Array.from({ length: 40 }, (_none, index) => join(mill.folder, `photo-${index}.jpg`));
  for (const [index, path] of paths.entries()) writeFileSync(path, photos[Math.min(index, photos.length - 1)] ?? '');
  await newPost(page, 'Forty photographs');
  await answerDialog(mill.app, ...paths);
  await button(page, 'Add files').click();
  await expect(page.getByText(/^Adding files… [2-9] of 40$/)).toBeVisible({ timeout: 20_000 });
  await button(page, 'Stop adding').click();
  await expect(button(page, 'Add files')).toBeVisible();
  // Several are worked on at once: which of them is in first is not said.
  await expect(page.getByLabel(/^Description of photo-/).first()).toBeVisible();
  const shown = await page.getByLabel(/^Description of photo-/).count();
  expect(shown).toBeGreaterThan(1);
  // How many more came in before the click was heard is a matter of the computer, but not all of them.
  expect(shown).toBeLessThan(paths.length);
});

test('100 megapixels come in while the window answers', async () => {
  const path = join(mill.folder, 'valley.jpg');
  const valley = sharp(HARVEST).resize(11_600, 8_700, { fit: 'fill', kernel: 'nearest' });
  writeFileSync(path, await valley.withMetadata({ orientation: 6 }).jpeg({ quality: 80 }).toBuffer());
  await newPost(page, 'The valley');
  await page.evaluate(() => {
    const seen = { longest: 0, last: performance.now() };
    const look = (): void => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - seen.last);
      seen.last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(window, { seen });
  });
  await add(path);
  await expect(page.getByText('8700 × 11600')).toBeVisible({ timeout: 30_000 });
  const longest = await page.evaluate(() => (window as unknown as { seen: { longest: number } }).seen.longest);
  const peaksKb = await mill.app.electron.evaluate(({ app }) =>
    app.getAppMetrics().map((one) => one.memory.peakWorkingSetSize),
  );
  expect(Math.max(...peaksKb)).toBeLessThan(1024 * 1024);
  expect(longest).toBeLessThan(1000);
});

test('a film and a document say what they are, and what a network does not take of them', async () => {
  const kit = join(import.meta.dirname, '../../kit');
  await newPost(page, 'The wheel turns again');
  await add(join(kit, 'films/mill-wheel.mov'));
  await expect(page.getByText(/^0:04 · 320 × 568 · 24 fps · H\.264 · 28 kB$/)).toBeVisible();
  await expect(checks(page).getByText('mill-wheel.mov is MOV; this network takes MP4 as a video.')).toBeVisible();
  await add(join(kit, 'documents/menu-no-printing.pdf'));
  await expect(page.getByText(/^3 pages · 2 kB$/)).toBeVisible();
  await add(join(kit, 'documents/menu-locked.pdf'));
  await expect(notice(page, 'menu-locked.pdf opens only with a password.')).toBeVisible();
});
