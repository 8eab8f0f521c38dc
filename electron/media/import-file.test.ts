import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '#electron/db/open.ts';
import { importBytes, importFiles, type Importing } from '#electron/media/import-file.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

const HARVEST = join(import.meta.dirname, '../../tests/kit/pictures/harvest.jpg');

function newImporting(): Importing & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-media-'));
  const clock = handClock(1_000);
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const pictures = testPictures();
  onTestFinished(async () => {
    await pictures.stop();
    await library.stop();
    rmSync(folder, { recursive: true });
  });
  return { library, store: mediaStore(join(folder, 'media')), pictures, now: () => clock.now(), folder };
}

test('a picture is known by its bytes, and stored once however often it comes', async () => {
  const importing = newImporting();
  const first = await importFiles(importing, [HARVEST]);
  const again = await importBytes(importing, 'other-name.png', readFileSync(HARVEST));
  expect(first.media).toMatchObject([{ name: 'harvest.jpg', mimeType: 'image/jpeg', width: 1200, height: 800 }]);
  expect(again.media[0]?.id).toBe(first.media[0]?.id);
  expect(
    mediaByIds(
      importing.library.read,
      first.media.map((one) => one.id),
    ),
  ).toHaveLength(1);
});

test('a 2 GB file is refused by name before it is read, and the others are imported', async () => {
  const importing = newImporting();
  const huge = join(importing.folder, 'huge.jpg');
  writeFileSync(huge, '');
  truncateSync(huge, 2 * 1024 * 1024 * 1024);
  const result = await importFiles(importing, [huge, HARVEST]);
  expect(result.failures).toEqual([
    { code: 'media.too-large', about: { file: 'huge.jpg', size: '2.0 GB', limit: '1.0 GB' } },
  ]);
  expect(result.media).toHaveLength(1);
});

test.each([
  ['a text called .jpg', Buffer.from('not a picture at all'), 'media.unknown-type'],
  ['an SVG, which can carry scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'media.unknown-type'],
  ['nothing', Buffer.alloc(0), 'media.unknown-type'],
  ['a JPEG that ends after its first bytes', readFileSync(HARVEST).subarray(0, 12), 'media.unknown-type'],
])('%s is refused', async (_what, bytes, code) => {
  const { failures } = await importBytes(newImporting(), 'holiday.jpg', bytes);
  expect(failures).toEqual([{ code, about: { file: 'holiday.jpg' } }]);
});

const FILMS = join(import.meta.dirname, '../../tests/kit/films');

test.each([
  ['mill-wheel.mp4', { mimeType: 'video/mp4', width: 320, height: 568 }, 3.5],
  ['mill-wheel.mov', { mimeType: 'video/quicktime', width: 320, height: 568 }, 3.5],
  ['mill-wheel.webm', { mimeType: 'video/webm', width: 320, height: 568 }, 1],
  ['bell.mp3', { mimeType: 'audio/mpeg', width: 0, height: 0 }, 2],
])('%s is imported with its type, size and length', async (name, known, seconds) => {
  const { media, failures } = await importFiles(newImporting(), [join(FILMS, name)]);
  expect(failures).toEqual([]);
  expect(media).toMatchObject([{ name, ...known }]);
  expect((media[0]?.durationMs ?? 0) / 1000).toBeCloseTo(seconds, 0);
});

test('a film is read part by part, and a part of a changed one is not given out', async () => {
  const importing = newImporting();
  const { media } = await importFiles(importing, [join(FILMS, 'mill-wheel.mp4')]);
  const [film] = media;
  if (film === undefined) throw new Error('not imported');
  const whole = readFileSync(join(FILMS, 'mill-wheel.mp4'));
  const asked = { media: film.id, name: film.name };
  const parts = [
    await importing.store.read(asked, { from: 0, to: 10_000 }),
    await importing.store.read(asked, { from: 10_000, to: film.bytes + 5 }),
  ];
  expect(Buffer.concat(parts)).toEqual(whole);
  writeFileSync(importing.store.pathOf(film.id), Buffer.alloc(film.bytes + 1));
  await expect(importing.store.read(asked, { from: 0, to: 10 })).rejects.toMatchObject({ code: 'media.changed' });
});

test('what is refused leaves nothing in the store', async () => {
  const importing = newImporting();
  await importBytes(importing, 'notes.jpg', Buffer.from('not a picture at all'));
  const files = readdirSync(join(importing.folder, 'media'), { recursive: true, withFileTypes: true });
  expect(files.filter((entry) => entry.isFile())).toEqual([]);
});

test('a file that cannot be read says why', async () => {
  const { failures } = await importFiles(newImporting(), ['/nowhere/at-all.jpg']);
  expect(failures).toMatchObject([{ code: 'media.unreadable', about: { file: 'at-all.jpg' } }]);
});

test('a stored file that was changed or removed outside is not sent', async () => {
  const importing = newImporting();
  const { media } = await importFiles(importing, [HARVEST]);
  const [picture] = media;
  if (picture === undefined) throw new Error('not imported');
  const asked = { media: picture.id, name: picture.name };
  expect((await importing.store.read(asked)).byteLength).toBe(picture.bytes);
  writeFileSync(importing.store.pathOf(picture.id), 'something else');
  await expect(importing.store.read(asked)).rejects.toMatchObject({ code: 'media.changed' });
  rmSync(importing.store.pathOf(picture.id));
  await expect(importing.store.read(asked)).rejects.toMatchObject({ code: 'media.not-found' });
});

test('no half-written file is left in the store', async () => {
  const importing = newImporting();
  await importFiles(importing, [HARVEST]);
  const names = readdirSync(join(importing.folder, 'media'), { recursive: true }).map(String);
  expect(names.filter((name) => name.endsWith('.unfinished'))).toEqual([]);
});
