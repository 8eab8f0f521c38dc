import type { Clock } from '#shared/clock.ts';
import { Failure } from '#shared/failures.ts';
import type { Log } from '#electron/log.ts';
import type { Program } from '#electron/program.ts';
import { numberedAnswer, type FileFacts, type LookAsk, type PictureAsk } from '#electron/media/picture-asks.ts';

// The main process's side of the process for pictures. It is started when it is needed, and ended when nothing was asked
// for a while. A picture that it does not survive is tried once more, alone, and then refused by its name.

export interface PicturesDeps {
  readonly fork: () => Program;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Pictures {
  /**
   * Throws `media.damaged`, `media.unreadable`; of a picture, `media.heic`, `media.too-many-pixels`; of another file,
   * `media.unknown-type`, `media.locked`.
   */
  ask(ask: PictureAsk | LookAsk): Promise<FileFacts>;
  stop(): Promise<void>;
}

/** Some are read or written while others keep the cores busy; how many are decoded at once, their size decides. */
const AT_ONCE = 4;
const LONGEST_MS = 2 * 60_000;
/** A look reads little; a film whose tables unfold without end is not waited for. */
const LONGEST_LOOK_MS = 20_000;
const IDLE_MS = 30_000;

interface Job {
  readonly number: number;
  readonly ask: PictureAsk | LookAsk;
  readonly settle: PromiseWithResolvers<FileFacts>;
  /** It was under way when the process ended. */
  wasLost: boolean;
}

export function startPictures(d: PicturesDeps): Pictures {
  const waiting: Job[] = [];
  const underWay = new Map<number, Job>();
  let count = 0;
  let running: Program | undefined;
  let cancelWatch = (): void => undefined;
  let isStopped = false;

  return {
    ask: (ask) => {
      count += 1;
      const job: Job = { number: count, ask, settle: Promise.withResolvers(), wasLost: false };
      waiting.push(job);
      look();
      return job.settle.promise;
    },
    stop: () => {
      isStopped = true;
      cancelWatch();
      running?.kill();
      return Promise.resolve();
    },
  };

  function look(): void {
    const [next] = waiting;
    if (next === undefined || isStopped) return watch();
    const isAlone = next.wasLost || [...underWay.values()].some((job) => job.wasLost);
    if (underWay.size >= (isAlone ? 1 : AT_ONCE)) return;
    waiting.shift();
    underWay.set(next.number, next);
    running ??= start();
    running.send({ number: next.number, ask: next.ask });
    watch();
    look();
  }

  /** Ends it when it takes too long over something, or when there is nothing to do. */
  function watch(): void {
    cancelWatch();
    if (running !== undefined && !isStopped) {
      cancelWatch = d.clock.after(patience(), () => running?.kill());
    }
  }

  function patience(): number {
    const each = [...underWay.values()].map((job) => (job.ask.do === 'look' ? LONGEST_LOOK_MS : LONGEST_MS));
    return each.length > 0 ? Math.max(...each) : IDLE_MS;
  }

  function start(): Program {
    const process = d.fork();
    process.onMessage((message) => hear(message));
    process.onExit(() => process === running && lose());
    return process;
  }

  function hear(message: unknown): void {
    const { data: answer } = numberedAnswer.safeParse(message);
    if (answer === undefined) return d.log.error('the process for pictures said something unknown');
    const job = underWay.get(answer.number);
    if (job === undefined) return;
    underWay.delete(answer.number);
    if (answer.ok) job.settle.resolve(answer.facts);
    else job.settle.reject(new Failure(answer.failure.code, answer.failure.about));
    look();
  }

  function lose(): void {
    running = undefined;
    const lost = [...underWay.values()];
    underWay.clear();
    if (lost.length > 0) d.log.warn('the process for pictures ended', { underWay: lost.map((job) => job.ask.name) });
    for (const job of lost.toReversed()) {
      if (job.wasLost || isStopped) job.settle.reject(new Failure('media.damaged', { file: job.ask.name }));
      else waiting.unshift(Object.assign(job, { wasLost: true }));
    }
    if (!isStopped) return look();
    for (const job of waiting.splice(0)) job.settle.reject(new Failure('media.damaged', { file: job.ask.name }));
  }
}
