import type { PublicationId } from '#shared/ids.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/**
 * Puts back everything that was in flight when Postwright last ended. Only one Postwright has the library open,
 * so whatever is leased at start belongs to nobody.
 */
export function takeBackInterrupted(tx: WriteTx): { id: PublicationId; attempt: number }[] {
  return tx
    .prepare<unknown[], { id: string; attempt: number }>(
      `UPDATE publications SET state = 'scheduled', run_at = :now, lease = NULL, lease_until = NULL, changed_at = :now
        WHERE state = 'publishing' RETURNING id, attempt`,
    )
    .all({ now: tx.now })
    .map((row) => ({ id: row.id as PublicationId, attempt: row.attempt }));
}
