import { z } from 'zod';
import { brokenFilmLimits, type FilmLimit, type FilmLimits, type FilmMeasures } from '#shared/media/film-limits.ts';
import { bitRateOf } from '#shared/media/media.ts';

/** How a film is changed. Whoever carries it out needs to know nothing else; the result is one MP4 file. */
export const filmChange = z.object({
  mimeType: z.literal('video/mp4'),
  /** `copy`: its frames go into the new file as they are. `avc`: they are encoded as H.264 in 4:2:0 with 8 bits. */
  video: z.enum(['copy', 'avc']),
  /** As shown. Both even, and of the film's own ratio, where it is encoded. */
  width: z.int().min(1),
  height: z.int().min(1),
  /** Frames a second; absent, as many as it has. */
  frameRate: z.number().positive().optional(),
  /** Bits per second on average; of frames that are copied, what they are thought to have. */
  videoBitRate: z.int().min(1),
  /** `none`: the film is silent. What `aac` finds silent after all stays so. */
  audio: z.enum(['copy', 'aac', 'none']),
  /** Bits per second and hertz at the most, of sound that is encoded. */
  audioBitRate: z.int().min(1).optional(),
  sampleRate: z.int().min(1).optional(),
  /** The file may not be larger: a result that is, is encoded again with fewer bits. */
  mostBytes: z.int().min(1).optional(),
});
export type FilmChange = z.infer<typeof filmChange>;

/** What every network here takes, and the most that Instagram names (PLATFORMS.md 5.3). */
const AUDIO_BIT_RATE = 128_000;
/** Speech can be followed with it. */
const LEAST_AUDIO_BIT_RATE = 32_000;
const USUAL_SAMPLE_RATE = 48_000;
/** Where the film does not tell. */
const USUAL_FRAME_RATE = 30;
/** Bits for each pixel of each frame: H.264 looks as its source with the first, and is not worth looking at below the second. */
const GOOD_BITS = 0.12;
const LEAST_BITS = 0.03;
/** Encoders keep a bit rate on average, and a file has a head: some room is left. */
const ROOM = 0.92;
/** H.264 needs no more than this of what another codec took for the same. */
const AGAINST_SOURCE = 1.6;
/** Frames that can stand in an MP4 as they are, and be played everywhere they are taken. */
const COPIED: readonly string[] = ['avc', 'hevc'];

/**
 * The smallest change that makes a film pass at all these networks. `undefined` where it passes as it is, where nothing
 * makes it pass (too long or too short, its ratio, too small), or where its size or length is not known.
 */
export function filmPlan(film: FilmMeasures, networks: readonly FilmLimits[]): FilmChange | undefined {
  const isUnknown = film.width === 0 || film.height === 0 || bitRateOf(film) === undefined;
  if (isUnknown || networks.every((limits) => passes(film, limits))) return undefined;
  const all = networks.map((limits) => limits['video/mp4']);
  if (all.includes(undefined)) return undefined;
  const limit = tightest(all.flatMap((one) => one ?? []));
  const changes = [copied(film, limit), encoded(film, limit)];
  return changes.find((change) => change !== undefined && all.every((one) => one && fits(film, change, one)));
}

/** What the film is expected to be after a change. */
export function changedFilm(film: FilmMeasures, change: FilmChange): FilmMeasures {
  const { details = {}, durationMs = 0 } = film;
  const { audioCodec, sampleRate, ...rest } = details;
  const isEncoded = change.video === 'avc';
  const frameRate = change.frameRate ?? details.frameRate;
  const heard = change.audio === 'copy' ? { audioCodec, sampleRate } : encodedSound(change);
  const known = { ...rest, frameRate, ...heard, ...(isEncoded ? { videoCodec: 'avc', isYuv420p: true } : {}) };
  const bits = change.videoBitRate + soundBits(film, change);
  return {
    mimeType: change.mimeType,
    bytes: Math.ceil((bits * durationMs) / 8000),
    width: change.width,
    height: change.height,
    durationMs,
    details: known,
  };
}

