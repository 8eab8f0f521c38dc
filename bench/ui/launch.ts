import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { electronFlags } from '#build/setup/desktop-session.ts';
import { electronBinary } from '#build/setup/electron-runtime.ts';
import { ENTRY } from '#bench/ui/calendar.ts';
import { inRepository, REPOSITORY } from '#build/setup/repository.ts';

/** One start of a program, ms since its process was started. */
export interface Launch {
  /** Our first line ran: everything before it is Electron's. */
  readonly begun: number;
  readonly navigated: number;
  /** Anything was painted. */
  readonly first: number;
  /** What a person came for was painted: entries of the calendar, or the blank page. */
  readonly shown: number;
  /** And a key was answered with a frame. */
  readonly usable: number;
  /** How far things jumped about on the way, as Chromium counts it. */
  readonly jumps: number;
}

const told = z.object({
  begunAt: z.number(),
  navigatedAt: z.number(),
  firstAt: z.number(),
  shownAt: z.number(),
  answeredAt: z.number(),
  jumps: z.number(),
});

const LIMIT_MS = 30_000;

/** Both programs by turns, so that what else the computer does meets both alike; the first turn only warms the disk. */
export async function measureLaunches(userData: string, turns: number): Promise<{ ours: Launch[]; blank: Launch[] }> {
  const ours: Launch[] = [];
  const blank: Launch[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const launched = await launchOurs(userData);
    const beside = await launchBlank();
    if (turn === 0) continue;
    ours.push(launched);
    blank.push(beside);
  }
  return { ours, blank };
}

function launchOurs(userData: string): Promise<Launch> {
  return launch({
    POSTWRIGHT_USER_DATA: userData,
    BENCH_FOLDER: REPOSITORY,
    BENCH_ENTRY: 'dist/main/main.js',
    BENCH_SHOWN: ENTRY,
  });
}

async function launchBlank(): Promise<Launch> {
  const data = mkdtempSync(join(tmpdir(), 'postwright-blank-'));
  try {
    return await launch({ BENCH_DATA: data, BENCH_FOLDER: inRepository('bench/ui/bare'), BENCH_ENTRY: 'bare.mjs' });
  } finally {
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function launch(env: Readonly<Record<string, string>>): Promise<Launch> {
  const args = [...electronFlags(), inRepository('bench/ui/launched')];
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(electronBinary().path, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => resolve());
  });
  clearTimeout(limit);
  const line = output.split('\n').find((one) => one.startsWith('{"begunAt"'));
  if (line === undefined) throw new Error(`it never became usable:\n${output}`);
  const at = told.parse(JSON.parse(line));
  return {
    begun: at.begunAt - startedAt,
    navigated: at.navigatedAt - startedAt,
    first: at.firstAt - startedAt,
    shown: at.shownAt - startedAt,
    usable: at.answeredAt - startedAt,
    jumps: at.jumps,
  };
}
