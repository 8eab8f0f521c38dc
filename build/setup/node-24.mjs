import { existsSync, lstatSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { oneAtATime } from './one-at-a-time.mjs';
import { runQuietly } from './run-quietly.mjs';
import { say, SetupFailure, ticking } from './say.mjs';

const NEEDED_MAJOR = 24;
const REPOSITORY = join(import.meta.dirname, '..', '..');
const NODE_PACKAGE = join(REPOSITORY, 'node_modules', 'node');
const NODE_BINARY = join(NODE_PACKAGE, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * The folder of the Node 24 package for this machine; it also holds the C headers (`include/node`).
 * Absent where the person's own Node is used instead.
 */
export function nodePackageForThisMachine() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const folder = join(NODE_PACKAGE, 'node_modules', `${prefix}-${platform}-${process.arch}`);
  return existsSync(folder) ? folder : undefined;
}

/**
 * Gives the path of a Node 24, from the pinned `node` package, whose own installer is run here because npm runs
 * no package's install script in this repository (.npmrc). Throws SetupFailure.
 */
export async function ensureNode24() {
  if (!existsSync(NODE_PACKAGE)) throw new SetupFailure('The packages are not installed.', 'Run: npm ci');
  if (!existsSync(NODE_BINARY)) await oneAtATime(download);
  if (!existsSync(NODE_BINARY)) return process.execPath;
  linkForNpx();
  return NODE_BINARY;
}

async function download() {
  if (existsSync(NODE_BINARY)) return;
  try {
    await ticking(`downloading Node ${NEEDED_MAJOR} from npm (about 50 MB)`, () =>
      runQuietly(process.execPath, ['installArchSpecificPackage.js'], {
        cwd: NODE_PACKAGE,
        remedy: `Check that npm reaches its registry and run this again, or install Node ${NEEDED_MAJOR} yourself.`,
      }),
    );
  } catch (failure) {
    // The package does not exist for every machine; the same Node installed by the person is as good.
    if (majorVersion() !== NEEDED_MAJOR) throw failure;
    say(`the node package has nothing for this machine: using your own Node ${process.versions.node}`);
  }
}

/** `npm run` and `npx` look in node_modules/.bin first: with this link they, and vitest's workers, run on Node 24. */
function linkForNpx() {
  if (process.platform === 'win32') return;
  const link = join(REPOSITORY, 'node_modules', '.bin', 'node');
  if (existsSync(link)) return;
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
  try {
    symlinkSync(join('..', 'node', 'bin', 'node'), link);
  } catch (error) {
    // Another set-up linked it in the meantime.
    if (!existsSync(link)) throw error;
  }
}

export function majorVersion() {
  return Number(process.versions.node.split('.', 1)[0]);
}
