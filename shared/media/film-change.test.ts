import { expect, test } from 'vitest';
import { asMp4, filmChange } from '#shared/media/film-change.ts';

const WHEEL = { mimeType: 'video/webm', bytes: 2_000_000, width: 1279, height: 720, durationMs: 10_000 };

test('a WebM becomes an MP4 of its size, with even sides, and not heavier than it was', () => {
  const change = asMp4(WHEEL);
  expect(change).toEqual({ mimeType: 'video/mp4', width: 1278, height: 720, videoBitRate: 1_600_000, audio: 'copy' });
  expect(filmChange.safeParse(change).success).toBe(true);
});

test('a film that is heavier than H.264 needs becomes lighter, a tiny one does not become worse', () => {
  expect(asMp4({ ...WHEEL, bytes: 200_000_000 })?.videoBitRate).toBe(2_760_480);
  expect(asMp4({ ...WHEEL, bytes: 20_000 })?.videoBitRate).toBe(500_000);
});

test.each([{ mimeType: 'audio/mpeg' }, { width: 0 }, { durationMs: undefined }])(
  '%j is no film to be changed',
  (more) => {
    expect(asMp4({ ...WHEEL, ...more })).toBeUndefined();
  },
);
