import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { SetupPart } from './part.ts';
import { inRepository } from './repository.ts';
import { runNpm } from './run-quietly.mjs';
import { ticking } from './say.mjs';

const FOLDER = inRepository('tests', 'kit', 'pds');
const STAMP = inRepository('tests', 'kit', 'pds', 'node_modules', '.installed-from');

/** The real Bluesky server that tests and the demo talk to. It has its own lock file: its packages are none of the app's. */
export const pds: SetupPart = {
  isReady: () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lockHash(),
  async install() {
    await ticking('installing the Bluesky server for tests (npm ci in tests/kit/pds, 550 MB on disk)', () =>
      runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: FOLDER,
        remedy: 'Check that npm reaches its registry, then run this again.',
      }),
    );
    writeFileSync(STAMP, lockHash());
  },
};

function lockHash(): string {
  return createHash('sha256')
    .update(readFileSync(inRepository('tests', 'kit', 'pds', 'package-lock.json')))
    .digest('hex');
}
