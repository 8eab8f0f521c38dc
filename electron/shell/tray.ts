import { Menu, nativeImage, Tray } from 'electron';
import { programWords } from '#shared/text/program-words.ts';
import { spoken } from '#shared/text/spoken.ts';
import { needsYouText, trayMenu, type TrayActs, type TrayState } from '#electron/shell/tray-menu.ts';

export interface TrayDeps extends TrayActs {
  readonly platform: NodeJS.Platform;
  /** `tray.png`, with `tray@2x.png` beside it; on macOS the template form of both. */
  readonly icon: string;
  state(): TrayState;
  /** Files were dropped on it; only macOS tells. */
  onFiles(paths: readonly string[]): void;
}

/** Postwright in the tray: it goes on while its window is closed. */
export interface TrayIcon {
  /** Something changed: show again what is next and what waits. */
  refresh(): void;
  stop(): Promise<void>;
}

/**
 * Shows the tray icon. A Linux desktop without a place for such icons shows nothing and says nothing; there, starting
 * Postwright again brings the window back.
 */
export function showTray(d: TrayDeps): TrayIcon {
  const image = nativeImage.createFromPath(d.icon);
  if (d.platform === 'darwin') image.setTemplateImage(true);
  const tray = new Tray(image);
  tray.on('click', () => d.showWindow());
  tray.on('drop-files', (_event, paths) => d.onFiles(paths));
  let shown = '';
  refresh();
  return {
    refresh,
    stop: () => {
      tray.destroy();
      return Promise.resolve();
    },
  };

  function refresh(): void {
    if (tray.isDestroyed()) return;
    const state = d.state();
    // Linux replaces the whole menu for every change: only when there is one.
    const now = JSON.stringify([spoken(), state]);
    if (now === shown) return;
    shown = now;
    tray.setToolTip(programWords().tray.tip(needsYouText(state.needsYou)));
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, d)));
  }
}