function encodedSound({ audio, sampleRate }: FilmChange): { audioCodec?: string; sampleRate?: number | undefined } {
  return audio === 'aac' ? { audioCodec: 'aac', sampleRate } : {};
}

function soundBits(
  film: FilmMeasures,
  { audio, audioBitRate = 0 }: Pick<FilmChange, 'audio' | 'audioBitRate'>,
): number {
  // What a sound that is copied has is not known: as much as a better one has, and never more than half of the film.
  return audio === 'copy' ? Math.min(2 * AUDIO_BIT_RATE, (bitRateOf(film) ?? 0) / 2) : audioBitRate;
}

function passes(film: FilmMeasures, limits: FilmLimits): boolean {
  const limit = limits[film.mimeType];
  return limit !== undefined && brokenFilmLimits(film, limit).size === 0;
}

function fits(film: FilmMeasures, change: FilmChange, limit: FilmLimit): boolean {
  return brokenFilmLimits(changedFilm(film, change), limit).size === 0;
}

/** The frames as they are, in an MP4, with sound that is taken. */
function copied(film: FilmMeasures, limit: FilmLimit): FilmChange | undefined {
  const { videoCodec } = film.details ?? {};
  if (videoCodec === undefined || !COPIED.includes(videoCodec)) return undefined;
  const sound = soundOf(film, limit);
  const { width, height } = film;
  const videoBitRate = Math.max(1, Math.round((bitRateOf(film) ?? 0) - soundBits(film, { audio: 'copy' })));
  const silent = Math.max(1, bitRateOf(film) ?? 0);
  const bits = sound.audio === 'none' ? silent : videoBitRate;
  return { mimeType: 'video/mp4', video: 'copy', width, height, videoBitRate: bits, ...sound, ...sizeOf(limit) };
}

/** Frames in a size and number that are taken, with as many bits as they are worth and as there is room for. */
function encoded(film: FilmMeasures, limit: FilmLimit): FilmChange | undefined {
  // Nothing is cut off a film, so that its ratio stays.
  const { leastRatio = 0, mostRatio = Infinity } = limit;
  const ratio = film.width / film.height;
  if (ratio < leastRatio || ratio > mostRatio) return undefined;
  const sound = soundOf(film, limit);
  const rate = frameRateOf(film, limit);
  const frames = rate ?? film.details?.frameRate ?? USUAL_FRAME_RATE;
  const room = roomFor(film, limit) - soundBits(film, sound);
  let size = sizeWithin(film, limit, 1);
  for (let scale = 0.95; size && room < pixelsOf(size) * frames * LEAST_BITS; scale *= 0.95) {
    size = scale < 0.1 ? undefined : sizeWithin(film, limit, scale);
  }
  if (size === undefined) return undefined;
  const wanted = Math.min(pixelsOf(size) * frames * GOOD_BITS, AGAINST_SOURCE * (bitRateOf(film) ?? 0));
  const least = ((limit.leastBytes ?? 0) * 8000) / (film.durationMs ?? 1) / ROOM;
  const videoBitRate = Math.max(1, Math.ceil(least), Math.floor(Math.min(room, wanted)));
  const frameRate = rate === undefined ? {} : { frameRate: rate };
  return { mimeType: 'video/mp4', video: 'avc', ...size, ...frameRate, videoBitRate, ...sound, ...sizeOf(limit) };
}

type Sound = Pick<FilmChange, 'audio' | 'audioBitRate' | 'sampleRate'>;

/** The sound as it is where it is taken and leaves most of the room to the pictures. */
function soundOf(film: FilmMeasures, limit: FilmLimit): Sound {
  const { audioCodec, channels, sampleRate = 0 } = film.details ?? {};
  const most = limit.mostSampleRate ?? Infinity;
  const share = roomFor(film, limit) / 4;
  const copy: Sound = { audio: 'copy' };
  if (channels === 0) return { audio: 'none' };
  if (audioCodec === 'aac' && sampleRate <= most && soundBits(film, copy) <= share) return copy;
  const audioBitRate = Math.max(LEAST_AUDIO_BIT_RATE, Math.min(AUDIO_BIT_RATE, Math.floor(share)));
  return { audio: 'aac', audioBitRate, sampleRate: Math.min(most, USUAL_SAMPLE_RATE) };
}

