import { join } from 'node:path';
import { app, nativeTheme, session, type BrowserWindow, type Session } from 'electron';
import type { Foreseen } from '#shared/ipc/bridge.ts';
import type { Answer } from '#shared/ipc/contract.ts';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import { languageFor } from '#shared/text/language.ts';
import { speak, spoken } from '#shared/text/spoken.ts';
import { systemClock } from '#electron/clock.ts';
import type { AppConfig } from '#electron/config.ts';
import { isFirstCall } from '#electron/ipc/first-calls.ts';
import { answersTo, askedFirst, firstQuestions, type Asked } from '#electron/ipc/look-ahead.ts';
import { serveIpc, type AnswerCall, type Answering } from '#electron/ipc/serve.ts';
import { trustedWindows, type TrustedWindows } from '#electron/ipc/trusted-windows.ts';
import type { Log } from '#electron/log.ts';
import { personalIn, type LocalFile, type Personal } from '#electron/settings/personal.ts';
import { APP_ORIGIN } from '#electron/shell/app-files.ts';
import { serveApp } from '#electron/shell/app-protocol.ts';
import { appWindow, type AppWindow } from '#electron/shell/app-window.ts';
import { keptAnswers, type KeptAnswers } from '#electron/shell/kept-answers.ts';
import { localFile } from '#electron/shell/local-store.ts';
import { HIDDEN } from '#electron/shell/login-start.ts';
import { guardNavigation, refusePermissions } from '#electron/shell/navigation-guard.ts';
import { servePictures, type PictureSource } from '#electron/shell/pictures-protocol.ts';

// What stands before the library: the window is made and begins to load before the library is opened and the rest of the
// program is read (docs/decisions/0019, 0024, 0025). Nothing here may need either of them.

/** What makes the person's own window work, once the library is open. */
export interface Behind {
  readonly answer: AnswerCall;
  readonly pictures: PictureSource;
  /** Whether closing the window hides it. */
  shouldHide(): boolean;
  /** For each window that is there, and each that will be. */
  dress(window: BrowserWindow): void;
}

/** What answers first calls before the rest of the program has been read. */
export interface FirstLook {
  readonly answer: AnswerCall;
  close(): void;
}

/** `undefined` where there is nothing to be shown as it is. */
type OpenLook = () => Promise<FirstLook | undefined>;

export interface Front {
  readonly preferences: LocalFile;
  readonly personal: Personal;
  /** Of the library, from one start to the next. */
  readonly kept: KeptAnswers;
  /** The person's own windows. */
  readonly windows: TrustedWindows;
  readonly window: AppWindow;
  /** One that a question can be asked over. */
  shownWindow(): BrowserWindow | undefined;
  /** Where pages of ours come from. */
  readonly origins: readonly string[];
  /** Takes up the language that the person chose, or the system's; answers whether it is another one now. */
  followLanguage(): boolean;
  followTheme(): void;
  /**
   * Answers what a page draws first, where there is something to be shown: with what was kept, where that still holds, or with what
   * `open` gives. Resolves when it asks for more, which it does once it has drawn that, or takes too long, and at once where nothing
   * is shown: then the rest of the program keeps nobody waiting.
   */
  lookFirst(open: OpenLook): Promise<void>;
  /** Resolves once a page of the window has come so far that it asks, or takes too long; at once where nothing is shown. */
  pageHasCome(): Promise<void>;
  /** Lets go of the library, which may be written to from now on; what is asked waits until everything is there. */
  endLook(): void;
  /** Everything is there: whatever was asked meanwhile is answered now. */
  stand(behind: Behind): void;
  /** Who else answers windows of ours. */
  alsoAnswering(others: () => readonly Answering[]): void;
  /** A window with a session of its own, of which nothing is kept. */
  otherWindow(wanted: OtherWindow): AppWindow & { stop(): Promise<void> };
  stop(): Promise<void>;
}

export interface OtherWindow {
  title(): string;
  /** Under which name its place is kept, and its session. */
  readonly place: string;
  readonly windows: TrustedWindows;
  readonly pictures: PictureSource;
  dress(window: BrowserWindow): void;
  onClosed(): void;
}

