import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Fact } from '#shared/ipc/facts.ts';
import { programWords } from '#shared/text/program-words.ts';

/** Where the menu can lead in the window. */
export type Destination = Extract<Fact, { fact: 'go' }>['to'];

export interface MenuDeps {
  readonly platform: NodeJS.Platform;
  /** Reloading and the developer's tools are only for people who write Postwright. */
  readonly isDeveloper: boolean;
  go(to: Destination): void;
}

/** The shortcuts are those of the window itself (renderer/app.tsx), so that they also work where it cannot hear them. */
const SCREENS = ['calendar', 'queue', 'drafts', 'media', 'channels', 'settings'] as const satisfies Destination[];

/** Sets the application's menu. Every item has words of ours: Electron's own are English only. */
export function showMenu(d: MenuDeps): void {
  const isMac = d.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [ownMenu()] : []),
      fileMenu(d, isMac),
      editMenu(),
      goMenu(d),
      viewMenu(d),
      windowMenu(isMac),
    ]),
  );
}

/** The first one on macOS, with the name of the program. */
function ownMenu(): MenuItemConstructorOptions {
  const { about, services, hide, hideOthers, showAll, quit } = programWords().menu;
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: about },
      { type: 'separator' },
      { role: 'services', label: services },
      { type: 'separator' },
      { role: 'hide', label: hide },
      { role: 'hideOthers', label: hideOthers },
      { role: 'unhide', label: showAll },
      { type: 'separator' },
      { role: 'quit', label: quit },
    ],
  };
}

function fileMenu(d: MenuDeps, isMac: boolean): MenuItemConstructorOptions {
  const { file, newPost, close, quit } = programWords().menu;
  return {
    label: file,
    submenu: [
      { label: newPost, accelerator: 'CmdOrCtrl+N', click: () => d.go('new-post') },
      { type: 'separator' },
      // Closing keeps Postwright in the tray; quitting is what stops it.
      { role: 'close', label: close },
      ...(isMac ? [] : [{ role: 'quit' as const, label: quit }]),
    ],
  };
}

function editMenu(): MenuItemConstructorOptions {
  const words = programWords().menu;
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      { type: 'separator' },
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'pasteAndMatchStyle', label: words.pastePlain },
      { role: 'delete', label: words.delete },
      { type: 'separator' },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

function goMenu(d: MenuDeps): MenuItemConstructorOptions {
  const words = programWords().menu;
  return {
    label: words.go,
    submenu: SCREENS.map((to, index) => ({
      label: words[to],
      accelerator: `CmdOrCtrl+${index + 1}`,
      click: () => d.go(to),
    })),
  };
}

function viewMenu(d: MenuDeps): MenuItemConstructorOptions {
  const { view, actualSize, zoomIn, zoomOut, fullScreen } = programWords().menu;
  const forDevelopers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ];
  return {
    label: view,
    submenu: [
      { role: 'resetZoom', label: actualSize },
      { role: 'zoomIn', label: zoomIn },
      { role: 'zoomOut', label: zoomOut },
      { type: 'separator' },
      { role: 'togglefullscreen', label: fullScreen },
      ...(d.isDeveloper ? forDevelopers : []),
    ],
  };
}

function windowMenu(isMac: boolean): MenuItemConstructorOptions {
  const { window, minimize, zoom, front, close } = programWords().menu;
  const most: MenuItemConstructorOptions[] = [
    { role: 'minimize', label: minimize },
    { role: 'zoom', label: zoom },
  ];
  const last: MenuItemConstructorOptions[] = isMac
    ? [{ type: 'separator' }, { role: 'front', label: front }]
    : [{ role: 'close', label: close }];
  return { role: 'windowMenu', label: window, submenu: [...most, ...last] };
}
