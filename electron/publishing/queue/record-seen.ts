import type { PublicationId } from '#shared/ids.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** A person looked and it is there. */
export function recordSeenByPerson(tx: WriteTx, id: PublicationId, receipt: Receipt): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET state = 'published', receipt_json = ?, run_at = NULL, why_json = NULL, changed_at = ?
          WHERE id = ? AND state IN ('unconfirmed', 'held', 'failed')`,
      )
      .run(JSON.stringify(receipt), tx.now, id).changes === 1
  );
}
