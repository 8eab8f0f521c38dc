import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { expect, test } from 'vitest';
import { isFrom, trustedWindows } from '#electron/ipc/trusted-windows.ts';

const ORIGIN = 'app://postwright';

interface Frame {
  url: string;
}

/** A window that shows `url`, and messages from its frames. */
function windowThatShows(url: string) {
  const mainFrame: Frame = { url };
  const webContents = { mainFrame };
  const window = { webContents, isDestroyed: () => false, on: () => undefined } as unknown as BrowserWindow;
  const from = (senderFrame: Frame | null) => ({ sender: webContents, senderFrame }) as unknown as IpcMainInvokeEvent;
  return { window, mainFrame, from };
}

function isTrusted(
  url: string,
  sender: (shown: ReturnType<typeof windowThatShows>) => Frame | null,
  isOurs = true,
): boolean {
  const windows = trustedWindows([ORIGIN]);
  const shown = windowThatShows(url);
  if (isOurs) windows.add(shown.window);
  return windows.isTrusted(shown.from(sender(shown)));
}

test('the main frame of our window with our page is trusted', () => {
  expect(isTrusted(`${ORIGIN}/index.html`, (shown) => shown.mainFrame)).toBe(true);
});

test('a frame inside it, a frame that is gone, another page, another window are not', () => {
  expect(isTrusted(`${ORIGIN}/index.html`, () => ({ url: `${ORIGIN}/index.html` }))).toBe(false);
  expect(isTrusted(`${ORIGIN}/index.html`, () => null)).toBe(false);
  expect(isTrusted('https://evil.example/', (shown) => shown.mainFrame)).toBe(false);
  expect(isTrusted(`${ORIGIN}/index.html`, (shown) => shown.mainFrame, false)).toBe(false);
});

test.each([
  ['app://postwright/index.html', true],
  ['app://postwright.evil.example/', false],
  ['app://evil/postwright', false],
  ['https://postwright/', false],
  ['file:///app://postwright/', false],
  ['', false],
])('%s is ours: %s', (address, ours) => {
  expect(isFrom(address, [ORIGIN])).toBe(ours);
});
