import { Menu, nativeImage, Tray } from 'electron';
import { programWords } from '#shared/text/program-words.ts';
import { locale } from '#shared/text/spoken.ts';

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
  /** Something changed, or is said in another language: show again what is next. */
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
    const words = programWords().tray;
    const next = sentenceAbout(d.nextDue());
    const whole = [next, words.open].join('\n');
    // Linux replaces the whole menu for every change: only when there is one.
    if (whole === shown || tray.isDestroyed()) return;
    shown = whole;
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: next, enabled: false },
        { type: 'separator' },
        { label: words.open, click: () => d.showWindow() },
        { label: words.newPost, click: () => d.newPost() },
        { type: 'separator' },
        { label: words.quit, click: () => d.quit() },
      ]),
    );
  }
}

function sentenceAbout(next: ReturnType<TrayDeps['nextDue']>): string {
  if (next === undefined) return programWords().tray.nothing;
  const when = new Intl.DateTimeFormat(locale(), { weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(
    next.at,
  );
  return programWords().tray.next(when, next.channels);
}
