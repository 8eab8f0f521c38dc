import { expect } from 'vitest';
import type { PublicationId } from '#shared/ids.ts';
import type { NetworkWorld } from '#tests/kit/network-world.ts';
import { expectEnd, expectOutOrDoubt, expectVisible } from '#tests/platforms/conformance/endings.ts';
import type { NetworkUnderTest } from '#tests/platforms/conformance/network.ts';
import { draftOf, inWorld, type Sent, type Story } from '#tests/platforms/conformance/tell.ts';

// The power goes: after each commit, and after each request before its answer is kept. These are all the moments at which
// library and network can be found by the next start.

/** More commits and requests than any draft needs; a publication that wants more does not end. */
const MOST_CUTS = 400;
/** Worlds side by side: each waits more than it works. */
const WIDTH = 4;

/** The power goes at every moment in turn, each in a world of its own. */
export function cutEverywhere(name: string, sent: Sent, prepare?: (world: NetworkWorld) => void): Story {
  return {
    name,
    tell: async (network) => {
      const moments = await atEveryMoment(network, async (world, nth) => {
        prepare?.(world);
        world.cutPowerAfter(nth);
        await endsWellDespiteCuts(world, sent);
        return world.cuts > 0;
      });
      // A claim, a start, a request, a result and an end at least.
      expect(moments, 'moments at which the power went').toBeGreaterThanOrEqual(5);
    },
  };
}

/** It goes once the post is there, and then at every moment of finding that out. */
export function cutTwice(name: string): Story {
  return {
    name,
    tell: async (network) => {
      const moments = await atEveryMoment(network, async (world, nth) => {
        await cutOnceVisible(world, 'text');
        world.cutPowerAfter(nth);
        await world.restart();
        await endsWellDespiteCuts(world, 'text');
        return world.cuts > 1;
      });
      expect(moments, 'moments at which the power went again').toBeGreaterThanOrEqual(2);
    },
  };
}

/**
 * Cuts at the first moment, the second, and so on, until there is none left. How many there are, a world whose power stays
 * on says first: up to its cut, every other one does the same. Answers how many there were.
 */
async function atEveryMoment(
  network: NetworkUnderTest,
  cutAt: (world: NetworkWorld, nth: number) => Promise<boolean>,
): Promise<number> {
  const moments = await inWorld(network, async (world) => {
    expect(await cutAt(world, MOST_CUTS), 'it ends').toBe(false);
    return MOST_CUTS - world.untilCut;
  });
  for (let done = 0; done < moments; done += WIDTH) {
    const width = Math.min(WIDTH, moments - done);
    const next = Array.from({ length: width }, (_each, at) => done + at + 1);
    const ended = await Promise.allSettled(next.map((nth) => inWorld(network, (world) => cutAt(world, nth))));
    const wasCut = ended.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    expect(wasCut, 'the power went').not.toContain(false);
  }
  return moments;
}

/** Runs the one publication of the world, planned here unless it already is, to its end. */
async function endsWellDespiteCuts(world: NetworkWorld, sent: Sent): Promise<void> {
  const id = world.planned.at(-1) ?? world.plan(draftOf(world, sent));
  try {
    await world.untilRest();
    if (world.channelState() === 'signed-out') return await expectAskedToSignIn(world, id);
    await expectOutOrDoubt(world, id, sent);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    error.message = `The power went after ${world.lastingBeforeCut.join(', ')}:\n${error.message}`;
    throw error;
  }
}

/**
 * A renewal whose answer was lost cannot be had again: the channel asks for its person, and what it had to send waits
 * for them, with doubt where the request may have arrived before.
 */
async function expectAskedToSignIn(world: NetworkWorld, id: PublicationId): Promise<void> {
  expect(world.renewals, 'a renewal was tried').toContain('signed-out');
  expectEnd(world, id, ['held', 'unconfirmed'], ['channel.token-expired', 'publish.unconfirmed']);
  await expectVisible(world, []);
}

/** Plans a publication, and cuts the power once people see it and nobody here knows. To be restarted. */
export async function cutOnceVisible(world: NetworkWorld, sent: Sent): Promise<PublicationId> {
  const id = world.plan(draftOf(world, sent));
  await world.cutPowerOnceVisible();
  while ((await world.step()) !== 'dark')
    expect(world.publication(id).state, 'before anything is there').not.toBe('published');
  return id;
}
