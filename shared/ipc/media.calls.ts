import { z } from 'zod';
import { mediaId } from '#shared/ids.ts';
import { failureValue } from '#shared/failures.ts';
import { ask } from '#shared/ipc/ask.ts';
import { pictureChange } from '#shared/media/fit-plan.ts';
import { filmChange } from '#shared/media/film-plan.ts';
import { filmFacts } from '#shared/media/film-work.ts';
import { bucket, bucketForm } from '#shared/media/bucket.ts';
import { DROP_MAX_BYTES, media } from '#shared/media/media.ts';
import { fileUses, shelfChange, shelfEntry, shelfFilter, shelfOverview } from '#shared/media/shelf.ts';

/** Each file stands for itself: what could be imported is, the rest says why not. */
export const imported = z.object({ media: z.array(media), failures: z.array(failureValue) });

export const mediaCalls = {
  /** Asks for files with the system's dialog and imports them; facts tell how far it is. */
  'media.choose': ask(z.object({ import: z.uuid() }), imported),
  /** Ends an import early. What is in by then stays, and is what the import answers. */
  'media.stopImport': ask(z.object({ import: z.uuid() }), z.void()),
  /** Imports dropped or pasted bytes. A larger file is refused by name before its bytes cross. */
  'media.importBytes': ask(
    z.object({
      name: z.string().max(255),
      bytes: z.instanceof(Uint8Array).refine((b) => b.byteLength <= DROP_MAX_BYTES),
    }),
    imported,
  ),
  /** Makes a changed picture beside one of the library, to be looked at; nothing uses it yet. */
  'media.fit': ask(z.object({ media: mediaId, change: pictureChange }), media),
  /** Makes a changed film beside one of the library; facts tell how far it is. Without one where it was stopped. */
  'media.fitFilm': ask(
    z.object({ fit: z.uuid(), media: mediaId, change: filmChange }),
    z.object({ made: media.optional() }),
  ),
  /** Ends it early; nothing of it stays. */
  'media.stopFit': ask(z.object({ fit: z.uuid() }), z.void()),
  /** What a film is, for choosing a frame of it. Throws `media.film-not-opened` where this computer cannot open it. */
  'media.film': ask(z.object({ media: mediaId }), filmFacts),
  /** Makes a frame of a film a picture of the library, to be its cover; nothing uses it yet. */
  'media.cover': ask(z.object({ media: mediaId, atMs: z.int().min(0) }), media),
  /** Removes those that nothing uses, and answers which. */
  'media.removeUnused': ask(z.object({ ids: z.array(mediaId).max(1000) }), z.array(mediaId)),
  /** A part of the shelf, and how many files there are that fit. */
  'media.shelf': ask(
    z.object({ filter: shelfFilter, from: z.int().min(0), count: z.int().min(1).max(500) }),
    z.object({ entries: z.array(shelfEntry), total: z.int().min(0) }),
  ),
  /** Every file that fits, in its order: for choosing them all. */
  'media.shelfIds': ask(z.object({ filter: shelfFilter }), z.array(mediaId)),
  'media.overview': ask(z.void(), shelfOverview),
  /** What needs these files; nothing is said of those that nothing needs. */
  'media.uses': ask(z.object({ ids: z.array(mediaId).max(1000) }), z.array(fileUses)),
  /** Renames, describes, moves or labels files. */
  'media.change': ask(z.object({ ids: z.array(mediaId).min(1).max(1000), change: shelfChange }), z.void()),
  /** Where networks fetch files from, without its secret. */
  'media.bucket': ask(z.void(), z.object({ bucket: bucket.optional() })),
  /** Tries a bucket out (write, fetch from outside, remove) and keeps it; the secret goes into the vault. */
  'media.setBucket': ask(bucketForm, z.void()),
  'media.forgetBucket': ask(z.void(), z.void()),
  'media.byIds': ask(z.object({ ids: z.array(mediaId).max(1000) }), z.array(media)),
};
