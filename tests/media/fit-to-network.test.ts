import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { fitPlan } from '#shared/media/fit-plan.ts';
import type { PictureLimits } from '#shared/media/picture-limits.ts';
import { openLibrary } from '#electron/db/open.ts';
import { fitToNetwork } from '#electron/media/fit-to-network.ts';
import { importBytes } from '#electron/media/import-file.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

// A picture of the library is made to fit; the one it was made of stays as it is.

async function imported(name: string, bytes: Buffer) {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-fit-'));
  const clock = handClock(1_000);
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const pictures = testPictures();
  const store = mediaStore(join(folder, 'media'));
  onTestFinished(async () => {
    await pictures.stop();
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const importing = { library, store, pictures, now: () => clock.now() };
  const [before] = (await importBytes(importing, name, bytes)).media;
  if (before === undefined) throw new Error('not imported');
  const fit = async (limits: PictureLimits) => {
    const plan = fitPlan(before, [limits]);
    if (plan === undefined) throw new Error('nothing to do');
    const after = await fitToNetwork(importing, before.id, plan);
    const stored = readFileSync(store.pathOf(after.id));
    return { after, facts: await sharp(stored, { animated: true }).metadata() };
  };
  return { importing, store, before, fit };
}

/** Noise, which no encoder makes small. */
function noise(width: number, height: number) {
  const kind = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: 'grey', noise: kind } });
}

test('too high and too heavy for a network: cut and encoded again until it is light enough', async () => {
  const { fit, before, store } = await imported('gorge.png', await noise(900, 1600).png().toBuffer());
  const kept = readFileSync(store.pathOf(before.id));
  const { after, facts } = await fit({ 'image/jpeg': { leastRatio: 0.8, mostRatio: 1.91, mostBytes: 200_000 } });
  expect(after).toMatchObject({ name: 'gorge.jpg', mimeType: 'image/jpeg' });
  expect(after.bytes).toBeLessThanOrEqual(200_000);
  expect(after.width / after.height).toBeGreaterThanOrEqual(0.8);
  expect(facts).toMatchObject({ format: 'jpeg', width: after.width, height: after.height });
  expect(readFileSync(store.pathOf(before.id))).toEqual(kept);
});

test('what is cut is the edge, not the middle', async () => {
  const wide = sharp({ create: { width: 800, height: 200, channels: 3, background: 'red' } }).composite([
    { input: { create: { width: 200, height: 200, channels: 3, background: 'blue' } }, left: 300, top: 0 },
  ]);
  const { fit, store } = await imported('barn.png', await wide.png().toBuffer());
  const { after } = await fit({ 'image/png': { mostRatio: 1 } });
  const { dominant } = await sharp(store.pathOf(after.id)).stats();
  expect([after.width, after.height, dominant.b > dominant.r]).toEqual([200, 200, true]);
});

test('transparent parts become white in a JPEG', async () => {
  const clear = sharp({ create: { width: 80, height: 80, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  const { fit, store } = await imported('logo.png', await clear.png().toBuffer());
  const { after } = await fit({ 'image/jpeg': {} });
  expect([...(await sharp(store.pathOf(after.id)).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
});

test('a GIF that is scaled goes on moving, with its pace', async () => {
  const frames = await Promise.all([1, 2, 3].map(() => noise(200, 100).png().toBuffer()));
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [90, 90, 90], loop: 0 })
    .toBuffer();
  const { fit } = await imported('wheel.gif', gif);
  const { after, facts } = await fit({ 'image/gif': { mostWidth: 100 } });
  expect(after).toMatchObject({ width: 100, height: 50, mimeType: 'image/gif' });
  expect(facts).toMatchObject({ pages: 3, delay: [90, 90, 90] });
});

test('a limit that would leave nothing of it is said, and nothing is kept', async () => {
  const { fit, importing } = await imported('gorge.png', await noise(400, 400).png().toBuffer());
  await expect(fit({ 'image/jpeg': { mostBytes: 300 } })).rejects.toMatchObject({ code: 'media.no-fit' });
  expect(importing.library.read.prepare('SELECT count(*) AS rows FROM media').get()).toEqual({ rows: 1 });
});

test('a cut beyond the edge is refused', async () => {
  const { importing, before } = await imported('gorge.png', await noise(100, 100).png().toBuffer());
  const crop = { left: 50, top: 0, width: 100, height: 100 };
  const asked = fitToNetwork(importing, before.id, { mimeType: 'image/jpeg', crop, width: 100, height: 100 });
  await expect(asked).rejects.toMatchObject({ code: 'media.no-fit' });
});
