import { expect } from 'vitest';
import type { PublicationId } from '#shared/ids.ts';
import type { NetworkWorld } from '#tests/kit/network-world.ts';
import { cutOnceVisible } from '#tests/platforms/conformance/cuts.ts';
import { expectOutOrDoubt, expectVisible } from '#tests/platforms/conformance/endings.ts';
import type { PublishTrouble } from '#simulators/publish-trouble.ts';
import { draftOf, publish, story, type Sent, type Story } from '#tests/platforms/conformance/tell.ts';

// Time: the network's clock is ahead or behind, ours is set, and Postwright is away until keys and uploads have run out.

/** Stories in which the network's clock is ahead of ours; behind when negative. */
export function skewed(aheadMs: number): Story[] {
  const whose = `the network’s clock is 10 minutes ${aheadMs > 0 ? 'ahead' : 'behind'}`;
  const troubles: readonly (PublishTrouble | undefined)[] = [undefined, 'answer-lost', 'request-lost'];
  return [
    ...troubles.map((trouble) =>
      story(`${whose}${trouble === undefined ? '' : `, ${trouble}`}`, async (world) => {
        world.network.setServerAheadMs(aheadMs);
        if (trouble !== undefined) world.network.onPublish(trouble);
        const id = await publish(world, 'text');
        await expectOutOrDoubt(world, id, 'text', { isThere: trouble === 'answer-lost' ? 1 : 0 });
      }),
    ),
    story(`${whose}, and the power goes once it is there`, async (world) => {
      world.network.setServerAheadMs(aheadMs);
      const id = await cutOnceVisible(world, 'text');
      await world.restart();
      await world.untilRest();
      await expectOutOrDoubt(world, id, 'text', { isThere: 1 });
    }),
  ];
}

/** Ours is set while an answer is lost. Then nobody knows how long ago anything was: doubt is allowed, twice is not. */
export async function clockSet(world: NetworkWorld, byMs: number): Promise<void> {
  await clockSetAndBack(world, await cutOnceVisible(world, 'text'), byMs);
}

async function clockSetAndBack(world: NetworkWorld, id: PublicationId, byMs: number): Promise<void> {
  world.clock.set(world.clock.now() + byMs);
  await world.restart();
  await world.untilRest();
  expect(['published', 'unconfirmed'], 'how it ends').toContain(world.publication(id).state);
  await expectVisible(world, [world.network.drafts.text]);
}

/**
 * Postwright ends when the post is there and nobody here knows; before it is back, time synchronisation sets our clock
 * back by less than that took. Then every age is wrong, and none of them looks wrong.
 */
export async function awayAndClockSet(world: NetworkWorld, byMs: number): Promise<void> {
  const id = await cutOnceVisible(world, 'text');
  await world.clock.by(2 * Math.abs(byMs));
  await clockSetAndBack(world, id, byMs);
}

/** Postwright ends when the post is there and nobody here knows, and is back after `ms`: keys may be forgotten by then. */
export async function awayOnceThere(world: NetworkWorld, sent: Sent, ms: number): Promise<void> {
  const id = await cutOnceVisible(world, sent);
  await world.clock.by(ms);
  await world.restart();
  await world.untilRest();
  await expectOutOrDoubt(world, id, sent, { isThere: 1 });
}

/** Postwright ends when the request was lost, and is back after `ms`: uploads may be gone by then. */
export async function awayBefore(world: NetworkWorld, sent: Sent, ms: number): Promise<void> {
  world.network.onPublish('request-lost');
  const id = world.plan(draftOf(world, sent));
  await world.untilDoubt(id);
  await world.cutPower();
  await world.clock.by(ms);
  await world.restart();
  await world.untilRest();
  await expectOutOrDoubt(world, id, sent);
}
