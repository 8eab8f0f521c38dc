import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Fact } from '#shared/ipc/facts.ts';

/** Where the menu can lead in the window. */
export type Destination = Extract<Fact, { fact: 'go' }>['to'];

export interface MenuDeps {
  readonly platform: NodeJS.Platform;
  /** Reloading and the developer's tools are only for people who write Postwright. */
  readonly isDeveloper: boolean;
  go(to: Destination): void;
}

/** The shortcuts are those of the window itself (renderer/app.tsx), so that they also work where it cannot hear them. */
const SCREENS: readonly { readonly label: string; readonly to: Destination }[] = [
  { label: 'Calendar', to: 'calendar' },
  { label: 'Queue', to: 'queue' },
  { label: 'Drafts', to: 'drafts' },
  { label: 'Media', to: 'media' },
  { label: 'Channels', to: 'channels' },
  { label: 'Settings', to: 'settings' },
];

/** Sets the application's menu. */
export function showMenu(d: MenuDeps): void {
  const isMac = d.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' as const }] : []),
      fileMenu(d, isMac),
      { role: 'editMenu' },
      goMenu(d),
      viewMenu(d),
      { role: 'windowMenu' },
    ]),
  );
}

function fileMenu(d: MenuDeps, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'New Post', accelerator: 'CmdOrCtrl+N', click: () => d.go('new-post') },
      { type: 'separator' },
      // Closing keeps Postwright in the tray; quitting is what stops it.
      { role: 'close' },
      ...(isMac ? [] : [{ role: 'quit' as const }]),
    ],
  };
}

function goMenu(d: MenuDeps): MenuItemConstructorOptions {
  return {
    label: '&Go',
    submenu: SCREENS.map(({ label, to }, index) => ({
      label,
      accelerator: `CmdOrCtrl+${index + 1}`,
      click: () => d.go(to),
    })),
  };
}

function viewMenu(d: MenuDeps): MenuItemConstructorOptions {
  const forDevelopers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  return {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(d.isDeveloper ? forDevelopers : []),
    ],
  };
}
