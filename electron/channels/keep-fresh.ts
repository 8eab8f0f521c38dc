import type { Channel } from '#shared/channels/channel.ts';
import type { Clock } from '#shared/clock.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import type { Adapter } from '#shared/platforms/platform.ts';
import type { Library } from '#electron/db/handles.ts';
import type { Log } from '#electron/log.ts';
import { channelById, signInsThatEnd } from '#electron/channels/channels.read.ts';
import { endOfSignIn } from '#electron/channels/end-of-sign-in.ts';

export interface KeepingFreshDeps {
  readonly library: Library;
  readonly clock: Clock;
  readonly adapters: ReadonlyMap<PlatformId, Adapter>;
  readonly log: Log;
  /** Renews a sign-in that ends soon; never throws. */
  keepFresh(channel: ChannelId): Promise<void>;
  /** A sign-in that was not renewed ends in `days` days: 14, 7, 3 or 1. */
  onEnding(channel: Channel, days: number): void;
}

const EVERY_MS = 3_600_000;
const DAY_MS = 24 * EVERY_MS;

/** PLATFORMS.md 9.4, LinkedIn; the same for whatever else a person has to renew. */
const WARN_AT_DAYS: readonly number[] = [14, 7, 3, 1];

/**
 * Looks at every sign-in that ends, at the start and every hour: renews what can be renewed, because a channel that
 * posts nothing for two months must not die of it, and warns in time of what cannot.
 */
export function startKeepingFresh(d: KeepingFreshDeps): { stop(): Promise<void> } {
  let isStopped = false;
  let cancel = (): void => undefined;
  /** The smallest warning that was given since the start, so that each is given once. */
  const warned = new Map<ChannelId, number>();
  let work = look();

  return {
    stop: async () => {
      isStopped = true;
      cancel();
      await work;
    },
  };

  async function look(): Promise<void> {
    for (const { id } of signInsThatEnd(d.library.read)) {
      if (isStopped) return;
      await d.keepFresh(id);
      const channel = channelById(d.library.read, id);
      if (channel !== undefined) warn(channel);
    }
    cancel = d.clock.after(EVERY_MS, () => {
      work = look();
    });
  }

  function warn(channel: Channel): void {
    const endsAt = endOfSignIn(channel);
    if (endsAt === undefined) return;
    const leftMs = endsAt - d.clock.now();
    const days = WARN_AT_DAYS.findLast((limit) => leftMs <= limit * DAY_MS);
    if (days === undefined || leftMs <= 0 || days >= (warned.get(channel.id) ?? Infinity)) return;
    warned.set(channel.id, days);
    d.onEnding(channel, days);
  }
}
