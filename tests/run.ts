// `npm test`: every check and every test, and one tally at the end. A check counts as one test. The checks run one after
// the other beside the unit tests, in the time that those leave of two cores; the window is driven with nothing beside it.
// A part that crashes, or that runs no test at all, has failed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildApp } from '#build/build-app.ts';
import { runOnNode, type RunOptions } from '#build/run-to-end.ts';
import { openPrivateSession } from '#build/setup/desktop-session.ts';
import { ensure } from '#build/setup/ensure.ts';
import { inRepository } from '#build/setup/repository.ts';
import { TOOLS, TYPECHECKS, typecheckOf } from '#build/tools.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

interface PlaywrightReport {
  readonly stats: Readonly<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>>;
}

interface Part {
  readonly name: string;
  run(): Promise<Tally>;
}

interface Result {
  readonly tally: Tally;
  /** What is said of it at the end. */
  readonly line: string;
}

const OUTPUT = inRepository('test-output');
/** Twice what either takes on two cores: only what hangs is ended. */
const TEST_LIMIT_MS = 20 * 60_000;

const CHECKS: readonly Part[] = [
  check('format', (how) => runOnNode(TOOLS.oxfmt, ['--check', '.'], how)),
  ...TYPECHECKS.map((name) => check(`types of ${name}`, (how) => runOnNode(...typecheckOf(name), how))),
  check('lint', (how) => runOnNode(TOOLS.oxlint, ['--type-aware', '--config', '.oxlintrc.json'], how)),
  check('build', (how) => buildApp([], how)),
];
const UNIT: Part = { name: 'unit and integration', run: runVitest };
const END_TO_END: Part = { name: 'end to end, in the real Electron', run: runPlaywright };

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT);
process.exitCode = await runAll();

async function runAll(): Promise<number> {
  const [checks, unit] = await Promise.all([inTurn(CHECKS), inTurn([UNIT])]);
  const results = [...checks, ...unit, ...(await inTurn([END_TO_END]))];
  const total = results.map(({ tally }) => tally).reduce(add);
  console.log(`\n${results.map(({ line }) => line).join('\n')}\n\n${words(total)}`);
  return total.failed === 0 ? 0 : 1;
}

async function inTurn(parts: readonly Part[]): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const part of parts) results.push(await runPart(part));
  return results;
}

async function runPart(part: Part): Promise<Result> {
  const startedAt = performance.now();
  const tally = await part.run().catch((error: unknown): Tally => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const line = `${tally.failed === 0 ? 'ok    ' : 'FAILED'} ${part.name.padEnd(34)} ${words(tally)} in ${seconds} s`;
  console.log(line);
  return { tally, line };
}

/** What a check says is shown in one piece, when it has ended. */
function check(name: string, run: (how: RunOptions) => Promise<number>): Part {
  return {
    name,
    run: async () => {
      const said: Buffer[] = [];
      const code = await run({ isPatient: true, hear: (piece) => said.push(piece) });
      if (said.length > 0) console.log(`\n=== ${name}\n${Buffer.concat(said).toString('utf8')}`);
      return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
    },
  };
}

async function runVitest(): Promise<Tally> {
  // Here and not before everything: no check needs the Bluesky server, and to install it takes half a minute.
  await ensure(['pds']);
  const report = `${OUTPUT}/vitest.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runOnNode(TOOLS.vitest, ['run', ...reporters], { limitMs: TEST_LIMIT_MS });
  const told = read(report) as VitestReport | undefined;
  return believable(code, {
    passed: told?.numPassedTests ?? 0,
    failed: told?.numFailedTests ?? 0,
    skipped: (told?.numPendingTests ?? 0) + (told?.numTodoTests ?? 0),
  });
}

async function runPlaywright(): Promise<Tally> {
  const report = `${OUTPUT}/playwright.json`;
  const session = await openPrivateSession();
  try {
    const env = { ...session.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const code = await runOnNode(TOOLS.playwright, ['test', '--reporter=list,json'], { env, limitMs: TEST_LIMIT_MS });
    const told = (read(report) as PlaywrightReport | undefined)?.stats;
    return believable(code, {
      passed: told?.expected ?? 0,
      failed: (told?.unexpected ?? 0) + (told?.flaky ?? 0),
      skipped: told?.skipped ?? 0,
    });
  } finally {
    await session.stop();
  }
}

/** A runner that ended badly, or did nothing, has failed whatever its report says. */
function believable(code: number, tally: Tally): Tally {
  const isBad = code !== 0 || tally.passed === 0;
  return isBad && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function read(report: string): unknown {
  if (existsSync(report)) return JSON.parse(readFileSync(report, 'utf8'));
  console.error('The runner left no report.');
  return undefined;
}

function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function words({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
