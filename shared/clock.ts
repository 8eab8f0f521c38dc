/** The only source of time for logic. The real one is `electron/clock.ts`; tests crank theirs by hand. */
export interface Clock {
  /** The current instant, UTC milliseconds. */
  now(): number;
  /** Runs `ring` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, ring: () => void): () => void;
}

/** Waits `delayMs` on the clock; rejects with the signal's reason as soon as it aborts. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
