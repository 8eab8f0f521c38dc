import { mkdtempSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Answer, CallInput, CallName, CallOutput } from '#shared/ipc/contract.ts';
import { electronBinary } from '#build/setup/electron-runtime.ts';
import { electronFlags } from '#build/setup/desktop-session.ts';
import { heardAgain } from '#tests/kit/heard-again.ts';

/** What the system of a person says that it speaks. */
export const ENGLISH = { LANGUAGE: 'en_US', LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' };

const ROOT = resolve(import.meta.dirname, '../..');

export interface LaunchOptions {
  /** The data folder; a new one, removed on close, unless given. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Which button the person presses at a sign-in page; the first one unless said. */
  readonly press?: string;
  readonly session?: NodeJS.ProcessEnv;
}

/** How the operating system starts the built Postwright. */
export interface StartCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

export interface App {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** How it was started; started again it hands over to this one. */
  readonly start: StartCommand;
  /** Everything the main process printed. */
  readonly output: () => string;
  /** Asks the main process as the window does; throws the failure it answers. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** The power goes off: no goodbye, nothing written. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the built Postwright in the real Electron. */
export async function launchApp(options: LaunchOptions = {}): Promise<App> {
  const own = options.userData === undefined;
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'postwright-app-'));
  const session = options.session ?? process.env;
  const { command: binary, args } = startCommand(session);
  const browser = `"${browserScript(userData)}"`;
  const env = {
    ...session,
    // Stories are told in English, whatever the person who runs them speaks; those of other languages say so.
    ...ENGLISH,
    POSTWRIGHT_USER_DATA: userData,
    POSTWRIGHT_OPEN_URL: browser,
    POSTWRIGHT_TEST_START: JSON.stringify([binary, ...args]),
    ...(options.press === undefined ? {} : { POSTWRIGHT_TEST_PRESS: options.press }),
    ...options.env,
  } as Record<string, string>;

  const electron = await attached({ executablePath: binary, args: [...args], env });
  let isGone = false;
  electron.on('close', () => (isGone = true));
  electron.process().once('exit', () => (isGone = true));
  let output = '';
  for (const stream of [electron.process().stdout, electron.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const page = await electron.firstWindow({ timeout: 30_000 });
  await page.waitForLoadState('domcontentloaded');

  return {
    electron,
    page,
    userData,
    start: { command: binary, args, env },
    output: () => output,
    call: callsFrom(page),
    kill: async () => {
      const child = electron.process();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    close: async () => {
      if (!isGone) await quit(electron);
      await rm(`${userData}-browser.sh`, { force: true });
      if (own) await rm(userData, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Asks the main process as this window does; the answer may be a refusal. */
export async function askedIn(page: Page, name: CallName, input: unknown): Promise<Answer<unknown>> {
  const answer = await page.evaluate(
    ([asked, given]) =>
      (window as unknown as { postwright: { call(n: string, i: unknown): Promise<string> } }).postwright.call(
        asked,
        given,
      ),
    [name, input] as const,
  );
  return JSON.parse(answer) as Answer<unknown>;
}

/** The same; a refusal is an error. */
export function callsFrom(page: Page): App['call'] {
  return async (name, input) => {
    const known = (await askedIn(page, name, input)) as Answer<CallOutput<typeof name>>;
    if (!known.ok) throw new Error(`${name}: ${known.code} ${JSON.stringify(known.about)}`);
    return known.value;
  };
}

/** Opens the practice workspace from the welcome screen; the same app, seen from its window. */
export async function practiceIn(app: App): Promise<App> {
  const opened = app.electron.waitForEvent('window');
  await app.page.getByRole('button', { name: 'Try it in the practice workspace' }).click();
  const page = await opened;
  await page.getByRole('heading', { name: 'What arrived' }).waitFor();
  return { ...app, page, call: callsFrom(page) };
}

/** Quits as a person does; should something be due soon, the question whether to quit is answered with “Quit”. */
async function quit(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  await electron.close();
}

/** The command that starts the built app in the real Electron, in the desktop session of `session`. */
export function startCommand(session: NodeJS.ProcessEnv = process.env): StartCommand {
  const args = [...electronFlags(session), ROOT];
  return { command: electronBinary().path, args, env: { ...session } as Record<string, string> };
}

const ATTACH_MS = 15_000;
const MOST_LAUNCHES = 3;

/**
 * Starts a program and attaches to it. Once in some dozens of starts the debugger's connection to a program that is already up never completes. The
 * program is ended and started again; everything a story is about happens after this.
 */
export async function attached(start: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  leaveOutStrays();
  for (let launch = 1; ; launch += 1) {
    try {
      return heardAgain(await _electron.launch({ ...start, timeout: ATTACH_MS }));
    } catch (error) {
      if (launch === MOST_LAUNCHES) throw error;
      console.warn('the debugger could not attach; starting again');
    }
  }
}

let isLeavingOut = false;

/**
 * A launch that is given up leaves promises behind in Playwright that reject with nobody listening (`waitForLine` in its
 * `electron.ts`), and its worker counts those against the story. They are left out; any other goes where it went before.
 */
function leaveOutStrays(): void {
  if (isLeavingOut) return;
  isLeavingOut = true;
  const before = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason, promise) => {
    const isStray = new RegExp(`Timeout ${ATTACH_MS}ms exceeded|Process failed to launch`).test(String(reason));
    if (!isStray) for (const told of before) told(reason, promise);
  });
}

/** A command that opens an address as a person's browser would. */
function browserScript(userData: string): string {
  const path = `${userData}-browser.sh`;
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'tests/kit/browser.ts')}" "$@"\n`, {
    mode: 0o755,
  });
  return path;
}
