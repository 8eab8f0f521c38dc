import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { reasonOf, watchProgress } from './download.ts';
import type { SetupPart } from './part.ts';
import { inRepository, installedVersion } from './repository.ts';
import { runQuietly } from './run-quietly.mjs';
import { say, SetupFailure } from './say.mjs';
import {
  hasStandIn,
  installStandIn,
  launcherIsCurrent,
  putLauncher,
  STAND_IN_VERSION,
  standInBinary,
} from './stand-in-runtime.ts';

/** How long a failed download of the official Electron is believed before it is tried again. */
const FAILURE_FRESH_MS = 24 * 60 * 60 * 1000;
const ELECTRON_PACKAGE = inRepository('node_modules', 'electron');

export interface ElectronBinary {
  readonly path: string;
  readonly version: string;
  /** True for the old runtime that is for development only. */
  readonly isStandIn: boolean;
}

/** The Electron that everything here is run with: the pinned official one, or its stand-in. Throws SetupFailure. */
export function electronBinary(): ElectronBinary {
  const official = officialBinary();
  if (official !== undefined) return { path: official, version: pinnedVersion(), isStandIn: false };
  const standIn = standInBinary();
  if (standIn !== undefined) return { path: standIn, version: STAND_IN_VERSION, isStandIn: true };
  throw new SetupFailure('Electron is not installed.', 'Run: npm run setup');
}

/** To be said every time the stand-in is used. */
export function warnAboutStandIn(): void {
  say(
    `WARNING: running on Electron ${STAND_IN_VERSION} instead of ${pinnedVersion()}, which could not be downloaded ` +
      `(${recordedFailure()?.reason ?? 'reason unknown'}).\n` +
      'This runtime contains an old Chromium without security updates: for development on this machine only, never for real accounts.',
  );
}

/**
 * One try to download the official Electron. Whether it worked is seen in what `electronBinary` gives; with `again`,
 * a download that failed a short while ago is tried once more.
 */
export function officialElectron(again: boolean): SetupPart {
  return {
    isReady: () => officialBinary() !== undefined || (!again && isFresh(recordedFailure())),
    install: tryOfficial,
  };
}

/** The stand-in, where there is no official Electron. */
export const standInElectron: SetupPart = {
  isReady: () => !needsStandIn() || (standInBinary() !== undefined && launcherIsCurrent()),
  async install() {
    refuseWithoutStandIn();
    if (standInBinary() === undefined) await installStandIn();
    putLauncher();
  },
};

export function needsStandIn(): boolean {
  return officialBinary() === undefined;
}

async function tryOfficial(): Promise<void> {
  try {
    await downloadOfficial();
    const installer = join(ELECTRON_PACKAGE, 'install.js');
    await runQuietly(process.execPath, [installer], { remedy: 'Delete node_modules and run: npm ci' });
    rmSync(failureFile(), { force: true });
  } catch (error) {
    const reason = reasonOf(error);
    say(`Electron ${pinnedVersion()} could not be downloaded: ${reason}`);
    const record = { reason, at: Date.now() } satisfies RecordedFailure;
    writeFileSync(`${failureFile()}.new`, JSON.stringify(record));
    renameSync(`${failureFile()}.new`, failureFile());
  }
}

/** Puts the archive into the cache where Electron's own installer looks first. It is that installer's downloader, with progress and a limit. */
async function downloadOfficial(): Promise<void> {
  const requireFromElectron = createRequire(join(ELECTRON_PACKAGE, 'package.json'));
  const { downloadArtifact } = requireFromElectron('@electron/get') as {
    downloadArtifact: (options: object) => Promise<string>;
  };
  const watch = watchProgress(`downloading Electron ${pinnedVersion()}`);
  try {
    await downloadArtifact({
      version: pinnedVersion(),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      cacheRoot: process.env['electron_config_cache'],
      checksums: requireFromElectron('./checksums.json') as unknown,
      downloadOptions: {
        quiet: true,
        signal: watch.signal,
        getProgressCallback: async (p: { transferred: number; total: number | null }) =>
          watch.received(p.transferred, p.total),
      },
    });
  } finally {
    watch.stop();
  }
}

function officialBinary(): string | undefined {
  const [versionFile, pathFile] = [join(ELECTRON_PACKAGE, 'dist', 'version'), join(ELECTRON_PACKAGE, 'path.txt')];
  if (!existsSync(versionFile) || !existsSync(pathFile)) return undefined;
  const installed = readFileSync(versionFile, 'utf8').replace(/^v/, '');
  const path = join(ELECTRON_PACKAGE, 'dist', readFileSync(pathFile, 'utf8'));
  return installed === pinnedVersion() && existsSync(path) ? path : undefined;
}

function refuseWithoutStandIn(): void {
  if (hasStandIn) return;
  throw new SetupFailure(
    `Electron ${pinnedVersion()} could not be downloaded: ${recordedFailure()?.reason}`,
    'Run this again with a connection to github.com, or set ELECTRON_MIRROR to a mirror that you trust.',
  );
}

interface RecordedFailure {
  readonly reason: string;
  readonly at: number;
}

function recordedFailure(): RecordedFailure | undefined {
  if (!existsSync(failureFile())) return undefined;
  return JSON.parse(readFileSync(failureFile(), 'utf8')) as RecordedFailure;
}

function isFresh(failure: RecordedFailure | undefined): boolean {
  return failure !== undefined && Math.abs(Date.now() - failure.at) < FAILURE_FRESH_MS;
}

function failureFile(): string {
  return join(cacheFolder(), `electron-${pinnedVersion()}-not-downloaded.json`);
}

function pinnedVersion(): string {
  return installedVersion('electron') ?? 'not installed';
}