export interface FrontDeps {
  readonly log: Log;
  readonly libraryPath: string;
  readonly version: { readonly version: string; readonly electron: string };
}

/** Makes the person's own window, and shows it unless the program was started in the background. */
export function openFront(config: AppConfig, { log, libraryPath, version }: FrontDeps): Front {
  const preferences = localFile(app.getPath('userData'));
  const personal = personalIn(preferences);
  const origins = config.developmentUrl === undefined ? [APP_ORIGIN] : [new URL(config.developmentUrl).origin];
  const windows = trustedWindows(origins);
  const asked = firstQuestions(preferences);
  const looking = Promise.withResolvers<OpenLook>();
  const come = Promise.withResolvers<void>();
  const seen = Promise.withResolvers<void>();
  const standing = Promise.withResolvers<Behind>();
  let look: ReturnType<OpenLook> | undefined;
  let ahead: Promise<readonly Foreseen[]> | undefined;
  let isLookOver = false;
  /** The page got answers before it asked. */
  let isForeseen = false;
  let behind: Behind | undefined;
  let others: () => readonly Answering[] = () => [];

  let isLeaving = false;
  const leave = (): void => void (isLeaving = true);
  // Who quits before everything stands is asked nothing, and a window that closes for it later is not hidden instead.
  app.on('before-quit', leave);
  followLanguage();
  followTheme();
  const kept = keptAnswers({
    folder: app.getPath('userData'),
    libraryPath,
    besides: () => [version, spoken(), personal.read()],
    log,
  });
  guardNavigation(app, origins);
  // The tray keeps it running; only quitting ends it.
  app.on('window-all-closed', () => undefined);
  const own: Answering = { windows, answer: answerOwn, ahead: answerAhead };
  const calls = serveIpc({ log, answering: () => [own, ...others()] });
  refusePermissions(session.defaultSession);
  const served = servePages(session.defaultSession, {
    mediaFile: async (...wanted) => (await standing.promise).pictures.mediaFile(...wanted),
    filmFrame: async (...wanted) => (await standing.promise).pictures.filmFrame(...wanted),
    arrivedFile: () => undefined,
  });
  const window = appWindow({
    ...usual(),
    title: () => 'Postwright',
    place: 'window',
    // Before there is a tray to bring it back, nothing keeps a window from closing, nor the program from quitting.
    shouldHide: () => !isLeaving && (behind?.shouldHide() ?? false),
    onCreated: (made) => {
      windows.add(made);
      keepZoom(made);
      behind?.dress(made);
    },
  });
  if (!isHidden(config)) window.show();
  let known = windows.all().length > 0 ? kept.read() : undefined;

  return {
    preferences,
    personal,
    kept,
    windows,
    window,
    shownWindow: () => windows.all().find((made) => !made.isDestroyed() && made.isVisible()),
    origins,
    followLanguage,
    followTheme,
    lookFirst: async (open) => {
      looking.resolve(open);
      if (windows.all().length === 0) return;
      const isThere = (await known) !== undefined || (await opened()) !== undefined;
      if (isThere) await Promise.race([seen.promise, tooLong()]);
    },
    pageHasCome: async () => {
      if (windows.all().length > 0) await Promise.race([come.promise, tooLong()]);
    },
    endLook,
    stand: (now) => {
      endLook();
      app.off('before-quit', leave);
      behind = now;
      for (const made of windows.all()) now.dress(made);
      standing.resolve(now);
    },
    alsoAnswering: (more) => void (others = more),
    otherWindow,
    stop: async () => {
      await served.stop();
      await calls.stop();
    },
  };

  function endLook(): void {
    isLookOver = true;
    known = undefined;
    ahead = undefined;
    void look?.then((one) => one?.close());
  }

  /** Opens the look at the library, once; `undefined` where there is nothing to be shown, or not any more. */
  function opened(): ReturnType<OpenLook> {
    look ??= looking.promise.then(async (open) => (isLookOver ? undefined : open()));
    return look;
  }

  async function answerOwn(name: unknown, input: unknown, isOneLeft: boolean): Promise<Answer<unknown>> {
    if (isFirstCall(name)) {
      // On a slow computer the look may be over by now: this is what the page asks first all the same.
      asked.hear({ name, input }, isOneLeft || !isForeseen);
      const first = await answerFirst({ name, input });
      // What goes wrong here is looked into by those who can do something about it.
      if (first?.ok === true) return first;
    } else asked.keep();
    seen.resolve();
    const { answer } = await standing.promise;
    return answer(name, input);
  }

  async function answerFirst({ name, input }: Asked): Promise<Answer<unknown> | undefined> {
    const library = await opened();
    return isLookOver ? undefined : library?.answer(name, input);
  }

  async function answerAhead(): Promise<readonly Foreseen[]> {
    come.resolve();
    const answers = (await known) ?? (await lookedAhead());
    isForeseen = !isLookOver && answers.length > 0;
    return isForeseen ? answers : [];
  }

  /** What was not kept is answered by the library, once. */
  function lookedAhead(): Promise<readonly Foreseen[]> {
    ahead ??= opened().then((one) => (one === undefined ? [] : answersTo(askedFirst(preferences), one.answer)));
    return ahead;
  }

  function followLanguage(): boolean {
    const before = spoken();
    const wishes = app.getPreferredSystemLanguages();
    speak(config.testLanguage ?? languageFor(personal.read().language, wishes), wishes);
    return spoken() !== before;
  }

  function followTheme(): void {
    nativeTheme.themeSource = themeSourceOf(personal.read().theme);
  }

  function otherWindow(wanted: OtherWindow): AppWindow & { stop(): Promise<void> } {
    const apart = session.fromPartition(wanted.place, { cache: false });
    refusePermissions(apart);
    const its = servePages(apart, wanted.pictures);
    const made = appWindow({
      ...usual(),
      title: () => wanted.title(),
      partition: wanted.place,
      place: wanted.place,
      shouldHide: () => false,
      onCreated: (each) => {
        wanted.windows.add(each);
        keepZoom(each);
        wanted.dress(each);
      },
      onClosed: () => wanted.onClosed(),
    });
    return { ...made, stop: () => its.stop() };
  }

  function usual() {
    return {
      address: () => `${config.developmentUrl ?? APP_ORIGIN}/index.html?language=${spoken()}`,
      preload: inApp('dist/preload/preload.cjs'),
      // A larger one is taken apart before the window is there.
      icon: inApp('build/icons/icon-256.png'),
      file: preferences,
    };
  }

  /** A page that is loaded anew begins as designed. */
  function keepZoom({ webContents }: BrowserWindow): void {
    const zoom = (): void => webContents.setZoomFactor(personal.read().zoom);
    zoom();
    webContents.on('did-finish-load', zoom);
  }
}

/** What the pages of a session are made of. */
function servePages(to: Session, pictures: PictureSource): { stop(): Promise<void> } {
  const stops = [serveApp({ session: to, folder: inApp('dist/renderer') }), servePictures(to, pictures)];
  return {
    stop: () => {
      for (const stop of stops) stop();
      return Promise.resolve();
    },
  };
}

/** Publishing waits for this as well, so a page that does not come is waited for only as long as one usually takes. */
const SEEN_WITHIN_MS = 1_000;

function tooLong(): Promise<void> {
  return new Promise((resolve) => systemClock.after(SEEN_WITHIN_MS, resolve));
}

/** A file of the program. */
export function inApp(path: string): string {
  return join(app.getAppPath(), path);
}

/** Started with the computer: in the tray, until somebody wants to see it. */
function isHidden({ launch }: AppConfig): boolean {
  return launch.given.includes(HIDDEN) || app.getLoginItemSettings().wasOpenedAtLogin;
}

function themeSourceOf(theme: PersonalSettings['theme']): 'system' | 'light' | 'dark' {
  return theme === 'auto' ? 'system' : theme;
}
