import { brokenFilmLimits, type FilmLimit, type FilmLimits } from '#shared/media/film-limits.ts';
import { bitRateOf } from '#shared/media/media.ts';
import { durationText, ratioText, sizeText, type Problem, type ProblemCode } from '#shared/posts/draft-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';
import { limitWords } from '#shared/text/limit-words.ts';
import { anyOf, numberText } from '#shared/text/spoken.ts';

// What a network's limits say about a film, in the same words everywhere. A sound is a film without pictures here.

type Found = Omit<Problem, 'segment' | 'media'>;

/** Everything that keeps a film from being taken. `limits` takes films of at least one type. */
export function filmProblems(film: DraftMedia, limits: FilmLimits): Found[] {
  const limit = limits[film.mimeType];
  if (limit !== undefined) return filmProblemsWithin(film, limit);
  const about = { file: film.name, used: typeName(film.mimeType), allowed: anyOf(Object.keys(limits).map(typeName)) };
  return [{ code: 'media.wrong-container', severity: 'stops', about }];
}

/** What a film breaks of one type's limits; `warns` where the network would only advise against it. */
export function filmProblemsWithin(
  film: DraftMedia,
  limit: FilmLimit,
  severity: Problem['severity'] = 'stops',
): Found[] {
  const found = new Map<ProblemCode, Found>();
  for (const broken of brokenFilmLimits(film, limit)) {
    const [code, about] = SAID[broken](film, limit);
    // Too wide and too high are one problem.
    if (!found.has(code)) found.set(code, { code, severity, about: { file: film.name, ...about } });
  }
  return [...found.values()];
}

type Say = (film: DraftMedia, limit: FilmLimit) => [ProblemCode, Problem['about']];

const dimensions: Say = ({ width, height }, limit) => [
  'media.wrong-dimensions',
  { used: `${width} × ${height}`, allowed: sizesText(limit) },
];
const ratio: Say = ({ width, height }, { leastRatio, mostRatio }) => [
  'media.wrong-ratio',
  { used: ratioText(width / height), allowed: ratiosText(leastRatio, mostRatio) },
];

const SAID: Readonly<Record<keyof FilmLimit, Say>> = {
  videoCodecs: ({ details }, { videoCodecs = [] }) => [
    'media.wrong-codec',
    { used: codecName(details?.videoCodec), allowed: anyOf(videoCodecs.map(codecName)) },
  ],
  onlyYuv420p: () => ['media.wrong-colours', {}],
  leastFrameRate: ({ details }, { leastFrameRate = 0 }) => [
    'media.too-few-frames',
    { used: rounded(details?.frameRate ?? 0), limit: leastFrameRate },
  ],
  mostFrameRate: ({ details }, { mostFrameRate = 0 }) => [
    'media.too-many-frames',
    { used: rounded(details?.frameRate ?? 0), limit: mostFrameRate },
  ],
  leastMs: ({ durationMs = 0 }, { leastMs = 0 }) => ['media.too-short', lengths(durationMs, leastMs)],
  mostMs: ({ durationMs = 0 }, { mostMs = 0 }) => ['media.too-long', lengths(durationMs, mostMs)],
  leastBytes: ({ bytes }, { leastBytes = 0 }) => [
    'media.too-small',
    { used: sizeText(bytes), limit: sizeText(leastBytes) },
  ],
  mostBytes: ({ bytes }, { mostBytes = 0 }) => [
    'media.too-large',
    { used: sizeText(bytes), limit: sizeText(mostBytes) },
  ],
  leastWidth: dimensions,
  leastHeight: dimensions,
  mostWidth: dimensions,
  mostHeight: dimensions,
  mostPixels: ({ width, height }, { mostPixels = 0 }) => [
    'media.too-many-pixels',
    { used: width * height, limit: mostPixels },
  ],
  leastRatio: ratio,
  mostRatio: ratio,
  mostBitRate: (film, { mostBitRate = 0 }) => [
    'media.too-many-bits',
    { used: megabits(bitRateOf(film) ?? 0, Math.ceil), limit: megabits(mostBitRate, Math.floor) },
  ],
  audioCodecs: ({ details }, { audioCodecs = [] }) => [
    'media.wrong-sound',
    { used: codecName(details?.audioCodec), allowed: anyOf(audioCodecs.map(codecName)) },
  ],
  mostSampleRate: ({ details }, { mostSampleRate = 0 }) => [
    'media.wrong-sample-rate',
    { used: rounded((details?.sampleRate ?? 0) / 1000), limit: rounded(mostSampleRate / 1000) },
  ],
};

const CODEC_NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'H.265 (HEVC)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  mpeg4: 'MPEG-4 Part 2',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
  flac: 'FLAC',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  dts: 'DTS',
};

/** What people call a codec: `H.264`. */
export function codecName(codec = ''): string {
  return CODEC_NAMES[codec] ?? (codec.startsWith('pcm') ? 'PCM' : codec.toUpperCase());
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  'video/mp4': 'MP4',
  'video/quicktime': 'MOV',
  'video/webm': 'WebM',
  'video/ogg': 'Ogg',
};

function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type.replace(/^.*\/(x-)?/, '').toUpperCase();
}

/** Where whole seconds would say the same twice, parts of them are shown; “longer than nothing” is no number. */
function lengths(usedMs: number, limitMs: number): { used: string; limit: string } {
  if (limitMs <= 1) return { used: durationText(usedMs), limit: limitWords().moreThanThat };
  const [used, limit] = [durationText(usedMs), durationText(limitMs)];
  return used === limit
    ? { used: `${numberText(usedMs / 1000, 3)} s`, limit: `${numberText(limitMs / 1000, 3)} s` }
    : { used, limit };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function megabits(bits: number, round: (value: number) => number): number {
  return round(bits / 100_000) / 10;
}

function sizesText({ leastWidth, leastHeight, mostWidth, mostHeight }: FilmLimit): string {
  const words = limitWords();
  const least = leastWidth === undefined ? undefined : `${leastWidth} × ${leastHeight ?? leastWidth}`;
  if (mostWidth === undefined) return words.sizesFrom(least ?? '');
  const most = mostHeight === undefined ? words.pixelsWide(mostWidth) : `${mostWidth} × ${mostHeight}`;
  return least === undefined ? words.sizesUpTo(most) : words.sizesBetween(least, most);
}

/** Two that are nearly the same are one. */
function ratiosText(least = 0, most = Infinity): string {
  if (most / least < 1.1) return ratioText((least + most) / 2);
  const words = limitWords();
  if (most === Infinity) return words.ratiosFrom(ratioText(least));
  return least === 0 ? words.ratiosUpTo(ratioText(most)) : words.ratiosBetween(ratioText(least), ratioText(most));
}
