import { ASK_AFTER_DUE_MS, ASK_AGAIN_MS } from '#shared/publishing/hand-over.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { ReadDb, WriteTx } from '#electron/db/handles.ts';

/** What a network's scheduler should have sent by now and has not been asked about for a while. */
export function handedOverToAsk(db: ReadDb, now: number): PublicationId[] {
  return db
    .prepare<[number, number], { id: string }>(
      `SELECT id FROM publications WHERE state = 'handed-over' AND due_at <= ? AND changed_at <= ?`,
    )
    .all(now - ASK_AFTER_DUE_MS, now - ASK_AGAIN_MS)
    .map((row) => row.id as PublicationId);
}

/** To be asked about now: its steps are replayed, and the last one asks. */
export function askNow(tx: WriteTx, id: PublicationId): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'processing', run_at = :now, receipt_json = NULL, changed_at = :now
          WHERE id = :id AND state = 'handed-over'`,
      )
      .run({ id, now: tx.now }).changes === 1
  );
}

/** Taken back from the network before it went out. */
export function recordTakenBack(tx: WriteTx, id: PublicationId): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'canceled', receipt_json = NULL, changed_at = ? WHERE id = ? AND state = 'handed-over'`,
      )
      .run(tx.now, id).changes === 1
  );
}
