import { ALL_FORMATS, Input, type InputVideoTrack } from 'mediabunny';
import { Failure } from '#shared/failures.ts';
import type { FilmFacts } from '#shared/media/film-work.ts';
import { filmSource } from './film-files.ts';

/** A film of a task. */
export interface Film {
  readonly number: number;
  readonly name: string;
  readonly bytes: number;
}

/** Opens a film for `work`. Throws `media.damaged` where there is none in it. */
export async function withFilm<T>(film: Film, work: (input: Input, track: InputVideoTrack) => Promise<T>): Promise<T> {
  const input = new Input({ formats: ALL_FORMATS, source: filmSource(film.number, film.bytes) });
  try {
    const track = await input.getPrimaryVideoTrack().catch((error: unknown) => {
      throw new Failure('media.damaged', { file: film.name }, { cause: error });
    });
    if (track === null) throw new Failure('media.damaged', { file: film.name });
    return await work(input, track);
  } finally {
    input.dispose();
  }
}

/** Enough to tell how often frames come, without reading the whole film. */
const LOOKED_AT_PACKETS = 60;

export async function factsOf(input: Input, track: InputVideoTrack): Promise<FilmFacts> {
  const [width, height, seconds, { averagePacketRate: rate }] = await Promise.all([
    track.getDisplayWidth(),
    track.getDisplayHeight(),
    input.computeDuration(),
    track.computePacketStats(LOOKED_AT_PACKETS),
  ]);
  const frameMs = 1000 / rate;
  const isMoving = frameMs >= 1 && frameMs <= 60_000;
  return { width, height, durationMs: Math.round(seconds * 1000), ...(isMoving ? { frameMs } : {}) };
}

/** Throws `media.film-not-opened` with what the film is coded as, where this computer does not know that. */
export async function mustDecode(track: InputVideoTrack, file: string): Promise<void> {
  if (!(await track.canDecode())) throw new Failure('media.film-not-opened', { file, codec: await codecOf(track) });
}

/** As people call it. */
export async function codecOf(track: { getCodec(): Promise<string | null> }): Promise<string> {
  const codec = await track.getCodec();
  return codec === null ? 'an unknown codec' : (NAMES[codec] ?? codec.toUpperCase());
}

const NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC (H.265)',
  prores: 'ProRes',
};
