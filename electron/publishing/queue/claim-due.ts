import type { Draft } from '#shared/publishing/publication.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import type { PublicationRow } from '#electron/publishing/publications.read.ts';

/**
 * Takes the publication that is due longest and may go: its channel is connected and has nothing in flight.
 * One statement; whoever gets the row is the only one who may send it, until `leaseUntil`.
 */
export function claimDue(tx: WriteTx, lease: string, leaseUntil: number): PublicationRow | undefined {
  return tx
    .prepare<unknown[], PublicationRow>(
      `UPDATE publications
          SET state = 'publishing', attempt = attempt + 1, run_at = NULL, lease = :lease, lease_until = :until,
              started_at = coalesce(started_at, :now), why_json = NULL, changed_at = :now
        WHERE id = (
          SELECT p.id FROM publications p JOIN channels c ON c.id = p.channel_id
           WHERE p.run_at <= :now AND p.state IN ('scheduled', 'processing') AND c.state = 'connected'
             AND NOT EXISTS (SELECT 1 FROM publications b WHERE b.channel_id = p.channel_id AND b.state = 'publishing')
           ORDER BY p.run_at LIMIT 1)
        RETURNING *`,
    )
    .get({ lease, until: leaseUntil, now: tx.now });
}

/** Freezes what is sent. From here on an edit of the post changes nothing about this publication. */
export function freezeDraft(
  tx: WriteTx,
  id: PublicationId,
  lease: string,
  frozen: Draft,
  postVersion: number,
): boolean {
  return (
    tx
      .prepare(
        `UPDATE publications SET draft_json = ?, post_version = ?
          WHERE id = ? AND state = 'publishing' AND lease = ? AND draft_json IS NULL`,
      )
      .run(JSON.stringify(frozen), postVersion, id, lease).changes === 1
  );
}
