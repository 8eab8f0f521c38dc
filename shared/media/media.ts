import { z } from 'zod';
import { instant, mediaId } from '#shared/ids.ts';

/** A file of the library. Width and height in pixels, as shown (orientation applied). */
export const media = z.object({
  id: mediaId,
  name: z.string(),
  mimeType: z.string(),
  bytes: z.int().min(0),
  width: z.int().min(0),
  height: z.int().min(0),
  importedAt: instant,
});
export type Media = z.infer<typeof media>;

/** The largest file that is imported, bytes: far above every network's limit for images (PLATFORMS 0.3). */
export const IMPORT_MAX_BYTES = 50 * 1024 * 1024;

/** Where the window gets the picture: same origin as the window itself, served by the main process. */
export function mediaAddress(id: string): string {
  return `/media/${id}`;
}
