import type { App, Session } from 'electron';
import { isFrom } from '#electron/ipc/trusted-windows.ts';

/**
 * Our window shows our pages and nothing else: no other address, no second window, no web view, no permission, no
 * download. To be called once, before the first window.
 */
export function guardNavigation(app: App, origins: readonly string[]): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    const stay = (event: { url: string; preventDefault(): void }): void => {
      if (!isFrom(event.url, origins)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
  });
}

/** Copying words to the clipboard, as the window's “Copy” buttons do. It reads nothing. */
const GRANTED: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Nothing else that a page could ask for is granted, and nothing is saved to disk. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(GRANTED.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => GRANTED.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}
