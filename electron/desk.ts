import { join } from 'node:path';
import type { Clock } from '#shared/clock.ts';
import { agesFor, PRACTICE_AGES, PRACTICE_GAP_MS } from '#shared/analytics/ages.ts';
import type { ChannelId, MediaId, PlatformId, WorkspaceId } from '#shared/ids.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import { ADAPTERS } from '#shared/platforms/adapters.ts';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { Http } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { accountChoices } from '#electron/channels/account-choices.ts';
import { channelsHandlers } from '#electron/channels/channels.handlers.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { signOutForgotten } from '#electron/channels/channels.write.ts';
import type { ConnectingDeps } from '#electron/channels/connect-channel.ts';
import { startChannelAccess, type ApiUser } from '#electron/channels/fresh-token.ts';
import { startKeepingFresh } from '#electron/channels/keep-fresh.ts';
import { linkCards } from '#electron/channels/link-card.ts';
import { loopbackReturn } from '#electron/channels/loopback-return.ts';
import { followLink, isWaitingFor } from '#electron/channels/oauth-callback.ts';
import { analyticsHandlers, type Exporting } from '#electron/analytics/analytics.handlers.ts';
import { startCollecting } from '#electron/analytics/collect.ts';
import { publicReader } from '#electron/channels/public-reader.ts';
import { runningMs, ZONE_RULES } from '#electron/clock.ts';
import type { Library, ReadDb } from '#electron/db/handles.ts';
import type { AllHandlers } from '#electron/ipc/answer-call.ts';
import { backupHandlers, type BackupHandling } from '#electron/backup/backup.handlers.ts';
import { broadcastTo, type Broadcast } from '#electron/ipc/broadcast.ts';
import type { TrustedWindows } from '#electron/ipc/trusted-windows.ts';
import type { Log } from '#electron/log.ts';
import { startStoreCheck } from '#electron/media/check-store.ts';
import { importFiles } from '#electron/media/import-file.ts';
import { mediaHandlers } from '#electron/media/media.handlers.ts';
import { mediaByIds } from '#electron/media/media.read.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { frameShown } from '#electron/media/film-frames.ts';
import type { Films } from '#electron/media/films.ts';
import type { Pictures } from '#electron/media/pictures.ts';
import { startPublicAddresses } from '#electron/media/public-address.ts';
import { smallPictures } from '#electron/media/small-pictures.ts';
import { startEmptyingBin } from '#electron/posts/empty-bin.ts';
import { calendarHandlers } from '#electron/posts/calendar.handlers.ts';
import { labelsHandlers } from '#electron/posts/labels.handlers.ts';
import { snippetsHandlers } from '#electron/posts/snippets.handlers.ts';
import { csvHandlers } from '#electron/posts/csv.handlers.ts';
import { postsHandlers } from '#electron/posts/posts.handlers.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { practiceHandlers, type PracticeHandling } from '#electron/practice/practice.handlers.ts';
import { activityHandlers } from '#electron/publishing/activity.handlers.ts';
import { publicationsOfPost, unneededMedia } from '#electron/publishing/publications.read.ts';
import { publishingHandlers } from '#electron/publishing/publishing.handlers.ts';
import { matchPublications } from '#electron/publishing/schedule-post.ts';
import { slotsHandlers } from '#electron/publishing/slots.handlers.ts';
import { startPublishing } from '#electron/publishing/start-publishing.ts';
import type { Keychain } from '#electron/secrets/safe-storage.ts';
import { secretsHandlers } from '#electron/secrets/secrets.handlers.ts';
import { startVault, type TokenVault } from '#electron/secrets/token-vault.ts';
import type { Personal } from '#electron/settings/personal.ts';
import { proxyHandlers, type ProxyHandling } from '#electron/settings/proxy.handlers.ts';
import { settingsHandlers } from '#electron/settings/settings.handlers.ts';
import { storageHandlers, type StorageHandling } from '#electron/storage/storage.handlers.ts';
import type { PictureSource } from '#electron/shell/pictures-protocol.ts';
import type { Notifier, NotifyDeps } from '#electron/shell/notify.ts';
import { programHandlers, type ProgramHandling } from '#electron/shell/program.handlers.ts';

/** A part that runs until it is stopped. */
export interface Part {
  stop(): Promise<void>;
}

