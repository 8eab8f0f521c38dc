import type { PublicationId } from '#shared/ids.ts';
import { openNetworkWorld, type NetworkWorld } from '#tests/kit/network-world.ts';
import type { DraftName, NetworkUnderTest, RunningNetwork } from '#tests/platforms/conformance/network.ts';

// How a story is told.

export interface Story {
  readonly name: string;
  /** Rejects where the network does not hold to it. */
  tell(network: NetworkUnderTest): Promise<void>;
  /** Absent: it is told to every network. */
  appliesTo?(network: RunningNetwork): boolean;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DRAFTS: readonly DraftName[] = ['text', 'media', 'several'];

/** A story that happens in one world. */
export function story(
  name: string,
  tell: (world: NetworkWorld) => Promise<void>,
  only: Pick<Story, 'appliesTo'> = {},
): Story {
  return { name, tell: (network) => inWorld(network, tell), ...only };
}

/** In a world of its own, which ends with it. */
export async function inWorld<T>(network: NetworkUnderTest, tell: (world: NetworkWorld) => Promise<T>): Promise<T> {
  const world = await openNetworkWorld(network);
  try {
    return await tell(world);
  } finally {
    await world.close();
  }
}

/** Plans one of the network's drafts, and lets everything happen that follows. */
export async function publish(world: NetworkWorld, name: DraftName): Promise<PublicationId> {
  const id = world.plan(world.network.drafts[name]);
  await world.untilRest();
  return id;
}

/** The words of the text draft. */
export function textOf(world: NetworkWorld): string {
  return world.network.drafts.text.segments[0]?.text ?? '';
}
