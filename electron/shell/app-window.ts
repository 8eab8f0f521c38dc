import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { LocalFile } from '#electron/settings/personal.ts';
import { placeNow, windowPlace, type WindowPlace } from '#electron/shell/window-place.ts';

export interface AppWindowDeps {
  /** What the window shows, in the language of now. */
  address(): string;
  title(): string;
  /** A session of its own, of which nothing is kept; the usual one unless given. */
  readonly partition?: string;
  readonly preload: string;
  readonly icon: string;
  /** Where its place on the screen is kept, and as what. */
  readonly file: LocalFile;
  readonly place: string;
  /** Closing: hide it and go on in the tray (`true`), or really close. */
  shouldHide(): boolean;
  onCreated(window: BrowserWindow): void;
  onClosed?(): void;
}

/** A window of ours, as the rest of the program knows it. */
export interface AppWindow {
  /** Shows it, making it again when it was closed. */
  show(): void;
}

const SMALLEST = { width: 720, height: 560 };
const USUAL = { width: 1280, height: 820 };
/** As tokens.css has it, so that nothing flashes before the first paint. */
const BACKGROUND = { light: '#f7f5f1', dark: '#14171a' };

/** A window of ours: made when it is first shown, hidden or closed, and made again. */
export function appWindow(d: AppWindowDeps): AppWindow {
  let window: BrowserWindow | undefined;

  return { show };

  function show(): void {
    window ??= create();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function create(): BrowserWindow {
    const kept = keptPlace(d);
    const made = new BrowserWindow({
      ...(kept ?? USUAL),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: d.title(),
      icon: d.icon,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      webPreferences: {
        ...(d.partition === undefined ? {} : { partition: d.partition }),
        preload: d.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        // Whether anything is checked is decided per session (spelling.ts).
        spellcheck: true,
      },
    });
    if (kept?.isMaximized === true) made.maximize();
    // The title is ours: it may say how many posts wait.
    made.on('page-title-updated', (event) => event.preventDefault());
    d.onCreated(made);
    made.on('close', (event) => {
      keepPlace(d, made);
      if (!d.shouldHide()) return;
      event.preventDefault();
      made.hide();
    });
    made.on('closed', () => {
      window = undefined;
      d.onClosed?.();
    });
    void made.loadURL(d.address());
    return made;
  }
}

function keptPlace({ file, place: name }: AppWindowDeps): Partial<WindowPlace> | undefined {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  return placeNow(windowPlace.safeParse(file.get(name)).data, areas);
}

function keepPlace({ file, place: name }: AppWindowDeps, window: BrowserWindow): void {
  file.set(name, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
}
