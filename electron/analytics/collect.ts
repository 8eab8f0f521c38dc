import { OLDEST_FIRST_ASK_MS } from '#shared/analytics/ages.ts';
import type { Clock } from '#shared/clock.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { askNetwork, type AskingDeps } from '#electron/analytics/ask-network.ts';
import { watchNew } from '#electron/analytics/watch-new.ts';
import { nextAsked, unwatchedAmong, unwatchedSince } from '#electron/analytics/watches.read.ts';

// Numbers are the least urgent thing that is asked of a network. One question at a time, with a gap after it, never while
// something of the channel is due soon; what was asked and when to ask next is in rows, so a restart goes on from there.

export interface CollectingDeps extends AskingDeps {
  readonly library: Library;
  readonly clock: Clock;
  readonly log: Log;
  /** Least time between two questions, ms; ten seconds unless said. */
  readonly gapMs?: number;
}

export interface Collecting {
  /** Waking from sleep: something may be due. */
  look(): void;
  stop(): Promise<void>;
}

/** After waking from a long sleep dozens of posts are due for a look at once: they are spread over minutes. */
const GAP_MS = 10_000;
/** A channel with a publication due within this is left alone until that is out. */
export const QUIET_BEFORE_MS = 2 * 60_000;
/** However long nothing is due, the clock is looked at again: somebody may have set it. Timers cannot be longer than 24 days. */
const LONGEST_SLEEP_MS = 6 * 3_600_000;
const AFTER_ERROR_MS = 60_000;

/** Asks the networks how posts are doing, at sensible ages, until it is stopped. */
export function startCollecting(d: CollectingDeps): Collecting {
  let isStopped = false;
  let isAsking = false;
  let notBefore = 0;
  let cancel = (): void => undefined;
  let work = Promise.resolve();

  const deafen = d.library.onChanged((changes) => {
    const publications = changes.filter(({ topic }) => topic === 'publications').flatMap(({ ids }) => ids);
    const isOurs = publications.length > 0 || changes.some(({ topic }) => topic === 'channels');
    if (!isOurs) return;
    attempt(() => watchNew(d, unwatchedAmong(d.library.read, publications)));
    sleep();
  });
  attempt(() => watchNew(d, unwatchedSince(d.library.read, d.clock.now() - OLDEST_FIRST_ASK_MS)));
  sleep();

  return {
    look: sleep,
    stop: async () => {
      isStopped = true;
      deafen();
      cancel();
      await work;
    },
  };

  /** One timer, until the next question is due. */
  function sleep(): void {
    cancel();
    if (isStopped || isAsking) return;
    cancel = d.clock.after(sleepMs(), () => {
      isAsking = true;
      work = ask();
    });
  }

  function sleepMs(): number {
    const now = d.clock.now();
    let next: number | undefined;
    attempt(() => (next = nextAsked(d.library.read, now + QUIET_BEFORE_MS)?.at));
    const at = Math.max(next ?? Infinity, notBefore);
    return Math.min(Math.max(at - now, 0), LONGEST_SLEEP_MS);
  }

  async function ask(): Promise<void> {
    const now = d.clock.now();
    try {
      const asked = nextAsked(d.library.read, now + QUIET_BEFORE_MS);
      if (asked === undefined || asked.at > now) return;
      notBefore = now + (d.gapMs ?? GAP_MS);
      await askNetwork(d, asked);
    } catch (error) {
      failed(error);
    } finally {
      isAsking = false;
      sleep();
    }
  }

  function attempt(look: () => void): void {
    try {
      look();
    } catch (error) {
      failed(error);
    }
  }

  /** As on a full disk: nothing was noted, so the same would be asked again at once. */
  function failed(error: unknown): void {
    d.log.error('collecting numbers', error);
    notBefore = d.clock.now() + AFTER_ERROR_MS;
  }
}
