import { z } from 'zod';
import { failureValue } from '#shared/failures.ts';
import { channelId, platformId, publicationId } from '#shared/ids.ts';

// News from the main process, sent after the commit. A screen never changes a store from an answer; it waits
// for the fact.

/** Accounts that one sign-in may post to; the person chooses with `channels.choose`, within 10 minutes. */
export const accountChoice = z.object({
  id: z.uuid(),
  platform: platformId,
  accounts: z.array(
    z.object({ remoteId: z.string(), handle: z.string(), displayName: z.string(), isConnected: z.boolean() }),
  ),
});
export type AccountChoice = z.infer<typeof accountChoice>;

export const signInOutcome = z.union([
  z.object({ channel: channelId }),
  z.object({ choose: accountChoice }),
  z.object({ failure: failureValue }),
]);
export type SignInOutcome = z.infer<typeof signInOutcome>;

export const topic = z.enum([
  'posts',
  'days',
  'labels',
  'publications',
  'channels',
  'slots',
  'media',
  'settings',
  'secrets',
  'practice',
  'metrics',
]);
export type Topic = z.infer<typeof topic>;

export const fact = z.discriminatedUnion('fact', [
  // Rows changed; read again what you show of them.
  z.object({ fact: z.literal('changed'), topic, ids: z.array(z.string()) }),
  // A sign-in in the browser ended.
  z.object({ fact: z.literal('sign-in'), outcome: signInOutcome }),
  // Show this publication (a notification was clicked).
  z.object({ fact: z.literal('show-publication'), publication: publicationId }),
  // The menu or the tray leads somewhere.
  z.object({
    fact: z.literal('go'),
    to: z.enum(['new-post', 'calendar', 'queue', 'drafts', 'media', 'channels', 'settings']),
  }),
  // So many files of an import are in, or were refused.
  z.object({ fact: z.literal('importing'), import: z.uuid(), done: z.int().min(0), of: z.int().min(1) }),
  // So much of a film is written anew, 0 to 1.
  z.object({ fact: z.literal('fitting'), fit: z.uuid(), part: z.number().min(0).max(1) }),
  // Something a person should know that belongs to no row.
  z.object({ fact: z.literal('trouble'), failure: failureValue }),
]);
export type Fact = z.infer<typeof fact>;
