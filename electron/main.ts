import { isAbsolute } from 'node:path';
import { app, dialog } from 'electron';
import { dataFolderIn, ownSources } from '#electron/config.ts';
import { keepCompiled } from '#electron/shell/compiled.ts';
import { hearEarly } from '#electron/shell/deep-link.ts';
import { speakOnlyHttp1 } from '#electron/shell/network.ts';
import { claimSchemes } from '#electron/shell/schemes.ts';

// What must be said before Electron is ready, and nothing else: Chromium begins with processes of its own only once this file
// and all it imports have been read (docs/decisions/0025). Everything else begins in begin.ts.

const sources = ownSources(app.isPackaged);
const folder = dataFolderIn(sources);
/** One that cannot be used is spoken of once there is somebody who can. */
const isFolderUsable = folder === undefined || isAbsolute(folder);
if (folder !== undefined && isFolderUsable) app.setPath('userData', folder);
claimSchemes();
speakOnlyHttp1();
// MB for young values, which is the most that V8 gives them (flag-definitions.h). It begins with one and stops each time it wants more:
// some six times, of 2 to 3 ms, before a page has drawn anything.
app.commandLine.appendSwitch('js-flags', '--min-semi-space-size=16');
// One Postwright per data folder: a second start hands its link over and ends.
if (!isFolderUsable || app.requestSingleInstanceLock()) {
  const early = hearEarly(app);
  app
    .whenReady()
    .then(async () => {
      keepCompiled(app.getPath('userData'), app.getVersion());
      const { begin } = await import('#electron/begin.ts');
      begin(sources, early);
    })
    .catch((error: unknown) => {
      // A file of the program is missing or damaged: without a window nobody would see that it runs.
      dialog.showErrorBox('Postwright could not start', String(error));
      app.exit(1);
    });
} else app.quit();
