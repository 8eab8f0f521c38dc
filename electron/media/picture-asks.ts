import { z } from 'zod';
import { failureValue } from '#shared/failures.ts';
import { pictureChange } from '#shared/media/fit-plan.ts';
import { media } from '#shared/media/media.ts';

// What the process for pictures is asked, and what it answers. Files are named by their paths: no picture crosses.

/** Where the two small ones of a picture are written. */
const smallOnes = z.object({ thumb: z.string(), preview: z.string() });

const pictureAsk = z.discriminatedUnion('do', [
  // Writes the picture as the library keeps it, and its small ones.
  z.object({ do: z.literal('clean'), name: z.string(), from: z.string(), to: z.string(), small: smallOnes }),
  // Writes the small ones of a picture that the library has.
  z.object({ do: z.literal('small'), name: z.string(), from: z.string(), small: smallOnes }),
  // Writes the picture as changed, and its small ones.
  z.object({
    do: z.literal('fit'),
    name: z.string(),
    from: z.string(),
    to: z.string(),
    small: smallOnes,
    change: pictureChange,
  }),
]);
export type PictureAsk = z.infer<typeof pictureAsk>;

/** Tells what a film, a sound or a document is; writes nothing. */
const lookAsk = z.object({ do: z.literal('look'), name: z.string(), from: z.string() });
export type LookAsk = z.infer<typeof lookAsk>;

export const pictureFacts = z.object({ mimeType: z.string(), width: z.int().min(1), height: z.int().min(1) });
/** What a picture is, as it was written. */
export type PictureFacts = z.infer<typeof pictureFacts>;

/** What a file is, by its own bytes. Width and height as shown; 0 where it has none. */
export const fileFacts = media.pick({ mimeType: true, width: true, height: true, durationMs: true, details: true });
export type FileFacts = z.infer<typeof fileFacts>;

export const numberedAsk = z.object({ number: z.int(), ask: z.discriminatedUnion('do', [pictureAsk, lookAsk]) });
export const numberedAnswer = z.discriminatedUnion('ok', [
  z.object({ number: z.int(), ok: z.literal(true), facts: fileFacts }),
  z.object({ number: z.int(), ok: z.literal(false), failure: failureValue }),
]);
