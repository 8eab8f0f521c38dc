import { z } from 'zod';
import { publicationId } from '#shared/ids.ts';

// What a person can decide about one publication. `decide-publication.ts` says when.

export const publicationCommand = z.discriminatedUnion('kind', [
  // Send it (again) now: after it was held, failed or canceled, or after looking that it is not there.
  z.object({ kind: z.literal('publication.send'), publication: publicationId }),
  // Ask the network again whether it arrived.
  z.object({ kind: z.literal('publication.check-again'), publication: publicationId }),
  // A person looked: it is there, at this address.
  z.object({ kind: z.literal('publication.mark-published'), publication: publicationId, permalink: z.url() }),
  // A person looked: what came back with a backup is not there. Nothing is sent by it.
  z.object({ kind: z.literal('publication.mark-not-published'), publication: publicationId }),
  z.object({ kind: z.literal('publication.cancel'), publication: publicationId }),
  // What was taken back waits for a person as before, or goes out at its time after all.
  z.object({ kind: z.literal('publication.put-back'), publication: publicationId }),
]);

export type PublicationCommand = z.infer<typeof publicationCommand>;
