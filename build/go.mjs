// Every npm script is `node build/go.mjs <verb>`. This file runs on any Node from 20: it makes sure that Node 24 is there
// and hands over to verbs.ts on it, which installs what the verb needs and runs it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureNode24, majorVersion } from './setup/node-24.mjs';
import { sayFailure } from './setup/say.mjs';

const [verb = 'help', ...args] = process.argv.slice(2);

try {
  const node24 = await ensureNode24();
  if (majorVersion() === 24) await (await import('./verbs.ts')).perform(verb, args);
  else runOn(node24);
} catch (failure) {
  sayFailure(failure);
  process.exitCode = 1;
}

/** @param {string} node24 */
function runOn(node24) {
  const child = spawn(node24, [join(import.meta.dirname, 'go.mjs'), verb, ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the child by itself, which then decides when to end; a plain kill has to be passed on.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (process.exitCode = code ?? (signal ? 1 : 0)));
}
