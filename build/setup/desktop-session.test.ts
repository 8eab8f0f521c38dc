import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { electronFlags, openPrivateSession } from './desktop-session.ts';
import { ensure } from './ensure.ts';

test.runIf(process.platform === 'linux')(
  'a private session has its own bus and folders, and leaves nothing',
  async () => {
    await ensure(['electron', 'desktop']);
    const { env, stop } = await openPrivateSession();
    const folders = [env['XDG_CONFIG_HOME'], env['XDG_DATA_HOME'], env['XDG_RUNTIME_DIR']].map(String);
    const bus = String(env['DBUS_SESSION_BUS_ADDRESS']).replace(/^unix:path=([^,]*).*$/, '$1');

    expect([...folders, bus].map((path) => existsSync(path))).toEqual([true, true, true, true]);
    expect(electronFlags(env)).toContain('--password-store=gnome-libsecret');
    await stop();
    await stop();
    expect([...folders, bus].map((path) => existsSync(path))).toEqual([false, false, false, false]);
  },
);

test("a person's own session keeps the keyring that Chromium finds by itself", () => {
  expect(electronFlags({ DISPLAY: ':0' }).filter((flag) => flag.startsWith('--password-store'))).toEqual([]);
});
