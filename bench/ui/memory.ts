import { existsSync, readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

const KIB = 1024;
const MIB = 1024 * 1024;

/** What all processes of a program hold, MB; memory that several share counts once where the system can tell. */
export async function memoryOf(electron: ElectronApplication): Promise<number> {
  const processes = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map((one) => ({ pid: one.pid, kib: one.memory.workingSetSize })),
  );
  const bytes = processes.map(({ pid, kib }) => sharedFairly(pid) ?? kib * KIB);
  return bytes.reduce((sum, one) => sum + one, 0) / MIB;
}

function sharedFairly(pid: number): number | undefined {
  const path = `/proc/${pid}/smaps_rollup`;
  if (!existsSync(path)) return undefined;
  const kib = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8'))?.[1];
  return kib === undefined ? undefined : Number(kib) * KIB;
}
