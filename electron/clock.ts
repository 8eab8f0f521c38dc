import type { Clock } from '#shared/clock.ts';

// Node's timers overflow beyond 2^31-1 ms and fire at once; a longer wait is cut and the ringer looks again.
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Ms since the program started, on a clock that nobody can set; it stands still while the computer sleeps. */
export function runningMs(): number {
  return performance.now();
}

/** Names the zone rules that luxon and Intl go by: those of this Node, or of the Electron it came in. */
export const ZONE_RULES = ['tz', 'icu', 'electron', 'node'].map((name) => process.versions[name] ?? '').join(' ');

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, ring) => {
    const timer = setTimeout(ring, Math.min(Math.max(0, delayMs), LONGEST_WAIT_MS));
    return () => clearTimeout(timer);
  },
};

/**
 * Lets everything else that waits have its turn first; for long work in pieces. It is about order and not about time, so
 * tests need not crank anything.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
