import type { Clock } from '#shared/clock.ts';
import { Failure } from '#shared/failures.ts';
import { filmSaid, type FilmFacts, type FilmSaid } from '#shared/media/film-work.ts';
import type { Log } from '#electron/log.ts';
import type { FilmJob, FilmPort } from '#electron/media/film-port.ts';

// The main process's side of the window for films (docs/decisions/0008). It is opened when it is needed, and ended when
// nothing was asked for a while. A film that it does not survive is tried once more, alone, and then refused by its
// name; so is one that comes to no end.

/** The window, as it was opened. */
export interface FilmWindow extends Pick<FilmPort, 'begin' | 'withdraw' | 'onMessage'> {
  /** Once, when it has ended. */
  onExit(hear: () => void): void;
  kill(): void;
}

export interface FilmsDeps {
  readonly open: () => FilmWindow;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is wanted of a film: `from` is read, `to` is written. */
export interface FilmAsk extends Omit<FilmJob, 'number'> {}

/** How a long task is watched, and ended early. */
export interface WatchingFilm {
  readonly signal?: AbortSignal;
  /** How much of it is done, 0 to 1. */
  readonly onPart?: (part: number) => void;
}

export interface Films {
  /**
   * Throws `media.film-not-opened`, `media.film-not-written`, `media.film-sound`, `media.film-no-end`, `media.damaged`,
   * and what `signal` was aborted with; then nothing is written to `to` any more.
   */
  ask(ask: FilmAsk, watching?: WatchingFilm): Promise<FilmFacts>;
  stop(): Promise<void>;
}

/** A film that is written anew leaves room for one frame of another. */
const AT_ONCE = 2;
/** A slow computer writes some frames a second of a large film, and says so twice a second. */
const NO_PROGRESS_MS = 60_000;
const IDLE_MS = 30_000;

interface Job extends FilmJob, WatchingFilm {
  readonly settle: PromiseWithResolvers<FilmFacts>;
  /** It was under way when the window ended. */
  wasLost: boolean;
  cancelWatch(): void;
}

export function startFilms(d: FilmsDeps): Films {
  const waiting: Job[] = [];
  const underWay = new Map<number, Job>();
  let count = 0;
  let running: FilmWindow | undefined;
  let cancelIdle = (): void => undefined;
  let isStopped = false;

  return { ask, stop };

  function ask(wanted: FilmAsk, watching: WatchingFilm = {}): Promise<FilmFacts> {
    count += 1;
    const settle = Promise.withResolvers<FilmFacts>();
    const job: Job = { ...wanted, ...watching, number: count, settle, wasLost: false, cancelWatch: () => undefined };
    if (isStopped || watching.signal?.aborted === true) return Promise.reject(reasonOf(job));
    waiting.push(job);
    watching.signal?.addEventListener('abort', () => void leave(job), { once: true });
    look();
    return settle.promise;
  }

  async function stop(): Promise<void> {
    isStopped = true;
    cancelIdle();
    for (const job of [...waiting.splice(0), ...underWay.values()]) refuse(job, reasonOf(job));
    running?.kill();
    return Promise.resolve();
  }

  function look(): void {
    cancelIdle();
    if (isStopped) return;
    const at = waiting.findIndex((job) => mayBegin(job, [...underWay.values()]));
    const [next] = at === -1 ? [] : waiting.splice(at, 1);
    if (next === undefined) {
      if (underWay.size === 0) cancelIdle = d.clock.after(IDLE_MS, () => running?.kill());
      return;
    }
    underWay.set(next.number, next);
    running ??= start();
    running.begin(next);
    watch(next);
    look();
  }

  /** Ends the window when it comes to no end with this one. */
  function watch(job: Job): void {
    job.cancelWatch();
    job.cancelWatch = d.clock.after(NO_PROGRESS_MS, () => {
      refuse(job, new Failure('media.film-no-end', { file: job.name }));
      running?.kill();
    });
  }

  function start(): FilmWindow {
    const opened = d.open();
    opened.onMessage((message) => hear(message));
    opened.onExit(() => opened === running && lose());
    return opened;
  }

  function hear(message: unknown): void {
    const { data: said } = filmSaid.safeParse(message);
    if (said === undefined) return d.log.error('the window for films said something unknown');
    const job = underWay.get(said.number);
    if (job !== undefined) take(job, said);
  }

  function take(job: Job, said: FilmSaid): void {
    if (said.how === 'progress') {
      watch(job);
      return job.onPart?.(said.part);
    }
    underWay.delete(job.number);
    job.cancelWatch();
    if (said.how === 'done') job.settle.resolve(said.facts);
    else job.settle.reject(new Failure(said.failure.code, said.failure.about));
    look();
  }

  /** A person does not want it any more. */
  async function leave(job: Job): Promise<void> {
    const at = waiting.indexOf(job);
    if (at !== -1) waiting.splice(at, 1);
    else if (underWay.has(job.number)) await running?.withdraw(job.number);
    refuse(job, reasonOf(job));
    look();
  }

  function refuse(job: Job, reason: unknown): void {
    job.cancelWatch();
    underWay.delete(job.number);
    job.settle.reject(reason);
  }

  function lose(): void {
    running = undefined;
    const lost = [...underWay.values()];
    if (lost.length > 0) d.log.warn('the window for films ended', { underWay: lost.map((job) => job.name) });
    for (const job of lost.toReversed()) {
      if (job.wasLost) refuse(job, new Failure('media.damaged', { file: job.name }));
      else {
        job.cancelWatch();
        underWay.delete(job.number);
        waiting.unshift(Object.assign(job, { wasLost: true }));
      }
    }
    look();
  }
}

/** One that the window did not survive is alone with it; two that are written anew would only wait for each other. */
function mayBegin(job: Job, others: readonly Job[]): boolean {
  if (others.length === 0) return true;
  if (job.wasLost || others.some((other) => other.wasLost) || others.length >= AT_ONCE) return false;
  return job.task.do !== 'change' || others.every((other) => other.task.do !== 'change');
}

function reasonOf(job: Job): unknown {
  return job.signal?.aborted === true ? job.signal.reason : new Failure('media.film-no-end', { file: job.name });
}
