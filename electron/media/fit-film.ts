import { rm, stat } from 'node:fs/promises';
import { parse } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { FilmChange } from '#shared/media/film-change.ts';
import type { Media } from '#shared/media/media.ts';
import { filmOf } from '#electron/media/film-cover.ts';
import type { FramesDeps } from '#electron/media/film-frames.ts';
import type { WatchingFilm } from '#electron/media/films.ts';
import type { Importing } from '#electron/media/import-file.ts';
import { inspectFile } from '#electron/media/inspect-file.ts';
import { storeMedia } from '#electron/media/media.write.ts';

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
    await d.films.ask({ name: film.name, from: d.store.pathOf(id), to, task: { do: 'change', change } }, watching);
    // What the window wrote is looked at like any file that comes in.
    const written = await inspectFile(to);
    if (written?.mimeType !== change.mimeType) throw new Failure('media.no-fit', { file: film.name });
    const { size: bytes } = await stat(to);
    watching.signal?.throwIfAborted();
    const name = `${parse(film.name).name}.mp4`;
    const made = { ...written, id: (await d.store.adopt(to)) as MediaId, name, bytes, importedAt: d.now() };
    d.library.write((tx) => storeMedia(tx, made));
    return made;
  } finally {
    await rm(to, { force: true });
  }
}
