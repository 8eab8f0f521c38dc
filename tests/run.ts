// `npm test`: every check and every test, one after the other, and one tally at the end. A check counts as one test.
// A part that crashes, or that runs no test at all, has failed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildApp } from '#build/build-app.ts';
import { runOnNode } from '#build/run-to-end.ts';
import { openPrivateSession } from '#build/setup/desktop-session.ts';
import { inRepository } from '#build/setup/repository.ts';
import { TOOLS, TYPECHECKS } from '#build/tools.ts';

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

const OUTPUT = inRepository('test-output');
/** Twice what either takes on two cores: only what hangs is ended. */
const TEST_LIMIT_MS = 20 * 60_000;

const PARTS: readonly Part[] = [
  check('format', () => runOnNode(TOOLS.prettier, ['--check', '--log-level', 'warn', '.'])),
  ...TYPECHECKS.map((name) => check(`types of ${name}`, () => runOnNode(TOOLS.tsc, ['-p', `tsconfig.${name}.json`]))),
  check('lint', () => runOnNode(TOOLS.oxlint, ['--type-aware', '--config', '.oxlintrc.json'])),
  { name: 'unit and integration', run: runVitest },
  check('build', () => buildApp()),
  { name: 'end to end, in the real Electron', run: runPlaywright },
];

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT);
process.exitCode = await runAll();

async function runAll(): Promise<number> {
  const lines: string[] = [];
  const tallies: Tally[] = [];
  for (const part of PARTS) {
    const { tally, seconds } = await runPart(part);
    tallies.push(tally);
    lines.push(`${tally.failed === 0 ? 'ok    ' : 'FAILED'} ${part.name.padEnd(34)} ${words(tally)} in ${seconds} s`);
    console.log(lines.at(-1));
  }
  const total = tallies.reduce(add);
  console.log(`\n${lines.join('\n')}\n\n${words(total)}`);
  return total.failed === 0 ? 0 : 1;
}

async function runPart(part: Part): Promise<{ tally: Tally; seconds: string }> {
  console.log(`\n=== ${part.name}`);
  const startedAt = performance.now();
  const tally = await part.run().catch((error: unknown): Tally => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  return { tally, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) };
}

function check(name: string, run: () => Promise<number>): Part {
  return {
    name,
    run: async () =>
      (await run()) === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 },
  };
}

async function runVitest(): Promise<Tally> {
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
