import { z } from 'zod';

/** H.264 halves the colours of each side, so that sides are even. */
const side = z.int().min(2).max(8192).multipleOf(2);

interface FilmMeasures {
  readonly mimeType: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly durationMs?: number | undefined;
}

/** How a film is changed: scaled to these sides, and written anew as MP4 with H.264. */
export const filmChange = z.object({
  mimeType: z.literal('video/mp4'),
  width: side,
  height: side,
  /** Frames a second; absent, as they are. */
  frameRate: z.number().min(1).max(120).optional(),
  /** Bits a second of the picture alone. */
  videoBitRate: z.int().min(10_000).max(200_000_000),
  /** The sound: as it is where it is AAC already, as AAC, or left out. */
  audio: z.enum(['copy', 'aac', 'none']),
});
export type FilmChange = z.infer<typeof filmChange>;

/** Bits for each pixel of each frame that H.264 needs to look like the film it was made of. */
const BITS_PER_PIXEL = 0.1;
const USUAL_FRAMES = 30;
/** What a film that is already coded tightly would look worse with. */
const LEAST_BITS = 500_000;

/** The same film as MP4: its size, at most as heavy as it was. `undefined` for what is no film, or has no known length. */
export function asMp4({ mimeType, bytes, width, height, durationMs = 0 }: FilmMeasures): FilmChange | undefined {
  if (!mimeType.startsWith('video/') || width < 2 || height < 2 || durationMs === 0) return undefined;
  const even = (length: number): number => length - (length % 2);
  const own = (bytes * 8) / (durationMs / 1000);
  const usual = even(width) * even(height) * USUAL_FRAMES * BITS_PER_PIXEL;
  const videoBitRate = Math.round(Math.max(LEAST_BITS, Math.min(own, usual)));
  return { mimeType: 'video/mp4', width: even(width), height: even(height), videoBitRate, audio: 'copy' };
}
