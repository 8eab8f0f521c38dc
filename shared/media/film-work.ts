import { z } from 'zod';
import { failureValue } from '#shared/failures.ts';
import { filmChange } from '#shared/media/film-plan.ts';

// What the page in the window for films is given to do, and what it says. It never hears of a path: a film is a number,
// and its bytes are read and written under that number (docs/decisions/0008).

export const filmTask = z.discriminatedUnion('do', [
  // Tells what the film is.
  z.object({ do: z.literal('look') }),
  // Writes one frame as JPEG: the one at a moment, or the first that shows something. `mostSide` bounds both sides.
  z.object({
    do: z.literal('frame'),
    atMs: z.int().min(0).optional(),
    mostSide: z.int().min(16).optional(),
  }),
  // Writes the film anew.
  z.object({ do: z.literal('change'), change: filmChange }),
]);
export type FilmTask = z.infer<typeof filmTask>;

/** What the page takes up next. */
export type FilmCall =
  | { readonly number: number; readonly name: string; readonly bytes: number; readonly task: FilmTask }
  | { readonly number: number; readonly stop: true };

export const filmFacts = z.object({
  /** Of the film as shown. */
  width: z.int().min(1),
  height: z.int().min(1),
  durationMs: z.int().min(0),
  /** How long one frame is shown, ms; absent where there is only one. */
  frameMs: z.number().min(1).max(60_000).optional(),
});
/** What a film is. */
export type FilmFacts = z.infer<typeof filmFacts>;

export const filmSaid = z.discriminatedUnion('how', [
  z.object({ number: z.int(), how: z.literal('progress'), part: z.number().min(0).max(1) }),
  z.object({ number: z.int(), how: z.literal('done'), facts: filmFacts }),
  z.object({ number: z.int(), how: z.literal('failed'), failure: failureValue }),
]);
export type FilmSaid = z.infer<typeof filmSaid>;