function sizeOf({ mostBytes }: FilmLimit): Pick<FilmChange, 'mostBytes'> {
  return mostBytes === undefined ? {} : { mostBytes: Math.floor(mostBytes) };
}

/** Another frame rate only where the film's own is not taken. */
function frameRateOf({ details = {} }: FilmMeasures, limit: FilmLimit): number | undefined {
  const { leastFrameRate, mostFrameRate } = limit;
  const broken = brokenFilmLimits({ ...NOTHING_KNOWN, details }, limit);
  if (broken.has('mostFrameRate')) return mostFrameRate;
  return broken.has('leastFrameRate') ? leastFrameRate : undefined;
}

const NOTHING_KNOWN: FilmMeasures = { mimeType: 'video/mp4', bytes: 0, width: 0, height: 0 };

/** Bits per second that bytes and bit rate leave for all of it. */
function roomFor(
  { durationMs = 1 }: FilmMeasures,
  { mostBytes = Infinity, mostBitRate = Infinity }: FilmLimit,
): number {
  return Math.min((mostBytes * 8000) / durationMs, mostBitRate) * ROOM;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest even size up to `scale` of the film that is taken; none where a limit leaves none. */
function sizeWithin(film: Size, limit: FilmLimit, scale: number): Size | undefined {
  const { mostWidth = Infinity, mostHeight = Infinity, mostPixels = Infinity } = limit;
  const start = Math.min(
    scale,
    mostWidth / film.width,
    mostHeight / film.height,
    Math.sqrt(mostPixels / (film.width * film.height)),
  );
  for (let at = start; at > start * 0.8; at *= 0.995) {
    const size = nearest(film, at).find(
      (one) => brokenFilmLimits({ ...NOTHING_KNOWN, ...one }, sizesOf(limit)).size === 0,
    );
    if (size) return size;
  }
  return undefined;
}

/** Even sizes around a scale, the one of the truest ratio first. */
function nearest(film: Size, scale: number): Size[] {
  const around = (side: number): number[] => {
    const even = Math.max(2, 2 * Math.floor((side * scale) / 2));
    return [even, ...(even + 2 <= side ? [even + 2] : [])];
  };
  const sizes = around(film.width).flatMap((width) => around(film.height).map((height) => ({ width, height })));
  const bent = ({ width, height }: Size): number => Math.abs(Math.log((width * film.height) / (height * film.width)));
  return sizes.toSorted((a, b) => bent(a) - bent(b));
}

function sizesOf(limit: FilmLimit): FilmLimit {
  const { leastMs: _l, mostMs: _m, leastBytes: _b, mostBytes: _c, mostBitRate: _r, ...sizes } = limit;
  return sizes;
}

function pixelsOf({ width, height }: Size): number {
  return width * height;
}

/** One limit that keeps all of them. */
function tightest(limits: readonly FilmLimit[]): FilmLimit {
  const numbers = (name: NumberOf): number[] => limits.flatMap((limit) => limit[name] ?? []);
  const found = [...LEAST, ...MOST].flatMap((name) => {
    const all = numbers(name);
    if (all.length === 0) return [];
    return [[name, MOST.includes(name) ? Math.min(...all) : Math.max(...all)] as const];
  });
  return Object.fromEntries(found);
}

type NumberOf = Exclude<keyof FilmLimit, 'videoCodecs' | 'audioCodecs' | 'onlyYuv420p'>;

const LEAST: readonly NumberOf[] = [
  'leastFrameRate',
  'leastMs',
  'leastBytes',
  'leastWidth',
  'leastHeight',
  'leastRatio',
];
const MOST: readonly NumberOf[] = [
  'mostFrameRate',
  'mostMs',
  'mostBytes',
  'mostWidth',
  'mostHeight',
  'mostPixels',
  'mostRatio',
  'mostBitRate',
  'mostSampleRate',
];
