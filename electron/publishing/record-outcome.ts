import { never } from '#shared/assert.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { Publication, Receipt } from '#shared/publishing/publication.ts';
import { settleTrouble, type Settled } from '#shared/publishing/settle.ts';
import { markSignedOut } from '#electron/channels/channels.write.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { publicationById } from '#electron/publishing/publications.read.ts';
import { putBack, recordHandedOver, recordPublished, recordStopped } from '#electron/publishing/queue/record-end.ts';
import { mayBeThere } from '#electron/publishing/queue/record-step.ts';
import { asTrouble, LeaseLost } from '#electron/publishing/run-steps.ts';
import type { Claimed } from '#electron/publishing/take-due.ts';

// How a run ends, in the library. Each answers the publication when it came to rest: out, refused, or waiting for a
// person; `undefined` when it goes on later.

type Held = Pick<Claimed, 'id' | 'lease'>;

/** Throws `LeaseLost`: somebody else may have it now, and what happened is in its steps. */
export function recordReceipt(tx: WriteTx, claimed: Claimed, receipt: Receipt): Publication | undefined {
  if (!recordPublished(tx, claimed.id, claimed.lease, receipt)) throw new LeaseLost(claimed.id);
  note(tx, claimed.id, 'published', { ...receipt, lateMs: tx.now - claimed.dueAt });
  return rested(tx, claimed.id);
}

/** Settles whatever a run threw. `chance` is in [0, 1), for jitter. */
export function recordTrouble(tx: WriteTx, claimed: Claimed, error: unknown, chance: number): Publication | undefined {
  const trouble = asTrouble(error);
  // Whoever noticed it, the whole channel waits until a person connects it again.
  if (trouble.kind === 'signed-out') markSignedOut(tx, claimed.channel.id);
  note(tx, claimed.id, 'trouble', { kind: trouble.kind, ...trouble.failure });
  const { dueAt, attempt, overdue } = claimed;
  const context = { now: tx.now, dueAt, attempt, overdue, mayBeThere: mayBeThere(tx, claimed.id), chance };
  return carryOut(tx, claimed, settleTrouble(trouble, context));
}

/** It cannot be sent as it is. */
export function recordRefusal(tx: WriteTx, held: Held, why: FailureValue): Publication | undefined {
  return carryOut(tx, held, { then: 'fail', why });
}

function carryOut(tx: WriteTx, held: Held, settled: Settled): Publication | undefined {
  switch (settled.then) {
    case 'try-again':
      return waits(tx, held, { ...settled, state: 'scheduled' });
    case 'ask-network':
      return waits(tx, held, { ...settled, state: 'processing', countsAsTry: false });
    case 'hand-over':
      return handsOver(tx, held, settled);
    case 'hold':
      return stops(tx, held, 'held', settled.why);
    case 'unconfirmed':
      return stops(tx, held, 'unconfirmed', settled.why);
    case 'fail':
      return stops(tx, held, 'failed', settled.why);
    default:
      return never(settled);
  }
}

function waits(tx: WriteTx, { id, lease }: Held, wait: Parameters<typeof putBack>[3]): undefined {
  if (!putBack(tx, id, lease, wait)) return;
  const { state, runAt, why } = wait;
  note(tx, id, state === 'processing' ? 'processing' : 'put-back', { runAt, ...why });
  changed(tx, 'publications', [id]);
}

function handsOver(
  tx: WriteTx,
  { id, lease }: Held,
  { receipt, why }: Extract<Settled, { then: 'hand-over' }>,
): undefined {
  if (!recordHandedOver(tx, id, lease, receipt)) return;
  note(tx, id, 'handed-over', { ...receipt, ...why.about });
  changed(tx, 'publications', [id]);
}

function stops(
  tx: WriteTx,
  { id, lease }: Held,
  state: 'held' | 'unconfirmed' | 'failed',
  why: FailureValue,
): Publication | undefined {
  if (!recordStopped(tx, id, lease, state, why)) return undefined;
  note(tx, id, state, why);
  return rested(tx, id);
}

function rested(tx: WriteTx, id: PublicationId): Publication | undefined {
  changed(tx, 'publications', [id]);
  return publicationById(tx, id);
}
