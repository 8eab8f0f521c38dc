import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { app, session, shell, type Session } from 'electron';
import { pause } from '#shared/clock.ts';
import type { Foreseen } from '#shared/ipc/bridge.ts';
import { calls } from '#shared/ipc/contract.ts';
import { programWords } from '#shared/text/program-words.ts';
import { sessionProxy, type SessionProxy } from '#shared/proxy.ts';
import { systemClock } from '#electron/clock.ts';
import type { AppConfig } from '#electron/config.ts';
import type { BackupDeps } from '#electron/backup/backup-file.ts';
import { planIn, startDailyBackups, type BackupPlan } from '#electron/backup/daily-backup.ts';
import { backupFolder } from '#electron/db/open.ts';
import { openDesk, stopAll, type Desk, type Part } from '#electron/desk.ts';
import { openDesktop, type Desktop } from '#electron/desktop.ts';
import { networkHttp } from '#electron/http.ts';
import { serverOfAChannel } from '#electron/channels/channels.read.ts';
import { inApp, type Front } from '#electron/front.ts';
import { answerCall } from '#electron/ipc/answer-call.ts';
import { answersTo, askedFirst } from '#electron/ipc/look-ahead.ts';
import type { AnswerCall } from '#electron/ipc/serve.ts';
import { trustedWindows } from '#electron/ipc/trusted-windows.ts';
import type { Log } from '#electron/log.ts';
import { startFilms } from '#electron/media/films.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { startPictures } from '#electron/media/pictures.ts';
import { openOwnLibrary, type OpeningDeps } from '#electron/own-library.ts';
import { practiceSpace } from '#electron/practice-space.ts';
import { isHere } from '#electron/practice/practice-http.ts';
import type { Program } from '#electron/program.ts';
import { dueUntil } from '#electron/publishing/publications.read.ts';
import { systemKeychain } from '#electron/secrets/safe-storage.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';
import { proxyIn } from '#electron/settings/proxy.ts';
import { workspaceById } from '#electron/settings/settings.read.ts';
import {
  chooseBackup,
  chooseDays,
  chooseFiles,
  chooseFolder,
  chooseTable,
  nameBackup,
  nameTable,
} from '#electron/shell/choose-files.ts';
import { chooseWhere } from '#electron/shell/choose-where.ts';
import { forgetOtherVersions } from '#electron/shell/compiled.ts';
import { claimLinks, hearStarts, type Early } from '#electron/shell/deep-link.ts';
import { openFilmWindow } from '#electron/shell/film-window.ts';
import { forkProgram } from '#electron/shell/fork-program.ts';
import { loginStart } from '#electron/shell/login-start.ts';
import { singleSendFetch } from '#electron/shell/network.ts';
import { notifier } from '#electron/shell/notify.ts';
import { browserOpener } from '#electron/shell/open-in-browser.ts';
import type { PictureSource } from '#electron/shell/pictures-protocol.ts';
import { hearWaking } from '#electron/shell/power.ts';
import { printPage } from '#electron/shell/print-page.ts';
import { guardQuitting } from '#electron/shell/quit-warning.ts';
import { spellingOf } from '#electron/shell/spelling.ts';

/** What was begun before the rest of the program was read. */
export interface Begun extends OpeningDeps {
  readonly front: Front;
  readonly early: () => Early;
  readonly version: { readonly version: string; readonly electron: string };
}

/**
 * Puts everything together behind the window; where the library cannot be opened and the person wants to quit, the
 * program ends instead. Parts are stopped in reverse order when the app quits.
 */
