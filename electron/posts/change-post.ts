import { randomUUID } from 'node:crypto';
import { invariant } from '#shared/assert.ts';
import { decidePost, type DecideContext } from '#shared/commands/decide-post.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import { channelName } from '#shared/channels/channel.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, CommandId, PostId } from '#shared/ids.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { Post } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { decidedOnce } from '#electron/db/commands.write.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { composeDraft } from '#electron/posts/compose-draft.ts';
import { postById, versionOf } from '#electron/posts/posts.read.ts';
import { copyLabels } from '#electron/posts/labels.write.ts';
import { storePost } from '#electron/posts/posts.write.ts';
import { workspaceById } from '#electron/settings/settings.read.ts';

/** What posts need of publishing; given by the composition root, since publishing builds on posts. */
export interface PublicationsOfPosts {
  ofPost(db: ReadDb, post: PostId): readonly Publication[];
  /** Makes the publications match the post, in the transaction that stores it. */
  match(tx: WriteTx, change: { before: Post | undefined; after: Post; command: PostCommand }): void;
}

/**
 * Decides a post command, stores the new version and matches its publications: one transaction, all or nothing.
 * Throws the refusal as a `Failure`.
 */
export function changePost(
  library: Library,
  publications: PublicationsOfPosts,
  id: CommandId,
  command: PostCommand,
): { version: number } {
  return library.write((tx) => changePostIn(tx, publications, id, command));
}

/** The same inside a transaction that changes more than this post. */
export function changePostIn(
  tx: WriteTx,
  publications: PublicationsOfPosts,
  id: CommandId,
  command: PostCommand,
): { version: number } {
  return decidedOnce(tx, id, command, () => {
    const before = postById(tx, command.post);
    const decided = decidePost(before, command, contextOf(tx, publications, command, before));
    if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
    const after = decided.state;
    storePost(tx, after, { command: id, kind: command.kind });
    if (command.kind === 'post.copy') copyLabels(tx, command.of, command.post);
    publications.match(tx, { before, after, command });
    return { version: after.version };
  });
}

function contextOf(
  tx: WriteTx,
  publications: PublicationsOfPosts,
  command: PostCommand,
  before: Post | undefined,
): DecideContext {
  const workspace = workspaceById(tx, command.kind === 'post.create' ? command.workspace : (before?.workspace ?? ''));
  return {
    now: tx.now,
    freshId: randomUUID(),
    ...(workspace === undefined ? {} : { overdue: workspace.overdue }),
    publications: publications.ofPost(tx, command.post),
    channelName: (id) => usableChannelName(tx, id),
    problems: (post, channel) => problemsOf(tx, post, channel),
    original: command.kind === 'post.copy' ? postById(tx, command.of) : undefined,
    version: (version) => versionOf(tx, command.post, version),
  };
}

function usableChannelName(db: ReadDb, id: ChannelId): string | undefined {
  const channel = channelById(db, id);
  return channel === undefined || channel.state === 'disconnected' ? undefined : channelName(channel);
}

/** Everything that keeps `channel` from being sent the post as it is. */
export function problemsOf(db: ReadDb, post: Post, id: ChannelId): readonly Problem[] {
  const channel = channelById(db, id);
  invariant(channel !== undefined, 'rules are asked of known channels');
  const platform = platformOf(channel.platform);
  if (platform === undefined) return [];
  const draft = composeDraft(db, post, id);
  const missing = draft.segments.flatMap((part, segment) =>
    part.media.flatMap((file, media): Problem[] =>
      file.bytes > 0 ? [] : [{ code: 'media.missing', severity: 'stops', segment, media, about: { file: file.name } }],
    ),
  );
  return [...missing, ...platform.rules.check(draft, channel.limits)];
}
