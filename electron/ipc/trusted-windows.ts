import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';

/** The windows that are ours, and whether a message really comes from one of them. */
export interface TrustedWindows {
  add(window: BrowserWindow): void;
  /** Every window that can hear facts. */
  all(): readonly BrowserWindow[];
  /** Only the main frame of one of our windows, while it shows our own pages. */
  isTrusted(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean;
}

/** `origins`: where our pages come from, such as `app://postwright`. */
export function trustedWindows(origins: readonly string[]): TrustedWindows {
  const windows = new Set<BrowserWindow>();
  return {
    add: (window) => {
      windows.add(window);
      window.on('closed', () => windows.delete(window));
    },
    all: () => [...windows],
    isTrusted: ({ sender, senderFrame }) => {
      const isOurs = [...windows].some((window) => !window.isDestroyed() && window.webContents === sender);
      return isOurs && senderFrame !== null && senderFrame === sender.mainFrame && isFrom(senderFrame.url, origins);
    },
  };
}

/** `URL.origin` is “null” for schemes of our own, so scheme and host are compared. */
export function isFrom(address: string, origins: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return origins.includes(`${protocol}//${host}`);
}
