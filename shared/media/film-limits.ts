// What a network takes as a film, as numbers: its rules and what makes a film fit read the same ones.
import { bitRateOf, type Media } from '#shared/media/media.ts';

/** What films of one type may be; what is absent is not limited. Bytes, pixels, ms; a ratio is width to height. */
export interface FilmLimit {
  /** As `FileDetails` names them. */
  readonly videoCodecs?: readonly string[];
  readonly onlyYuv420p?: true;
  readonly leastFrameRate?: number;
  readonly mostFrameRate?: number;
  readonly leastMs?: number;
  readonly mostMs?: number;
  readonly leastBytes?: number;
  readonly mostBytes?: number;
  readonly leastWidth?: number;
  readonly leastHeight?: number;
  readonly mostWidth?: number;
  readonly mostHeight?: number;
  /** Width times height. */
  readonly mostPixels?: number;
  readonly leastRatio?: number;
  readonly mostRatio?: number;
  /** Bits per second, pictures and sound together. */
  readonly mostBitRate?: number;
  /** As `FileDetails` names them; a silent film has none. */
  readonly audioCodecs?: readonly string[];
  /** Hertz. */
  readonly mostSampleRate?: number;
}

/** Every type of film that is taken (MIME: the container), with its limits. */
export type FilmLimits = Readonly<Record<string, FilmLimit>>;

/** What limits look at: width and height 0, and the others absent, where they are not known. */
export type FilmMeasures = Pick<Media, 'mimeType' | 'bytes' | 'width' | 'height' | 'durationMs' | 'details'>;

/** “23 to 60 frames” means 22.98 and 59.94 too, and what a phone calls 60 varies a little. */
const FRAME_RATE_SLACK = 0.5;

/** Which limits a film breaks; nothing is said of what is not known. */
export function brokenFilmLimits(film: FilmMeasures, limit: FilmLimit): ReadonlySet<keyof FilmLimit> {
  const { videoCodec, isYuv420p, frameRate, audioCodec, sampleRate } = film.details ?? {};
  const { bytes, durationMs } = film;
  const width = film.width || undefined;
  const height = film.height || undefined;
  const isSized = width !== undefined && height !== undefined;
  const ratio = isSized ? width / height : undefined;
  const broken: Readonly<Record<keyof FilmLimit, boolean>> = {
    videoCodecs: isOther(videoCodec, limit.videoCodecs),
    onlyYuv420p: limit.onlyYuv420p === true && isYuv420p === false,
    leastFrameRate: isBelow(frameRate, (limit.leastFrameRate ?? 0) - FRAME_RATE_SLACK),
    mostFrameRate: isAbove(frameRate, (limit.mostFrameRate ?? Infinity) + FRAME_RATE_SLACK),
    leastMs: isBelow(durationMs, limit.leastMs),
    mostMs: isAbove(durationMs, limit.mostMs),
    leastBytes: isBelow(bytes, limit.leastBytes),
    mostBytes: isAbove(bytes, limit.mostBytes),
    leastWidth: isBelow(width, limit.leastWidth),
    leastHeight: isBelow(height, limit.leastHeight),
    mostWidth: isAbove(width, limit.mostWidth),
    mostHeight: isAbove(height, limit.mostHeight),
    mostPixels: isAbove(isSized ? width * height : undefined, limit.mostPixels),
    leastRatio: isBelow(ratio, limit.leastRatio),
    mostRatio: isAbove(ratio, limit.mostRatio),
    mostBitRate: isAbove(bitRateOf(film), limit.mostBitRate),
    audioCodecs: isOther(audioCodec, limit.audioCodecs),
    mostSampleRate: isAbove(sampleRate, limit.mostSampleRate),
  };
  return new Set((Object.keys(broken) as (keyof FilmLimit)[]).filter((name) => broken[name]));
}

function isOther(known: string | undefined, taken: readonly string[] | undefined): boolean {
  return known !== undefined && taken !== undefined && !taken.includes(known);
}

function isBelow(known: number | undefined, least = 0): boolean {
  return known !== undefined && known < least;
}

function isAbove(known: number | undefined, most = Infinity): boolean {
  return known !== undefined && known > most;
}
