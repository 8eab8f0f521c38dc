import { join } from 'node:path';
import { app, dialog, nativeTheme, session, type BrowserWindow } from 'electron';
import type { PersonalSettings } from '#shared/ipc/settings.calls.ts';
import { pause } from '#shared/clock.ts';
import { languageFor } from '#shared/text/language.ts';
import { programWords } from '#shared/text/program-words.ts';
import { speak, spoken } from '#shared/text/spoken.ts';
import { systemClock } from '#electron/clock.ts';
import type { AppConfig } from '#electron/config.ts';
import type { Library } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { openDesk, stopAll, type Desk, type Part } from '#electron/desk.ts';
import { networkHttp } from '#electron/http.ts';
import { serveIpc } from '#electron/ipc/serve.ts';
import { trustedWindows } from '#electron/ipc/trusted-windows.ts';
import type { Log } from '#electron/log.ts';
import { startFilms } from '#electron/media/films.ts';
import { startPictures } from '#electron/media/pictures.ts';
import { practiceSpace } from '#electron/practice-space.ts';
import { isHere } from '#electron/practice/practice-http.ts';
import type { Program } from '#electron/program.ts';
import { dueUntil, nextDue } from '#electron/publishing/publications.read.ts';
import { systemKeychain } from '#electron/secrets/safe-storage.ts';
import { personalIn } from '#electron/settings/personal.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { APP_ORIGIN } from '#electron/shell/app-files.ts';
import { serveApp, type AppProtocolDeps } from '#electron/shell/app-protocol.ts';
import { appWindow, type AppWindow } from '#electron/shell/app-window.ts';
import { chooseWhere } from '#electron/shell/choose-where.ts';
import { claimLinks, hearLinks } from '#electron/shell/deep-link.ts';
import { openFilmWindow } from '#electron/shell/film-window.ts';
import { forkProgram } from '#electron/shell/fork-program.ts';
import { askAboutLibrary } from '#electron/shell/library-question.ts';
import { openLibraryOrAsk } from '#electron/shell/library-trouble.ts';
import { localFile } from '#electron/shell/local-store.ts';
import { showMenu, type Destination } from '#electron/shell/menu.ts';
import { guardNavigation, refusePermissions } from '#electron/shell/navigation-guard.ts';
import { singleSendFetch } from '#electron/shell/network.ts';
import { notifier } from '#electron/shell/notify.ts';
import { browserOpener } from '#electron/shell/open-in-browser.ts';
import { hearWaking } from '#electron/shell/power.ts';
import { printPage } from '#electron/shell/print-page.ts';
import { guardQuitting } from '#electron/shell/quit-warning.ts';
import { showTray } from '#electron/shell/tray.ts';

/**
 * Puts everything together and shows the window; where the library cannot be opened and the person wants to quit, the
 * program ends instead. Parts are stopped in reverse order when the app quits.
 */
