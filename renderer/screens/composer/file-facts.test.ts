import { expect, test } from 'vitest';
import type { MediaId } from '#shared/ids.ts';
import type { Media } from '#shared/media/media.ts';
import { factsOf } from './file-facts.ts';

function file(more: Partial<Media>): Media {
  const known = { id: 'a'.repeat(64) as MediaId, name: 'a', mimeType: 'video/mp4', bytes: 13_002_342, width: 0 };
  return { ...known, height: 0, importedAt: 1, ...more };
}

const HD = { width: 1920, height: 1080 };

test.each<[string, Partial<Media>, string]>([
  [
    'a film',
    { ...HD, durationMs: 42_300, details: { frameRate: 29.97, videoCodec: 'avc' } },
    '0:42 · 1920 × 1080 · 30 fps · H.264 · 12.4 MB',
  ],
  ['a film into which nobody has looked', { ...HD, durationMs: 725_000 }, '12:05 · 1920 × 1080 · 12.4 MB'],
  ['a long sound', { durationMs: 3_720_000, details: { audioCodec: 'mp3' } }, '1:02:00 · 12.4 MB'],
  ['a picture', HD, '1920 × 1080 · 12.4 MB'],
  ['a document', { details: { pages: 12 } }, '12 pages · 12.4 MB'],
  ['a document of one page', { details: { pages: 1 } }, '1 page · 12.4 MB'],
])('%s says what it is', (_what, more, said) => {
  expect(factsOf(file(more))).toBe(said);
});
