import { join } from 'node:path';
import { app, dialog } from 'electron';
import { Failure, sentenceOf } from '#shared/failures.ts';
import type { Begun } from '#electron/app.ts';
import { isRestoreReady } from '#electron/backup/restore-mark.ts';
import type { AppConfig, ConfigSources } from '#electron/config.ts';
import { lookBeside } from '#electron/db/look-beside.ts';
import { inApp, openFront } from '#electron/front.ts';
import { openLog, type Log } from '#electron/log.ts';
import { readConfig } from '#electron/read-config.ts';
import { FIRST_LOOK, PROGRAM, readInPieces } from '#electron/read-in-pieces.ts';
import type { Early } from '#electron/shell/deep-link.ts';

/** What begins once Electron is ready: the window in front.ts, everything else in app.ts. */
export function begin(sources: ConfigSources, early: () => Early): void {
  const config = configOrEnd(sources);
  if (config === undefined) return;
  const log = openLog({
    folder: join(app.getPath('userData'), 'logs'),
    level: config.logLevel,
    terminal: !app.isPackaged,
  });
  for (const unused of config.unused) log.warn(unused);
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (reason) => log.error('unhandled', reason));
  const version = { version: app.getVersion(), electron: process.versions.electron };
  const libraryPath = join(app.getPath('userData'), 'library.sqlite');
  start(config, { log, early, version, libraryPath }).catch((error: unknown) => endWith(error, log));
}

/** The window first, then what it draws first, and then, while the library is looked through, the rest of the program. */
async function start(config: AppConfig, begun: Omit<Begun, 'front' | 'looked'>): Promise<void> {
  const { libraryPath } = begun;
  const front = openFront(config, begun);
  await front.pageHasCome();
  await front.lookFirst(async () => {
    await readInPieces(FIRST_LOOK);
    const { firstLookAt } = await import('#electron/first-look.ts');
    return firstLookAt({ ...begun, personal: front.personal });
  });
  // One that is to be replaced is not worth a look; its successor is looked through when it is opened.
  const looked = isRestoreReady(libraryPath) ? undefined : lookBeside(inApp('dist/main/look-program.js'), libraryPath);
  // Where the answers were kept, nothing of the first has been read yet.
  await readInPieces([...FIRST_LOOK, ...PROGRAM]);
  const { startApp } = await import('#electron/app.ts');
  await startApp(config, { ...begun, front, looked });
}

function configOrEnd(sources: ConfigSources): AppConfig | undefined {
  try {
    return readConfig(sources);
  } catch (error) {
    endWith(error);
    return undefined;
  }
}

/** Nothing can go on: says why, and ends. */
function endWith(error: unknown, log?: Log): void {
  log?.error('could not start', error);
  const sentence = error instanceof Failure ? sentenceOf(error) : String(error);
  process.stderr.write(`Postwright could not start: ${sentence}\n`);
  dialog.showErrorBox('Postwright could not start', sentence);
  app.exit(1);
}
