import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '#electron/clock.ts';
import { openLibrary } from '#electron/db/open.ts';
import { memoryLog } from '#electron/log.ts';
import { startStoreCheck } from '#electron/media/check-store.ts';
import { importBytes, importFiles } from '#electron/media/import-file.ts';
import { lookAtOlder } from '#electron/media/look-at-older.ts';
import { mediaByIds, mediaToLookAt } from '#electron/media/media.read.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { startPictures } from '#electron/media/pictures.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { forkPictureChild } from '#tests/kit/picture-child.ts';

// What films, sounds and documents tell when they come in, in the real process that looks at them.

const FILMS = join(import.meta.dirname, '../kit/films');
const DOCUMENTS = join(import.meta.dirname, '../kit/documents');
const HARVEST = join(import.meta.dirname, '../kit/pictures/harvest.jpg');
const NEVER = new AbortController().signal;

/** One process for all of these stories but the one that ends it. */
const shared = startPictures({ fork: () => forkPictureChild(), clock: systemClock, log: memoryLog() });
afterAll(() => shared.stop());

function mill(pictures = shared, clock = handClock(1_000)) {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-films-'));
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const log = memoryLog();
  const store = mediaStore(join(folder, 'media'));
  onTestFinished(async () => {
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const d = { library, store, pictures, clock, log, now: () => clock.now() };
  const known = (id: string) => mediaByIds(library.read, [id as never])[0];
  return { ...d, known, folder, add: (...paths: string[]) => importFiles(d, paths) };
}

const kept = (folder: string): string[] =>
  readdirSync(join(folder, 'media'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

/** Another process needs its time. */
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

const AVC = { videoCodec: 'avc', isYuv420p: true };
const AAC = { audioCodec: 'aac', sampleRate: 44_100, channels: 1 };

describe('what comes in says what it is made of', () => {
  test('films, sounds and pictures', async () => {
    const names = ['mill-wheel.mp4', 'mill-wheel.mov', 'mill-wheel.webm', 'mill-wheel-hevc.mp4', 'bell.mp3'];
    const { add, known } = mill();
    const { media, failures } = await add(...names.map((name) => join(FILMS, name)), HARVEST);
    expect(failures).toEqual([]);
    expect(media.map(({ id }) => known(id)?.details)).toEqual([
      { ...AVC, frameRate: 24, ...AAC },
      { ...AVC, frameRate: 24, ...AAC },
      { videoCodec: 'vp8', isYuv420p: true, frameRate: 24.008, audioCodec: 'vorbis', sampleRate: 44_100, channels: 1 },
      { videoCodec: 'hevc', isYuv420p: false, frameRate: 60, channels: 0 },
      { audioCodec: 'mp3', sampleRate: 44_100, channels: 1 },
      {},
    ]);
  });

  test('a film that was filmed sideways has the size that it is shown in', async () => {
    const { media } = await mill().add(join(FILMS, 'mill-wheel-sideways.mp4'));
    expect(media).toMatchObject([{ width: 568, height: 320 }]);
  });

  test('PDFs say how many pages they have, whether or not they may be printed', async () => {
    const { add } = mill();
    const { media } = await add(
      ...['menu', 'menu-packed', 'menu-no-printing'].map((name) => join(DOCUMENTS, `${name}.pdf`)),
    );
    expect(media.map(({ mimeType, details }) => [mimeType, details])).toEqual(
      media.map(() => ['application/pdf', { pages: 3 }]),
    );
    expect(media).toHaveLength(3);
  });
});

describe('what cannot be used is refused by its name, and leaves nothing', () => {
  const halfOf = (name: string) => {
    const path = join(name.endsWith('.pdf') ? DOCUMENTS : FILMS, name);
    return readFileSync(path).subarray(0, statSync(path).size / 2);
  };

  test.each([
    [
      'a PDF that opens only with a password',
      'menu-locked.pdf',
      readFileSync(join(DOCUMENTS, 'menu-locked.pdf')),
      'media.locked',
    ],
    ['half a PDF', 'menu.pdf', halfOf('menu.pdf'), 'media.damaged'],
    ['half an MP4', 'mill-wheel.mp4', halfOf('mill-wheel.mp4'), 'media.damaged'],
    ['half a MOV', 'mill-wheel.mov', halfOf('mill-wheel.mov'), 'media.damaged'],
    ['half a WebM', 'mill-wheel.webm', halfOf('mill-wheel.webm'), 'media.damaged'],
    ['the head of an MP4', 'film.mp4', halfOf('mill-wheel.mp4').subarray(0, 40), 'media.damaged'],
    ['a text', 'film.mp4', Buffer.from('not a film at all'), 'media.unknown-type'],
  ])('%s', async (_what, file, bytes, code) => {
    const { folder, ...d } = mill();
    const { failures } = await importBytes(d, file, bytes);
    expect(failures).toEqual([{ code, about: { file } }]);
    expect(kept(folder)).toEqual([]);
  });

  test('a film made to keep whoever looks at it busy for ever; the others come in', async () => {
    const clock = handClock(1_000);
    const pictures = startPictures({ fork: () => forkPictureChild(), clock, log: memoryLog() });
    onTestFinished(() => pictures.stop());
    const { add } = mill(pictures, clock);
    const hostile = add(join(FILMS, 'endless.mp4'));
    await soon();
    const others = add(join(FILMS, 'mill-wheel.mp4'), join(DOCUMENTS, 'menu.pdf'));
    // It is ended twice: once with all others, which are taken up again, and once alone.
    for (const _time of [1, 2]) {
      await soon();
      await clock.by(20_000);
    }
    expect((await hostile).failures).toEqual([{ code: 'media.damaged', about: { file: 'endless.mp4' } }]);
    const { media, failures } = await others;
    expect(failures).toEqual([]);
    expect(media.map(({ name }) => name)).toEqual(['mill-wheel.mp4', 'menu.pdf']);
  });
});

describe('files of before', () => {
  async function older() {
    const world = mill();
    const { media } = await world.add(join(FILMS, 'mill-wheel.mp4'), join(DOCUMENTS, 'menu.pdf'), HARVEST);
    world.library.write((tx) => {
      tx.prepare(
        `UPDATE media SET details_json = NULL, duration_ms = NULL, width = 0 WHERE mime_type NOT LIKE 'image/%'`,
      ).run();
    });
    const [film, menu] = media;
    if (film === undefined || menu === undefined) throw new Error('not imported');
    return { ...world, film: film.id, menu: menu.id };
  }

  test('are looked at soon after the start, each once', async () => {
    const { film, menu, known, clock, library, log, ...d } = await older();
    expect(known(film)).not.toHaveProperty('details');
    const check = startStoreCheck({ ...d, library, clock, log, tell: () => undefined });
    await clock.by(6_000);
    await expect.poll(() => mediaToLookAt(library.read), { timeout: 10_000 }).toEqual([]);
    await check.stop();
    expect(known(film)).toMatchObject({ width: 320, durationMs: 3500, details: { ...AVC, frameRate: 24, ...AAC } });
    expect(known(menu)?.details).toEqual({ pages: 3 });
  });

  test('that are damaged are told in the log and not looked at again; one that is gone may come back', async () => {
    const { film, menu, known, log, ...d } = await older();
    writeFileSync(d.store.pathOf(film), 'something else');
    rmSync(d.store.pathOf(menu));
    expect(await lookAtOlder({ ...d, log }, NEVER)).toBe(0);
    expect(known(film)?.details).toEqual({});
    expect(mediaToLookAt(d.library.read)).toEqual([menu]);
    expect(log.lines.join('\n')).toContain('mill-wheel.mp4');
    await d.add(join(DOCUMENTS, 'menu.pdf'));
    expect(known(menu)?.details).toEqual({ pages: 3 });
  });

  test('are left for another time when the app ends', async () => {
    const { film, menu, ...d } = await older();
    const ending = new AbortController();
    const looking = lookAtOlder(d, ending.signal);
    ending.abort();
    expect(await looking).toBe(0);
    expect(mediaToLookAt(d.library.read).toSorted()).toEqual([film, menu].toSorted());
  });
});
