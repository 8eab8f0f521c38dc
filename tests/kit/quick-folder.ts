import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A new folder for a small library, in memory where there is such a place: a test ends its program by an exception, so no
 * commit has to outlive the machine, and none waits for a disk. To be removed by whoever asks for it.
 */
export function quickFolder(name: string): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `postwright-${name}-`));
}
