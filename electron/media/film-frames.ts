import { readFile, rm } from 'node:fs/promises';
import type { Media } from '#shared/media/media.ts';
import type { Films } from '#electron/media/films.ts';
import type { MediaStore } from '#electron/media/media-store.ts';

export interface FramesDeps {
  readonly store: MediaStore;
  readonly films: Pick<Films, 'ask'>;
}

/** Which frame: the first that shows something, unless `atMs` says when. */
export interface WantedFrame {
  readonly atMs?: number;
  readonly mostSide?: number;
}

/** Has one frame of a film written as JPEG, and hands over where it lies; it is gone after `use`. */
export async function withFrame<T>(
  d: FramesDeps,
  { id, name }: Pick<Media, 'id' | 'name'>,
  wanted: WantedFrame,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const to = await d.store.unfinished();
  try {
    await d.films.ask({ name, from: d.store.pathOf(id), to, task: { do: 'frame', ...wanted } });
    return await use(to);
  } finally {
    await rm(to, { force: true });
  }
}

/** As the dialog in which a cover is chosen shows it. */
const SHOWN_SIDE = 960;

/** A frame to be looked at, JPEG; `undefined` where the film cannot be opened here. */
export function frameShown(d: FramesDeps, media: Media, atMs: number): Promise<Uint8Array | undefined> {
  // What is wrong with the film was said when the dialog opened.
  return withFrame(d, media, { atMs, mostSide: SHOWN_SIDE }, (path) => readFile(path)).catch(
    (_expected: unknown) => undefined,
  );
}
