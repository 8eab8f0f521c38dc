import { z } from 'zod';

/** H.264 halves the colours of each side, so that sides are even. */
const side = z.int().min(2).max(8192).multipleOf(2);

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
