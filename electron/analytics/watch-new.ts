import { firstAskAt } from '#shared/analytics/ages.ts';
import type { Clock } from '#shared/clock.ts';
import type { PlatformId } from '#shared/ids.ts';
import type { Adapter } from '#shared/platforms/platform.ts';
import type { Library } from '#electron/db/handles.ts';
import { uncountedChannels, type Unwatched } from '#electron/analytics/watches.read.ts';
import { watchFollowers, watchPublication } from '#electron/analytics/watches.write.ts';

export interface WatchingDeps {
  readonly library: Library;
  readonly clock: Clock;
  readonly adapters: ReadonlyMap<PlatformId, Adapter>;
  /** At which ages of a post a network is asked. */
  agesFor(adapter: Adapter): readonly number[];
}

/** Begins to watch what went out, and counts the followers of channels that were connected. */
export function watchNew(d: WatchingDeps, posts: readonly Unwatched[]): void {
  const told = posts.filter(({ platform }) => tellsMetrics(d.adapters.get(platform as PlatformId)));
  const counted = uncountedChannels(d.library.read).filter(
    ({ platform }) => d.adapters.get(platform as PlatformId)?.followers !== undefined,
  );
  if (told.length === 0 && counted.length === 0) return;
  d.library.write((tx) => {
    for (const { id, channel, platform, outSince } of told) {
      const adapter = d.adapters.get(platform as PlatformId);
      const ages = adapter === undefined ? [] : d.agesFor(adapter);
      watchPublication(tx, id, channel, firstAskAt(outSince, tx.now, ages));
    }
    for (const { id } of counted) watchFollowers(tx, id, tx.now);
  });
}

function tellsMetrics(adapter: Adapter | undefined): boolean {
  return adapter?.metrics !== undefined && adapter.platform.takes.metrics.length > 0;
}
