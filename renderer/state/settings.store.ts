import { Settings } from 'luxon';
import { create } from 'zustand';
import type { CallOutput } from '#shared/ipc/contract.ts';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import type { WorkspaceSettings } from '#shared/ipc/settings.calls.ts';
import { call } from '../ipc.ts';
import { knownZone } from '../text/known-zone.ts';

type Known = CallOutput<'settings.read'>;

interface SettingsState {
  readonly known: Known | undefined;
}

export const useSettings = create<SettingsState>(() => ({ known: undefined }));

export async function readSettings(): Promise<void> {
  const known = await call('settings.read', undefined);
  // The calendar's dates are the workspace's, whatever zone this computer is in.
  Settings.defaultZone = knownZone(known.workspace.zone);
  useSettings.setState({ known });
}

/** The workspace; only for screens, which are shown once settings are known. */
export function useWorkspace(): WorkspaceSettings {
  return useSettings((state) => read(state).workspace);
}

export function usePersonal(): PersonalSettings {
  return useSettings((state) => read(state).personal);
}

export function useZone(): string {
  return useSettings((state) => read(state).workspace.zone);
}

export function workspaceNow(): WorkspaceSettings {
  return read(useSettings.getState()).workspace;
}

function read(state: SettingsState): Known {
  if (state.known === undefined) throw new Error('Settings were used before they were read.');
  return state.known;
}
