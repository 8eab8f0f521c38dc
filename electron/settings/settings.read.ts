import { workspaceSettings, type WorkspaceSettings } from '#shared/ipc/settings.calls.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly overdue_json: string;
}

/** A workspace; `undefined` when there is none, or its row cannot be read. */
export function workspaceById(db: ReadDb, id: string): WorkspaceSettings | undefined {
  const row = db.prepare<[string], WorkspaceRow>('SELECT * FROM workspaces WHERE id = ?').get(id);
  return row && parseWorkspace(row);
}

/** The workspace that was made first; there is always one once the library is open. */
export function firstWorkspace(db: ReadDb): WorkspaceSettings | undefined {
  const row = db.prepare<[], WorkspaceRow>('SELECT * FROM workspaces ORDER BY created_at, id LIMIT 1').get();
  return row && parseWorkspace(row);
}

function parseWorkspace(row: WorkspaceRow): WorkspaceSettings | undefined {
  const parsed = workspaceSettings.safeParse({
    id: row.id,
    name: row.name,
    zone: row.zone,
    overdue: JSON.parse(row.overdue_json) as unknown,
  });
  return parsed.success ? parsed.data : undefined;
}
