import { channelName, type Channel } from '#shared/channels/channel.ts';
import { Failure } from '#shared/failures.ts';
import type { PlatformId, PublicationId } from '#shared/ids.ts';
import { problemSentence, stopping } from '#shared/posts/draft-problems.ts';
import { handOverFor, wantsHandOver, type HandOverWindow } from '#shared/publishing/hand-over.ts';
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
import { waitUntilDue } from '#electron/publishing/queue/record-end.ts';
import { hasVisibleStep, startAfresh } from '#electron/publishing/queue/record-step.ts';

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
  // Meant for the network's own scheduler, and too close to its time for that: it waits until it is due.
  | { readonly taken: 'too-early' }
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
  if (prepared === 'too-early') return waitUntilDue(tx, id, lease.name) ? { taken: 'too-early' } : { taken: 'nothing' };
  if (prepared instanceof Failure) return { taken: 'refused', id, why: prepared };
  note(tx, id, 'claimed', { attempt: row.attempt, lateMs: tx.now - row.due_at });
  return { taken: 'claimed', claimed: prepared };
}

function prepare(
  tx: WriteTx,
  row: PublicationRow,
  lease: string,
  adapters: ReadonlyMap<PlatformId, Adapter>,
): Claimed | Failure | 'too-early' {
  const publication = parsePublication(row);
  if (publication === undefined) return new Failure('library.bad-row', { table: 'publications', id: row.id });
  const post = postById(tx, publication.post);
  if (post === undefined) return new Failure('library.bad-row', { table: 'posts', id: row.post_id });
  const channel = channelById(tx, publication.channel);
  const adapter = adapters.get(publication.platform);
  if (channel === undefined || adapter === undefined) return new Failure('channel.not-found');
  const { id, attempt, dueAt } = publication;
  const claimed = { id, channel, adapter, lease, attempt, dueAt, overdue: post.overdue };

  const frozen = stillSendable(tx, id, frozenDraft(tx, id), adapter.platform.takes.handOver);
  if (frozen !== undefined) return { ...claimed, draft: frozen };
  const [broken] = stopping(problemsOf(tx, post, channel.id));
  if (broken !== undefined) {
    return new Failure('post.rule-broken', { channel: channelName(channel), problem: problemSentence(broken) });
  }
  const window = adapter.platform.takes.handOver;
  const isHandedOver = window !== undefined && dueAt > tx.now && wantsHandOver(post, channel.id, window);
  const handedOverFor = isHandedOver ? handOverFor(dueAt, window, tx.now) : undefined;
  if (isHandedOver && handedOverFor === undefined) return 'too-early';
  const draft = composeDraft(tx, post, channel.id, handedOverFor);
  freezeDraft(tx, id, lease, draft, post.version);
  return { ...claimed, draft };
}

/** What was frozen for the network's scheduler, came to nothing there, and is too close to its time is written anew. */
function stillSendable(
  tx: WriteTx,
  id: PublicationId,
  frozen: Draft | undefined,
  window: HandOverWindow | undefined,
): Draft | undefined {
  if (frozen?.handOverFor === undefined || window === undefined || hasVisibleStep(tx, id)) return frozen;
  if (handOverFor(frozen.handOverFor, window, tx.now) !== undefined) return frozen;
  startAfresh(tx, id);
  return undefined;
}
