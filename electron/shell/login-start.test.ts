import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loginStart, type LoginStartDeps } from '#electron/shell/login-start.ts';

function start(more: Partial<LoginStartDeps>) {
  const configFolder = mkdtempSync(join(tmpdir(), 'postwright-login-'));
  onTestFinished(() => rmSync(configFolder, { recursive: true, force: true }));
  const set: unknown[] = [];
  const known = loginStart({
    app: {
      getLoginItemSettings: () => ({ openAtLogin: set.length > 0 }) as never,
      setLoginItemSettings: (item) => void set.push(item),
    },
    platform: 'linux',
    isPackaged: true,
    launch: { program: '/opt/Postwright/postwright', args: [], given: [] },
    configFolder,
    ...more,
  });
  return { known, set, file: join(configFolder, 'autostart', 'postwright.desktop') };
}

test('Linux: a file among those that the desktop starts, without a window; and taken away again', () => {
  const { known, file } = start({});
  expect([known.how, known.read()]).toEqual(['autostart', false]);
  known.set(true);
  expect(known.read()).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('\nExec=/opt/Postwright/postwright --hidden\n');
  known.set(false);
  expect(known.read()).toBe(false);
});

test('Linux: a path with spaces and signs is one word for the desktop', () => {
  const { known, file } = start({ launch: { program: '/home/ada/My "Apps"/100%/pw', args: [], given: [] } });
  known.set(true);
  expect(readFileSync(file, 'utf8')).toContain(String.raw`Exec="/home/ada/My \\"Apps\\"/100%%/pw" --hidden`);
});

test('Windows and macOS keep a list of their own', () => {
  const windows = start({ platform: 'win32' });
  windows.known.set(true);
  expect(windows.set).toEqual([{ path: '/opt/Postwright/postwright', args: ['--hidden'], openAtLogin: true }]);
  expect(windows.known.read()).toBe(true);
  const mac = start({ platform: 'darwin' });
  mac.known.set(true);
  expect(mac.set).toEqual([{ openAtLogin: true }]);
});

test('a bare Electron on macOS is never put there', () => {
  expect(start({ platform: 'darwin', isPackaged: false }).known.how).toBe('none');
});
