import { never } from '#shared/assert.ts';
import { channelName } from '#shared/channels/channel.ts';
import { decidePost } from '#shared/commands/decide-post.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { ChannelId, PublicationId } from '#shared/ids.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import { draftOf } from '#shared/posts/draft-of.ts';
import type { Post } from '#shared/posts/post.ts';
import { cancelPublications, planPublications, type PublicationChange } from '#shared/publishing/plan-publications.ts';
import type { Library } from '../sample/library.ts';
import { publicationsOf } from './post-views.ts';

/** Decides a command as the main process does, and keeps what came of it. Throws the refusal. */
export function changePost(library: Library, command: PostCommand): Post {
  const before = library.posts.get(command.post);
  const standing = publicationsOf(library, command.post);
  const now = Date.now();
  const decided = decidePost(before, command, {
    now,
    freshId: crypto.randomUUID(),
    overdue: library.workspace.overdue,
    publications: standing,
    channelName: (id) => nameOf(library, id),
    problems: (post, channel) => problemsOf(library, post, channel),
    original: command.kind === 'post.copy' ? library.posts.get(command.of) : undefined,
    version: (version) => library.versions.get(command.post)?.find((one) => one.version === version)?.post,
  });
  if (!decided.ok) throw new Failure(decided.refusal.code, decided.refusal.about);
  const post = decided.state;
  library.posts.set(post.id, post);
  library.versions.set(post.id, [
    ...(library.versions.get(post.id) ?? []),
    { version: post.version, at: now, command: command.kind, post },
  ]);
  const changes =
    command.kind === 'post.cancel'
      ? cancelPublications(standing)
      : planPublications(post, standing, () => setsTime(command.kind));
  for (const change of changes) {
    if (change.change === 'add') {
      addPublication(library, post, change.channel, change.dueAt);
      continue;
    }
    const one = library.publications.get(change.publication);
    if (one === undefined) continue;
    const { why: _why, ...rest } = { why: undefined, ...one };
    library.publications.set(one.id, { ...rest, ...becomes(change), changedAt: now });
  }
  return post;
}

/** What the network of a channel would not take of a post. */
export function problemsOf(library: Library, post: Post, channel: ChannelId): readonly Problem[] {
  const known = library.channels.get(channel);
  if (known === undefined) return [];
  const draft = draftOf(post, { channel: known, zone: library.workspace.zone }, (use) => {
    const file = library.media.get(use.media);
    return file && { ...file, media: use.media, alt: use.alt };
  });
  return platformOf(known.platform)?.rules.check(draft, known.limits) ?? [];
}

function nameOf(library: Library, id: ChannelId): string | undefined {
  const channel = library.channels.get(id);
  return channel === undefined || channel.state === 'disconnected' ? undefined : channelName(channel);
}

function becomes(change: Exclude<PublicationChange, { change: 'add' }>) {
  switch (change.change) {
    case 'schedule':
      return { state: 'scheduled' as const, dueAt: change.dueAt, runAt: change.dueAt };
    case 'await-look':
      return { state: 'held' as const, dueAt: change.dueAt, why: change.why };
    case 'cancel':
      return { state: 'canceled' as const, ...(change.why !== undefined && { why: change.why }) };
    default:
      return never(change);
  }
}

function setsTime(kind: PostCommand['kind']): boolean {
  return kind === 'post.plan' || kind === 'post.reschedule' || kind === 'post.publish-now';
}

function addPublication(library: Library, post: Post, channel: ChannelId, dueAt: number): void {
  const platform = library.channels.get(channel)?.platform;
  if (platform === undefined) return;
  const id = crypto.randomUUID() as PublicationId;
  const { workspace } = post;
  library.publications.set(id, {
    id,
    workspace,
    post: post.id,
    channel,
    platform,
    dueAt,
    attempt: 0,
    changedAt: Date.now(),
    state: 'scheduled',
    runAt: dueAt,
  });
  library.ledger.set(id, [{ seq: 0, at: Date.now(), event: 'planned', details: { dueAt } }]);
}
