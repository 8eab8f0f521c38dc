import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolder, openLibrary } from '#electron/db/open.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { quickFolder } from '#tests/kit/quick-folder.ts';

let empty: Buffer | undefined;

/**
 * The path of the library in a folder. Where there is none yet, an empty one of the newest layout is laid there: going
 * through every migration once more for each of a thousand worlds takes a third of their time and tells nothing new. It was
 * backed up at `now`, so that none of these worlds begins by writing the backup of the day.
 */
export function libraryIn(folder: string, now: number): string {
  const path = join(folder, 'library.sqlite');
  if (existsSync(path)) return path;
  empty ??= newLibrary();
  writeFileSync(path, empty);
  const backups = backupFolder(path);
  mkdirSync(backups);
  const stamp = new Date(now).toISOString().replaceAll(/[-:.]/g, '');
  writeFileSync(join(backups, `library-${stamp}-daily.sqlite`), empty);
  return path;
}

/** What Postwright itself makes of no file. */
function newLibrary(): Buffer {
  const folder = quickFolder('empty');
  const path = join(folder, 'library.sqlite');
  const onListenerError = (error: unknown): never => {
    throw error;
  };
  // Closed at once, and by that written whole into its one file.
  void openLibrary({ path, clock: handClock(1_000), onListenerError }).stop();
  try {
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
