import { calendarCalls } from '#shared/ipc/calendar.calls.ts';
import { channelsCalls } from '#shared/ipc/channels.calls.ts';
import { labelsCalls } from '#shared/ipc/labels.calls.ts';
import { settingsCalls } from '#shared/ipc/settings.calls.ts';
import { slotsCalls } from '#shared/ipc/slots.calls.ts';
import type { Calls } from '#shared/ipc/contract.ts';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import { isRestoreReady } from '#electron/backup/restore-mark.ts';
import { channelsShown } from '#electron/channels/channels.read.ts';
import { slotsOf } from '#electron/channels/slots.read.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { nextTurn } from '#electron/clock.ts';
import { openToRead } from '#electron/db/open-to-read.ts';
import { restoredMark } from '#electron/db/portable-copy.ts';
import type { FirstLook } from '#electron/front.ts';
import { answerCall, type AllHandlers } from '#electron/ipc/answer-call.ts';
import type { FirstCall } from '#electron/ipc/first-calls.ts';
import type { Log } from '#electron/log.ts';
import { calendarEntries } from '#electron/posts/calendar.read.ts';
import { labelsOf } from '#electron/posts/labels.read.ts';
import { firstWorkspace, settingsShown, type SettingsShown } from '#electron/settings/settings.read.ts';

// What a window draws first is a few lists of the library, and needs no network and no rule of one. It is answered while most
// of the program has not been read yet, with a handle that cannot write (docs/decisions/0024).

const CALLS = {
  'settings.read': settingsCalls['settings.read'],
  'channels.list': channelsCalls['channels.list'],
  'labels.list': labelsCalls['labels.list'],
  'slots.list': slotsCalls['slots.list'],
  'calendar.entries': calendarCalls['calendar.entries'],
} satisfies Pick<Calls, FirstCall>;

export interface FirstLookDeps extends Pick<SettingsShown, 'personal'> {
  readonly version: { readonly version: string; readonly electron: string };
  readonly libraryPath: string;
  readonly log: Log;
}

/**
 * Answers the first look at a library. `undefined` where there is nothing to be shown as it is: a new library, one of another
 * layout, one that was brought back and has to be settled first, and one that cannot be read.
 */
export function firstLookAt(d: FirstLookDeps): FirstLook | undefined {
  if (isRestoreReady(d.libraryPath)) return undefined;
  const opened = openToRead(d.libraryPath);
  if (opened === undefined) return undefined;
  const workspace = workspaceToShow(opened.read);
  if (workspace === undefined) {
    opened.close();
    return undefined;
  }
  const handlers = handlersOf(d, opened.read, workspace);
  return {
    answer: (name, input) => answerCall({ calls: CALLS, handlers, log: d.log }, name, input),
    close: () => opened.close(),
  };
}

function workspaceToShow(db: ReadDb): WorkspaceId | undefined {
  try {
    return restoredMark(db) === undefined ? firstWorkspace(db)?.id : undefined;
  } catch (_expected) {
    // A damaged file: who opens it to work with it finds the same, and says so.
    return undefined;
  }
}

function handlersOf(d: FirstLookDeps, db: ReadDb, workspace: WorkspaceId): Pick<AllHandlers, FirstCall> {
  const app = { ...d.version, libraryPath: d.libraryPath };
  return {
    'settings.read': () => settingsShown({ db, workspace, personal: d.personal, isPractice: false, app }),
    'channels.list': () => channelsShown(db, workspace),
    'labels.list': () => labelsOf(db, workspace),
    'slots.list': () => slotsOf(db, workspace),
    'calendar.entries': ({ from, to }) => entriesInTurns(db, workspace, from, to),
  };
}

const WEEK_MS = 7 * 24 * 3_600_000;
/** Of a longer span each piece is longer. */
const MOST_PIECES = 8;

/** Week by week: meanwhile Chromium asks this thread for what the page waits for as well, such as the way to the graphics process. */
async function entriesInTurns(db: ReadDb, workspace: WorkspaceId, from: number, to: number): Promise<CalendarEntry[]> {
  const found: CalendarEntry[] = [];
  const step = Math.max(WEEK_MS, Math.ceil((to - from) / MOST_PIECES));
  for (let start = from; start < to; start += step) {
    found.push(...calendarEntries(db, workspace, start, Math.min(to, start + step)));
    await nextTurn();
  }
  return found;
}
