import type { PublicationId } from '#shared/ids.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** Keeps the lease while work goes on. `false`: it was lost, and the work must stop. */
export function renewLease(tx: WriteTx, id: PublicationId, lease: string, until: number): boolean {
  return (
    tx
      .prepare(`UPDATE publications SET lease_until = ? WHERE id = ? AND state = 'publishing' AND lease = ?`)
      .run(until, id, lease).changes === 1
  );
}
