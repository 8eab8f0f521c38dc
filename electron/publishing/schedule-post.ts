import { randomUUID } from 'node:crypto';
import { invariant } from '#shared/assert.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import type { ChannelId, PublicationId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { handOverAt, wantsHandOver } from '#shared/publishing/hand-over.ts';
import { isOpen, type Publication } from '#shared/publishing/publication.ts';
import { cancelPublications, planPublications, type PublicationChange } from '#shared/publishing/plan-publications.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { hasVisibleStep, startAfresh } from '#electron/publishing/queue/record-step.ts';
import { cancel, schedule, waitAgain } from '#electron/publishing/queue/wait-for-person.ts';

/**
 * Makes a post's publications match it, in the transaction that stores it: no post without its jobs, no job
 * without its post.
 */
export function matchPublications(
  tx: WriteTx,
  change: { before: Post | undefined; after: Post; command: PostCommand },
): void {
  const { before, after, command } = change;
  const standing = publicationsOfPost(tx, after.id);
  const changes =
    command.kind === 'post.cancel'
      ? cancelPublications(standing)
      : planPublications(after, standing, reopenedBy(command, before));
  for (const one of standing) thaw(tx, one);
  for (const one of changes) apply(tx, after, one);
}

/** What an earlier try froze and nobody can have seen is written anew: the words may be other ones now. */
function thaw(tx: WriteTx, one: Publication): void {
  const maySend = isOpen(one.state) || one.state === 'canceled';
  if (maySend && !hasVisibleStep(tx, one.id)) startAfresh(tx, one.id);
}

const SETS_TIME: readonly PostCommand['kind'][] = ['post.plan', 'post.reschedule', 'post.publish-now'];

/** Setting a time sends again whatever was stopped; choosing channels sends to the newly chosen ones. */
function reopenedBy(command: PostCommand, before: Post | undefined): (channel: ChannelId) => boolean {
  if (SETS_TIME.includes(command.kind)) return () => true;
  return (channel) => before === undefined || !before.channels.includes(channel) || before.plan.kind === 'none';
}

function apply(tx: WriteTx, post: Post, one: PublicationChange): void {
  switch (one.change) {
    case 'add':
      return add(tx, post, one.channel, one.dueAt);
    case 'schedule':
      if (schedule(tx, one.publication, runAtOf(tx, post, one.channel, one.dueAt), one.dueAt))
        noted(tx, one.publication, 'rescheduled', one.dueAt);
      return;
    case 'await-look':
      if (waitAgain(tx, one.publication, { state: 'held', why: one.why }, one.dueAt))
        noted(tx, one.publication, 'rescheduled', one.dueAt);
      return;
    case 'cancel':
      if (cancel(tx, one.publication, one.why)) noted(tx, one.publication, 'canceled');
  }
}

function add(tx: WriteTx, post: Post, channel: ChannelId, dueAt: number): void {
  const known = channelById(tx, channel);
  invariant(known !== undefined, 'decidePost lets only known channels through');
  const id = randomUUID() as PublicationId;
  tx.prepare(
    `INSERT INTO publications (id, workspace_id, post_id, channel_id, platform, state, due_at, run_at, changed_at)
     VALUES (?, ?, ?, ?, ?, 'scheduled', ?, ?, ?)`,
  ).run(id, post.workspace, post.id, channel, known.platform, dueAt, runAtOf(tx, post, channel, dueAt), tx.now);
  noted(tx, id, 'planned', dueAt);
}

/** Its time; or earlier, where the network's own scheduler is to have it. */
export function runAtOf(tx: WriteTx, post: Post, channel: ChannelId, dueAt: number): number {
  const known = channelById(tx, channel);
  const window = known && platformOf(known.platform)?.takes.handOver;
  return window !== undefined && wantsHandOver(post, channel, window) ? handOverAt(dueAt, window, tx.now) : dueAt;
}

function noted(tx: WriteTx, id: PublicationId, event: 'planned' | 'rescheduled' | 'canceled', dueAt?: number): void {
  note(tx, id, event, dueAt === undefined ? {} : { dueAt });
  changed(tx, 'publications', [id]);
}
