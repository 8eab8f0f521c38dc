import { shell, type App, type BrowserWindow, type Session } from 'electron';
import { channelName } from '#shared/channels/channel.ts';
import { keysOf } from '#shared/keys/shortcuts.ts';
import type { PostId, WorkspaceId } from '#shared/ids.ts';
import type { Destination } from '#shared/ipc/facts.ts';
import { isPostLink, postOfLink } from '#shared/posts/post-link.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import type { AppConfig } from '#electron/config.ts';
import type { Desk, Part } from '#electron/desk.ts';
import type { Log } from '#electron/log.ts';
import { postById } from '#electron/posts/posts.read.ts';
import { nextPosts, postsNeedingPerson } from '#electron/publishing/publications.read.ts';
import type { Personal } from '#electron/settings/personal.ts';
import { workspaceById } from '#electron/settings/settings.read.ts';
import { showBadge } from '#electron/shell/badge.ts';
import { offerNewPost } from '#electron/shell/dock.ts';
import { showMenu } from '#electron/shell/menu.ts';
import { checkSpelling } from '#electron/shell/spelling.ts';
import { showTextMenus } from '#electron/shell/text-menu.ts';
import { showTray } from '#electron/shell/tray.ts';
import type { TrayState } from '#electron/shell/tray-menu.ts';
import { zoomed } from '#electron/shell/zoom.ts';

export interface DesktopDeps {
  readonly app: App;
  readonly config: AppConfig;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
  readonly personal: Personal;
  /** The person's own work. */
  readonly desk: Desk;
  readonly workspace: WorkspaceId;
  /** Every desk there is, with the way to show its window. */
  desks(): readonly { readonly desk: Desk; show(): void }[];
  readonly trayIcon: string;
  readonly docs: string;
  showLogs(): void;
}

/** Postwright outside its windows, and what holds in all of them. */
export interface Desktop extends Part {
  /** A window was made: it gets what the person likes. */
  dress(window: BrowserWindow): void;
  /** Opens the post a link leads to; `false` when it is not a link to a post. */
  followPostLink(link: string): boolean;
  /** Begins a post with files that the system handed over. */
  postWith(paths: readonly string[]): void;
  newPost(): void;
  /** Another language is spoken from now on: everything that stands outside the windows says it anew. */
  speakAnew(): void;
}

const TITLE = 'Postwright';
const MOST_NEXT = 3;
const EXCERPT = 120;

