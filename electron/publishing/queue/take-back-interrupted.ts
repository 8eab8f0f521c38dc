import type { PublicationId } from '#shared/ids.ts';
import type { ReadDb, WriteTx } from '#electron/db/handles.ts';

interface TakenBack {
  readonly id: PublicationId;
  readonly attempt: number;
}

/**
 * Puts back everything that was in flight when Postwright last ended. Only one Postwright has the library open,
 * so whatever is leased at start belongs to nobody.
 */
export function takeBackInterrupted(tx: WriteTx): TakenBack[] {
  return tx
    .prepare<unknown[], { id: string; attempt: number }>(
      `UPDATE publications SET state = 'scheduled', run_at = :now, lease = NULL, lease_until = NULL, changed_at = :now
        WHERE state = 'publishing' RETURNING id, attempt`,
    )
    .all({ now: tx.now })
    .map((row) => ({ id: row.id as PublicationId, attempt: row.attempt }));
}

/** Publications whose lease ran out: nobody keeps it, so nobody can be at work on them. */
export function lapsedLeases(db: ReadDb, now: number): PublicationId[] {
  return db
    .prepare<[number], { id: string }>(`SELECT id FROM publications WHERE state = 'publishing' AND lease_until < ?`)
    .all(now)
    .map((row) => row.id as PublicationId);
}

/** Puts back one whose lease ran out; nothing when it was renewed or ended meanwhile. */
export function takeBackLapsed(tx: WriteTx, id: PublicationId): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'scheduled', run_at = :now, lease = NULL, lease_until = NULL, changed_at = :now
          WHERE id = :id AND state = 'publishing' AND lease_until < :now`,
      )
      .run({ id, now: tx.now }).changes === 1
  );
}
