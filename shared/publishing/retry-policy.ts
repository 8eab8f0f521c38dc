// Retry only what the network itself reported as temporary, or what certainly did not arrive.

/** Tries of a publication before it stops with `publish.gave-up` (DESIGN section 4). */
export const MAX_ATTEMPTS = 3;

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 60_000;
// PLATFORMS 9.3: after a network's own reset time, 1-5 s of jitter so that not everybody comes at once.
const AFTER_RESET_MS = 1_000;
const AFTER_RESET_SPREAD_MS = 4_000;

/**
 * When to try again after `attempt` tries: exponential from 2 s to 60 s with jitter between half and the whole
 * of it; never before what the network asked for. `chance` is in [0, 1).
 */
export function nextTryAt(attempt: number, now: number, chance: number, retryAt?: number): number {
  const backoffMs = Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, attempt - 1), LONGEST_DELAY_MS);
  const own = now + Math.round(backoffMs * (0.5 + chance / 2));
  if (retryAt === undefined) return own;
  return Math.max(own, retryAt + AFTER_RESET_MS + Math.round(AFTER_RESET_SPREAD_MS * chance));
}

/**
 * When to try again while the network cannot be reached: the longer it lasts, the rarer, between 1 s and 60 s.
 * `sinceMs` is how long the publication has been waiting already.
 */
export function nextReachAt(sinceMs: number, now: number, chance: number): number {
  const waitMs = Math.min(Math.max(sinceMs / 2, FIRST_DELAY_MS), LONGEST_DELAY_MS);
  return now + Math.round(waitMs * (0.5 + chance / 2));
}

const RAREST_AHEAD_MS = 10 * 60_000;

/**
 * When to try again while the network cannot be reached and the time has not come yet (a hand-over): rarely while there
 * is much time left, more often towards the end.
 */
export function nextReachAheadAt(dueAt: number, now: number): number {
  return now + Math.round(Math.min(Math.max((dueAt - now) / 10, FIRST_DELAY_MS), RAREST_AHEAD_MS));
}
