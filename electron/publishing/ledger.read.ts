import { z } from 'zod';
import type { Waiting } from '#shared/commands/decide-publication.ts';
import { failureValue } from '#shared/failures.ts';
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

const takenBack = z.object({
  command: z.literal('publication.cancel'),
  from: z.enum(['held', 'failed', 'unconfirmed']),
  why: failureValue,
});

/** What a person took a publication back from, where that was the last that happened to it and it had waited for one. */
export function takenBackFrom(db: ReadDb, publication: PublicationId): Waiting | undefined {
  const last = db
    .prepare<[string], LedgerRow>('SELECT * FROM ledger WHERE publication_id = ? ORDER BY seq DESC LIMIT 1')
    .get(publication);
  if (last?.event !== 'decided') return undefined;
  const { data } = takenBack.safeParse(JSON.parse(last.details_json));
  return data && { state: data.from, why: data.why };
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
