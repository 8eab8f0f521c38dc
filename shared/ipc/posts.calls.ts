import { z } from 'zod';
import { channelId, commandId, instant, labelId, platformId, postId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { postCommand } from '#shared/commands/post-commands.ts';
import { post } from '#shared/posts/post.ts';
import { excerptPart, postSearch } from '#shared/posts/post-search.ts';
import { publication } from '#shared/publishing/publication.ts';

/** A post with where it stands on each of its channels, and its labels. */
export const postView = z.object({ post, publications: z.array(publication), labels: z.array(labelId) });
export type PostView = z.infer<typeof postView>;

export const versionView = z.object({
  version: z.int(),
  at: instant,
  /** The kind of the command that made it, such as `post.edit-text`. */
  command: z.string(),
  post,
});
export type VersionView = z.infer<typeof versionView>;

/** A post that was found, and where: the words around what was looked for. */
export const postHit = z.object({ view: postView, excerpt: z.array(excerptPart) });
export type PostHit = z.infer<typeof postHit>;

const some = z.object({ limit: z.int().min(1).max(1000) });

export const postsCalls = {
  /** Changes a post. The answer is its new version; the window learns the rest from the fact that follows. */
  'posts.change': ask(z.object({ id: commandId, command: postCommand }), z.object({ version: z.int() })),
  /** Planned posts due in [from, to), UTC ms; for the calendar. */
  'posts.planned': ask(z.object({ from: instant, to: instant }), z.array(postView)),
  /** Posts planned from `from` on that the channel's network would not take as they are; what it adds counts. */
  'posts.unfit': ask(z.object({ channel: channelId, from: instant }), z.array(postId)),
  /** Drafts, newest change first. */
  'posts.drafts': ask(some, z.array(postView)),
  /** Posts in the archive, newest there first. */
  'posts.archived': ask(some, z.array(postView)),
  /** Templates by name. */
  'posts.templates': ask(some, z.array(postView)),
  /** Posts in the bin, newest first. */
  'posts.deleted': ask(some, z.array(postView)),
  /** Posts that have these words, best match first; see `postSearch`. */
  'posts.search': ask(postSearch, z.object({ hits: z.array(postHit), hasMore: z.boolean() })),
  /** Whom posts mentioned on a network, most often first, without `@`. */
  'posts.mentions': ask(z.object({ platform: platformId }), z.array(z.string())),
  /** Those of the ids that exist, in any order; for refreshing what a fact named. */
  'posts.byIds': ask(z.object({ ids: z.array(postId).max(1000) }), z.array(postView)),
  /** Every version of a post, newest first. */
  'posts.versions': ask(z.object({ post: postId }), z.array(versionView)),
};
