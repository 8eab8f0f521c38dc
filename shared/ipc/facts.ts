import { z } from 'zod';
import { failureValue } from '#shared/failures.ts';
import { channelId, mediaId, platformId, postId, publicationId } from '#shared/ids.ts';

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
  'snippets',
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

/** Where the menus of the system can lead in the window. */
export const destination = z.enum([
  'new-post',
  'import',
  'export',
  'shortcuts',
  'search',
  'calendar',
  'queue',
  'drafts',
  'media',
  'channels',
  'analytics',
  'activity',
  'settings',
]);
export type Destination = z.infer<typeof destination>;

export const fact = z.discriminatedUnion('fact', [
  // Rows changed; read again what you show of them.
  z.object({ fact: z.literal('changed'), topic, ids: z.array(z.string()) }),
  // A sign-in in the browser ended.
  z.object({ fact: z.literal('sign-in'), outcome: signInOutcome }),
  // Show this publication (a notification was clicked).
  z.object({ fact: z.literal('show-publication'), publication: publicationId }),
  // Open this post (from the tray, a notification or a link).
  z.object({ fact: z.literal('show-post'), post: postId }),
  // Begin a post with these files: they were dropped on the dock or the tray, or opened with Postwright.
  z.object({ fact: z.literal('post-with-files'), media: z.array(z.object({ media: mediaId, alt: z.string() })) }),
  // A first post is to be begun in the practice workspace.
  z.object({ fact: z.literal('begin-practice') }),
  // The menu or the tray leads somewhere.
  z.object({ fact: z.literal('go'), to: destination }),
  // So many files of an import are in, or were refused.
  z.object({ fact: z.literal('importing'), import: z.uuid(), done: z.int().min(0), of: z.int().min(1) }),
  // So much of a film is written anew, 0 to 1.
  z.object({ fact: z.literal('fitting'), fit: z.uuid(), part: z.number().min(0).max(1) }),
  // Something a person should know that belongs to no row.
  z.object({ fact: z.literal('trouble'), failure: failureValue }),
]);
export type Fact = z.infer<typeof fact>;
