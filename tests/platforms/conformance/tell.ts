import { expect } from 'vitest';
import type { PublicationId } from '#shared/ids.ts';
import type { Draft } from '#shared/publishing/publication.ts';
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

/** What a story sends: one of the network's drafts, or the text with a first comment. */
export type Sent = DraftName | 'comment';

/** A story that happens in one world. */
export function story(
  name: string,
  tell: (world: NetworkWorld) => Promise<void>,
  only: Pick<Story, 'appliesTo'> = {},
): Story {
  return { name, tell: (network) => inWorld(network, tell), ...only };
}

/** In a world of its own, which ends with it. */
export async function inWorld<T, Running extends RunningNetwork>(
  network: NetworkUnderTest<Running>,
  tell: (world: NetworkWorld<Running>) => Promise<T>,
): Promise<T> {
  const world = await openNetworkWorld(network);
  try {
    const told = await tell(world);
    expect(world.unexpected(), 'what went wrong inside Postwright').toEqual([]);
    return told;
  } finally {
    await world.close();
  }
}

/** What is sent under this name. */
export function draftOf({ network: { drafts } }: NetworkWorld, sent: Sent): Draft {
  return sent === 'comment' ? { ...drafts.text, firstComment: 'The recipe, for whoever asks' } : drafts[sent];
}

/** Plans a draft, and lets everything happen that follows. */
export async function publish(world: NetworkWorld, sent: Sent): Promise<PublicationId> {
  const id = world.plan(draftOf(world, sent));
  await world.untilRest();
  return id;
}

/** The words of the text draft. */
export function textOf(world: NetworkWorld): string {
  return world.network.drafts.text.segments[0]?.text ?? '';
}
