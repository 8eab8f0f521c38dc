import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { keysOf } from '#shared/keys/shortcuts.ts';
import { menuTemplate, type MenuActs, type MenuState } from '#electron/shell/menu-template.ts';

type Item = MenuItemConstructorOptions;

function acts(): MenuActs & { readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    go: (to) => done.push(to),
    zoom: (way) => done.push(`zoom ${way}`),
    setSpellCheck: (isOn) => done.push(`spelling ${isOn}`),
    openDocs: () => done.push('docs'),
    showLogs: () => done.push('logs'),
  };
}

function menus(platform: NodeJS.Platform, more: Partial<MenuState> = {}, act: MenuActs = acts()): Item[] {
  return menuTemplate({ platform, isDeveloper: false, keys: keysOf({}), isSpellChecked: true, ...more }, act);
}

function named(items: readonly Item[], ...names: readonly string[]): Item {
  const [name, ...rest] = names;
  const found = items.find((item) => (item.label ?? item.role)?.replace('&', '') === name);
  if (found === undefined) throw new Error(`there is no ${String(name)}`);
  return rest.length === 0 ? found : named(found.submenu as Item[], ...rest);
}

function words(item: Item): string[] {
  return (item.submenu as Item[])
    .filter((one) => one.visible !== false)
    .map((one) => (one.type === 'separator' ? '—' : (one.label ?? one.role ?? '')));
}

test('macOS has a menu of the program with Settings, About and Quit; the others have them in File and Help', () => {
  const mac = menus('darwin');
  expect(mac.map((one) => one.label ?? one.role)).toEqual(['appMenu', '&File', '&Edit', '&View', '&Window', '&Help']);
  expect(words(named(mac, 'appMenu'))).toEqual(
    expect.arrayContaining(['About Postwright', 'Settings…', 'Services', 'Quit']),
  );
  expect(words(named(mac, 'File'))).toEqual(['New Post', '—', 'Import…', 'Export…', '—', 'Close Window']);
  for (const platform of ['win32', 'linux'] as const) {
    const other = menus(platform);
    expect(other.map((one) => one.label ?? one.role)).toEqual(['&File', '&Edit', '&View', '&Window', '&Help']);
    expect(words(named(other, 'File'))).toEqual([
      'New Post',
      '—',
      'Import…',
      'Export…',
      '—',
      'Settings…',
      '—',
      'Close Window',
      'Quit',
    ]);
    expect(words(named(other, 'Help')).at(-1)).toBe('About Postwright');
  }
});

test.each(['darwin', 'win32', 'linux'] as const)('%s: Cmd or Ctrl and the comma open the settings', (platform) => {
  const act = acts();
  const item = named(menus(platform, {}, act), platform === 'darwin' ? 'appMenu' : 'File', 'Settings…');
  expect(item.accelerator).toBe('CmdOrCtrl+,');
  item.click?.({} as never, undefined, {});
  expect(act.done).toEqual(['settings']);
});

test.each(['darwin', 'win32', 'linux'] as const)('%s: the screens have 1 to 8, as the window has them', (platform) => {
  const view = named(menus(platform), 'View').submenu as Item[];
  expect(view.slice(0, 8).map(({ label, accelerator }) => [label, accelerator])).toEqual(
    ['Calendar', 'Queue', 'Drafts', 'Media', 'Channels', 'Analytics', 'Activity', 'Settings'].map((label, index) => [
      label,
      `CmdOrCtrl+${index + 1}`,
    ]),
  );
});

test('keys that a person changed hold in the menu', () => {
  const changed = menus('linux', { keys: keysOf({ 'new-post': 'mod+shift+J' }) });
  expect(named(changed, 'File', 'New Post').accelerator).toBe('CmdOrCtrl+Shift+J');
});

test('spelling can be turned off where text is edited; only macOS speaks', () => {
  const act = acts();
  const item = named(menus('linux', { isSpellChecked: true }, act), 'Edit', 'Check Spelling While Typing');
  expect(item.checked).toBe(true);
  item.click?.({ checked: false } as never, undefined, {});
  expect(act.done).toEqual(['spelling false']);
  expect(words(named(menus('darwin'), 'Edit'))).toContain('Speech');
  expect(words(named(menus('win32'), 'Edit'))).not.toContain('Speech');
});

test('text can be made larger, smaller and as it was; also with the key that needs no Shift', () => {
  const act = acts();
  const view = named(menus('win32', {}, act), 'View').submenu as Item[];
  for (const item of view.filter(({ accelerator }) => /\+(?:Plus|=|-|0)$/.test(accelerator ?? '')))
    item.click?.({} as never, undefined, {});
  expect(act.done).toEqual(['zoom in', 'zoom in', 'zoom out', 'zoom actual']);
});

test('tools for developers are only there for developers', () => {
  expect(words(named(menus('linux'), 'View'))).not.toContain('toggleDevTools');
  expect(words(named(menus('linux', { isDeveloper: true }), 'View'))).toContain('toggleDevTools');
});
