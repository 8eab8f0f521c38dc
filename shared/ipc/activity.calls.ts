import { z } from 'zod';
import { channelEvent } from '#shared/channels/channel.ts';
import { channelId, instant, postId, publicationId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { ledgerEvent } from '#shared/publishing/ledger.ts';

/** Every kind of thing that happens, in the order of those of one instant. */
export const ACTIVITY_KINDS = ['post', 'sending', 'channel', 'import'] as const;

/** `post`: a person changed a post · `sending`: what became of it · `channel`: an account · `import`: a file of rows. */
export const activityKind = z.enum(ACTIVITY_KINDS);
export type ActivityKind = z.infer<typeof activityKind>;

/** Where a page ends; the next one goes on behind it. */
export const activityCursor = z.object({ at: instant, kind: activityKind, key: z.string().max(100) });
export type ActivityCursor = z.infer<typeof activityCursor>;

export const activityEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('post'),
    at: instant,
    key: z.string(),
    post: postId,
    /** The kind of the command, such as `post.edit-text`. */
    command: z.string(),
    excerpt: z.string(),
    /** The words before and after, where they changed. */
    words: z.object({ before: z.string(), after: z.string() }).optional(),
  }),
  z.object({
    kind: z.literal('sending'),
    at: instant,
    key: z.string(),
    post: postId,
    publication: publicationId,
    channel: channelId,
    event: ledgerEvent,
    details: z.record(z.string(), z.unknown()),
    excerpt: z.string(),
  }),
  z.object({
    kind: z.literal('channel'),
    at: instant,
    key: z.string(),
    channel: channelId,
    event: channelEvent,
  }),
  z.object({
    kind: z.literal('import'),
    at: instant,
    key: z.string(),
    name: z.string(),
    posts: z.int(),
    undoneAt: instant.optional(),
  }),
]);
export type ActivityEntry = z.infer<typeof activityEntry>;

export const activityFilter = z.object({
  post: postId.optional(),
  channel: channelId.optional(),
  /** All of them where none is named. */
  kinds: z.array(activityKind).optional(),
  /** From this instant, and before that one. */
  from: instant.optional(),
  to: instant.optional(),
});
export type ActivityFilter = z.infer<typeof activityFilter>;

export const activityCalls = {
  /** What happened, newest first, a page at a time. */
  'activity.page': ask(
    z.object({ filter: activityFilter, behind: activityCursor.optional(), limit: z.int().min(1).max(200) }),
    z.object({ entries: z.array(activityEntry), next: activityCursor.optional() }),
  ),
};