/** Puts up the tray, the badge, the menus and the keys, and keeps them as the library and the person's choices are. */
export function openDesktop(d: DesktopDeps): Desktop {
  const { desk, personal } = d;
  const { library } = desk;
  const own = (): { readonly desk: Desk; show(): void } => {
    const known = d.desks().find((one) => one.desk === desk);
    if (known === undefined) throw new Error('the person’s own desk is always there');
    return known;
  };
  const newPost = (): void => {
    own().show();
    desk.tell({ fact: 'go', to: 'new-post' });
  };
  const tray = showTray({
    platform: d.platform,
    icon: d.trayIcon,
    state: trayState,
    openPost: (post) => void openPost(post),
    showAttention: () => {
      own().show();
      desk.tell({ fact: 'go', to: 'queue' });
    },
    newPost,
    showWindow: () => own().show(),
    quit: () => d.app.quit(),
    onFiles: postWith,
  });
  let badge = -1;
  const dressed = new WeakSet<BrowserWindow>();
  sayNewPost();
  showTextMenus({ app: d.app, isSpellChecked: () => personal.read().spellCheck, openSpelling: () => go('settings') });
  refreshBadge();
  refreshMenu();
  const deafen = library.onChanged((changes) => {
    if (!changes.some(({ topic }) => SHOWN.has(topic))) return;
    tray.refresh();
    refreshBadge();
  });
  personal.onChanged(() => {
    refreshMenu();
    for (const each of d.desks()) for (const window of each.desk.windows.all()) dress(window);
  });
  return {
    dress,
    followPostLink,
    postWith,
    newPost,
    speakAnew: () => {
      sayNewPost();
      refreshMenu();
      tray.refresh();
      refreshTitles();
    },
    stop: async () => {
      deafen();
      await tray.stop();
    },
  };

  function trayState(): TrayState {
    const next = nextPosts(library.read, MOST_NEXT).map(({ post, at, channels }) => {
      const known = postById(library.read, post);
      return {
        id: post,
        at,
        excerpt: known === undefined ? '' : excerptOf(known.segments, EXCERPT),
        channels: channels.flatMap((id) => {
          const channel = channelById(library.read, id);
          return channel === undefined ? [] : [channelName(channel)];
        }),
      };
    });
    const zone = workspaceById(library.read, d.workspace)?.zone ?? 'UTC';
    return { next, needsYou: postsNeedingPerson(library.read, d.workspace), zone };
  }

  function sayNewPost(): void {
    offerNewPost({ app: d.app, platform: d.platform, launch: d.config.launch, newPost });
  }

  function refreshBadge(): void {
    const count = postsNeedingPerson(library.read, d.workspace);
    if (count === badge) return;
    badge = count;
    showBadge(count, { platform: d.platform, windows: () => desk.windows.all(), title: TITLE });
  }

  function refreshMenu(): void {
    const { keys, spellCheck } = personal.read();
    const state = {
      platform: d.platform,
      isDeveloper: d.config.isDeveloper,
      keys: keysOf(keys),
      isSpellChecked: spellCheck,
    };
    showMenu(state, {
      go,
      zoom: (way) => personal.change({ zoom: zoomed(personal.read().zoom, way) }),
      setSpellCheck: (isOn) => personal.change({ spellCheck: isOn }),
      openDocs: () => void shell.openPath(d.docs),
      showLogs: () => d.showLogs(),
    });
  }

  /** The menu belongs to the window in front; from elsewhere it leads to the person's own work. */
  function go(to: Destination): void {
    const inFront = d.desks().find((one) => one.desk.windows.all().some((window) => window.isFocused())) ?? own();
    if (inFront.desk === desk) inFront.show();
    inFront.desk.tell({ fact: 'go', to });
  }

  function dress(window: BrowserWindow): void {
    const { webContents } = window;
    const { zoom, spellCheck, spellLanguages } = personal.read();
    webContents.setZoomFactor(zoom);
    spell(webContents.session, { isOn: spellCheck, languages: spellLanguages });
    if (dressed.has(window)) return;
    dressed.add(window);
    if (badge > 0) refreshTitles();
  }

  function spell(session: Session, wanted: { isOn: boolean; languages: readonly string[] }): void {
    checkSpelling(session, d.app.getPreferredSystemLanguages(), wanted);
  }

  function refreshTitles(): void {
    showBadge(badge, { platform: d.platform, windows: () => desk.windows.all(), title: TITLE });
  }

  function openPost(post: PostId): boolean {
    const holder = d.desks().find((one) => postById(one.desk.library.read, post) !== undefined);
    if (holder === undefined) return false;
    holder.show();
    holder.desk.tell({ fact: 'show-post', post });
    return true;
  }

  function followPostLink(link: string): boolean {
    if (!isPostLink(link)) return false;
    const post = postOfLink(link);
    if (post === undefined) {
      // Somebody made it up. Nothing happens, and nobody is bothered.
      d.log.warn('a link to a post that is none');
      return true;
    }
    if (!openPost(post)) {
      own().show();
      desk.tell({ fact: 'trouble', failure: { code: 'post.link-unknown', about: {} } });
    }
    return true;
  }

  function postWith(paths: readonly string[]): void {
    if (paths.length === 0) return;
    own().show();
    desk.postWith(paths).catch((error: unknown) => d.log.error('files for a new post', error));
  }
}

/** What the tray and the badge are made of. */
const SHOWN: ReadonlySet<string> = new Set(['publications', 'posts', 'channels', 'settings']);
