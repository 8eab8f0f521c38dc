import { app, nativeImage, type BrowserWindow, type NativeImage } from 'electron';
import { needsYouText } from '#electron/shell/tray-menu.ts';

export interface BadgeDeps {
  readonly platform: NodeJS.Platform;
  /** The windows of the person's own work. */
  windows(): readonly BrowserWindow[];
  readonly title: string;
}

/**
 * Shows how many posts wait for a person where the system has a place for it: on the dock (macOS) or the launcher
 * (Linux desktops that take a number), over the button in the task bar (Windows), and otherwise before the window's title.
 */
export function showBadge(count: number, d: BadgeDeps): void {
  const isShown = d.platform !== 'win32' && app.setBadgeCount(count);
  for (const window of d.windows()) {
    if (window.isDestroyed()) continue;
    if (d.platform === 'win32') window.setOverlayIcon(count === 0 ? null : dot(), needsYouText(count));
    window.setTitle(titleWith(d.title, isShown || d.platform === 'win32' ? 0 : count));
  }
}

/** `(3) Postwright` */
export function titleWith(title: string, count: number): string {
  return count === 0 ? title : `(${count}) ${title}`;
}

const SIZE = 16;
/** Blue, green, red, alpha: the brick red of what needs somebody. */
const BRICK = [0x3a, 0x4b, 0xb5, 0xff];

function dot(): NativeImage {
  const bytes = Buffer.alloc(SIZE * SIZE * 4);
  const middle = (SIZE - 1) / 2;
  for (let at = 0; at < SIZE * SIZE; at += 1) {
    const away = Math.hypot((at % SIZE) - middle, Math.floor(at / SIZE) - middle);
    if (away <= SIZE / 2 - 1) bytes.set(BRICK, at * 4);
  }
  return nativeImage.createFromBitmap(bytes, { width: SIZE, height: SIZE });
}
