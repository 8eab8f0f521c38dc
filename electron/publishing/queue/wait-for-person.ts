import type { Waiting } from '#shared/commands/decide-publication.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { WriteTx } from '#electron/db/handles.ts';

// Moves of publications that nobody holds.

export function hold(tx: WriteTx, id: PublicationId, why: FailureValue): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'held', run_at = NULL, why_json = ?, changed_at = ?
          WHERE id = ? AND state IN ('scheduled', 'held')`,
      )
      .run(JSON.stringify(why), tx.now, id).changes === 1
  );
}

export function cancel(tx: WriteTx, id: PublicationId, why?: FailureValue): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'canceled', run_at = NULL, why_json = ?, changed_at = ?
          WHERE id = ? AND state IN ('scheduled', 'held', 'failed', 'unconfirmed')`,
      )
      .run(why === undefined ? null : JSON.stringify(why), tx.now, id).changes === 1
  );
}

/** Waits for a person again, after it was taken back or still; `dueAt` is given when a person chose another time. */
export function waitAgain(tx: WriteTx, id: PublicationId, { state, why }: Waiting, dueAt?: number): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = ?, run_at = NULL, due_at = coalesce(?, due_at), why_json = ?, changed_at = ?
          WHERE id = ? AND state IN ('held', 'canceled')`,
      )
      .run(state, dueAt ?? null, JSON.stringify(why), tx.now, id).changes === 1
  );
}

/** Stays as it is, for another reason or for none. */
export function waitFor(tx: WriteTx, id: PublicationId, why: FailureValue | undefined): void {
  tx.prepare(`UPDATE publications SET why_json = ?, changed_at = ? WHERE id = ? AND state IN ('held', 'canceled')`).run(
    why === undefined ? null : JSON.stringify(why),
    tx.now,
    id,
  );
}

/** To be sent at `runAt`; `dueAt` is given when a person chose another time. */
export function schedule(tx: WriteTx, id: PublicationId, runAt: number, dueAt?: number): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'scheduled', run_at = :runAt, due_at = coalesce(:dueAt, due_at), attempt = 0,
                started_at = CASE WHEN :dueAt IS NULL THEN started_at END, why_json = NULL, changed_at = :now
          WHERE id = :id AND state IN ('scheduled', 'held', 'failed', 'canceled', 'unconfirmed')`,
      )
      .run({ runAt, dueAt: dueAt ?? null, now: tx.now, id }).changes === 1
  );
}

/** Only moves the next look of a scheduled publication, so that late ones do not go out as a burst. */
export function spaceOut(tx: WriteTx, id: PublicationId, runAt: number): boolean {
  return (
    tx.prepare(`UPDATE publications SET run_at = ? WHERE id = ? AND state = 'scheduled'`).run(runAt, id).changes === 1
  );
}
