import { parentPort, workerData } from 'node:worker_threads';
import { lookThrough } from '#electron/db/look-through.ts';

// The program of the thread that `look-beside.ts` starts. What it throws, whoever waits looks for again.

const { path } = workerData as { readonly path: string };
// Not a window: there is no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(lookThrough(path));