export async function startApp(config: AppConfig, log: Log): Promise<void> {
  const running: Part[] = [];
  const keep = <P extends Part>(part: P): P => {
    running.push(part);
    return part;
  };
  const clock = systemClock;
  const folder = app.getPath('userData');
  const libraryPath = join(folder, 'library.sqlite');
  const preferences = localFile(folder);
  const personal = personalIn(preferences);
  const followLanguage = (): void => {
    const wishes = app.getPreferredSystemLanguages();
    speak(config.testLanguage ?? languageFor(personal.read().language, wishes), wishes);
  };
  followLanguage();
  const library = await openOwnLibrary(libraryPath, log);
  if (library === undefined) return app.exit(1);

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const origins = config.developmentUrl === undefined ? [APP_ORIGIN] : [new URL(config.developmentUrl).origin];
  const inApp = (path: string): string => join(app.getAppPath(), path);
  const icon = inApp('build/icons/icon.png');
  const version = { version: app.getVersion(), electron: process.versions.electron };
  const fork = (): Program => forkProgram(inApp('dist/pictures/pictures.js'), 'Postwright pictures');
  const shared = {
    personal,
    clock,
    log,
    pictures: keep(startPictures({ fork, clock, log })),
    films: keep(startFilms({ open: () => openFilmWindow(inApp('dist/films/films.js')), clock, log })),
    http: networkHttp({ fetch: singleSendFetch(), clock, userAgent: `Postwright/${version.version}` }),
    openInBrowser: browserOpener(config.openUrl),
    chooseFiles,
    exporting: { chooseWhere, printPage },
    chooseTable,
    nameTable,
    onLink,
  };
  guardNavigation(app, origins);

  const desk = keep(
    openDesk({
      ...shared,
      library,
      workspace: ensureWorkspace(library, zone),
      isPractice: false,
      folder,
      keychain: systemKeychain(process.platform),
      baseUrls: config.baseUrls,
      broker: () => personal.read().broker || undefined,
      practice: { practice: undefined, open: () => practice.open(), showReal: () => window.show() },
      windows: trustedWindows(origins),
      app: { ...version, libraryPath },
      notifier: (own) => notifier({ ...own, icon, personal: () => personal.read(), showWindow: () => window.show() }),
    }),
  );
  const practice = keep(
    practiceSpace({
      ...shared,
      folder: join(folder, 'practice'),
      zone,
      app: version,
      windows: trustedWindows(origins),
      fork: () => forkProgram(inApp('dist/practice/practice.js'), 'Postwright practice networks'),
      ownServers: new Map([...config.baseUrls].filter(([, url]) => isHere(url))),
      notifier: (own) =>
        notifier({
          ...own,
          icon,
          isPractice: true,
          personal: () => personal.read(),
          showWindow: () => practice.show(),
        }),
      showReal: () => window.show(),
      windowOver: (over, onClosed) =>
        windowOver(over, {
          title: () => programWords().practice.window,
          place: 'practice',
          onClosed,
          arrivedFile: over.networks.fileAt,
        }),
    }),
  );
  const desks = (): readonly Desk[] => [desk, practice.desk()].filter((one) => one !== undefined);

  const window = keep(
    windowOver(desk, { title: () => 'Postwright', place: 'window', shouldHide: () => !quitting.isQuitting() }),
  );
  const followTheme = (): void => {
    nativeTheme.themeSource = themeSourceOf(personal.read().theme);
  };
  followTheme();
  keep(serveIpc({ log, answering: desks }));

  const quitting = guardQuitting({
    app,
    now: () => clock.now(),
    // What is practised keeps nobody from quitting.
    dueWithin: (ms) => dueUntil(library.read, clock.now() + ms),
    window: () => shownWindow(desk.windows.all()),
    windows: () => desks().flatMap((one) => one.windows.all()),
    pause: (ms) => pause(clock, ms, new AbortController().signal),
    stop: () => stopAll(running),
    onError: (error) => log.error('quitting', error),
  });
  const go = (to: Destination): void => {
    // The menu belongs to the window in front; the tray to the person's own work.
    const inFront = desks().find((one) => one.windows.all().some((each) => each.isFocused())) ?? desk;
    if (inFront === desk) window.show();
    inFront.tell({ fact: 'go', to });
  };
  const menu = { platform: process.platform, isDeveloper: config.isDeveloper, go };
  showMenu(menu);
  const tray = keep(
    showTray({
      platform: process.platform,
      icon: inApp(join('build/icons', process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png')),
      showWindow: () => window.show(),
      newPost: () => {
        window.show();
        desk.tell({ fact: 'go', to: 'new-post' });
      },
      quit: () => app.quit(),
      nextDue: () => nextDue(library.read),
    }),
  );
  keep(hearWaking(() => desks().forEach((one) => one.look())));
  library.onChanged((changes) => {
    if (changes.some((change) => change.topic === 'publications')) tray.refresh();
  });
  personal.onChanged(() => {
    followTheme();
    const before = spoken();
    followLanguage();
    if (spoken() !== before) {
      showMenu(menu);
      tray.refresh();
    }
    // What a person likes holds in every window.
    for (const one of desks()) one.tell({ fact: 'changed', topic: 'settings', ids: ['personal'] });
  });

  claimLinks(app, config.launch);
  hearLinks(app, config.launch, { onSecondStart: () => window.show(), onLink });
  app.on('activate', () => window.show());
  // The tray keeps it running; only quitting ends it.
  app.on('window-all-closed', () => undefined);
  window.show();
  log.info('started', { ...version, userData: folder });

  /** Back from a browser: to the workspace where the sign-in began. */
  function onLink(link: string): void {
    const practising = practice.desk();
    if (practising?.isWaitingFor(link) === true) {
      practice.show();
      return void practising.followLink(link);
    }
    window.show();
    void desk.followLink(link);
  }

  function windowOver(over: Desk, as: WindowKind): AppWindow & Part {
    const own = as.place === 'window' ? undefined : as.place;
    const shownIn = own === undefined ? session.defaultSession : session.fromPartition(own, { cache: false });
    refusePermissions(shownIn);
    const served = serveApp({
      session: shownIn,
      folder: inApp('dist/renderer'),
      mediaFile: over.mediaFile,
      filmFrame: over.filmFrame,
      arrivedFile: as.arrivedFile ?? (() => undefined),
    });
    const made = appWindow({
      address: () => `${config.developmentUrl ?? APP_ORIGIN}/index.html?language=${spoken()}`,
      title: () => as.title(),
      ...(own === undefined ? {} : { partition: own }),
      preload: inApp('dist/preload/preload.cjs'),
      icon,
      file: preferences,
      place: as.place,
      shouldHide: as.shouldHide ?? (() => false),
      onCreated: (each) => over.windows.add(each),
      ...(as.onClosed === undefined ? {} : { onClosed: as.onClosed }),
    });
    return { ...made, stop: () => served.stop() };
  }
}

interface WindowKind {
  title(): string;
  /** Under which name its place is kept; every one but the usual one has a session of its own by that name. */
  readonly place: string;
  readonly shouldHide?: () => boolean;
  readonly onClosed?: () => void;
  /** Files that arrived at the networks of the practice workspace. */
  readonly arrivedFile?: AppProtocolDeps['arrivedFile'];
}

/** `undefined`: it cannot be opened, and the person wants to quit. */
function openOwnLibrary(path: string, log: Log): Promise<Library | undefined> {
  const clock = systemClock;
  return openLibraryOrAsk({
    path,
    open: () => openLibrary({ path, clock, onListenerError: (error) => log.error('listener', error) }),
    now: () => clock.now(),
    ask: (question) => {
      log.error('library', question);
      return askAboutLibrary(question);
    },
  });
}

function shownWindow(all: readonly BrowserWindow[]): BrowserWindow | undefined {
  return all.find((one) => !one.isDestroyed() && one.isVisible());
}

function themeSourceOf(theme: PersonalSettings['theme']): 'system' | 'light' | 'dark' {
  return theme === 'auto' ? 'system' : theme;
}

async function chooseFiles(): Promise<readonly string[]> {
  const answer = await dialog.showOpenDialog({
    properties: ['openFile', 'multiSelections'],
    filters: [
      {
        name: programWords().files.postable,
        extensions: 'jpg jpeg png webp gif avif heic heif mp4 m4v mov webm mp3 ogg wav flac m4a pdf'.split(' '),
      },
    ],
  });
  return answer.canceled ? [] : answer.filePaths;
}

async function chooseTable(): Promise<string | undefined> {
  const answer = await dialog.showOpenDialog({ properties: ['openFile'], filters: [tables()] });
  return answer.canceled ? undefined : answer.filePaths[0];
}

async function nameTable(suggested: string): Promise<string | undefined> {
  const answer = await dialog.showSaveDialog({ defaultPath: suggested, filters: [tables()] });
  return answer.canceled || answer.filePath === '' ? undefined : answer.filePath;
}

function tables(): Electron.FileFilter {
  return { name: programWords().files.table, extensions: ['csv', 'tsv', 'txt'] };
}
