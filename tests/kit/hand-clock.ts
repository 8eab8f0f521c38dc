import type { Clock } from '#shared/clock.ts';

export interface HandClock extends Clock {
  /** Turns the clock to `at`, ringing on the way whatever is due, and lets what was rung do its work. */
  to(at: number): Promise<void>;
  /** Turns it forward. */
  by(ms: number): Promise<void>;
  /** Sets the wall clock, as a person or time synchronisation does: no time passes, nothing rings. */
  set(at: number): void;
  /** Ms since it was made, whatever the wall clock was set to. */
  runningMs(): number;
  readonly waiting: number;
}

interface Alarm {
  readonly atMs: number;
  readonly ring: () => void;
}

/** A clock that moves only when a test turns it. */
export function handClock(start: number): HandClock {
  const alarms = new Set<Alarm>();
  let running = 0;
  let wallOffset = start;

  async function by(ms: number): Promise<void> {
    const until = running + ms;
    for (let next = earliest(until); next !== undefined; next = earliest(until)) {
      alarms.delete(next);
      running = Math.max(running, next.atMs);
      next.ring();
      await settle();
    }
    running = until;
    await settle();
  }

  function earliest(until: number): Alarm | undefined {
    const due = [...alarms].filter((alarm) => alarm.atMs <= until);
    return due.toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  return {
    now: () => running + wallOffset,
    after: (delayMs, ring) => {
      const alarm = { atMs: running + Math.max(0, delayMs), ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    to: (at) => by(at - (running + wallOffset)),
    by,
    set: (at) => {
      wallOffset = at - running;
    },
    runningMs: () => running,
    get waiting() {
      return alarms.size;
    },
  };
}

/** Lets promises and immediate callbacks that are ready run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
