import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Launch } from '#electron/config.ts';

/** With it Postwright starts in the tray, without a window. */
export const HIDDEN = '--hidden';

/** Whether Postwright starts with the computer, and who sees to it. */
export interface LoginStart {
  /** `system`: its own list of such programs · `autostart`: a file of the desktop · `none`: there is no way here. */
  readonly how: 'system' | 'autostart' | 'none';
  read(): boolean;
  set(isOn: boolean): void;
}

export interface LoginStartDeps {
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly launch: Launch;
  /** Where programs of this person keep their settings: `$XDG_CONFIG_HOME` on Linux. */
  readonly configFolder: string;
}

/** The way this system starts programs when a person logs in. */
export function loginStart(d: LoginStartDeps): LoginStart {
  if (d.platform === 'linux') return autostart(join(d.configFolder, 'autostart'), d.launch);
  // Unpackaged, macOS would start a bare Electron.
  if (d.platform !== 'win32' && (d.platform !== 'darwin' || !d.isPackaged)) {
    return { how: 'none', read: () => false, set: () => undefined };
  }
  const item = d.platform === 'win32' ? { path: d.launch.program, args: [...d.launch.args, HIDDEN] } : {};
  return {
    how: 'system',
    read: () => d.app.getLoginItemSettings(item).openAtLogin,
    set: (isOn) => d.app.setLoginItemSettings({ ...item, openAtLogin: isOn }),
  };
}

/** As the desktops of Linux agreed: https://specifications.freedesktop.org/autostart-spec/latest/ */
function autostart(folder: string, launch: Launch): LoginStart {
  const path = join(folder, 'postwright.desktop');
  return {
    how: 'autostart',
    read: () => existsSync(path),
    set: (isOn) => {
      if (!isOn) return rmSync(path, { force: true });
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, desktopEntry([launch.program, ...launch.args, HIDDEN]));
    },
  };
}

function desktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Postwright',
    'Comment=Posts that go out once, on time, with proof',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=postwright',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** An argument as the Desktop Entry Specification quotes it; `%` would stand for a field. */
function quoted(argument: string): string {
  const escaped = argument
    .replaceAll(/["`$\\]/g, String.raw`\$&`)
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return /^[\w@+=:,./-]+$/.test(argument) ? argument : `"${escaped}"`;
}
