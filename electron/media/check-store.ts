import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#shared/clock.ts';
import type { FailureValue } from '#shared/failures.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { lookAtOlder, type LookingAtOlder } from '#electron/media/look-at-older.ts';
import { allMedia } from '#electron/media/media.read.ts';
import { UNFINISHED, type MediaStore } from '#electron/media/media-store.ts';
import { isStillNeeded } from '#electron/media/media-uses.read.ts';

export interface StoreCheckDeps {
  readonly library: Library;
  readonly store: MediaStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Says what a person should know. */
  readonly tell: (failure: FailureValue) => void;
}

/** What is wrong in the store; names of files where there are any. */
export interface StoreFindings {
  readonly missing: readonly string[];
  /** Of another size than when they came in. */
  readonly changed: readonly string[];
  /** Files that nobody names and that a crash left behind: removed now · too young to be sure. */
  readonly removed: number;
  readonly left: number;
}

/** The window is there by then, and the start of the app is not slowed. */
const AFTER_START_MS = 5_000;
/** A file without a row may be on its way in; not for this long. */
const ABANDONED_MS = 24 * 3_600_000;
const MOST_NAMES = 3;

/** Compares the store with the library in the background, soon after the start, and looks into older files. */
export function startStoreCheck(d: StoreCheckDeps & LookingAtOlder): { stop(): Promise<void> } {
  const end = new AbortController();
  const ended = Promise.withResolvers<'not all'>();
  let checking: Promise<void> = Promise.resolve();
  const cancel = d.clock.after(AFTER_START_MS, () => {
    const work = async (): Promise<void> => {
      d.log.info('the files were checked', await checkStore(d));
      // A look may take its time; when the app ends it is not waited for, and writes nothing any more.
      const looking = lookAtOlder(d, end.signal);
      d.log.info('older files were looked at', { files: await Promise.race([looking, ended.promise]) });
    };
    checking = work().catch((error: unknown) => d.log.error('checking the files', error));
  });
  return {
    stop: async () => {
      cancel();
      end.abort();
      ended.resolve('not all');
      await checking;
    },
  };
}

/** Tells of files that a post needs and that are gone or changed; removes what nobody names any more. */
export async function checkStore(d: StoreCheckDeps): Promise<StoreFindings> {
  const missing: string[] = [];
  const changed: string[] = [];
  const needed: string[] = [];
  for (const { id, name, bytes } of allMedia(d.library.read)) {
    const found = await stat(d.store.pathOf(id)).catch((_expected: unknown) => undefined);
    if (found?.size === bytes) continue;
    (found === undefined ? missing : changed).push(name);
    if (isStillNeeded(d.library.read, id)) needed.push(name);
  }
  if (needed.length > 0) d.tell({ code: 'media.store-check', about: { files: namesText(needed) } });
  return { missing, changed, ...(await removeAbandoned(d)) };
}

async function removeAbandoned({ library, store, clock }: StoreCheckDeps): Promise<{ removed: number; left: number }> {
  const counts = { removed: 0, left: 0 };
  for (const path of await filesIn(store.folder)) {
    const found = await stat(path.full).catch((_expected: unknown) => undefined);
    // Read for each one: what comes in meanwhile has its row.
    if (found === undefined || (path.id !== undefined && isKnown(library, path.id))) continue;
    const isAbandoned = clock.now() - found.mtimeMs > ABANDONED_MS;
    if (isAbandoned) await rm(path.full, { force: true });
    counts[isAbandoned ? 'removed' : 'left'] += 1;
  }
  return counts;
}

/** Only names that are ours: whatever else a person put there is theirs. */
async function filesIn(folder: string): Promise<{ readonly full: string; readonly id?: string }[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch((_expected: unknown) => []);
  return all.flatMap((entry) => {
    const full = join(entry.parentPath, entry.name);
    if (!entry.isFile()) return [];
    if (entry.name.endsWith(UNFINISHED)) return [{ full }];
    const id = /^([0-9a-f]{64})(\.(thumb|preview))?$/.exec(entry.name)?.[1];
    return id === undefined ? [] : [{ full, id }];
  });
}

function isKnown(library: Library, id: string): boolean {
  return library.read.prepare('SELECT 1 FROM media WHERE id = ?').get(id) !== undefined;
}

function namesText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
