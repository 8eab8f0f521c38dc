import Bottleneck from 'bottleneck';
import type { ChannelId } from '#shared/ids.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { runningMs, systemClock } from '#electron/clock.ts';

/** One request of a channel at a time, with a gap between them; not too many at once to one host. */
export interface RequestLimits {
  /** Runs `send` when its channel and host allow. */
  inTurn<T>(turn: Turn, send: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface Turn {
  readonly channel: ChannelId;
  readonly minGapMs: number;
  /** The address asked; its host counts. */
  readonly url: string;
}

/** A clock that is set back by more than this; smaller steps are corrections that the gaps bear. */
const SET_BACK_MS = 1_000;
/** What browsers allow themselves per host over HTTP/1.1. */
const MOST_AT_ONE_HOST = 6;

export function requestLimits(): RequestLimits {
  const channels = new Map<ChannelId, Bottleneck>();
  const hosts = new Map<string, Bottleneck>();
  let ahead = aheadOfRunning();

  /** Bottleneck waits by the wall clock: set back by an hour, it would let nothing pass for an hour. Then it begins anew. */
  function noticeClock(): void {
    const before = ahead;
    ahead = aheadOfRunning();
    if (before - ahead < SET_BACK_MS) return;
    channels.clear();
    hosts.clear();
  }

  return {
    inTurn: ({ channel, minGapMs, url }, send) => {
      noticeClock();
      const byChannel = limiter(channels, channel, { maxConcurrent: 1, minTime: minGapMs });
      const byHost = limiter(hosts, new URL(url).host, { maxConcurrent: MOST_AT_ONE_HOST });
      return byChannel.schedule(() => byHost.schedule(send)).catch(whyNotSent);
    },
    stop: async () => {
      const all = [...channels.values(), ...hosts.values()];
      await Promise.all(all.map((one) => one.stop({ dropWaitingJobs: true })));
    },
  };
}

/** How far the wall clock is ahead of the one that nobody can set, ms. */
function aheadOfRunning(): number {
  return systemClock.now() - runningMs();
}

function limiter<K>(known: Map<K, Bottleneck>, key: K, options: Bottleneck.ConstructorOptions): Bottleneck {
  const one = known.get(key) ?? new Bottleneck(options);
  known.set(key, one);
  return one;
}

/** A request that still waited when Postwright quit was not sent. */
function whyNotSent(error: unknown): never {
  if (!(error instanceof Bottleneck.BottleneckError)) throw error;
  const failure = { code: 'publish.unreachable' as const, about: { reason: 'Postwright is quitting' } };
  throw new StepTrouble({ kind: 'not-arrived', failure }, { cause: error });
}
