import type { WorkspaceId } from '#shared/ids.ts';
import { finishRestore } from '#electron/backup/restore.ts';
import { systemClock } from '#electron/clock.ts';
import type { Library } from '#electron/db/handles.ts';
import type { LookedThrough } from '#electron/db/look-through.ts';
import { openLibrary } from '#electron/db/open.ts';
import type { Front } from '#electron/front.ts';
import type { Log } from '#electron/log.ts';
import { settleRestored, type Settled } from '#electron/publishing/hold-restored.ts';
import { ensureWorkspace } from '#electron/settings/settings.write.ts';
import { askAboutLibrary } from '#electron/shell/library-question.ts';
import { openLibraryOrAsk } from '#electron/shell/library-trouble.ts';

/** The person's own library, as the program works with it. */
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
  readonly front: Pick<Front, 'shownWindow' | 'endLook'>;
  readonly libraryPath: string;
  /** What is seen of the library on another thread. */
  readonly looked: Promise<LookedThrough | undefined> | undefined;
}

/** `undefined`: it cannot be opened, and the person wants to quit. */
export async function openOwnLibrary(d: OpeningDeps): Promise<Opened | undefined> {
  finishRestore(d.libraryPath);
  const library = await openOrAsk(d);
  if (library === undefined) return undefined;
  const restored = settleRestored(library);
  if (restored !== undefined) d.log.warn('brought back from a backup', { ...restored });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { library, workspace: ensureWorkspace(library, zone), zone, restored };
}

function openOrAsk({ libraryPath: path, looked, log, front }: OpeningDeps): Promise<Library | undefined> {
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
      // What a person chooses may move the file.
      front.endLook();
      return askAboutLibrary(question, front.shownWindow());
    },
  });
}
