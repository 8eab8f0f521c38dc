import type { MenuItemConstructorOptions } from 'electron';
import { acceleratorOf, type Keys, type ShortcutId } from '#shared/keys/shortcuts.ts';
import type { Destination } from '#shared/ipc/facts.ts';
import { programWords } from '#shared/text/program-words.ts';

// The application's menu, as each system expects it. Pure; it is set in menu.ts. Every item has words of ours: Electron's
// own are English only.

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
const SCREENS = [
  'calendar',
  'queue',
  'drafts',
  'media',
  'channels',
  'analytics',
  'activity',
  'settings',
] as const satisfies (Destination & ShortcutId)[];

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
  return { label: programWords().menu.openSettings, accelerator: 'CmdOrCtrl+,', click: () => act.go('settings') };
}

/** The menu that macOS names after the program. */
function appMenu(act: MenuActs): Item {
  const words = programWords().menu;
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: words.about },
      LINE,
      settingsItem(act),
      LINE,
      { role: 'services', label: words.services },
      LINE,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      LINE,
      { role: 'quit', label: words.quit },
    ],
  };
}

function fileMenu({ keys }: MenuState, act: MenuActs, isMac: boolean): Item {
  const words = programWords().menu;
  return {
    label: words.file,
    submenu: [
      { label: words.newPost, accelerator: acceleratorOf(keys['new-post']), click: () => act.go('new-post') },
      LINE,
      { label: words.import, click: () => act.go('import') },
      { label: words.export, click: () => act.go('export') },
      LINE,
      ...(isMac ? [] : [settingsItem(act), LINE]),
      // Closing keeps Postwright in the tray; quitting is what stops it.
      { role: 'close', label: words.close },
      ...(isMac ? [] : [{ role: 'quit' as const, label: words.quit }]),
    ],
  };
}

function editMenu({ isSpellChecked, keys }: MenuState, act: MenuActs, isMac: boolean): Item {
  const words = programWords().menu;
  const onlyMac: Item[] = [
    { role: 'showSubstitutions', label: words.substitutions },
    {
      label: words.speech,
      submenu: [
        { role: 'startSpeaking', label: words.startSpeaking },
        { role: 'stopSpeaking', label: words.stopSpeaking },
      ],
    },
  ];
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      LINE,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'pasteAndMatchStyle', label: words.pastePlain },
      { role: 'delete', label: words.delete },
      { role: 'selectAll', label: words.selectAll },
      LINE,
      { label: words.search, accelerator: acceleratorOf(keys.search), click: () => act.go('search') },
      LINE,
      {
        label: words.checkSpelling,
        type: 'checkbox',
        checked: isSpellChecked,
        click: ({ checked }) => act.setSpellCheck(checked),
      },
      ...(isMac ? onlyMac : []),
    ],
  };
}

function viewMenu({ keys, isDeveloper }: MenuState, act: MenuActs): Item {
  const words = programWords().menu;
  const forDevelopers: Item[] = [LINE, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: words.view,
    submenu: [
      ...SCREENS.map((to) => ({ label: words[to], accelerator: acceleratorOf(keys[to]), click: () => act.go(to) })),
      LINE,
      { label: words.zoomIn, accelerator: 'CmdOrCtrl+Plus', click: () => act.zoom('in') },
      // Where + needs Shift, = is what people press.
      {
        label: words.zoomIn,
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => act.zoom('in'),
      },
      { label: words.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => act.zoom('out') },
      { label: words.actualSize, accelerator: 'CmdOrCtrl+0', click: () => act.zoom('actual') },
      LINE,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(isDeveloper ? forDevelopers : []),
    ],
  };
}

function windowMenu(isMac: boolean): Item {
  const { window, minimize, zoom, front, close } = programWords().menu;
  const last: Item[] = isMac ? [LINE, { role: 'front', label: front }] : [{ role: 'close', label: close }];
  return {
    ...(isMac ? { role: 'windowMenu' } : {}),
    label: window,
    submenu: [{ role: 'minimize', label: minimize }, { role: 'zoom', label: zoom }, ...last],
  };
}

function helpMenu(act: MenuActs, isMac: boolean): Item {
  const words = programWords().menu;
  return {
    role: 'help',
    label: words.help,
    submenu: [
      { label: words.shortcuts, click: () => act.go('shortcuts') },
      { label: words.documentation, click: () => act.openDocs() },
      LINE,
      { label: words.logs, click: () => act.showLogs() },
      ...(isMac ? [] : [LINE, { role: 'about' as const, label: words.about }]),
    ],
  };
}
