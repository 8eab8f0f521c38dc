import type { Handlers } from '#shared/ipc/contract.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Personal } from '#electron/settings/personal.ts';
import { settingsShown, type SettingsShown } from '#electron/settings/settings.read.ts';
import { changeWorkspace, keepFilters } from '#electron/settings/settings.write.ts';

export interface SettingsHandlingDeps extends Pick<SettingsShown, 'isPractice' | 'app'> {
  readonly library: Library;
  readonly workspace: () => WorkspaceId;
  readonly personal: Personal;
}

/** What the window can ask of settings. */
export const settingsHandlers = (d: SettingsHandlingDeps) =>
  ({
    'settings.read': () => settingsShown({ ...d, db: d.library.read, workspace: d.workspace() }),
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
