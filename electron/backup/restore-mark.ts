import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Where a library that is to come back waits for the next start; its mark is written last.

export const READY = 'restore-ready';
export const MARK = 'restore.json';

/** Whether another library will take the place of the one at this path before it is opened. */
export function isRestoreReady(libraryPath: string): boolean {
  return existsSync(join(dirname(libraryPath), READY, MARK));
}