export async function startApp(config: AppConfig, begun: Begun): Promise<void> {
  const { log, front, libraryPath, version } = begun;
  front.kept.forget();
  const opening = await openOwnLibrary(begun);
  if (opening === undefined) return app.exit(1);
  const { library, workspace, zone, restored } = opening;
  const { preferences, personal, origins, window } = front;
  const running: Part[] = [];
  const keep = <P extends Part>(part: P): P => {
    running.push(part);
    return part;
  };
  const clock = systemClock;
  const folder = app.getPath('userData');
  const icon = inApp('build/icons/icon.png');
  const fork = (): Program => forkProgram(inApp('dist/pictures/pictures.js'), 'Postwright pictures');
  const opened: { vault?: TokenVault } = {};
  const proxy = proxyIn({ file: preferences, library, vault: () => opened.vault });
  const rules = (): SessionProxy => sessionProxy(proxy.read());
  const fetch = singleSendFetch({ rules, credentials: () => proxy.credentials() });
  const http = networkHttp({ fetch, clock, userAgent: `Postwright/${version.version}` });
  const proxied = new Set<Session>();
  const keepProxy = (own: Session): void => {
    proxied.add(own);
    own.setProxy(rules()).catch((error: unknown) => log.error('proxy', error));
  };
  const followProxy = (): void => {
    for (const own of proxied) keepProxy(own);
  };
  keepProxy(session.defaultSession);
  const backups = backupFolder(libraryPath);
  const backing: BackupDeps = {
    library,
    store: mediaStore(join(folder, 'media')),
    version: version.version,
    now: () => clock.now(),
  };
  const daily = keep(
    startDailyBackups({
      ...backing,
      clock,
      log,
      plan: () => planIn(preferences),
      usualFolder: backups,
      tell: (failure) => desk.tell({ fact: 'trouble', failure }),
    }),
  );
  const shared = {
    personal,
    clock,
    log,
    pictures: keep(startPictures({ fork, clock, log })),
    films: keep(startFilms({ open: () => openFilmWindow(inApp('dist/films/films.js')), clock, log })),
    http,
    openInBrowser: browserOpener(config.openUrl),
    chooseFiles,
    exporting: { chooseWhere, printPage },
    chooseTable,
    chooseDays,
    nameTable,
    onLink,
    program: {
      loginStart: loginStart({
        app,
        platform: process.platform,
        isPackaged: config.isPackaged,
        launch: config.launch,
        configFolder: app.getPath('appData'),
      }),
      spelling: () => spellingOf(session.defaultSession, app, process.platform),
      showFolder,
      proxy: {
        proxy,
        http,
        onChange: followProxy,
        testAddress: () => serverOfAChannel(library.read) ?? 'https://example.com/',
        wayTo: async (address: string) => {
          const way = await session.defaultSession.resolveProxy(address);
          return way === 'DIRECT' ? '' : way;
        },
        now: () => clock.now(),
      },
      backup: {
        ...backing,
        daily,
        plan: () => planIn(preferences),
        setPlan: (plan: BackupPlan) => preferences.set('backup', plan),
        usualFolder: backups,
        folder,
        chooseFolder,
        chooseBackup,
        nameBackup,
        startAnew: () => {
          app.relaunch();
          quitting.quitNow();
        },
      },
      storage: { library, libraryPath, backups, logs: join(folder, 'logs') },
    },
  };

  let seenLast: readonly Foreseen[] = [];
  keep({ stop: () => front.kept.keep(seenLast) });
  const desk = keep(
    openDesk({
      ...shared,
      library,
      workspace,
      isPractice: false,
      folder,
      atLast: async () => {
        seenLast = await answersTo(askedFirst(preferences), answerOf(desk, log));
      },
      keychain: systemKeychain(process.platform),
      baseUrls: config.baseUrls,
      broker: () => personal.read().broker || undefined,
      practice: {
        practice: undefined,
        open: () => practice.open(),
        begin: async () => {
          await practice.open();
          practice.desk()?.tell({ fact: 'begin-practice' });
        },
        showReal: () => window.show(),
      },
      windows: front.windows,
      app: { ...version, libraryPath },
      notifier: (own) => notifier({ ...own, icon, personal: () => personal.read(), showWindow: () => window.show() }),
    }),
  );
  opened.vault = desk.vault;
  const practice = keep(
    practiceSpace({
      ...shared,
      folder: join(folder, 'practice'),
      // As the person has it when the practice workspace is opened.
      get zone() {
        return workspaceById(library.read, workspace)?.zone ?? zone;
      },
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
      windowOver: (over, onClosed) => {
        keepProxy(session.fromPartition('practice', { cache: false }));
        return front.otherWindow({
          title: () => programWords().practice.window,
          place: 'practice',
          windows: over.windows,
          pictures: { ...picturesOf(over), arrivedFile: over.networks.fileAt },
          dress: (made) => desktop?.dress(made),
          onClosed,
        });
      },
    }),
  );
  let desktop: Desktop | undefined;
  const desks = (): readonly Desk[] => [desk, practice.desk()].filter((one) => one !== undefined);

  keep(front);
  front.alsoAnswering(() => {
    const practising = practice.desk();
    return practising === undefined ? [] : [{ windows: practising.windows, answer: answerOf(practising, log) }];
  });

  const quitting = guardQuitting({
    app,
    now: () => clock.now(),
    // What is practised keeps nobody from quitting.
    dueWithin: (ms) => dueUntil(library.read, clock.now() + ms),
    window: () => front.shownWindow(),
    windows: () => desks().flatMap((one) => one.windows.all()),
    pause: (ms) => pause(clock, ms, new AbortController().signal),
    stop: () => stopAll(running),
    onError: (error) => log.error('quitting', error),
  });
  front.stand({
    answer: answerOf(desk, log),
    pictures: { ...picturesOf(desk), arrivedFile: () => undefined },
    shouldHide: () => desktop !== undefined && !quitting.isQuitting(),
    dress: (made) => desktop?.dress(made),
  });
  // In this turn the window is answered what it asked meanwhile. What is not part of it comes with the next.
  await new Promise<void>((resolve) => void clock.after(0, resolve));
  if (quitting.isQuitting()) return;
  const outside = keep(
    openDesktop({
      app,
      config,
      platform: process.platform,
      log,
      personal,
      desk,
      workspace,
      desks: shownDesks,
      trayIcon: inApp(join('build/icons', process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png')),
      docs: inApp('docs'),
      showLogs: () => void showFolder('logs'),
    }),
  );
  desktop = outside;
  for (const made of desk.windows.all()) outside.dress(made);
  keep(hearWaking(() => desks().forEach((one) => one.look())));
  personal.onChanged(() => {
    front.followTheme();
    if (front.followLanguage()) outside.speakAnew();
    // What a person likes holds in every window.
    for (const one of desks()) one.tell({ fact: 'changed', topic: 'settings', ids: ['personal'] });
  });

  keep(tidySoon());
  hearStarts(app, config.launch, begun.early(), {
    onSecondStart: () => window.show(),
    onLink,
    onFiles: (paths) => outside.postWith(paths),
    onNewPost: () => outside.newPost(),
  });
  app.on('activate', () => window.show());
  if (restored !== undefined) {
    const { mark, held } = restored;
    desk.tell({ fact: 'trouble', failure: { code: 'library.restored', about: { madeAt: mark.madeAt, held } } });
  }
  log.info('started', { ...version, userData: folder });

  function shownDesks(): readonly { readonly desk: Desk; show(): void }[] {
    const practising = practice.desk();
    const own = { desk, show: () => window.show() };
    return practising === undefined ? [own] : [own, { desk: practising, show: () => practice.show() }];
  }

  async function showFolder(which: 'library' | 'logs' | 'backups'): Promise<void> {
    const folders = { library: folder, logs: join(folder, 'logs'), backups: backupFolder(libraryPath) };
    await mkdir(folders[which], { recursive: true });
    await shell.openPath(folders[which]);
  }

  /** To a post, or back from a browser to the workspace where the sign-in began. */
  function onLink(link: string): void {
    if (desktop?.followPostLink(link) === true) return;
    const practising = practice.desk();
    if (practising?.isWaitingFor(link) === true) {
      practice.show();
      return void practising.followLink(link);
    }
    window.show();
    void desk.followLink(link);
  }

  /** It takes a moment, and nobody comes back from a browser before. */
  function tidySoon(): Part {
    const cancel = clock.after(TIDY_AFTER_MS, () => {
      claimLinks(app, config.launch);
      forgetOtherVersions(folder, version.version).catch((error: unknown) => log.error('compiled', error));
    });
    return {
      stop: () => {
        cancel();
        return Promise.resolve();
      },
    };
  }
}

const TIDY_AFTER_MS = 2_000;

function answerOf({ handlers }: Desk, log: Log): AnswerCall {
  return (name, input) => answerCall({ calls, handlers, log }, name, input);
}

function picturesOf({ mediaFile, filmFrame }: Desk): Pick<PictureSource, 'mediaFile' | 'filmFrame'> {
  return { mediaFile, filmFrame };
}
