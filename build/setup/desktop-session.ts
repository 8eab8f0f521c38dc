// What a window needs around it: a display, a D-Bus session bus and a keyring that is unlocked. On a desktop the person has
// all that. Tests, and machines where nobody is logged in, get a private one here: a virtual display on a free number, a bus that
// starts nothing on its own, and a keyring in a temporary folder, so that nobody's own keyring or settings are touched.
import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupFailure } from './say.mjs';

const SCREEN = '1600x1000x24';
const START_LIMIT_MS = 15_000;
const STOP_LIMIT_MS = 3_000;
const KEYRING_PASSWORD = 'only-for-this-session';

/** Tells electronFlags that it is in a private session. Not named POSTWRIGHT_…: the app takes that for a setting of its own. */
const MARK = 'PRIVATE_DESKTOP_SESSION';

export interface DesktopSession {
  /** The environment for everything that is to run in the session. */
  readonly env: NodeJS.ProcessEnv;
  /** True when its settings and secrets are gone once it stops. */
  readonly isPrivate: boolean;
  /** Ends exactly the processes that this session started. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** `display: 'own'` shows the windows to the person where there is a display; the bus and the keyring are private all the same. */
export interface PrivateSessionOptions {
  readonly display?: 'own' | 'virtual';
}

/** True where a person is logged in and can see a window. */
export function hasOwnDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** The person's own desktop, unchanged. */
export function ownSession(): DesktopSession {
  return { env: process.env, isPrivate: false, stop: () => Promise.resolve() };
}

/** A desktop of its own, on Linux; elsewhere the person's own, where only the keychain is a mock (electronFlags). Throws SetupFailure. */
export async function openPrivateSession({ display = 'virtual' }: PrivateSessionOptions = {}): Promise<DesktopSession> {
  if (process.platform !== 'linux') return { ...ownSession(), env: { ...process.env, [MARK]: '1' } };
  const folder = mkdtempSync(join(tmpdir(), 'postwright-desktop-'));
  const started: ChildProcess[] = [];
  const abandon = () => abandonSession(started, folder);
  // Somebody may end the process without waiting for stop: vite does so on SIGTERM.
  process.once('exit', abandon);
  const stop = () => {
    process.off('exit', abandon);
    return stopSession(started, folder);
  };
  try {
    const env = privateEnvironment(folder);
    if (display === 'virtual' || !hasOwnDisplay()) Object.assign(env, await startDisplay(folder, started));
    Object.assign(env, await startBus(folder, env, started));
    await startKeyring(env, started);
    return { env, isPrivate: true, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** The switches that Electron needs here, to be put before the folder of the app. `env` is that of the session it will run in. */
export function electronFlags(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const isPrivate = env[MARK] !== undefined;
  return [
    ...(sandboxIsImpossible() ? ['--no-sandbox'] : []),
    ...(isPrivate && process.platform === 'linux' ? ['--password-store=gnome-libsecret'] : []),
    ...(isPrivate && process.platform === 'darwin' ? ['--use-mock-keychain'] : []),
  ];
}

/** Chromium refuses to start with its sandbox as root, and cannot build one where the kernel keeps user namespaces from it. */
function sandboxIsImpossible(): boolean {
  if (process.platform !== 'linux') return false;
  if (process.getuid?.() === 0) return true;
  return kernelSays('unprivileged_userns_clone', '0') || kernelSays('apparmor_restrict_unprivileged_userns', '1');
}

function kernelSays(setting: string, value: string): boolean {
  const file = `/proc/sys/kernel/${setting}`;
  return existsSync(file) && readFileSync(file, 'utf8').trim() === value;
}

function privateEnvironment(folder: string): NodeJS.ProcessEnv {
  const folders = {
    XDG_RUNTIME_DIR: join(folder, 'runtime'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
  };
  for (const path of Object.values(folders)) mkdirSync(path, { mode: 0o700 });
  return { ...process.env, ...folders, [MARK]: '1' };
}

async function startDisplay(folder: string, started: ChildProcess[]): Promise<NodeJS.ProcessEnv> {
  const authority = join(folder, 'xauthority');
  writeFileSync(authority, authorityEntry(), { mode: 0o600 });
  // With -displayfd the server itself takes a display number that is free, and says which.
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-auth', authority, '-noreset'];
  const server = startMortal('Xvfb', args, process.env, ['ignore', 'ignore', 'pipe', 'pipe'], started);
  const number = await firstLine(server, server.stdio[3] as Readable, 'Xvfb');
  return {
    DISPLAY: `:${number}`,
    XAUTHORITY: authority,
    WAYLAND_DISPLAY: '',
    XDG_SESSION_TYPE: 'x11',
    ELECTRON_OZONE_PLATFORM_HINT: 'x11',
  };
}

/** One entry of an Xauthority file: any host and any display may be reached with this cookie. */
function authorityEntry(): Buffer {
  const wild = Buffer.from([0xff, 0xff]);
  const fields = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), randomBytes(16)];
  return Buffer.concat([wild, ...fields.flatMap((field) => [Buffer.from([0, field.length]), field])]);
}

async function startBus(folder: string, env: NodeJS.ProcessEnv, started: ChildProcess[]): Promise<NodeJS.ProcessEnv> {
  const config = join(folder, 'bus.conf');
  // No <servicedir>: a bus that may start services would leave processes behind that nobody here knows of.
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${join(folder, 'bus')}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`,
  );
  const args = [`--config-file=${config}`, '--nofork', '--nopidfile', '--nosyslog', '--print-address=3'];
  const bus = startMortal('dbus-daemon', args, env, ['ignore', 'ignore', 'pipe', 'pipe'], started);
  const address = await firstLine(bus, bus.stdio[3] as Readable, 'dbus-daemon');
  // The system bus as well, so that nothing asks the real one to hold off sleep or the like; containers have none at all.
  return { DBUS_SESSION_BUS_ADDRESS: address, DBUS_SYSTEM_BUS_ADDRESS: address, NO_AT_BRIDGE: '1' };
}

async function startKeyring(env: NodeJS.ProcessEnv, started: ChildProcess[]): Promise<void> {
  // Its own HOME too: an old keyring daemon looks for ~/.gnome2 and would move what it finds there.
  const keyringEnv = { ...env, HOME: env['XDG_DATA_HOME'] };
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const keyring = startMortal('gnome-keyring-daemon', args, keyringEnv, ['pipe', 'ignore', 'pipe'], started);
  keyring.stdin?.end(KEYRING_PASSWORD);
  const deadline = performance.now() + START_LIMIT_MS;
  while (!isOnBus('org.freedesktop.secrets', env)) {
    if (keyring.exitCode !== null || performance.now() > deadline)
      throw notStarted('gnome-keyring-daemon', 'it did not come up');
    await sleep(50);
  }
}

function isOnBus(name: string, env: NodeJS.ProcessEnv): boolean {
  const question = [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  ];
  return spawnSync('dbus-send', question, { env, encoding: 'utf8' }).stdout?.includes('true') ?? false;
}

/** Starts a process that the kernel ends when we end, however that happens; `stop` ends it sooner. */
function startMortal(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stdio: StdioOptions,
  started: ChildProcess[],
): ChildProcess {
  // A group of its own: Ctrl-C in a terminal ends the app first, which may still need its display and keyring.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], { env, stdio, detached: true });
  child.on('error', () => undefined);
  started.push(child);
  return child;
}

function firstLine(child: ChildProcess, stream: Readable, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let complaints = '';
    const limit = setTimeout(() => reject(notStarted(name, complaints || 'it did not answer')), START_LIMIT_MS);
    child.stderr?.on('data', (chunk) => (complaints += chunk));
    child.on('error', (error) => reject(notStarted(name, error.message)));
    child.on('exit', () => reject(notStarted(name, complaints || 'it ended at once')));
    stream.on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(limit);
      resolve(text.trim());
    });
  });
}

function notStarted(name: string, reason: string): SetupFailure {
  return new SetupFailure(`${name} could not be started: ${reason.trim()}`, 'Run: npm run setup');
}

async function stopSession(started: ChildProcess[], folder: string): Promise<void> {
  // In reverse: the keyring and the bus before the display. Taken off the list, so that a second call does nothing.
  for (const child of started.splice(0).toReversed()) await end(child);
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function abandonSession(started: readonly ChildProcess[], folder: string): void {
  for (const child of started.toReversed()) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(killing);
}
