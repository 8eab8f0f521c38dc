import { buildApp, buildAppIfChanged } from './build-app.ts';
import { runOnNode, runToEnd } from './run-to-end.ts';
import {
  electronFlags,
  hasOwnDisplay,
  openPrivateSession,
  ownSession,
  type DesktopSession,
  type PrivateSessionOptions,
} from './setup/desktop-session.ts';
import { electronBinary } from './setup/electron-runtime.ts';
import { ensure, type Need } from './setup/ensure.ts';
import { inRepository, REPOSITORY } from './setup/repository.ts';
import { say, SetupFailure } from './setup/say.mjs';
import { TOOLS, TYPECHECKS, typecheckOf } from './tools.ts';

interface Verb {
  readonly does: string;
  /** What has to be installed first, beside Node 24 and the packages. */
  readonly needs: readonly Need[];
  /** Gives back the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

const forPersonsWindow: readonly Need[] = hasOwnDisplay() ? ['electron'] : ['electron', 'desktop'];
const forDrivenWindow: readonly Need[] = ['electron', 'desktop', 'pds'];
/** The Bluesky server is installed by tests/run.ts, beside the first checks. */
const forEverything: readonly Need[] = ['electron', 'desktop'];

/** What `npm run …` knows; each script in package.json is one of these. */
const VERBS: Readonly<Record<string, Verb>> = {
  start: { does: 'opens the app', needs: forPersonsWindow, run: start },
  dev: { does: 'opens the app while you work on it: changes show at once', needs: forPersonsWindow, run: dev },
  demo: {
    does: 'shows a post going out, without accounts or network (--keep leaves the app open)',
    needs: forDrivenWindow,
    run: demo,
  },
  test: { does: 'runs every check and test', needs: forEverything, run: (args) => script('tests/run.ts', args) },
  'test:unit': {
    does: 'runs the unit and integration tests (vitest)',
    needs: ['pds'],
    run: (args) => runOnNode(TOOLS.vitest, ['run', ...args]),
  },
  'test:e2e': { does: 'drives the built app (Playwright)', needs: forDrivenWindow, run: testEndToEnd },
  bench: { does: 'measures the claims', needs: forDrivenWindow, run: (args) => bench('bench/run.ts', args) },
  'bench:ui': {
    does: 'measures what a person waits for in the window',
    needs: ['electron', 'desktop'],
    run: (args) => bench('bench/ui/run.ts', args),
  },
  simulators: {
    does: 'starts the local stand-ins for the networks',
    needs: [],
    run: (args) => script('simulators/cli.ts', args),
  },
  build: { does: 'builds the app into dist/', needs: [], run: buildApp },
  typecheck: { does: 'checks the types, runtime by runtime', needs: [], run: typecheck },
  lint: {
    does: 'checks the rules (--fix repairs what it can)',
    needs: [],
    run: (args) => runOnNode(TOOLS.oxlint, ['--type-aware', ...args]),
  },
  format: {
    does: 'formats every file',
    needs: [],
    run: (args) => runOnNode(TOOLS.oxfmt, ['.', ...args]),
  },
  setup: {
    does: 'installs everything without running anything (--again retries a failed download)',
    needs: forDrivenWindow,
    run: setUp,
  },
  help: { does: 'says this', needs: [], run: help },
};

/** Installs what the verb needs, runs it and leaves its exit code to the process. Throws SetupFailure. */
export async function perform(name: string, args: readonly string[]): Promise<void> {
  const verb = VERBS[name];
  if (verb === undefined) throw new SetupFailure(`There is no "${name}".`, 'What there is: node build/go.mjs help');
  await ensure(verb.needs, { again: name === 'setup' && args.includes('--again') });
  process.exitCode = await verb.run(args);
}

async function start(args: readonly string[]): Promise<number> {
  const code = await buildAppIfChanged();
  if (code !== 0) return code;
  return inPersonsSession((session) =>
    runToEnd(electronBinary().path, [...electronFlags(session.env), REPOSITORY, ...args], { env: session.env }),
  );
}

async function dev(args: readonly string[]): Promise<number> {
  const { runDev } = await import('./dev.ts'); // brings vite, which takes a while to load
  return inPersonsSession((session) => runDev(session, args));
}

async function demo(args: readonly string[]): Promise<number> {
  const code = await buildAppIfChanged();
  // A person who has a display wants to watch.
  return code || inPrivateSession({ display: 'own' }, ({ env }) => script('tests/demo/run.ts', args, env));
}

async function testEndToEnd(args: readonly string[]): Promise<number> {
  const code = await buildAppIfChanged();
  return code || inPrivateSession({}, ({ env }) => runOnNode(TOOLS.playwright, ['test', ...args], { env }));
}

async function bench(path: string, args: readonly string[]): Promise<number> {
  const code = await buildAppIfChanged();
  return code || inPrivateSession({}, ({ env }) => script(path, args, env));
}

async function typecheck(args: readonly string[]): Promise<number> {
  const codes: number[] = [];
  for (const name of TYPECHECKS) {
    const [compiler, usual] = typecheckOf(name);
    codes.push(await runOnNode(compiler, [...usual, ...args]));
  }
  return Math.max(...codes);
}

async function setUp(): Promise<number> {
  say('everything is installed');
  return 0;
}

async function help(): Promise<number> {
  for (const [name, { does }] of Object.entries(VERBS)) console.log(`npm run ${name.padEnd(12)} ${does}`);
  return 0;
}

function script(path: string, args: readonly string[], env = process.env): Promise<number> {
  return runOnNode(inRepository(path), args, { env });
}

async function inPersonsSession(work: (session: DesktopSession) => Promise<number>): Promise<number> {
  if (hasOwnDisplay()) return work(ownSession());
  say('there is no display here: the app runs on a virtual one, and its data and secrets are gone when it ends');
  return inPrivateSession({}, work);
}

async function inPrivateSession(
  options: PrivateSessionOptions,
  work: (session: DesktopSession) => Promise<number>,
): Promise<number> {
  const session = await openPrivateSession(options);
  try {
    return await work(session);
  } finally {
    await session.stop();
  }
}
