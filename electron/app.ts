import { join } from 'node:path';
import { app, dialog, nativeTheme, session, type BrowserWindow } from 'electron';
import type { ChannelId, MediaId } from '#shared/ids.ts';
import type { PersonalSettings } from '#shared/ipc/settings.calls.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { pause } from '#shared/clock.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import { ADAPTERS } from '#shared/platforms/adapters.ts';
import { accountChoices } from '#electron/channels/account-choices.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { channelsHandlers } from '#electron/channels/channels.handlers.ts';
import { signOutForgotten } from '#electron/channels/channels.write.ts';
import type { ConnectingDeps } from '#electron/channels/connect-channel.ts';
import { startChannelAccess, type ApiUser } from '#electron/channels/fresh-token.ts';
import { startKeepingFresh } from '#electron/channels/keep-fresh.ts';
import { linkCards } from '#electron/channels/link-card.ts';
import { loopbackReturn } from '#electron/channels/loopback-return.ts';
import { followLink } from '#electron/channels/oauth-callback.ts';
import { runningMs, systemClock } from '#electron/clock.ts';
import type { AppConfig } from '#electron/config.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { networkHttp } from '#electron/http.ts';
import { broadcastTo } from '#electron/ipc/broadcast.ts';
import { serveIpc } from '#electron/ipc/serve.ts';
import { trustedWindows } from '#electron/ipc/trusted-windows.ts';
import type { Log } from '#electron/log.ts';
import { startStoreCheck } from '#electron/media/check-store.ts';
import { mediaHandlers } from '#electron/media/media.handlers.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { startPublicAddresses } from '#electron/media/public-address.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { frameShown } from '#electron/media/film-frames.ts';
import { startFilms } from '#electron/media/films.ts';
import { startPictures } from '#electron/media/pictures.ts';
import { smallPictures } from '#electron/media/small-pictures.ts';
import { postsHandlers } from '#electron/posts/posts.handlers.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { dueUntil, nextDue, publicationsOfPost, unneededMedia } from '#electron/publishing/publications.read.ts';
import { publishingHandlers } from '#electron/publishing/publishing.handlers.ts';
import { matchPublications } from '#electron/publishing/schedule-post.ts';
import { startPublishing } from '#electron/publishing/start-publishing.ts';
import { systemKeychain } from '#electron/secrets/safe-storage.ts';
import { secretsHandlers } from '#electron/secrets/secrets.handlers.ts';
import { startVault } from '#electron/secrets/token-vault.ts';
import { personalIn } from '#electron/settings/personal.ts';
import { settingsHandlers } from '#electron/settings/settings.handlers.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { APP_ORIGIN } from '#electron/shell/app-files.ts';
import { serveApp } from '#electron/shell/app-protocol.ts';
import { claimLinks, hearLinks } from '#electron/shell/deep-link.ts';
import { openLibraryOrAsk } from '#electron/shell/library-trouble.ts';
import { askAboutLibrary } from '#electron/shell/library-question.ts';
import { localFile } from '#electron/shell/local-store.ts';
import { mainWindow } from '#electron/shell/main-window.ts';
import { showMenu, type Destination } from '#electron/shell/menu.ts';
import { guardNavigation, refusePermissions } from '#electron/shell/navigation-guard.ts';
import { singleSendFetch } from '#electron/shell/network.ts';
import { notifier } from '#electron/shell/notify.ts';
import { browserOpener } from '#electron/shell/open-in-browser.ts';
import { openFilmWindow } from '#electron/shell/film-window.ts';
import { forkPictures } from '#electron/shell/fork-pictures.ts';
import { hearWaking } from '#electron/shell/power.ts';
import { guardQuitting } from '#electron/shell/quit-warning.ts';
import { showTray } from '#electron/shell/tray.ts';

