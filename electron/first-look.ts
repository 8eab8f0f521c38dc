import { calendarCalls } from '#shared/ipc/calendar.calls.ts';
import { channelsCalls } from '#shared/ipc/channels.calls.ts';
import { labelsCalls } from '#shared/ipc/labels.calls.ts';
import { settingsCalls } from '#shared/ipc/settings.calls.ts';
import { slotsCalls } from '#shared/ipc/slots.calls.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import { isRestoreReady } from '#electron/backup/restore-mark.ts';
import { channelsShown } from '#electron/channels/channels.read.ts';
import { slotsOf } from '#electron/channels/slots.read.ts';
import { systemClock } from '#electron/clock.ts';
import type { Library } from '#electron/db/handles.ts';
import type { LookedThrough } from '#electron/db/look-through.ts';
import { openLibrary } from '#electron/db/open.ts';
import { restoredMark } from '#electron/db/portable-copy.ts';
import type { Front } from '#electron/front.ts';
import { answerCall, type AllHandlers } from '#electron/ipc/answer-call.ts';
import type { Log } from '#electron/log.ts';
import { calendarEntries } from '#electron/posts/calendar.read.ts';
import { labelsOf } from '#electron/posts/labels.read.ts';
import type { Settled } from '#electron/publishing/hold-restored.ts';
import { settingsShown } from '#electron/settings/settings.read.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { askAboutLibrary } from '#electron/shell/library-question.ts';
import { openLibraryOrAsk } from '#electron/shell/library-trouble.ts';

// What a window draws first is a few lists of the library, and needs no network and no rule of one: it is answered as soon as
// the library is open, while most of the program has not been read yet (docs/decisions/0024).

/** What the page asks before it draws anything, and nothing else. */
const CALLS = {
  'settings.read': settingsCalls['settings.read'],
  'channels.list': channelsCalls['channels.list'],
  'labels.list': labelsCalls['labels.list'],
  'slots.list': slotsCalls['slots.list'],
  'calendar.entries': calendarCalls['calendar.entries'],
};

/** The library as the rest of the program finds it. */
export interface Opened {
  readonly library: Library;
  readonly workspace: WorkspaceId;
  /** The computer's zone. */
  readonly zone: string;
  /** What came of a library that was brought back from a backup. */
  readonly restored: Settled | undefined;
}

export interface OpeningDeps {
  readonly log: Log;
  readonly front: Front;
  readonly version: { readonly version: string; readonly electron: string };
  readonly libraryPath: string;
  /** What is seen of the library meanwhile. */
  readonly looked: Promise<LookedThrough | undefined> | undefined;
}

/** Opens the library and answers the first look at it. `undefined`: it cannot be opened, and the person wants to quit. */
export async function openFirstLook(d: OpeningDeps): Promise<(Opened & { readonly seen: Promise<void> }) | undefined> {
  const { log, front, libraryPath, version } = d;
  if (isRestoreReady(libraryPath)) {
    const { finishRestore } = await import('#electron/backup/restore.ts');
    finishRestore(libraryPath);
  }
  const library = await openOwnLibrary(d);
  if (library === undefined) return undefined;
  const restored = await settled(library, log);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const workspace = ensureWorkspace(library, zone);
  const db = library.read;
  const handlers: Pick<AllHandlers, keyof typeof CALLS> = {
    'settings.read': () =>
      settingsShown({ db, workspace, personal: front.personal, isPractice: false, app: { ...version, libraryPath } }),
    'channels.list': () => channelsShown(db, workspace),
    'labels.list': () => labelsOf(db, workspace),
    'slots.list': () => slotsOf(db, workspace),
    'calendar.entries': ({ from, to }) => calendarEntries(db, workspace, from, to),
  };
  const seen = front.lookFirst({
    answers: (name) => typeof name === 'string' && Object.hasOwn(CALLS, name),
    answer: (name, input) => answerCall({ calls: CALLS, handlers, log }, name, input),
  });
  return { library, workspace, zone, restored, seen };
}

/** Before anything is shown of it, since it would be shown as it never was. */
async function settled(library: Library, log: Log): Promise<Settled | undefined> {
  if (restoredMark(library.read) === undefined) return undefined;
  const { settleRestored } = await import('#electron/publishing/hold-restored.ts');
  const restored = settleRestored(library);
  if (restored !== undefined) log.warn('brought back from a backup', { ...restored });
  return restored;
}

function openOwnLibrary({ libraryPath: path, looked, log, front }: OpeningDeps): Promise<Library | undefined> {
  const clock = systemClock;
  let seen = looked;
  return openLibraryOrAsk({
    path,
    open: async () => {
      const known = await seen;
      // What takes its place when it is damaged has not been seen yet.
      seen = undefined;
      return openLibrary({ path, clock, looked: known, onListenerError: (error) => log.error('listener', error) });
    },
    now: () => clock.now(),
    ask: (question) => {
      log.error('library', question);
      return askAboutLibrary(question, front.shownWindow());
    },
  });
}
