import type { FailureValue } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import type { WriteTx } from '#electron/db/handles.ts';

// The ways a claimed publication leaves `publishing`. Each is one statement that holds the lease or changes
// nothing; `false` means that the lease was lost.

export function recordPublished(tx: WriteTx, id: PublicationId, lease: string, receipt: Receipt): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'published', receipt_json = ?, lease = NULL, lease_until = NULL, changed_at = ?
          WHERE id = ? AND state = 'publishing' AND lease = ?`,
      )
      .run(JSON.stringify(receipt), tx.now, id, lease).changes === 1
  );
}

/** Refused for good (`failed`), waiting for a person (`held`), or sent without an answer (`unconfirmed`). */
export function recordStopped(
  tx: WriteTx,
  id: PublicationId,
  lease: string,
  state: 'failed' | 'held' | 'unconfirmed',
  why: FailureValue,
): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = ?, why_json = ?, lease = NULL, lease_until = NULL, changed_at = ?
          WHERE id = ? AND state = 'publishing' AND lease = ?`,
      )
      .run(state, JSON.stringify(why), tx.now, id, lease).changes === 1
  );
}

/** The network's own scheduler has it. */
export function recordHandedOver(tx: WriteTx, id: PublicationId, lease: string, receipt: Receipt): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'handed-over', receipt_json = ?, why_json = NULL, attempt = 0,
                lease = NULL, lease_until = NULL, changed_at = ?
          WHERE id = ? AND state = 'publishing' AND lease = ?`,
      )
      .run(JSON.stringify(receipt), tx.now, id, lease).changes === 1
  );
}

/** Claimed too late to be handed over and too early to be sent: it goes out at its time after all. */
export function waitUntilDue(tx: WriteTx, id: PublicationId, lease: string): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'scheduled', run_at = due_at, attempt = attempt - 1, started_at = NULL,
                lease = NULL, lease_until = NULL, changed_at = ?
          WHERE id = ? AND state = 'publishing' AND lease = ?`,
      )
      .run(tx.now, id, lease).changes === 1
  );
}

/** To be tried again (`scheduled`), or asked about again (`processing`), at `runAt`. */
export function putBack(
  tx: WriteTx,
  id: PublicationId,
  lease: string,
  wait: { state: 'scheduled' | 'processing'; runAt: number; why: FailureValue; countsAsTry: boolean },
): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = :state, run_at = :runAt, why_json = :why, attempt = attempt - :uncounted,
                lease = NULL, lease_until = NULL, changed_at = :now
          WHERE id = :id AND state = 'publishing' AND lease = :lease`,
      )
      .run({
        state: wait.state,
        runAt: wait.runAt,
        why: JSON.stringify(wait.why),
        uncounted: wait.countsAsTry ? 0 : 1,
        now: tx.now,
        id,
        lease,
      }).changes === 1
  );
}