/** A part that runs until it is stopped. */
interface Part {
  stop(): Promise<void>;
}

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
  const userData = app.getPath('userData');
  const libraryPath = join(userData, 'library.sqlite');
  const clock = systemClock;

  const library = await openLibraryOrAsk({
    path: libraryPath,
    open: () => openLibrary({ path: libraryPath, clock, onListenerError: (error) => log.error('listener', error) }),
    now: () => clock.now(),
    ask: (question) => {
      log.error('library', question);
      return askAboutLibrary(question);
    },
  });
  if (library === undefined) return app.exit(1);
  keep(library);

  const http = networkHttp({ fetch: singleSendFetch(), clock, userAgent: `Postwright/${app.getVersion()}` });
  const vault = keep(startVault({ library, keychain: systemKeychain(process.platform), log }));
  const forgotten = signOutForgotten(library, vault);
  if (forgotten > 0) log.info('sign-ins were kept in memory only and are gone', { forgotten });

  const preferences = localFile(userData);
  const personal = personalIn(preferences);
  const workspace = ensureWorkspace(library, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const openInBrowser = browserOpener(config.openUrl);
  const loopback = keep(loopbackReturn({ clock, onLink: (link) => onLink(link) }));
  const connecting: ConnectingDeps = {
    library,
    vault,
    adapters: ADAPTERS,
    http,
    clock,
    baseUrls: config.baseUrls,
    workspace: () => workspace,
    broker: () => personal.read().broker || undefined,
    loopback,
    openInBrowser,
  };
  const access = keep(startChannelAccess({ ...connecting, linkCard: linkCards({ http }), log }));
  const store = mediaStore(join(userData, 'media'));
  const program = join(app.getAppPath(), 'dist/pictures/pictures.js');
  const pictures = keep(startPictures({ fork: () => forkPictures(program), clock, log }));
  const filmScript = join(app.getAppPath(), 'dist/films/films.js');
  const films = keep(startFilms({ open: () => openFilmWindow(filmScript), clock, log }));
  const small = smallPictures({ store, pictures, films });
  const addresses = keep(startPublicAddresses({ library, vault, store, http, clock, log }));
  const choices = accountChoices(clock);
  const apiFor = (channel: ChannelId, onRequest: ApiUser['onRequest'] = () => undefined): Api =>
    access.apiFor(channel, {
      readMedia: (media, part) => store.read(media, part),
      publicAddress: (media) => addresses.of(media, networkOf(channel)),
      onRequest,
    });
  const networkOf = (channel: ChannelId): string => {
    const known = channelById(library.read, channel);
    return platformOf(known?.platform ?? '')?.name ?? '';
  };

  const origins = config.developmentUrl === undefined ? [APP_ORIGIN] : [new URL(config.developmentUrl).origin];
  const windows = trustedWindows(origins);
  const broadcast = broadcastTo(windows);
  const icon = join(app.getAppPath(), 'build/icons/icon.png');
  guardNavigation(app, origins);
  refusePermissions(session.defaultSession);
  keep(
    serveApp({
      session: session.defaultSession,
      folder: join(app.getAppPath(), 'dist/renderer'),
      mediaFile: async (id, which) => {
        const [file] = mediaByIds(library.read, [id as MediaId]);
        if (file === undefined) return undefined;
        if (which === undefined) return { path: store.pathOf(file.id), mimeType: file.mimeType };
        const path = await small(file, which);
        return path === undefined ? undefined : { path, mimeType: 'image/webp' };
      },
      filmFrame: async (id, atMs) => {
        const [film] = mediaByIds(library.read, [id as MediaId]);
        return film && frameShown({ store, films }, film, atMs);
      },
    }),
  );

  const window = mainWindow({
    address: config.developmentUrl ?? `${APP_ORIGIN}/index.html`,
    preload: join(app.getAppPath(), 'dist/preload/preload.cjs'),
    icon,
    file: preferences,
    shouldHide: () => !quitting.isQuitting(),
    onCreated: (made) => windows.add(made),
  });
  const followTheme = (): void => {
    nativeTheme.themeSource = themeSourceOf(personal.read().theme);
  };
  followTheme();
  const notify = notifier({
    icon,
    personal: () => personal.read(),
    describe: (publication) => ({
      channel: channelById(library.read, publication.channel),
      excerpt: firstWords(library.read, publication),
    }),
    showWindow: () => window.show(),
    tell: (fact) => broadcast.tell(fact),
  });

  keep(
    startKeepingFresh({
      library,
      clock,
      adapters: ADAPTERS,
      log,
      keepFresh: (channel) => access.keepFresh(channel),
      onEnding: (channel, days) => notify.signInEnds(channel, days),
    }),
  );
  keep(
    startStoreCheck({ library, store, clock, log, tell: (failure) => broadcast.tell({ fact: 'trouble', failure }) }),
  );
  const publishing = keep(
    startPublishing({
      library,
      clock,
      log,
      adapters: ADAPTERS,
      apiFor,
      chance: () => Math.random(),
      runningMs,
      onEnded: (publication) => {
        notify.ended(publication);
        void addresses.release(unneededMedia(library.read, publication.id));
      },
    }),
  );

  keep(
    serveIpc({
      windows,
      log,
      handlers: {
        ...settingsHandlers({
          library,
          workspace: () => workspace,
          personal,
          app: { version: app.getVersion(), electron: process.versions.electron, libraryPath },
        }),
        ...secretsHandlers({ library, vault }),
        ...channelsHandlers({ ...connecting, choices, apiFor }),
        ...mediaHandlers({
          library,
          store,
          pictures,
          films,
          vault,
          addresses,
          now: () => clock.now(),
          chooseFiles,
          onImporting: (id, done, of) => broadcast.tell({ fact: 'importing', import: id, done, of }),
          onFitting: (id, part) => broadcast.tell({ fact: 'fitting', fit: id, part }),
        }),
        ...postsHandlers({
          library,
          publications: { ofPost: publicationsOfPost, match: matchPublications },
          workspace: () => workspace,
        }),
        ...publishingHandlers({ library, adapters: ADAPTERS, apiFor, workspace: () => workspace, openInBrowser }),
      },
    }),
  );

  const quitting = guardQuitting({
    app,
    now: () => clock.now(),
    dueWithin: (ms) => dueUntil(library.read, clock.now() + ms),
    window: () => shownWindow(windows.all()),
    windows: () => windows.all(),
    pause: (ms) => pause(clock, ms, new AbortController().signal),
    stop: () => stopAll(running),
    onError: (error) => log.error('quitting', error),
  });
  const go = (to: Destination): void => {
    window.show();
    broadcast.tell({ fact: 'go', to });
  };
  showMenu({ platform: process.platform, isDeveloper: config.isDeveloper, go });
  const tray = keep(
    showTray({
      platform: process.platform,
      icon: join(app.getAppPath(), 'build/icons', process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'),
      showWindow: () => window.show(),
      newPost: () => go('new-post'),
      quit: () => app.quit(),
      nextDue: () => nextDue(library.read),
    }),
  );
  keep(hearWaking(() => publishing.look()));
  library.onChanged((changes) => {
    broadcast.changed(changes);
    if (changes.some((change) => change.topic === 'settings')) followTheme();
    if (changes.some((change) => change.topic === 'publications')) tray.refresh();
  });

  claimLinks(app, config.launch);
  hearLinks(app, config.launch, {
    onSecondStart: () => window.show(),
    onLink,
  });
  function onLink(link: string): void {
    window.show();
    void followLink({ ...connecting, choices, log, tell: (fact) => broadcast.tell(fact) }, link);
  }
  app.on('activate', () => window.show());
  // The tray keeps it running; only quitting ends it.
  app.on('window-all-closed', () => undefined);
  window.show();
  log.info('started', { version: app.getVersion(), electron: process.versions.electron, userData });
}

async function stopAll(running: readonly Part[]): Promise<void> {
  for (const part of running.toReversed()) await part.stop();
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
        name: 'Pictures, films, sounds and PDF',
        extensions: 'jpg jpeg png webp gif avif heic heif mp4 m4v mov webm mp3 ogg wav flac m4a pdf'.split(' '),
      },
    ],
  });
  return answer.canceled ? [] : answer.filePaths;
}

function firstWords(db: ReadDb, publication: Publication): string {
  const post = postById(db, publication.post);
  return post === undefined ? '' : excerptOf(segmentsFor(post, publication.channel), 120);
}
