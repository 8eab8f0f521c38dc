import { randomUUID } from 'node:crypto';
import type { Clock } from '#shared/clock.ts';
import type { PostId } from '#shared/ids.ts';
import { changed } from '#electron/db/change-log.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { forgetLabels } from '#electron/posts/labels.write.ts';
import { longDeleted, postById } from '#electron/posts/posts.read.ts';
import { forgetVersions, removePost, storeEmptied } from '#electron/posts/posts.write.ts';
import { historyOf } from '#electron/posts/post-history.read.ts';
import type { SegmentId } from '#shared/posts/post.ts';

// What becomes of a post after 30 days in the bin; docs/decisions/0012 says why.

const DAY_MS = 24 * 3_600_000;

/** How long the bin keeps what is thrown away. */
export const BIN_KEEPS_MS = 30 * DAY_MS;

/** Between two transactions of this many posts everything else has its turn. */
const AT_ONCE = 100;

export interface EmptyingDeps {
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
}

/** Removes for good what has been in the bin for 30 days: at the start, and every day. */
export function startEmptyingBin(d: EmptyingDeps): { stop(): Promise<void> } {
  let cancel = (): void => undefined;
  const look = (): void => {
    try {
      const removed = emptyBin(d);
      if (removed > 0) d.log.info('the bin was emptied of what was in it for 30 days', { removed });
    } catch (error) {
      d.log.error('emptying the bin', error);
    }
    cancel = d.clock.after(DAY_MS, look);
  };
  // The window comes first.
  cancel = d.clock.after(0, look);
  return {
    stop: () => {
      cancel();
      return Promise.resolve();
    },
  };
}

/** Answers how many posts left the bin. */
export function emptyBin({ library, clock }: Pick<EmptyingDeps, 'library' | 'clock'>): number {
  const until = clock.now() - BIN_KEEPS_MS;
  library.write((tx) => forgetLabels(tx, until));
  let removed = 0;
  for (let some = longDeleted(library.read, until, AT_ONCE); some.length > 0;) {
    library.write((tx) => {
      for (const id of some) leaveBin(tx, id);
      changed(tx, 'posts', some);
    });
    removed += some.length;
    some = longDeleted(library.read, until, AT_ONCE);
  }
  return removed;
}

function leaveBin(tx: WriteTx, id: PostId): void {
  const history = historyOf(tx, id);
  forgetVersions(tx, id);
  if (history === 'none') return removePost(tx, id);
  const post = postById(tx, id);
  const emptied = { emptiedAt: tx.now, conflicts: [] };
  if (post === undefined || history === 'out') return storeEmptied(tx, id, post && { ...post, ...emptied });
  const segments = [{ id: randomUUID() as SegmentId, text: '', media: [] }];
  storeEmptied(tx, id, { ...post, ...emptied, segments, variants: {}, firstComment: '', options: {} });
}
