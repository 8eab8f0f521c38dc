import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { needsStandIn } from './electron-runtime.ts';
import { nodePackageForThisMachine } from './node-24.mjs';
import type { SetupPart } from './part.ts';
import { inRepository, installedVersion } from './repository.ts';
import { runQuietly } from './run-quietly.mjs';
import { ticking } from './say.mjs';
import { NODE_API_9_EDITS, rewriteForNodeApi9 } from './sqlite-for-node-api-9.ts';
import { hasStandIn } from './stand-in-runtime.ts';

const PACKAGE = inRepository('node_modules', 'better-sqlite3');
/** Where better-sqlite3 looks before it takes its prebuilt binary. */
const COMPILED = join(PACKAGE, 'build', 'Release', 'better_sqlite3.node');
const COMPILED_FROM = join(PACKAGE, 'build', 'Release', 'postwright-compiled-from');

/** A better-sqlite3 that the installed Electron can load: its own prebuilt binary, or one compiled for the stand-in. */
export const sqlite: SetupPart = {
  isReady() {
    return needsStandIn() ? isCompiled() : !existsSync(COMPILED);
  },
  async install() {
    if (!needsStandIn()) return rmSync(dirname(COMPILED), { recursive: true, force: true });
    if (!existsSync(cachedBinding())) await compile();
    mkdirSync(dirname(COMPILED), { recursive: true });
    copyFileSync(cachedBinding(), `${COMPILED}.new`);
    renameSync(`${COMPILED}.new`, COMPILED);
    writeFileSync(COMPILED_FROM, recipeKey());
  },
};

/** Whether `install` is going to need a compiler. */
export function needsCompiler(): boolean {
  return needsStandIn() && hasStandIn && !isCompiled() && !existsSync(cachedBinding());
}

function isCompiled(): boolean {
  return existsSync(COMPILED) && existsSync(COMPILED_FROM) && readFileSync(COMPILED_FROM, 'utf8') === recipeKey();
}

async function compile(): Promise<void> {
  // Not in the cache or the repository: make cannot work in a path that has a space in it.
  const work = mkdtempSync(join(tmpdir(), 'postwright-sqlite-'));
  try {
    await ticking('compiling better-sqlite3 for the stand-in runtime (about a minute, once per machine)', () =>
      compileIn(work),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function compileIn(work: string): Promise<void> {
  const sources = join(work, 'better-sqlite3');
  for (const name of ['binding.gyp', 'package.json', 'deps', 'lib', 'src'])
    cpSync(join(PACKAGE, name), join(sources, name), { recursive: true });
  cpSync(inRepository('node_modules', 'node-addon-api'), join(sources, 'node_modules', 'node-addon-api'), {
    recursive: true,
  });
  rewriteForNodeApi9(sources);
  symlinkSync(headers(), join(work, 'node'));
  const nodeGyp = inRepository('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const args = ['rebuild', '--release', '--force_build=1', '--jobs=max', `--nodedir=${join(work, 'node')}`];
  // Without npm's variables: a `nodedir` in somebody's .npmrc would win over the one given here.
  const others = Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'));
  const env = { ...Object.fromEntries(others), PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` };
  const remedy = 'A C++ compiler that knows C++20 (g++ 10 or newer), make and python3 are needed.';
  await runQuietly(process.execPath, [nodeGyp, ...args], { cwd: sources, env, remedy });
  const built = join(sources, 'build', 'Release', 'better_sqlite3.node');
  const unfinished = `${cachedBinding()}.${process.pid}`;
  await runQuietly('strip', ['-o', unfinished, built], { remedy });
  renameSync(unfinished, cachedBinding());
}

function headers(): string {
  return nodePackageForThisMachine() ?? dirname(dirname(process.execPath));
}

function cachedBinding(): string {
  return join(cacheFolder(), `better-sqlite3-${recipeKey()}.node`);
}

function recipeKey(): string {
  const hash = createHash('sha256').update(NODE_API_9_EDITS).digest('hex').slice(0, 12);
  return `${installedVersion('better-sqlite3')}-${process.platform}-${process.arch}-${hash}`;
}
