import { existsSync, globSync, statSync } from 'node:fs';
import { runOnNode, type RunOptions } from './run-to-end.ts';
import { inRepository, REPOSITORY } from './setup/repository.ts';
import { TOOLS } from './tools.ts';

const SOURCES = ['{electron,renderer,shared,simulators}/**/*', 'vite.config.ts', 'package.json', 'package-lock.json'];
/** One of each program, in any order: the oldest of them tells how old the build is. */
const RESULTS = [
  'dist/films/films.js',
  'dist/main/main.js',
  'dist/pictures/pictures.js',
  'dist/practice/practice.js',
  'dist/preload/preload.cjs',
  'dist/renderer/index.html',
];

/** Builds all programs of the app into dist/. Gives back the exit code. */
export function buildApp(args: readonly string[] = [], options: RunOptions = {}): Promise<number> {
  return runOnNode(TOOLS.vite, ['build', '--logLevel', 'warn', ...args], {
    ...options,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/** The same, but only when a source has changed since the last build. */
export async function buildAppIfChanged(): Promise<number> {
  const builtAt = Math.min(...RESULTS.map((path) => changedAt(inRepository(path))));
  const sources = globSync(SOURCES, { cwd: REPOSITORY }).map((path) => changedAt(inRepository(path)));
  return Math.max(...sources) < builtAt ? 0 : buildApp();
}

function changedAt(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}
