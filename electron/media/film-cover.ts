import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { Failure } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import type { FilmFacts } from '#shared/media/film-work.ts';
import { mediaKind, type Media } from '#shared/media/media.ts';
import { withFrame, type FramesDeps } from '#electron/media/film-frames.ts';
import { importBytes, type Importing } from '#electron/media/import-file.ts';
import { mediaByIds } from '#electron/media/media.read.ts';

type Deps = Importing & FramesDeps;

/** What a film is. Throws `media.not-found`, `media.no-film`, and what `Films.ask` throws. */
export function lookAtFilm(d: Deps, id: MediaId): Promise<FilmFacts> {
  const film = filmOf(d, id);
  return d.films.ask({ name: film.name, from: d.store.pathOf(id), task: { do: 'look' } });
}

/**
 * Makes a frame of a film a picture of the library, by the way that every picture comes in. Nothing uses it yet. Throws as
 * `lookAtFilm` does.
 */
export async function makeCover(d: Deps, id: MediaId, atMs: number): Promise<Media> {
  const film = filmOf(d, id);
  const bytes = await withFrame(d, film, { atMs }, (path) => readFile(path));
  const { media, failures } = await importBytes(d, `${parse(film.name).name} cover.jpg`, bytes);
  const [cover] = media;
  if (cover !== undefined) return cover;
  const [failure] = failures;
  throw new Failure(failure?.code ?? 'media.damaged', failure?.about ?? { file: film.name });
}

/** The film itself, with its file. */
export function filmOf(d: Pick<Deps, 'library' | 'store'>, id: MediaId): Media {
  const [film] = mediaByIds(d.library.read, [id]);
  if (film === undefined || !d.store.has(id)) throw new Failure('media.not-found');
  if (mediaKind(film.mimeType) !== 'video') throw new Failure('media.no-film', { file: film.name });
  return film;
}