export interface DeskDeps {
  /** Open; the desk stops it when it is stopped itself. */
  readonly library: Library;
  readonly workspace: WorkspaceId;
  readonly isPractice: boolean;
  /** Nothing writes to the library any more, and it is about to be closed. */
  readonly atLast?: () => Promise<void>;
  /** The library and its files lie in it. */
  readonly folder: string;
  readonly keychain: Keychain;
  readonly http: Http;
  /** Addresses that take the place of a network's own. */
  readonly baseUrls: ReadonlyMap<PlatformId, string>;
  readonly pictures: Pictures;
  readonly films: Films;
  readonly personal: Personal;
  /** The address of the team server that keeps app secrets; `undefined` when none is set. */
  readonly broker: () => string | undefined;
  readonly practice: Omit<PracticeHandling, 'onChange'>;
  /** What belongs to the program and to the person's own library, whichever window asks. */
  readonly program: ProgramHandling & {
    readonly proxy: ProxyHandling;
    readonly backup: BackupHandling;
    readonly storage: StorageHandling;
  };
  readonly clock: Clock;
  readonly log: Log;
  readonly windows: TrustedWindows;
  readonly app: { readonly version: string; readonly electron: string; readonly libraryPath: string };
  readonly openInBrowser: (address: string) => Promise<void>;
  readonly chooseFiles: () => Promise<readonly string[]>;
  readonly exporting: Exporting;
  /** Asks for a file of rows; `undefined` when the person changed their mind. */
  readonly chooseTable: () => Promise<string | undefined>;
  /** Asks for a file of days; `undefined` when the person changed their mind. */
  readonly chooseDays: () => Promise<string | undefined>;
  /** Asks where a file of rows is to be written. */
  readonly nameTable: (suggested: string) => Promise<string | undefined>;
  notifier(own: Pick<NotifyDeps, 'describe' | 'tell'>): Notifier;
  /** A link came back to a port of this computer. */
  readonly onLink: (link: string) => void;
}

/**
 * One library and everything that works on it: vault, channels, files, the publisher, and what its windows are answered
 * and told. The program has one for the person's work; the practice workspace is another one, with a library, networks
 * and a window of its own, and neither knows of the other.
 */
export interface Desk {
  readonly library: Library;
  readonly handlers: AllHandlers;
  readonly windows: TrustedWindows;
  readonly vault: TokenVault;
  tell(fact: Fact): void;
  /** Where a file of the library lies, or a small picture of it; `undefined` when there is none under this id. */
  readonly mediaFile: PictureSource['mediaFile'];
  /** A frame of a film of the library. */
  readonly filmFrame: PictureSource['filmFrame'];
  /** The sign-in that a link belongs to began here. */
  isWaitingFor(link: string): boolean;
  followLink(link: string): Promise<void>;
  /** Takes files in and begins a post with them; says what did not come in. */
  postWith(paths: readonly string[]): Promise<void>;
  /** Time has passed unseen: look whether something is due. */
  look(): void;
  stop(): Promise<void>;
}

