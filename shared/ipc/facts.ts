import { z } from 'zod';
import { failureValue } from '#shared/failures.ts';
import { channelId, publicationId } from '#shared/ids.ts';

// News from the main process, sent after the commit. A screen never changes a store from an answer; it waits
// for the fact.

export const topic = z.enum(['posts', 'publications', 'channels', 'media', 'settings', 'secrets']);
export type Topic = z.infer<typeof topic>;

export const fact = z.discriminatedUnion('fact', [
  // Rows changed; read again what you show of them.
  z.object({ fact: z.literal('changed'), topic, ids: z.array(z.string()) }),
  // A sign-in in the browser ended.
  z.object({
    fact: z.literal('sign-in'),
    outcome: z.union([z.object({ channel: channelId }), z.object({ failure: failureValue })]),
  }),
  // Show this publication (a notification was clicked).
  z.object({ fact: z.literal('show-publication'), publication: publicationId }),
  // The menu or the tray leads somewhere.
  z.object({
    fact: z.literal('go'),
    to: z.enum(['new-post', 'calendar', 'queue', 'drafts', 'channels', 'settings']),
  }),
  // Something a person should know that belongs to no row.
  z.object({ fact: z.literal('trouble'), failure: failureValue }),
]);
export type Fact = z.infer<typeof fact>;
