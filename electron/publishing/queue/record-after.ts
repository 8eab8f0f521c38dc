import type { PublicationId } from '#shared/ids.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** It was taken down; the receipt says when. */
export function recordTakenDown(tx: WriteTx, id: PublicationId, receipt: Receipt): boolean {
  return (
    tx
      .prepare(`UPDATE publications SET receipt_json = ?, changed_at = ? WHERE id = ? AND state = 'published'`)
      .run(JSON.stringify(receipt), tx.now, id).changes === 1
  );
}

/** Its words were changed at the network. */
export function recordCorrected(tx: WriteTx, id: PublicationId, receipt: Receipt, draft: Draft): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET receipt_json = ?, draft_json = ?, changed_at = ? WHERE id = ? AND state = 'published'`,
      )
      .run(JSON.stringify(receipt), JSON.stringify(draft), tx.now, id).changes === 1
  );
}
