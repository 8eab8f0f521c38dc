import { registerAacEncoder } from '@mediabunny/aac-encoder';
import {
  canEncodeAudio,
  canEncodeVideo,
  Conversion,
  Mp4OutputFormat,
  Output,
  Quality,
  StreamTarget,
  type ConversionAudioOptions,
  type ConversionVideoOptions,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
  type StreamTargetChunk,
} from 'mediabunny';
import { Failure } from '#shared/failures.ts';
import type { FilmChange } from '#shared/media/film-plan.ts';
import { writeMade } from './film-files.ts';
import { codecOf, mustDecode, type Film } from './open-film.ts';

/** Where the plan does not say: what every network takes (PLATFORMS.md 5.3: AAC, at most 48 kHz and 128 kbit/s). */
const SOUND_BIT_RATE = 128_000;
const MOST_HERTZ = 48_000;

/** A film is written with its index at the start, as networks want it, while it can be held in memory for that. */
const MOST_HELD_BYTES = 350_000_000;
const WRITTEN_BYTES = 8 * 1024 * 1024;

export interface Progress {
  readonly signal: AbortSignal;
  readonly onPart: (part: number) => void;
}

/** Has AAC written where the computer itself cannot, as on Linux. */
export async function provideAac(): Promise<void> {
  if (!(await canEncodeAudio('aac'))) registerAacEncoder();
}

/** Writes a film anew. Throws `media.film-not-opened`, `media.film-not-written`, `media.film-sound`. */
export async function changeFilm(
  film: Film,
  input: Input,
  track: InputVideoTrack,
  change: FilmChange,
  { signal, onPart }: Progress,
): Promise<void> {
  if (change.video === 'avc') {
    await mustDecode(track, film.name);
    await mustEncode(change, film.name);
  }
  const output = new Output({ format: await formatFor(input, change), target: targetFor(film.number) });
  const audio = (sound: InputAudioTrack): Promise<ConversionAudioOptions> => soundOf(sound, change);
  const conversion = await Conversion.init({
    input,
    output,
    tracks: 'primary',
    video: pictureOf(change),
    audio,
    showWarnings: false,
  });
  await mustKeepAll(conversion, film.name, change);
  conversion.onProgress = onPart;
  const cancel = (): void => void conversion.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  signal.throwIfAborted();
  await conversion.execute();
}

async function mustEncode({ width, height, videoBitRate }: FilmChange, file: string): Promise<void> {
  const quality = new Quality({ bitrate: videoBitRate });
  if (!(await canEncodeVideo('avc', { width, height, quality }))) throw new Failure('media.film-not-written', { file });
}

async function formatFor(input: Input, change: FilmChange): Promise<Mp4OutputFormat> {
  const bytes = ((await input.computeDuration()) * (change.videoBitRate + SOUND_BIT_RATE)) / 8;
  return new Mp4OutputFormat({ fastStart: bytes <= MOST_HELD_BYTES ? 'in-memory' : false });
}

function targetFor(number: number): StreamTarget {
  const write = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => writeMade(number, data, position),
  });
  return new StreamTarget(write, { chunked: true, chunkSize: WRITTEN_BYTES });
}

function pictureOf({ video, width, height, frameRate, videoBitRate }: FilmChange): ConversionVideoOptions {
  if (video === 'copy') return {};
  return {
    codec: 'avc',
    width,
    height,
    fit: 'fill',
    quality: new Quality({ bitrate: videoBitRate }),
    // Networks cut and show films from key frames; PLATFORMS.md 5.3 wants closed groups.
    keyFrameInterval: 2,
    allowTransformationMetadata: false,
    forceTranscode: true,
    ...(frameRate === undefined ? {} : { frameRate }),
  };
}

async function soundOf(
  track: InputAudioTrack,
  { audio, audioBitRate = SOUND_BIT_RATE, sampleRate = MOST_HERTZ }: FilmChange,
): Promise<ConversionAudioOptions> {
  if (audio === 'none') return { discard: true };
  if (audio === 'copy' && (await track.getCodec()) === 'aac') return { codec: 'aac' };
  const [channels, hertz] = await Promise.all([track.getNumberOfChannels(), track.getSampleRate()]);
  return {
    codec: 'aac',
    numberOfChannels: Math.min(2, channels),
    sampleRate: Math.min(sampleRate, hertz),
    quality: new Quality({ bitrate: audioBitRate }),
    forceTranscode: true,
  };
}

/** Nothing of a film is left out that the person did not leave out. */
async function mustKeepAll({ discardedTracks }: Conversion, file: string, { audio }: FilmChange): Promise<void> {
  for (const { track, reason } of discardedTracks) {
    if (reason === 'discarded_by_user') continue;
    if (track.type === 'audio' && audio !== 'none')
      throw new Failure('media.film-sound', { file, codec: await codecOf(track) });
    if (track.type === 'video') throw new Failure('media.film-not-opened', { file, codec: await codecOf(track) });
  }
}
