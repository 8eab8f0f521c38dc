import type { Clock } from '#shared/clock.ts';

export interface SchedulerDeps {
  readonly clock: Clock;
  /** When something has to be started next, UTC ms. */
  nextRunAt(): number | undefined;
  /** Settles what was missed and starts what is due. */
  startDue(): void;
  /** The wall clock moved against the running time by this much (ms, negative: set back). */
  onClockChange(byMs: number): void;
  /** A clock that nobody can set, ms. */
  runningMs(): number;
  onError(error: unknown): void;
}

export interface Scheduler {
  /** Something changed: a plan, a channel, the end of a publication, waking from sleep. */
  look(): void;
  stop(): Promise<void>;
}

/** However long nothing is due, it looks this often: a clock that was set tells nobody. */
const LONGEST_SLEEP_MS = 60_000;
/** After an error (a full disk, say) it does not try again at once. */
const AFTER_ERROR_MS = 1_000;
/** Less than this is a clock being nudged by time synchronisation. */
const CLOCK_CHANGE_MS = 2_000;

/** One timer that sleeps until the next publication is due. It never polls the database while it sleeps. */
export function startScheduler(d: SchedulerDeps): Scheduler {
  let cancel = (): void => undefined;
  let isStopped = false;
  let isLooking = false;
  let lookAgain = false;
  let hasFailed = false;
  let offset = d.clock.now() - d.runningMs();

  look();
  return {
    look,
    stop: () => {
      isStopped = true;
      cancel();
      return Promise.resolve();
    },
  };

  /** Looking commits, and a commit asks to look: those requests are gathered, not nested. */
  function look(): void {
    if (isStopped) return;
    lookAgain = true;
    if (isLooking) return;
    isLooking = true;
    try {
      hasFailed = false;
      while (lookAgain) {
        lookAgain = false;
        noticeClockChange();
        d.startDue();
      }
    } catch (error) {
      failed(error);
    } finally {
      isLooking = false;
      sleep();
    }
  }

  function sleep(): void {
    cancel();
    if (!isStopped) cancel = d.clock.after(sleepMs(), look);
  }

  function sleepMs(): number {
    const next = hasFailed ? undefined : nextOrFail();
    if (hasFailed) return AFTER_ERROR_MS;
    const untilNextMs = next === undefined ? LONGEST_SLEEP_MS : next - d.clock.now();
    return Math.min(Math.max(untilNextMs, 0), LONGEST_SLEEP_MS);
  }

  function nextOrFail(): number | undefined {
    try {
      return d.nextRunAt();
    } catch (error) {
      failed(error);
      return undefined;
    }
  }

  function failed(error: unknown): void {
    hasFailed = true;
    d.onError(error);
  }

  function noticeClockChange(): void {
    const byMs = d.clock.now() - d.runningMs() - offset;
    if (Math.abs(byMs) < CLOCK_CHANGE_MS) return;
    offset += byMs;
    d.onClockChange(byMs);
  }
}
