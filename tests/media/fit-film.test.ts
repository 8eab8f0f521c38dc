import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { FilmChange } from '#shared/media/film-plan.ts';
import { openLibrary } from '#electron/db/open.ts';
import { fitFilm } from '#electron/media/fit-film.ts';
import { makeCover } from '#electron/media/film-cover.ts';
import type { Films } from '#electron/media/films.ts';
import { importFiles } from '#electron/media/import-file.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { removeUnused } from '#electron/media/remove-unused.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { testPictures } from '#tests/kit/picture-child.ts';

// What becomes of what the window for films wrote. The window itself is in tests/e2e/window/films.spec.ts.

const FILMS = join(import.meta.dirname, '../kit/films');
const CHANGE: FilmChange = {
  mimeType: 'video/mp4',
  video: 'avc',
  width: 320,
  height: 568,
  videoBitRate: 500_000,
  audio: 'copy',
};
const FACTS = { width: 320, height: 568, durationMs: 3500 };

async function newLibrary(ask: Films['ask']) {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-fit-film-'));
  const clock = handClock(1_000);
  const library = openLibrary({ path: join(folder, 'library.sqlite'), clock, onListenerError: () => undefined });
  const store = mediaStore(join(folder, 'media'));
  onTestFinished(async () => {
    await pictures.stop();
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const pictures = testPictures();
  const importing = { library, store, pictures, films: { ask }, now: () => clock.now() };
  const { media } = await importFiles(importing, [join(FILMS, 'mill-wheel.webm')]);
  const [film] = media;
  if (film === undefined) throw new Error('not imported');
  const files = (): string[] =>
    readdirSync(store.folder, { recursive: true, withFileTypes: true }).flatMap((one) =>
      one.isFile() ? [one.name] : [],
    );
  return { ...importing, film, files };
}

/** Writes a film as the window does. */
const writes: Films['ask'] = ({ to = '' }) => {
  copyFileSync(join(FILMS, 'mill-wheel.mp4'), to);
  return Promise.resolve(FACTS);
};

test('what was made lies beside the film, under its name as MP4, and goes when nobody uses it', async () => {
  const world = await newLibrary(writes);
  const made = await fitFilm(world, world.film.id, CHANGE, {});
  expect(made).toMatchObject({ name: 'mill-wheel.mp4', mimeType: 'video/mp4', width: 320, height: 568 });
  expect(mediaByIds(world.library.read, [made.id])).toEqual([made]);
  expect(world.files().toSorted()).toEqual([made.id, world.film.id].toSorted());
  expect(removeUnused(world, [made.id])).toEqual([made.id]);
  expect(world.files()).toEqual([world.film.id]);
});

test.each([
  ['stopped on the way', (stop: AbortController) => () => stop.abort('enough')],
  ['stopped when it was just done', (stop: AbortController) => () => queueMicrotask(() => stop.abort('enough'))],
])('%s, it leaves nothing', async (_when, stopper) => {
  const stop = new AbortController();
  const halt = stopper(stop);
  const world = await newLibrary(async (ask) => {
    const facts = await writes(ask);
    halt();
    stop.signal.throwIfAborted();
    return facts;
  });
  await expect(fitFilm(world, world.film.id, CHANGE, { signal: stop.signal })).rejects.toBe('enough');
  expect(world.files()).toEqual([world.film.id]);
});

test('a film that came out too large is written again with fewer bits, and given up when that does not help', async () => {
  const asked: number[] = [];
  const world = await newLibrary(async (ask) => {
    if (ask.task.do === 'change') asked.push(ask.task.change.videoBitRate);
    return writes(ask);
  });
  const small = { ...CHANGE, mostBytes: 10_000 };
  await expect(fitFilm(world, world.film.id, small, {})).rejects.toMatchObject({ code: 'media.no-fit' });
  expect(asked).toHaveLength(3);
  expect(asked).toEqual(asked.toSorted((a, b) => b - a));
  expect(world.files()).toEqual([world.film.id]);
});

test('what is no film of the wanted kind does not come in, whatever the window says of it', async () => {
  const world = await newLibrary(async ({ to = '' }) => {
    await writeFile(to, '<script>not a film</script>');
    return FACTS;
  });
  await expect(fitFilm(world, world.film.id, CHANGE, {})).rejects.toMatchObject({ code: 'media.no-fit' });
  await expect(makeCover(world, world.film.id, 500)).rejects.toMatchObject({ code: 'media.unknown-type' });
  expect(world.files()).toEqual([world.film.id]);
});
