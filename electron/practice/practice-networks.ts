import type { Clock } from '#shared/clock.ts';
import { Failure } from '#shared/failures.ts';
import type { BucketForm } from '#shared/media/bucket.ts';
import {
  fromPractice,
  type Arrived,
  type FromPractice,
  type OrderedTrouble,
  type PracticeNetwork,
  type ToPractice,
} from '#shared/practice/practice.ts';
import type { Log } from '#electron/log.ts';
import type { Program } from '#electron/program.ts';

// The main process's side of the program that plays the networks of the practice workspace.

export interface PracticeNetworksDeps {
  readonly fork: () => Program;
  readonly clock: Clock;
  readonly log: Log;
  /** Something arrived, or trouble was met. */
  onChange(): void;
  /** The program ended by itself: there are no networks any more. */
  onLost(): void;
}

/** The networks of the practice workspace while it is open. */
export interface PracticeNetworks {
  readonly networks: readonly PracticeNetwork[];
  /** Where files are put for the networks that fetch them. */
  readonly bucket: BucketForm;
  /** Oldest first. */
  arrived(): readonly Arrived[];
  /** Trouble that has met nothing yet. */
  ordered(): readonly OrderedTrouble[];
  order(trouble: OrderedTrouble): void;
  calm(): void;
  /** Where the bytes of a file that arrived are, on this computer. */
  readonly fileAt: (sha256: string) => { readonly url: string; readonly mimeType: string } | undefined;
  stop(): Promise<void>;
}

/** It starts in well under a second; a computer that is very busy gets this long. */
const START_MS = 30_000;

type Now = Extract<FromPractice, { say: 'now' }>;
type Ready = Extract<FromPractice, { say: 'ready' }>;

/** Starts the program. Throws `practice.not-started`. */
export async function startPracticeNetworks(d: PracticeNetworksDeps): Promise<PracticeNetworks> {
  const program = d.fork();
  const gone = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<Ready>();
  let now: Now = { say: 'now', arrived: [], ordered: [] };
  let isStopped = false;
  const cancel = d.clock.after(START_MS, () => begun.reject(notStarted('it took too long')));
  program.onExit(() => {
    gone.resolve();
    begun.reject(notStarted('it ended at once'));
    if (!isStopped) d.onLost();
  });
  program.onMessage((message) => {
    const said = fromPractice.safeParse(message);
    if (!said.success) return d.log.error('the practice networks said something unknown', said.error);
    if (said.data.say === 'ready') return begun.resolve(said.data);
    now = said.data;
    d.onChange();
  });
  const stop = (): Promise<void> => {
    isStopped = true;
    program.kill();
    return gone.promise;
  };
  const ready = await begun.promise.catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  cancel();
  const say = (message: ToPractice): void => program.send(message);

  return {
    networks: ready.networks,
    bucket: ready.bucket,
    arrived: () => now.arrived.map(withoutAddresses),
    ordered: () => now.ordered,
    order: (trouble) => say({ do: 'order', ...trouble }),
    calm: () => say({ do: 'calm' }),
    fileAt: (sha256) => now.arrived.flatMap((post) => post.media).find((file) => file.sha256 === sha256),
    stop,
  };
}

function notStarted(reason: string): Failure {
  return new Failure('practice.not-started', { reason });
}

/** The window has addresses of its own for the bytes. */
function withoutAddresses({ media, ...post }: Now['arrived'][number]): Arrived {
  return { ...post, media: media.map(({ url: _url, ...file }) => file) };
}
