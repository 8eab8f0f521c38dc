import type { PublicationId } from '#shared/ids.ts';
import type { LedgerEvent } from '#shared/publishing/ledger.ts';
import type { WriteTx } from '#electron/db/handles.ts';

export type LedgerDetails = Readonly<Record<string, unknown>>;

/** Adds one line to a publication's history, in the transaction of what it tells about. */
export function note(tx: WriteTx, publication: PublicationId, event: LedgerEvent, details: LedgerDetails = {}): void {
  tx.prepare('INSERT INTO ledger (publication_id, at, event, details_json) VALUES (?, ?, ?, ?)').run(
    publication,
    tx.now,
    event,
    JSON.stringify(details),
  );
}
