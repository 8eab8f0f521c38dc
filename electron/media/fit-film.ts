import { rm, stat, truncate } from 'node:fs/promises';
import { parse } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { FilmChange } from '#shared/media/film-plan.ts';
import type { Media } from '#shared/media/media.ts';
import { filmOf } from '#electron/media/film-cover.ts';
import type { FramesDeps } from '#electron/media/film-frames.ts';
import type { WatchingFilm } from '#electron/media/films.ts';
import type { Importing } from '#electron/media/import-file.ts';
import { storeMedia } from '#electron/media/media.write.ts';
import type { FileFacts } from '#electron/media/picture-asks.ts';

/**
 * Makes a changed film beside one of the library; the one stays as it is. Nothing uses the new one yet. Stopped, it throws
 * what the signal was aborted with and leaves nothing. Throws `media.not-found`, `media.no-film`, `media.no-fit`, and
 * what `Films.ask` throws.
 */
export async function fitFilm(
  d: Importing & FramesDeps,
  id: MediaId,
  change: FilmChange,
  watching: WatchingFilm,
): Promise<Media> {
  const film = filmOf(d, id);
  const to = await d.store.unfinished();
  try {
    const written = await changedWithin({ ...d, watching }, film, to, change);
    const name = `${parse(film.name).name}.mp4`;
    watching.signal?.throwIfAborted();
    const made = { ...written, id: (await d.store.adopt(to)) as MediaId, name, importedAt: d.now() };
    d.library.write((tx) => storeMedia(tx, made));
    return made;
  } finally {
    await rm(to, { force: true });
  }
}

/** An encoder keeps its bit rate on average only. */
const MOST_TRIES = 3;
const FEWER = 0.93;

type Written = FileFacts & { readonly bytes: number };

/** Writes it, with fewer bits where it came out too large. */
async function changedWithin(
  d: Importing & FramesDeps & { readonly watching: WatchingFilm },
  film: Media,
  to: string,
  change: FilmChange,
): Promise<Written> {
  let { videoBitRate } = change;
  for (let left = MOST_TRIES; left > 0; left -= 1) {
    const task = { do: 'change', change: { ...change, videoBitRate } } as const;
    await d.films.ask({ name: film.name, from: d.store.pathOf(film.id), to, task }, d.watching);
    // What the window wrote is looked at like any file that comes in.
    const facts = await d.pictures.ask({ do: 'look', name: film.name, from: to }).catch((error: unknown) => {
      throw new Failure('media.no-fit', { file: film.name }, { cause: error });
    });
    const { size: bytes } = await stat(to);
    if (facts.mimeType !== change.mimeType) break;
    const { mostBytes = Infinity } = change;
    if (bytes <= mostBytes) return { ...facts, bytes };
    // Frames that are copied have the bits that they have.
    if (change.video === 'copy') break;
    videoBitRate = Math.max(1, Math.floor(((videoBitRate * mostBytes) / bytes) * FEWER));
    await truncate(to);
  }
  throw new Failure('media.no-fit', { file: film.name });
}
