// Starts a program as it is and tells when its first window can be used, without a debugger: what one would cost is not the
// program's. Prints one line of JSON and quits.
import { app, dialog } from 'electron';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { BENCH_FOLDER = '', BENCH_ENTRY = '', BENCH_SHOWN = 'body', BENCH_STAY } = process.env;
const begunAt = Date.now();
const AGAIN_MS = 30;
const STAYS_MS = 1500;
let watched = false;

app.setName('Postwright');
// Electron's own default app says so too; it is not in the typings.
/** @type {{ setAppPath(path: string): void }} */ (/** @type {unknown} */ (app)).setAppPath(BENCH_FOLDER);
app.on('web-contents-created', (_event, contents) => {
  contents.once('did-navigate', () => {
    if (watched || contents.getType() !== 'window') return;
    watched = true;
    watch(contents).catch((error) => {
      console.error(error);
      app.exit(1);
    });
  });
});
await import(pathToFileURL(join(BENCH_FOLDER, BENCH_ENTRY)).href);

/** @param {Electron.WebContents} contents */
async function watch(contents) {
  const frame = contents.mainFrame;
  const navigatedAt = Date.now();
  const question = `(${untilShown.toString()})(${JSON.stringify(BENCH_SHOWN)})`;
  const shown = /** @type {object} */ (await frame.executeJavaScript(question));
  contents.focus();
  // A key that comes before the window has the focus is lost; a person would press it again.
  const pressing = setInterval(() => press(contents), AGAIN_MS);
  press(contents);
  const answeredAt = await frame.executeJavaScript('benchAnswered');
  clearInterval(pressing);
  // Nothing is asked on the way out.
  dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  process.stdout.write(`${JSON.stringify({ begunAt, navigatedAt, ...shown, answeredAt })}\n`);
  // Whoever starts a program stays a while: by then it has kept what it keeps for the next start.
  if (BENCH_STAY === undefined) setTimeout(() => app.quit(), STAYS_MS);
}

/** @param {Electron.WebContents} contents */
function press(contents) {
  contents.sendInputEvent({ type: 'keyDown', keyCode: 'Shift' });
  contents.sendInputEvent({ type: 'keyUp', keyCode: 'Shift' });
}

/**
 * In the page: when what was asked for has been painted, and when anything was; `benchAnswered` is when the frame after the
 * next key was.
 * @param {string} selector
 */
function untilShown(selector) {
  const now = () => performance.timeOrigin + performance.now();
  /** @returns {Promise<number>} */
  const painted = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.addEventListener('message', () => resolve(now()), { once: true });
        after.port1.start();
        after.port2.postMessage(0);
      }),
    );
  const answered = new Promise((resolve) =>
    window.addEventListener('keydown', () => resolve(painted()), { capture: true, once: true }),
  );
  Object.assign(globalThis, { benchAnswered: answered });
  return new Promise((resolve) => {
    let jumps = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        jumps += /** @type {{ value: number }} */ (/** @type {unknown} */ (entry)).value;
    }).observe({ type: 'layout-shift', buffered: true });
    const look = () => {
      if (document.readyState === 'loading' || document.querySelector(selector) === null) return;
      watching.disconnect();
      document.removeEventListener('readystatechange', look);
      void painted().then((shownAt) => {
        const first = performance.getEntriesByType('paint').map((entry) => performance.timeOrigin + entry.startTime);
        resolve({ shownAt, firstAt: first.length === 0 ? shownAt : Math.min(...first), jumps });
      });
    };
    const watching = new MutationObserver(look);
    watching.observe(document, { childList: true, subtree: true });
    document.addEventListener('readystatechange', look);
    look();
  });
}
