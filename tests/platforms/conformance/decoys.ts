import { expect } from 'vitest';
import type { PublicationId } from '#shared/ids.ts';
import type { NetworkWorld } from '#tests/kit/network-world.ts';
import { cutOnceVisible } from '#tests/platforms/conformance/cuts.ts';
import {
  expectEnd,
  expectOutOrDoubt,
  expectPublished,
  expectVisible,
  linesOf,
  shapeOf,
} from '#tests/platforms/conformance/endings.ts';
import type { PublishTrouble } from '#tests/platforms/conformance/network.ts';
import { HOUR_MS, publish, story, textOf, type Story } from '#tests/platforms/conformance/tell.ts';

// Posts that look like ours and are not. What is mistaken for ours is lost; what is ours and not recognised goes out twice.

export const DECOYS: readonly Story[] = [
  ...(['request-lost', 'answer-lost'] as const).flatMap((trouble) => [
    story(`decoy, ${trouble}: an older post of ours with the same words`, (world) => olderOfOurs(world, trouble)),
    story(`decoy, ${trouble}: an older post by hand with the same words`, (world) => olderByHand(world, trouble)),
    story(`decoy, ${trouble}: the same words on another account`, (world) => otherAccount(world, trouble)),
    story(`decoy, ${trouble}: the same words by hand before we look`, (world) => byHandMeanwhile(world, trouble)),
  ]),
  story('decoy: the same words by hand between our request and our crash', byHandBeforeCrash),
];

async function olderOfOurs(world: NetworkWorld, trouble: 'request-lost' | 'answer-lost'): Promise<void> {
  await publish(world, 'text');
  await afterDecoy(world, trouble);
}

async function olderByHand(world: NetworkWorld, trouble: 'request-lost' | 'answer-lost'): Promise<void> {
  await world.network.postElsewise(textOf(world), 'by-hand');
  await afterDecoy(world, trouble);
}

/** The decoy is an hour old. What we send now is a post of its own. */
async function afterDecoy(world: NetworkWorld, trouble: PublishTrouble): Promise<void> {
  const decoys = (await world.network.visible()).map((one) => one.id);
  expect(decoys, 'the decoy').toHaveLength(1);
  await world.clock.by(HOUR_MS);
  world.network.onPublish(trouble);
  const id = await publish(world, 'text');
  await expectOursBeside(world, id, decoys);
}

async function otherAccount(world: NetworkWorld, trouble: PublishTrouble): Promise<void> {
  world.network.onPublish(trouble);
  const id = world.plan(world.network.drafts.text);
  await world.step();
  await world.network.postElsewise(textOf(world), 'other-account');
  await world.untilRest();
  await expectOutOrDoubt(world, id, 'text', { isThere: trouble === 'answer-lost' ? 1 : 0 });
}

async function byHandMeanwhile(world: NetworkWorld, trouble: PublishTrouble): Promise<void> {
  world.network.onPublish(trouble);
  const id = world.plan(world.network.drafts.text);
  await world.step();
  await withHandMade(world, id);
}

async function byHandBeforeCrash(world: NetworkWorld): Promise<void> {
  const id = await cutOnceVisible(world, 'text');
  await withHandMade(world, id);
}

async function withHandMade(world: NetworkWorld, id: PublicationId): Promise<void> {
  const before = new Set((await world.network.visible()).map((one) => one.id));
  await world.network.postElsewise(textOf(world), 'by-hand');
  const byHand = (await world.network.visible()).map((one) => one.id).filter((one) => !before.has(one));
  expect(byHand, 'the one by hand').toHaveLength(1);
  await world.untilRest();
  if (world.network.cannotTell?.byHand === undefined) return expectOursBeside(world, id, byHand);
  // It may be taken for ours, or nobody can say, or ours goes out beside it; a second one of ours is out of the question.
  expect(['published', 'unconfirmed'], 'how it ends').toContain(world.publication(id).state);
  const ours = (await world.network.visible()).length - byHand.length;
  expect([before.size, 1], 'what people see of ours').toContain(ours);
}

/** Ours is out, once, and it is not one of the decoys; or the network itself refused the same words again. */
async function expectOursBeside(world: NetworkWorld, id: PublicationId, decoys: readonly string[]): Promise<void> {
  const { text } = world.network.drafts;
  const publication = world.publication(id);
  if (publication.state !== 'published' && world.network.expected.duplicate !== undefined) {
    expectEnd(world, id, ['failed', 'unconfirmed'], [world.network.expected.duplicate, 'publish.unconfirmed']);
    return expectVisible(
      world,
      decoys.map(() => text),
    );
  }
  const named = publication.state === 'published' ? publication.receipt.remoteId : undefined;
  expect(decoys, 'what the receipt names').not.toContain(named);
  if (world.network.cannotTell?.arrived?.text === undefined) expectPublished(world, id);
  const ours = (await world.network.visible()).filter((one) => !decoys.includes(one.id));
  expect(shapeOf(ours), 'what people see of ours').toEqual(linesOf([text]));
}
