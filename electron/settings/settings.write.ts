import { randomUUID } from 'node:crypto';
import { Failure } from '#shared/failures.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import type { WorkspaceSettings } from '#shared/ipc/settings.calls.ts';
import type { SavedFilter } from '#shared/posts/post-search.ts';
import { DEFAULT_OVERDUE_RULE } from '#shared/publishing/overdue-rule.ts';
import { isKnownZone } from '#shared/time-zones.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { filtersOf, firstWorkspace, workspaceById } from '#electron/settings/settings.read.ts';

/** The workspace to work in; the first start makes one, in the computer's zone. */
export function ensureWorkspace(library: Library, computerZone: string, name = 'My workspace'): WorkspaceId {
  const known = firstWorkspace(library.read);
  if (known !== undefined) return known.id;
  // A computer may be set to something that is no IANA zone.
  const zone = isKnownZone(computerZone) ? computerZone : 'UTC';
  const made: WorkspaceSettings = {
    id: randomUUID() as WorkspaceId,
    name,
    zone,
    overdue: DEFAULT_OVERDUE_RULE,
    remindAlt: true,
  };
  library.write((tx) => insertWorkspace(tx, made));
  return made.id;
}

/** Throws `time.unknown-zone`. */
export function changeWorkspace(tx: WriteTx, id: WorkspaceId, change: Partial<Omit<WorkspaceSettings, 'id'>>): void {
  const now = workspaceById(tx, id);
  if (now === undefined) throw new Failure('library.bad-row', { table: 'workspaces', id });
  const { name, zone, overdue, remindAlt } = { ...now, ...change };
  if (!isKnownZone(zone)) throw new Failure('time.unknown-zone', { zone });
  tx.prepare('UPDATE workspaces SET name = ?, zone = ?, overdue_json = ?, remind_alt = ? WHERE id = ?').run(
    name,
    zone,
    JSON.stringify(overdue),
    remindAlt ? 1 : 0,
    id,
  );
  changed(tx, 'settings', [id]);
}

/** The whole list of a workspace's saved filters. */
export function keepFilters(tx: WriteTx, workspace: WorkspaceId, filters: readonly SavedFilter[]): void {
  tx.prepare(
    'INSERT INTO settings (name, value_json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json',
  ).run(filtersOf(workspace), JSON.stringify(filters));
  changed(tx, 'settings', [workspace]);
}

function insertWorkspace(tx: WriteTx, made: WorkspaceSettings): void {
  tx.prepare('INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES (?, ?, ?, ?, ?)').run(
    made.id,
    made.name,
    made.zone,
    JSON.stringify(made.overdue),
    tx.now,
  );
  changed(tx, 'settings', [made.id]);
}
