import { useSyncExternalStore } from 'react';

const TICK_MS = 1000;

const listeners = new Set<() => void>();
const ticking: { timer: ReturnType<typeof setInterval> | undefined } = { timer: undefined };

/** Words that depend on the time: the component draws again only when they change. */
export function useTicking(words: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => words(Date.now()));
}

/** The start of the current minute, UTC ms. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / 60_000) * 60_000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking.timer ??= setInterval(() => {
    for (const one of listeners) one();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking.timer);
    ticking.timer = undefined;
  };
}
