import { describe, expect, test } from 'vitest';
import { brokenFilmLimits, type FilmLimit, type FilmMeasures } from '#shared/media/film-limits.ts';

const MB = 1_000_000;
const EVERYTHING: FilmLimit = {
  videoCodecs: ['avc'],
  onlyYuv420p: true,
  leastFrameRate: 24,
  mostFrameRate: 60,
  leastMs: 3_000,
  mostMs: 60_000,
  leastBytes: MB,
  mostBytes: 50 * MB,
  leastWidth: 100,
  leastHeight: 100,
  mostWidth: 1920,
  mostHeight: 1920,
  mostPixels: 1920 * 1080,
  leastRatio: 0.5,
  mostRatio: 2,
  mostBitRate: 25 * MB,
  audioCodecs: ['aac'],
  mostSampleRate: 48_000,
};

const DETAILS = {
  videoCodec: 'avc',
  isYuv420p: true,
  frameRate: 30,
  audioCodec: 'aac',
  sampleRate: 44_100,
  channels: 2,
};

function film(more: Partial<FilmMeasures> = {}, details: object = {}): FilmMeasures {
  const measures = { mimeType: 'video/mp4', bytes: 10 * MB, width: 1080, height: 1080, durationMs: 30_000 };
  return { ...measures, details: { ...DETAILS, ...details }, ...more };
}

describe('a film', () => {
  test('within every limit breaks none', () => {
    expect([...brokenFilmLimits(film(), EVERYTHING)]).toEqual([]);
  });

  test.each<[keyof FilmLimit, FilmMeasures]>([
    ['videoCodecs', film({}, { videoCodec: 'hevc' })],
    ['onlyYuv420p', film({}, { isYuv420p: false })],
    ['leastFrameRate', film({}, { frameRate: 15 })],
    ['mostFrameRate', film({}, { frameRate: 120 })],
    ['leastMs', film({ durationMs: 2_999, bytes: 2 * MB })],
    ['mostMs', film({ durationMs: 60_001 })],
    ['leastBytes', film({ bytes: MB - 1 })],
    ['mostBytes', film({ bytes: 50 * MB + 1 })],
    ['leastWidth', film({ width: 98, height: 120 })],
    ['leastHeight', film({ width: 120, height: 98 })],
    ['mostWidth', film({ width: 1922, height: 1000 })],
    ['mostHeight', film({ width: 1000, height: 1922 })],
    ['mostPixels', film({ width: 1500, height: 1500 })],
    ['leastRatio', film({ width: 400, height: 801 })],
    ['mostRatio', film({ width: 801, height: 400 })],
    ['mostBitRate', film({ bytes: 20 * MB, durationMs: 6_000 })],
    ['audioCodecs', film({}, { audioCodec: 'opus' })],
    ['mostSampleRate', film({}, { sampleRate: 96_000 })],
  ])('over %s breaks that one alone', (name, measures) => {
    expect([...brokenFilmLimits(measures, EVERYTHING)]).toEqual([name]);
  });

  test.each([23.976, 24, 59.94, 60, 60.2])('of %d frames a second is within 24 to 60', (frameRate) => {
    expect([...brokenFilmLimits(film({}, { frameRate }), EVERYTHING)]).toEqual([]);
  });

  test('of which nothing is known but its bytes breaks nothing else', () => {
    const unknown = { mimeType: 'video/mp4', bytes: 10 * MB, width: 0, height: 0 };
    expect([...brokenFilmLimits(unknown, EVERYTHING)]).toEqual([]);
  });

  test('without sound has no sound that could be wrong', () => {
    const { audioCodec: _codec, sampleRate: _rate, ...silent } = DETAILS;
    expect([...brokenFilmLimits(film({ details: { ...silent, channels: 0 } }), EVERYTHING)]).toEqual([]);
  });

  test('without any limit breaks none', () => {
    expect([...brokenFilmLimits(film({ width: 1, durationMs: 1 }), {})]).toEqual([]);
  });
});
