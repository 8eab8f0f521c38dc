import { BrowserWindow, session, type Session } from 'electron';
import { filmPort, type FilmPort } from '#electron/media/film-port.ts';
import type { FilmWindow } from '#electron/media/films.ts';
import { refusePermissions } from '#electron/shell/navigation-guard.ts';
import { APP_SCHEME } from '#electron/shell/schemes.ts';

/** Another origin than the window's: none of our calls is answered there. */
const FILMS_ORIGIN = `${APP_SCHEME}://films`;
/** In memory only, and shared with no other window. */
const PARTITION = 'films';

/**
 * Opens the hidden window for films (docs/decisions/0008): a sandboxed page without preload script, whose session reaches
 * nothing but the five addresses of its port. `program` is the page's script.
 */
export function openFilmWindow(program: string): FilmWindow {
  const port = filmPort(program);
  const own = session.fromPartition(PARTITION);
  onlyThePort(own, port);
  const window = new BrowserWindow({
    show: false,
    skipTaskbar: true,
    paintWhenInitiallyHidden: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Hidden as it is, its timers would otherwise run once a second.
      backgroundThrottling: false,
      spellcheck: false,
      images: false,
      javascript: true,
    },
  });
  let hearExit = (): void => undefined;
  let isGone = false;
  const end = (): void => {
    if (isGone) return;
    isGone = true;
    if (!window.isDestroyed()) window.destroy();
    void port.close().then(() => hearExit());
  };
  window.on('closed', end);
  window.webContents.on('render-process-gone', end);
  window.webContents.on('did-fail-load', end);
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  window.webContents.setAudioMuted(true);
  void window.loadURL(`${FILMS_ORIGIN}/`).catch(end);
  return {
    begin: (job) => port.begin(job),
    withdraw: (number) => port.withdraw(number),
    onMessage: (hear) => port.onMessage(hear),
    onExit: (hear) => (hearExit = hear),
    kill: () => {
      // A page that is busy for ever does not close by being asked.
      if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      end();
    },
  };
}

function onlyThePort(own: Session, port: FilmPort): void {
  refusePermissions(own);
  own.webRequest.onBeforeRequest(({ url }, decide) => {
    const isOurs = url.startsWith(`${FILMS_ORIGIN}/`) || url.startsWith(`blob:${FILMS_ORIGIN}/`);
    decide({ cancel: !isOurs });
  });
  if (own.protocol.isProtocolHandled(APP_SCHEME)) own.protocol.unhandle(APP_SCHEME);
  own.protocol.handle(APP_SCHEME, (request) =>
    request.url.startsWith(`${FILMS_ORIGIN}/`) ? port.answer(request) : new Response(null, { status: 403 }),
  );
}