/** Builds the parts in order; they are stopped in reverse. */
export function openDesk(d: DeskDeps): Desk {
  const running: Part[] = [];
  const keep = <P extends Part>(part: P): P => {
    running.push(part);
    return part;
  };
  const { library, clock, log, http, personal } = d;
  keep(library);
  keep({ stop: () => d.atLast?.() ?? Promise.resolve() });
  const broadcast = broadcastTo(d.windows);
  const { tell } = broadcast;
  // Before anything else: a window may have looked at it already.
  library.onChanged((changes) => broadcast.changed(changes));
  const vault = keep(startVault({ library, keychain: d.keychain, log }));
  const forgotten = signOutForgotten(library, vault);
  if (forgotten > 0) log.info('sign-ins were kept in memory only and are gone', { forgotten });

  const connecting: ConnectingDeps = {
    library,
    vault,
    adapters: ADAPTERS,
    http,
    clock,
    baseUrls: d.baseUrls,
    workspace: () => d.workspace,
    broker: d.broker,
    loopback: keep(loopbackReturn({ clock, onLink: d.onLink })),
    openInBrowser: d.openInBrowser,
  };
  const access = keep(startChannelAccess({ ...connecting, linkCard: linkCards({ http }), log }));
  const store = mediaStore(join(d.folder, 'media'));
  const small = smallPictures({ store, pictures: d.pictures, films: d.films });
  const addresses = keep(startPublicAddresses({ library, vault, store, teamServer: d.broker, http, clock, log }));
  const apiFor = (channel: ChannelId, onRequest: ApiUser['onRequest'] = () => undefined): Api =>
    access.apiFor(channel, {
      readMedia: (media, part) => store.read(media, part),
      publicAddress: (media) => addresses.of(media, networkOf(library.read, channel)),
      onRequest,
    });
  const notify = d.notifier({
    describe: (publication) => ({
      channel: channelById(library.read, publication.channel),
      excerpt: firstWords(library.read, publication),
    }),
    tell,
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
    startStoreCheck({
      library,
      store,
      pictures: d.pictures,
      clock,
      log,
      tell: (failure) => tell({ fact: 'trouble', failure }),
    }),
  );
  keep(startEmptyingBin({ library, clock, log }));
  const publishing = keep(
    startPublishing({
      library,
      clock,
      log,
      adapters: ADAPTERS,
      apiFor,
      chance: () => Math.random(),
      zoneRules: ZONE_RULES,
      runningMs,
      onEnded: (publication) => {
        notify.ended(publication);
        void addresses.release(unneededMedia(library.read, publication.id));
      },
    }),
  );
  const collecting = keep(
    startCollecting({
      library,
      clock,
      log,
      adapters: ADAPTERS,
      apiFor,
      agesFor: d.isPractice ? () => PRACTICE_AGES : agesFor,
      ...(d.isPractice && { gapMs: PRACTICE_GAP_MS }),
    }),
  );
  const choices = accountChoices(clock);
  const publications = { ofPost: publicationsOfPost, match: matchPublications };
  const pictureImport = { library, store, pictures: d.pictures, films: d.films, now: () => clock.now() };

  return {
    library,
    windows: d.windows,
    vault,
    handlers: {
      ...settingsHandlers({
        library,
        workspace: () => d.workspace,
        personal,
        isPractice: d.isPractice,
        app: d.app,
      }),
      ...secretsHandlers({ library, vault }),
      ...channelsHandlers({ ...connecting, choices, apiFor }),
      ...mediaHandlers({
        ...pictureImport,
        vault,
        addresses,
        chooseFiles: d.chooseFiles,
        onImporting: (id, done, of) => tell({ fact: 'importing', import: id, done, of }),
        onFitting: (id, part) => tell({ fact: 'fitting', fit: id, part }),
      }),
      ...postsHandlers({
        library,
        publications,
        workspace: () => d.workspace,
      }),
      ...calendarHandlers({ library, workspace: () => d.workspace, chooseDays: d.chooseDays }),
      ...labelsHandlers({ library, workspace: () => d.workspace }),
      ...snippetsHandlers({ library, workspace: () => d.workspace }),
      ...csvHandlers({
        ...pictureImport,
        publications,
        workspace: () => d.workspace,
        readWeb: publicReader({ http, protocols: /^https:$/ }),
        chooseTable: d.chooseTable,
        nameTable: d.nameTable,
      }),
      ...activityHandlers({ library, workspace: () => d.workspace }),
      ...publishingHandlers({
        library,
        adapters: ADAPTERS,
        apiFor,
        publications,
        workspace: () => d.workspace,
        openInBrowser: d.openInBrowser,
      }),
      ...analyticsHandlers({
        library,
        workspace: () => d.workspace,
        exporting: d.exporting,
        now: () => clock.now(),
        ...(d.isPractice && { grownAtMs: PRACTICE_AGES[2] }),
      }),
      ...slotsHandlers({ library, workspace: () => d.workspace }),
      ...programHandlers(d.program),
      ...proxyHandlers(d.program.proxy),
      ...backupHandlers(d.program.backup),
      ...storageHandlers(d.program.storage),
      ...practiceHandlers({ ...d.practice, onChange: () => tellPractice({ tell }) }),
    },
    tell,
    mediaFile: async (id, which) => {
      const [file] = mediaByIds(library.read, [id as MediaId]);
      if (file === undefined) return undefined;
      if (which === undefined) return { path: store.pathOf(file.id), mimeType: file.mimeType };
      const path = await small(file, which);
      return path === undefined ? undefined : { path, mimeType: 'image/webp' };
    },
    filmFrame: async (id, atMs) => {
      const [film] = mediaByIds(library.read, [id as MediaId]);
      return film && frameShown({ store, films: d.films }, film, atMs);
    },
    isWaitingFor: (link) => isWaitingFor(library.read, link),
    followLink: (link) => followLink({ ...connecting, choices, log, tell }, link),
    postWith: async (paths) => {
      const { media, failures } = await importFiles(pictureImport, paths);
      for (const failure of failures) tell({ fact: 'trouble', failure });
      if (media.length > 0)
        tell({ fact: 'post-with-files', media: media.map(({ id, alt }) => ({ media: id, alt: alt ?? '' })) });
    },
    look: () => {
      publishing.look();
      collecting.look();
    },
    stop: () => stopAll(running),
  };
}

/** In reverse, so that nothing runs without what it stands on. */
export async function stopAll(running: readonly Part[]): Promise<void> {
  for (const part of running.toReversed()) await part.stop();
}

/** The window of the practice workspace has to look again at what arrived and what is out of order. */
export function tellPractice({ tell }: Pick<Broadcast, 'tell'>): void {
  tell({ fact: 'changed', topic: 'practice', ids: [] });
}

function networkOf(db: ReadDb, channel: ChannelId): string {
  return platformOf(channelById(db, channel)?.platform ?? '')?.name ?? '';
}

function firstWords(db: ReadDb, publication: Publication): string {
  const post = postById(db, publication.post);
  return post === undefined ? '' : excerptOf(segmentsFor(post, publication.channel), 120);
}
