import { join } from 'node:path';
import { app, dialog } from 'electron';
import { Failure, sentenceOf } from '#shared/failures.ts';
import type { Begun } from '#electron/app.ts';
import { isRestoreReady } from '#electron/backup/restore-mark.ts';
import { ownSources, readConfig, type AppConfig } from '#electron/config.ts';
import { lookBeside } from '#electron/db/look-beside.ts';
import { inApp, openFront } from '#electron/front.ts';
import { openLog, type Log } from '#electron/log.ts';
import { keepCompiled } from '#electron/shell/compiled.ts';
import { hearEarly } from '#electron/shell/deep-link.ts';
import { readInPieces } from '#electron/read-in-pieces.ts';
import { claimAppScheme } from '#electron/shell/app-protocol.ts';
import { speakOnlyHttp1 } from '#electron/shell/network.ts';

// One Postwright per data folder: a second start hands its link over and ends. What must be said before Electron is
// ready is said here; the window begins in front.ts, everything else in app.ts.

const config = configOrEnd();
if (config !== undefined) {
  if (config.userData !== undefined) app.setPath('userData', config.userData);
  claimAppScheme();
  speakOnlyHttp1();
  if (app.requestSingleInstanceLock()) begin(config);
  else app.quit();
}

function begin(known: AppConfig): void {
  const log = openLog({
    folder: join(app.getPath('userData'), 'logs'),
    level: known.logLevel,
    terminal: !app.isPackaged,
  });
  for (const unused of known.unused) log.warn(unused);
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (reason) => log.error('unhandled', reason));
  keepCompiled(app.getPath('userData'), app.getVersion());
  const early = hearEarly(app);
  const version = { version: app.getVersion(), electron: process.versions.electron };
  const libraryPath = join(app.getPath('userData'), 'library.sqlite');
  start(known, { log, early, version, libraryPath }).catch((error: unknown) => endWith(error, log));
}

/** The window first, then what it draws first, and then, while the library is looked through, the rest of the program. */
async function start(known: AppConfig, begun: Omit<Begun, 'front' | 'looked'>): Promise<void> {
  const { libraryPath } = begun;
  await app.whenReady();
  const front = openFront(known, begun.log);
  const { firstLookAt } = await import('#electron/first-look.ts');
  await front.lookFirst(firstLookAt({ ...begun, personal: front.personal }));
  // One that is to be replaced is not worth a look; its successor is looked through when it is opened.
  const looked = isRestoreReady(libraryPath) ? undefined : lookBeside(inApp('dist/main/look-program.js'), libraryPath);
  await readInPieces();
  const { startApp } = await import('#electron/app.ts');
  await startApp(known, { ...begun, front, looked });
}

function configOrEnd(): AppConfig | undefined {
  try {
    return readConfig(ownSources(app.isPackaged));
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
