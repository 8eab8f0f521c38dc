import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { relative } from 'node:path';
import { createBuilder, createServer, type ViteBuilder, type ViteDevServer } from 'vite';
import { electronFlags, type DesktopSession } from './setup/desktop-session.ts';
import { electronBinary } from './setup/electron-runtime.ts';
import { inRepository, REPOSITORY } from './setup/repository.ts';
import { say } from './setup/say.mjs';

const SETTLE_MS = 200;

/**
 * The app while it is written: the window comes from vite's server and changes without a reload; a change to the
 * main process or the preload script builds these anew and starts the app again. Ends when the app is quit.
 */
export async function runDev(session: DesktopSession, args: readonly string[]): Promise<number> {
  process.chdir(REPOSITORY);
  const server = await createPatientServer();
  await server.listen();
  const builder = await createBuilder({ mode: 'development', logLevel: 'warn' });
  await buildForNode(builder);
  const url = server.resolvedUrls?.local[0] ?? '';
  say(`the window is served from ${url}`);

  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const replaced = new WeakSet<ChildProcess>();
  let app = startApp();
  let soon: NodeJS.Timeout | undefined;
  server.watcher.add([inRepository('electron'), inRepository('shared'), inRepository('simulators')]);
  server.watcher.on('all', (_event, path) => {
    if (/^(electron|shared|simulators)[\\/].*(?<!\.test)\.ts$/.test(relative(REPOSITORY, path))) restartSoon();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill('SIGTERM'));
  const code = await ended;
  await server.close();
  return code;

  function startApp(): ChildProcess {
    const flags = electronFlags(session.env);
    const env = { ...session.env, POSTWRIGHT_DEV_URL: url };
    const child = spawn(electronBinary().path, [...flags, REPOSITORY, ...args], { env, stdio: 'inherit' });
    child.on('exit', (exitCode) => {
      if (!replaced.has(child)) end(exitCode ?? 1);
    });
    return child;
  }

  function restartSoon(): void {
    clearTimeout(soon);
    soon = setTimeout(() => void restart(), SETTLE_MS);
  }

  async function restart(): Promise<void> {
    try {
      await buildForNode(builder);
    } catch (error) {
      return console.error(error); // The old one goes on until the code compiles again.
    }
    say('the main process has changed: starting the app again');
    replaced.add(app);
    const gone = once(app, 'exit');
    app.kill('SIGTERM');
    await gone;
    app = startApp();
  }
}

/** vite's server, without its habit of ending the whole process on SIGTERM while the app is still quitting. */
async function createPatientServer(): Promise<ViteDevServer> {
  const before = new Set(process.listeners('SIGTERM'));
  const server = await createServer({ mode: 'development' });
  for (const listener of process.listeners('SIGTERM')) if (!before.has(listener)) process.off('SIGTERM', listener);
  return server;
}

async function buildForNode(builder: ViteBuilder): Promise<void> {
  for (const name of ['main', 'pictures', 'films', 'practice', 'preload']) {
    const environment = builder.environments[name];
    if (environment) await builder.build(environment);
  }
}
