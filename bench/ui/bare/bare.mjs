// A window with nothing of Postwright in it: what everything is measured beside. It opens the page it is given.
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';

const { BENCH_DATA, BENCH_PAGE = join(import.meta.dirname, 'blank.html') } = process.env;

if (BENCH_DATA !== undefined) app.setPath('userData', BENCH_DATA);
app.on('window-all-closed', () => app.quit());
// Not awaited here: Electron is not ready before this file has been read to its end.
app.on('ready', () => {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, spellcheck: false },
  });
  window.focus();
  void window.loadFile(BENCH_PAGE);
});
