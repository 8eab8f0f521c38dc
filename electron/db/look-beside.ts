import { Worker } from 'node:worker_threads';
import type { LookedThrough } from '#electron/db/look-through.ts';

/**
 * Looks through the library on a thread of its own, while the rest of the program is read. `undefined` where there is no file, or
 * where the thread could not say: then `openLibrary` looks itself, and says what is the matter. `program`: `look-program.ts`
 * as it was built. Nobody may write to the library until this has ended.
 */
export function lookBeside(program: string | URL, path: string): Promise<LookedThrough | undefined> {
  return new Promise((resolve) => {
    const thread = new Worker(program, { workerData: { path } });
    thread.once('message', (looked: LookedThrough | undefined) => resolve(looked));
    thread.once('error', () => resolve(undefined));
    thread.once('exit', () => resolve(undefined));
  });
}
