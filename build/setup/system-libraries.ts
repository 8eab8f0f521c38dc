import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { SetupPart } from './part.ts';
import { say, SetupFailure } from './say.mjs';

const PROGRESS_EVERY_MS = 3_000;
const APT = ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Status-Fd=3'];

/**
 * Debian and Ubuntu packages by what they are for. "a|b": either will do, and the first one that the system knows is
 * installed (the names that end in t64 are those of Debian 13 and Ubuntu 24.04).
 */
const PACKAGES = {
  'a window': [
    'libgtk-3-0t64|libgtk-3-0',
    'libnss3',
    'libasound2t64|libasound2',
    'libgbm1',
    'libcups2t64|libcups2',
    'libsecret-1-0',
    'libnotify4',
    'libxss1',
    'libxtst6',
    'libx11-xcb1',
    'libxcb-dri3-0',
    'libatspi2.0-0t64|libatspi2.0-0',
    'xdg-utils',
    'fonts-dejavu-core|fonts-liberation|fonts-noto-core',
    'fonts-noto-color-emoji',
    'unzip',
    'ca-certificates',
  ],
  'a private desktop': ['xvfb', 'dbus-daemon|dbus', 'dbus-bin|dbus', 'dbus-x11|dbus-user-session', 'gnome-keyring'],
  compiler: ['g++', 'make', 'python3'],
} as const satisfies Record<string, readonly string[]>;

/** The programs among them, for systems without dpkg. */
const PROGRAMS: Readonly<Record<PackageGroup, readonly string[]>> = {
  'a window': ['unzip'],
  'a private desktop': ['Xvfb', 'dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'],
  compiler: ['g++', 'make', 'python3'],
};

export type PackageGroup = keyof typeof PACKAGES;

/** What must be on a Linux system. Nothing is needed on macOS and Windows. */
export function systemPackages(groups: () => readonly PackageGroup[]): SetupPart {
  if (process.platform !== 'linux') return { isReady: () => true, install: () => Promise.resolve() };
  return onPath('dpkg-query') ? debianPackages(groups) : programsOfOtherSystems(groups);
}

/** Refuses a runtime that lacks libraries on a Linux system whose packages we do not know. Throws SetupFailure. */
export function refuseMissingLibraries(binary: string): void {
  if (process.platform !== 'linux' || onPath('dpkg-query') || !onPath('ldd')) return;
  const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  const missing = [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name);
  if (missing.length === 0) return;
  throw new SetupFailure(
    `Electron needs libraries that this system does not have: ${missing.join(', ')}.`,
    "Install them with your system's package manager.",
  );
}

function debianPackages(groups: () => readonly PackageGroup[]): SetupPart {
  const missing = () => {
    const wanted = groups().flatMap((group) => PACKAGES[group].map((alternatives) => alternatives.split('|')));
    const installed = installedPackages(wanted.flat());
    return wanted.filter((alternatives) => !alternatives.some((name) => installed.has(name)));
  };
  return {
    isReady: () => missing().length === 0,
    async install() {
      if (process.getuid?.() !== 0) {
        const names = missing().map(knownToApt);
        throw new SetupFailure(
          'Some system packages are missing.',
          `Run: sudo apt-get install --no-install-recommends ${names.join(' ')}`,
        );
      }
      await apt('apt-get update', ['update']);
      const names = missing().map(knownToApt);
      await apt(`installing system packages: ${names.join(' ')}`, ['install', '--no-install-recommends', ...names]);
    },
  };
}

function installedPackages(names: readonly string[]): ReadonlySet<string> {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names], {
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').map((line) => line.split(' '));
  return new Set(lines.filter(([, status]) => status === 'installed').map(([name = '']) => name));
}

function knownToApt(alternatives: readonly string[]): string {
  const known = alternatives.find((name) => spawnSync('apt-cache', ['show', '--no-all-versions', name]).status === 0);
  return known ?? alternatives.at(-1) ?? '';
}

function apt(what: string, args: readonly string[]): Promise<void> {
  const startedAt = performance.now();
  const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
  say(`${what} …`);
  return new Promise((resolve, reject) => {
    const child = spawn('apt-get', [...APT, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    saySteps(child.stdio[3] as Readable, seconds);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(say(`${args[0] === 'update' ? what : 'system packages'}: done in ${seconds()}`));
      const lastLines = output.trimEnd().split('\n').slice(-15).join('\n');
      reject(
        new SetupFailure(
          `${lastLines}\napt-get ${args.join(' ')} ended with ${code}.`,
          'Put that right, then run this again.',
        ),
      );
    });
  });
}

/** apt tells its progress as `dlstatus:1:12.5:Retrieving file 1 of 8` and `pmstatus:xvfb:40:Unpacking xvfb`. */
function saySteps(status: Readable, seconds: () => string): void {
  let saidAt = performance.now();
  createInterface({ input: status }).on('line', (line) => {
    const [kind, , percent = '0', step = ''] = line.split(':');
    if (!(kind === 'dlstatus' || kind === 'pmstatus') || performance.now() - saidAt < PROGRESS_EVERY_MS) return;
    saidAt = performance.now();
    const verb = kind === 'dlstatus' ? 'downloading' : 'installing';
    say(`  ${verb} … ${Math.round(Number(percent))} % after ${seconds()}: ${step}`);
  });
}

function programsOfOtherSystems(groups: () => readonly PackageGroup[]): SetupPart {
  const missing = () =>
    groups()
      .flatMap((group) => PROGRAMS[group])
      .filter((name) => !onPath(name));
  return {
    isReady: () => missing().length === 0,
    install() {
      const names = missing().join(', ');
      throw new SetupFailure(
        `These programs are missing: ${names}.`,
        "Install them with your system's package manager.",
      );
    },
  };
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
