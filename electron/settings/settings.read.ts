import { z } from 'zod';
import { savedFilter, type SavedFilter } from '#shared/posts/post-search.ts';
import { workspaceSettings, type WorkspaceSettings } from '#shared/ipc/settings.calls.ts';
import { Failure } from '#shared/failures.ts';
import type { CallOutput } from '#shared/ipc/contract.ts';
import { spoken } from '#shared/text/spoken.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import type { Personal } from '#electron/settings/personal.ts';

/** What `settingsShown` puts together. */
export interface SettingsShown {
  readonly db: ReadDb;
  readonly workspace: string;
  readonly personal: Pick<Personal, 'read'>;
  readonly isPractice: boolean;
  /** What this program is, for the settings screen and for support. */
  readonly app: { readonly version: string; readonly electron: string; readonly libraryPath: string };
}

interface WorkspaceRow {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly overdue_json: string;
  readonly remind_alt: 0 | 1;
}

/** Everything that is set, as a window shows it. Throws `library.bad-row`. */
export function settingsShown({
  db,
  workspace: id,
  personal,
  isPractice,
  app,
}: SettingsShown): CallOutput<'settings.read'> {
  const workspace = workspaceById(db, id);
  if (workspace === undefined) throw new Failure('library.bad-row', { table: 'workspaces', id });
  return {
    workspace,
    personal: personal.read(),
    spoken: spoken(),
    filters: savedFilters(db, id),
    isPractice,
    app,
  };
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

/** Filters that people of the workspace gave a name, by name. One that cannot be read is left out. */
export function savedFilters(db: ReadDb, workspace: string): SavedFilter[] {
  const row = db
    .prepare<[string], { value_json: string }>('SELECT value_json FROM settings WHERE name = ?')
    .get(filtersOf(workspace));
  const stored = z.array(z.unknown()).safeParse(JSON.parse(row?.value_json ?? '[]'));
  const each = (stored.data ?? []).map((one) => savedFilter.safeParse(one).data);
  return each.filter((one) => one !== undefined).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Under which name the saved filters of a workspace are kept among the settings. */
export function filtersOf(workspace: string): string {
  return `saved-filters/${workspace}`;
}

function parseWorkspace(row: WorkspaceRow): WorkspaceSettings | undefined {
  const parsed = workspaceSettings.safeParse({
    id: row.id,
    name: row.name,
    zone: row.zone,
    overdue: JSON.parse(row.overdue_json) as unknown,
    remindAlt: row.remind_alt === 1,
  });
  return parsed.success ? parsed.data : undefined;
}
