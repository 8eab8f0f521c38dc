import type { MenuItemConstructorOptions } from 'electron';
import { acceleratorOf, type Keys, type ShortcutId } from '#shared/keys/shortcuts.ts';
import type { Destination } from '#shared/ipc/facts.ts';

// The application's menu, as each system expects it. Pure; it is set in menu.ts.

export type Zoom = 'in' | 'out' | 'actual';

export interface MenuState {
  readonly platform: NodeJS.Platform;
  /** Reloading and the developer's tools are only for people who write Postwright. */
  readonly isDeveloper: boolean;
  readonly keys: Keys;
  readonly isSpellChecked: boolean;
}

export interface MenuActs {
  go(to: Destination): void;
  zoom(way: Zoom): void;
  setSpellCheck(isOn: boolean): void;
  openDocs(): void;
  showLogs(): void;
}

type Item = MenuItemConstructorOptions;

const LINE: Item = { type: 'separator' };

/** In the order of the rail. */
const SCREENS: readonly { readonly label: string; readonly to: Destination & ShortcutId }[] = [
  { label: 'Calendar', to: 'calendar' },
  { label: 'Queue', to: 'queue' },
  { label: 'Drafts', to: 'drafts' },
  { label: 'Media', to: 'media' },
  { label: 'Channels', to: 'channels' },
  { label: 'Analytics', to: 'analytics' },
  { label: 'Activity', to: 'activity' },
  { label: 'Settings', to: 'settings' },
];

/** The whole bar, from the left. */
export function menuTemplate(state: MenuState, act: MenuActs): Item[] {
  const isMac = state.platform === 'darwin';
  return [
    ...(isMac ? [appMenu(act)] : []),
    fileMenu(state, act, isMac),
    editMenu(state, act, isMac),
    viewMenu(state, act),
    windowMenu(isMac),
    helpMenu(act, isMac),
  ];
}

function settingsItem(act: MenuActs): Item {
  return { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: () => act.go('settings') };
}

/** The menu that macOS names after the program. */
function appMenu(act: MenuActs): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      LINE,
      settingsItem(act),
      LINE,
      { role: 'services' },
      LINE,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      LINE,
      { role: 'quit' },
    ],
  };
}

function fileMenu({ keys }: MenuState, act: MenuActs, isMac: boolean): Item {
  return {
    label: '&File',
    submenu: [
      { label: 'New Post', accelerator: acceleratorOf(keys['new-post']), click: () => act.go('new-post') },
      LINE,
      { label: 'Import…', click: () => act.go('import') },
      { label: 'Export…', click: () => act.go('export') },
      LINE,
      ...(isMac ? [] : [settingsItem(act), LINE]),
      // Closing keeps Postwright in the tray; quitting is what stops it.
      { role: 'close' },
      ...(isMac ? [] : [{ role: 'quit' as const }]),
    ],
  };
}

function editMenu({ isSpellChecked, keys }: MenuState, act: MenuActs, isMac: boolean): Item {
  const onlyMac: Item[] = [
    { role: 'showSubstitutions' },
    { label: 'Speech', submenu: [{ role: 'startSpeaking' }, { role: 'stopSpeaking' }] },
  ];
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      LINE,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'delete' },
      { role: 'selectAll' },
      LINE,
      { label: 'Search…', accelerator: acceleratorOf(keys.search), click: () => act.go('search') },
      LINE,
      {
        label: 'Check Spelling While Typing',
        type: 'checkbox',
        checked: isSpellChecked,
        click: ({ checked }) => act.setSpellCheck(checked),
      },
      ...(isMac ? onlyMac : []),
    ],
  };
}

function viewMenu({ keys, isDeveloper }: MenuState, act: MenuActs): Item {
  const forDevelopers: Item[] = [LINE, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      ...SCREENS.map(({ label, to }) => ({ label, accelerator: acceleratorOf(keys[to]), click: () => act.go(to) })),
      LINE,
      { label: 'Zoom In', accelerator: 'CmdOrCtrl+Plus', click: () => act.zoom('in') },
      // Where + needs Shift, = is what people press.
      {
        label: 'Zoom In',
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => act.zoom('in'),
      },
      { label: 'Zoom Out', accelerator: 'CmdOrCtrl+-', click: () => act.zoom('out') },
      { label: 'Actual Size', accelerator: 'CmdOrCtrl+0', click: () => act.zoom('actual') },
      LINE,
      { role: 'togglefullscreen' },
      ...(isDeveloper ? forDevelopers : []),
    ],
  };
}

function windowMenu(isMac: boolean): Item {
  if (isMac) return { role: 'windowMenu' };
  return { label: '&Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, { role: 'close' }] };
}

function helpMenu(act: MenuActs, isMac: boolean): Item {
  return {
    role: 'help',
    label: '&Help',
    submenu: [
      { label: 'Keyboard Shortcuts', click: () => act.go('shortcuts') },
      { label: 'Documentation', click: () => act.openDocs() },
      LINE,
      { label: 'Show Logs', click: () => act.showLogs() },
      ...(isMac ? [] : [LINE, { role: 'about' as const }]),
    ],
  };
}
