import type { Handlers } from '#shared/ipc/contract.ts';
import { Failure } from '#shared/failures.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import { spoken } from '#shared/text/spoken.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Personal } from '#electron/settings/personal.ts';
import { savedFilters, workspaceById } from '#electron/settings/settings.read.ts';
import { changeWorkspace, keepFilters } from '#electron/settings/settings.write.ts';

export interface SettingsHandlingDeps {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
  readonly personal: Personal;
  readonly isPractice: boolean;
  /** What this program is, for the settings screen and for support. */
  readonly app: { readonly version: string; readonly electron: string; readonly libraryPath: string };
}

/** What the window can ask of settings. */
export const settingsHandlers = (d: SettingsHandlingDeps) =>
  ({
    'settings.read': () => {
      const id = d.workspace();
      const workspace = workspaceById(d.library.read, id);
      if (workspace === undefined) throw new Failure('library.bad-row', { table: 'workspaces', id });
      return {
        workspace,
        personal: d.personal.read(),
        spoken: spoken(),
        filters: savedFilters(d.library.read, id),
        isPractice: d.isPractice,
        app: d.app,
      };
    },
    'settings.setWorkspace': (change) => d.library.write((tx) => changeWorkspace(tx, d.workspace(), defined(change))),
    'settings.setFilters': (filters) => d.library.write((tx) => keepFilters(tx, d.workspace(), filters)),
    // It is of this computer, not of this library: app.ts tells every window.
    'settings.setPersonal': (change) => d.personal.change(defined(change)),
  }) satisfies Handlers<'settings.'>;

/** Without the fields that are there but undefined. */
function defined<T extends object>(part: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}
