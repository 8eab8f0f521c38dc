import { Menu, nativeImage, Tray } from 'electron';

export interface TrayDeps {
  readonly platform: NodeJS.Platform;
  /** `tray.png`, with `tray@2x.png` beside it; on macOS the template form of both. */
  readonly icon: string;
  showWindow(): void;
  newPost(): void;
  quit(): void;
  /** What goes out next: when (UTC ms) and to how many channels; `undefined` when nothing is planned. */
  nextDue(): { readonly at: number; readonly channels: number } | undefined;
}

/** Postwright in the tray: it goes on while its window is closed. */
export interface TrayIcon {
  /** Something changed: show again what is next. */
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
  tray.setToolTip('Postwright');
  tray.on('click', () => d.showWindow());
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
    const next = sentenceAbout(d.nextDue());
    // Linux replaces the whole menu for every change: only when there is one.
    if (next === shown || tray.isDestroyed()) return;
    shown = next;
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: next, enabled: false },
        { type: 'separator' },
        { label: 'Open Postwright', click: () => d.showWindow() },
        { label: 'New Post', click: () => d.newPost() },
        { type: 'separator' },
        { label: 'Quit', click: () => d.quit() },
      ]),
    );
  }
}

function sentenceAbout(next: ReturnType<TrayDeps['nextDue']>): string {
  if (next === undefined) return 'Nothing is planned';
  const when = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(
    next.at,
  );
  return `Next: ${when}${next.channels > 1 ? `, ${next.channels} channels` : ''}`;
}
