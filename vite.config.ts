/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

// One file for everything that is built: an environment for each of the five programs of the app, and the unit tests.

const inRepository = (path: string) => resolve(import.meta.dirname, path);

/** Not bundled: what Electron itself brings, and the two packages with a native binding. */
const EXTERNAL = ['electron', 'better-sqlite3', 'sharp', /^node:/, ...builtinModules];

export default defineConfig({
  root: inRepository('renderer'),
  base: '/',
  plugins: [react(), libheifBeside(), logStaysHere()],
  builder: {},
  server: { fs: { allow: [import.meta.dirname] } },
  environments: {
    client: {
      build: {
        outDir: inRepository('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        chunkSizeWarningLimit: 3000,
        // What the page needs at once is one file: twenty small ones are asked for, read and handed over one by one.
        rolldownOptions: {
          // One byte for each letter: V8 reads a file with a single other one as two for each.
          output: { charset: 'ascii', codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] } },
        },
      },
    },
    // In pieces: the window is there before the largest of them is read (docs/decisions/0019).
    main: forNode(['electron/main.ts', 'electron/db/look-program.ts'], 'dist/main', {
      format: 'es',
      entryFileNames: '[name].js',
      codeSplitting: true,
    }),
    // The process for pictures (docs/decisions/0005).
    pictures: forNode('electron/media/picture-program.ts', 'dist/pictures', {
      format: 'es',
      entryFileNames: 'pictures.js',
    }),
    // The networks of the practice workspace (docs/decisions/0006).
    practice: forNode('simulators/practice/practice-program.ts', 'dist/practice', {
      format: 'es',
      entryFileNames: 'practice.js',
    }),
    // The page of the window for films (docs/decisions/0008): one script; its page is written where it is served.
    films: {
      consumer: 'client',
      build: {
        outDir: inRepository('dist/films'),
        emptyOutDir: true,
        copyPublicDir: false,
        target: 'chrome130',
        chunkSizeWarningLimit: 3000,
        rolldownOptions: {
          input: inRepository('renderer/films/films.ts'),
          output: { format: 'es', entryFileNames: 'films.js', codeSplitting: false },
        },
      },
    },
    // A sandboxed preload script has to be CommonJS.
    preload: forNode('electron/preload.ts', 'dist/preload', { format: 'cjs', entryFileNames: 'preload.cjs' }),
  },
  test: {
    root: import.meta.dirname,
    include: ['{shared,electron,renderer,simulators,build,bench}/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'tests/e2e/**'],
    // Test files share a process and what it has read: one for each, reading everything anew, costs far more than it tells.
    isolate: false,
    setupFiles: ['renderer/text/as-tests-begin.ts'],
    // Left to itself, vitest keeps one of two cores free.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

function forNode(
  input: string | string[],
  outDir: string,
  output: { format: 'es' | 'cjs'; entryFileNames: string; codeSplitting?: true },
): EnvironmentOptions {
  return {
    consumer: 'server',
    // Everything is bundled, so that the packaged app carries no node_modules but better-sqlite3 and sharp.
    resolve: { noExternal: true },
    build: {
      outDir: inRepository(outDir),
      emptyOutDir: true,
      emitAssets: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: [input].flat().map(inRepository),
        external: EXTERNAL,
        platform: 'node',
        // Without what only people read, it is parsed in half the time at every start; names stay, for the log.
        output: { codeSplitting: false, minify: { compress: true, mangle: false, codegen: true }, ...output },
        // Bottleneck's connection to Redis, which is never used here, loads its client by eval.
        checks: { eval: false },
      },
    },
  };
}

/**
 * libheif is not bundled but lies beside the process for pictures, with its licence (LGPL 3.0): whoever wants to may put
 * another version of it there.
 */
function libheifBeside(): Plugin {
  const from = (name: string) => readFileSync(inRepository(`node_modules/libheif-js/libheif-wasm/${name}`));
  return {
    name: 'libheif-beside',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'pictures',
    resolveId: (id) =>
      id === 'libheif-js/libheif-wasm/libheif.js' ? { id: './libheif/libheif.cjs', external: true } : undefined,
    generateBundle() {
      // It is CommonJS, and the package of the app is not.
      this.emitFile({ type: 'asset', fileName: 'libheif/libheif.cjs', source: from('libheif.js') });
      this.emitFile({ type: 'asset', fileName: 'libheif/libheif.wasm', source: from('libheif.wasm') });
      this.emitFile({ type: 'asset', fileName: 'libheif/LICENSE', source: from('LICENSE') });
    },
  };
}

/**
 * What would send the log to a server is left out of electron-log: ours never leaves the computer, and to read Node's HTTP for it
 * keeps the window waiting at every start.
 */
function logStaysHere(): Plugin {
  const path = inRepository('node_modules/electron-log/src/node/transports/remote.js');
  let isLeftOut = false;
  return {
    name: 'log-stays-here',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'main',
    load: (id) => {
      if (id.split('?')[0] !== path) return undefined;
      isLeftOut = true;
      return 'module.exports = () => Object.assign(() => undefined, { level: false, transforms: [] });';
    },
    buildEnd(error) {
      if (error === undefined && !isLeftOut) this.error('electron-log sends its lines from another file than before.');
    },
  };
}
