import type { PublicationId } from '#shared/ids.ts';
import type { LedgerEntry } from '#shared/ipc/publishing.calls.ts';
import type { LedgerEvent } from '#shared/publishing/ledger.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface LedgerRow {
  readonly seq: number;
  readonly at: number;
  readonly event: LedgerEvent;
  readonly details_json: string;
}

/** The history of a publication, oldest first. */
export function ledgerOf(db: ReadDb, publication: PublicationId): LedgerEntry[] {
  return db
    .prepare<[string], LedgerRow>(
      'SELECT seq, at, event, details_json FROM ledger WHERE publication_id = ? ORDER BY seq',
    )
    .all(publication)
    .map((row) => ({
      seq: row.seq,
      at: row.at,
      event: row.event,
      details: JSON.parse(row.details_json) as Record<string, unknown>,
    }));
}
