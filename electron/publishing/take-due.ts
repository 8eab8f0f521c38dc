import { channelName, type Channel } from '#shared/channels/channel.ts';
import { Failure } from '#shared/failures.ts';
import type { PlatformId, PublicationId } from '#shared/ids.ts';
import { problemSentence, stopping } from '#shared/posts/draft-problems.ts';
import type { OverdueRule } from '#shared/publishing/overdue-rule.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { Adapter } from '#shared/platforms/platform.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { problemsOf } from '#electron/posts/change-post.ts';
import { composeDraft } from '#electron/posts/compose-draft.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { frozenDraft, parsePublication, type PublicationRow } from '#electron/publishing/publications.read.ts';
import { claimDue, freezeDraft } from '#electron/publishing/queue/claim-due.ts';

/** The right to send one publication, and everything its run needs. */
export interface Claimed {
  readonly id: PublicationId;
  readonly channel: Channel;
  readonly adapter: Adapter;
  readonly draft: Draft;
  readonly lease: string;
  readonly attempt: number;
  readonly dueAt: number;
  readonly overdue: OverdueRule;
}

/** `refused`: it was claimed, and cannot be sent as it is. */
export type Taken =
  | { readonly taken: 'nothing' }
  | { readonly taken: 'claimed'; readonly claimed: Claimed }
  | { readonly taken: 'refused'; readonly id: PublicationId; readonly why: Failure };

/** Claims the publication that is due longest, and freezes what it sends unless an earlier try has. */
export function takeDue(
  tx: WriteTx,
  lease: { readonly name: string; readonly until: number },
  adapters: ReadonlyMap<PlatformId, Adapter>,
): Taken {
  const row = claimDue(tx, lease.name, lease.until);
  if (row === undefined) return { taken: 'nothing' };
  const id = row.id as PublicationId;
  changed(tx, 'publications', [id]);
  const prepared = prepare(tx, row, lease.name, adapters);
  if (prepared instanceof Failure) return { taken: 'refused', id, why: prepared };
  note(tx, id, 'claimed', { attempt: row.attempt, lateMs: tx.now - row.due_at });
  return { taken: 'claimed', claimed: prepared };
}

function prepare(
  tx: WriteTx,
  row: PublicationRow,
  lease: string,
  adapters: ReadonlyMap<PlatformId, Adapter>,
): Claimed | Failure {
  const publication = parsePublication(row);
  if (publication === undefined) return new Failure('library.bad-row', { table: 'publications', id: row.id });
  const post = postById(tx, publication.post);
  if (post === undefined) return new Failure('library.bad-row', { table: 'posts', id: row.post_id });
  const channel = channelById(tx, publication.channel);
  const adapter = adapters.get(publication.platform);
  if (channel === undefined || adapter === undefined) return new Failure('channel.not-found');
  const { id, attempt, dueAt } = publication;
  const claimed = { id, channel, adapter, lease, attempt, dueAt, overdue: post.overdue };

  const frozen = frozenDraft(tx, id);
  if (frozen !== undefined) return { ...claimed, draft: frozen };
  const [broken] = stopping(problemsOf(tx, post, channel.id));
  if (broken !== undefined) {
    return new Failure('post.rule-broken', { channel: channelName(channel), problem: problemSentence(broken) });
  }
  const draft = composeDraft(tx, post, channel.id);
  freezeDraft(tx, id, lease, draft, post.version);
  return { ...claimed, draft };
}
