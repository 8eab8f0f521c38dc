import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronBinary } from '#build/setup/electron-runtime.ts';
import { buildAlone } from '#bench/ui/alone/build-alone.ts';
import { tableLines } from '#bench/ui/figures.ts';
import { writeBusyLibrary } from '#bench/ui/library.ts';
import { PARTS } from '#bench/ui/parts.ts';

// `npm run bench:ui`: what a person waits for in the window, with 10,000 posts, in the real Electron; beside a blank window,
// beside react-big-calendar alone and beside a plain field, measured in the same run. Every number is a median, then what 95
// of 100 stay under, then the worst. It fails when an act does nothing, never because something was slow.
// `-- launch calendar` measures only these parts.

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(PARTS, name));
if (unknown === undefined) await measure(asked.length === 0 ? Object.keys(PARTS) : asked);
else {
  console.error(`There is no part "${unknown}"; there are: ${Object.keys(PARTS).join(', ')}`);
  process.exitCode = 64;
}

async function measure(parts: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-bench-ui-'));
  try {
    const userData = join(folder, 'data');
    const posts = await writeBusyLibrary(userData, Date.now());
    const setting = { userData, alone: await buildAlone(join(folder, 'alone')) };
    console.log(`${posts} posts, Electron ${electronBinary().version}, ${cpus().length} cores`);
    for (const name of parts) {
      const figures = await PARTS[name]?.(setting);
      console.log(`\n${name} (load of the computer: ${loadText()}; median / 95 % / worst)`);
      for (const line of tableLines(figures ?? [])) console.log(`  ${line}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function loadText(): string {
  return loadavg()
    .slice(0, 2)
    .map((load) => load.toFixed(1))
    .join(', ');
}
