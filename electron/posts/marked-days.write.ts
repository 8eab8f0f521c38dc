import { randomUUID } from 'node:crypto';
import type { WorkspaceId } from '#shared/ids.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import type { IcsDays } from '#electron/posts/ics-days.ts';

/** Keeps the days of a file. They take the place of those of the same name; the answer says whether there were any. */
export function storeDays(tx: WriteTx, workspace: WorkspaceId, { name, events }: IcsDays): boolean {
  const before = tx
    .prepare<unknown[], { id: string }>('SELECT id FROM day_sources WHERE workspace_id = ? AND name = ?')
    .get(workspace, name);
  if (before !== undefined) tx.prepare('DELETE FROM day_sources WHERE id = ?').run(before.id);
  const id = randomUUID();
  tx.prepare('INSERT INTO day_sources (id, workspace_id, name, imported_at) VALUES (?, ?, ?, ?)').run(
    id,
    workspace,
    name,
    tx.now,
  );
  const insert = tx.prepare(
    'INSERT INTO day_events (source_id, place, first_day, last_day, ics) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [place, one] of events.entries()) insert.run(id, place, one.firstDay, one.lastDay ?? null, one.ics);
  changed(tx, 'days', [id]);
  return before !== undefined;
}

/** Takes a source away with all its days. */
export function removeDays(tx: WriteTx, workspace: WorkspaceId, source: string): void {
  tx.prepare('DELETE FROM day_sources WHERE id = ? AND workspace_id = ?').run(source, workspace);
  changed(tx, 'days', [source]);
}
