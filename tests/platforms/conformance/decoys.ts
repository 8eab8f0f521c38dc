import { expect } from 'vitest';
import type { PublicationId } from '#shared/ids.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { PublishTrouble } from '#simulators/publish-trouble.ts';
import type { NetworkWorld } from '#tests/kit/network-world.ts';
import { cutOnceVisible } from '#tests/platforms/conformance/cuts.ts';
import {
  expectEnd,
  expectOutOrDoubt,
  expectPublished,
  linesOf,
  shapeOf,
} from '#tests/platforms/conformance/endings.ts';
import type { DraftName, VisiblePost } from '#tests/platforms/conformance/network.ts';
import { HOUR_MS, publish, story, textOf, type Story } from '#tests/platforms/conformance/tell.ts';

// Posts that look like ours and are not. What is mistaken for ours is lost; what is ours and not recognised goes out twice.

export const DECOYS: readonly Story[] = [
  ...(['request-lost', 'answer-lost'] as const).flatMap((trouble) => [
    story(`decoy, ${trouble}: an older post of ours with the same words`, (world) => olderOfOurs(world, trouble)),
    story(`decoy, ${trouble}: an older post by hand with the same words`, (world) => olderByHand(world, trouble)),
    story(`decoy, ${trouble}: the same words on another account`, (world) => otherAccount(world, trouble)),
    story(`decoy, ${trouble}: the same words by hand before we look`, (world) => byHandMeanwhile(world, trouble)),
    story(`decoy, ${trouble}: almost the same words by hand before we look`, (world) => otherWords(world, trouble)),
    story(`decoy, ${trouble}: the words of our media by hand before we look`, (world) => wordsOfMedia(world, trouble)),
    story(
      `decoy, ${trouble}: the words of a later part by hand before we look`,
      (world) => wordsOfPart(world, trouble),
      {
        appliesTo: (network) => network.drafts.several.segments.length > 1,
      },
    ),
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
  const decoys = await world.network.visible();
  expect(decoys, 'the decoy').toHaveLength(1);
  await world.clock.by(HOUR_MS);
  world.network.onPublish(trouble);
  const id = await publish(world, 'text');
  await expectOursBeside(world, id, 'text', decoys);
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
  await troubledBy(world, trouble, 'text', 1);
  await withHandMade(world, 'text', textOf(world));
}

async function otherWords(world: NetworkWorld, trouble: PublishTrouble): Promise<void> {
  await troubledBy(world, trouble, 'text', 1);
  await withHandMade(world, 'text', `${textOf(world)}, once more`);
}

async function wordsOfMedia(world: NetworkWorld, trouble: PublishTrouble): Promise<void> {
  await troubledBy(world, trouble, 'media', 1);
  await withHandMade(world, 'media', world.network.drafts.media.segments[0]?.text ?? '');
}

async function wordsOfPart(world: NetworkWorld, trouble: PublishTrouble): Promise<void> {
  await troubledBy(world, trouble, 'several', 2);
  await withHandMade(world, 'several', world.network.drafts.several.segments[1]?.text ?? '');
}

async function byHandBeforeCrash(world: NetworkWorld): Promise<void> {
  await cutOnceVisible(world, 'text');
  await withHandMade(world, 'text', textOf(world));
}

/** Sends a draft, up to the trouble that its `nth` part meets. */
async function troubledBy(world: NetworkWorld, trouble: PublishTrouble, sent: DraftName, nth: number): Promise<void> {
  world.network.onPublish(trouble, nth);
  const id = world.plan(world.network.drafts[sent]);
  await world.untilDoubt(id);
}

/** Then somebody posts these words by hand, and we look. */
async function withHandMade(world: NetworkWorld, sent: DraftName, words: string): Promise<void> {
  const [id = expect.unreachable('nothing was planned')] = world.planned;
  const before = new Set((await world.network.visible()).map((one) => one.id));
  await world.network.postElsewise(words, 'by-hand');
  const byHand = (await world.network.visible()).filter((one) => !before.has(one.id));
  expect(byHand, 'the one by hand').toHaveLength(1);
  await world.untilRest();
  const looksLikeOurs = linesOf([world.network.drafts[sent]]).includes(shapeOf(byHand)[0] ?? '');
  const mayBeTaken = looksLikeOurs && world.network.cannotTell?.byHand !== undefined;
  if (!mayBeTaken || namesNone(world.publication(id), byHand)) return expectOursBeside(world, id, sent, byHand);
  // It was taken for ours, or nobody can say; a second one of ours is out of the question.
  expect(['published', 'unconfirmed'], 'how it ends').toContain(world.publication(id).state);
  expect((await world.network.visible()).length, 'what people see').toBe(before.size + byHand.length);
}

function namesNone(publication: Publication, decoys: readonly VisiblePost[]): boolean {
  if (publication.state !== 'published') return false;
  return publication.receipt.parts.every((part) => decoys.every((decoy) => decoy.id !== part.remoteId));
}

/** Ours is out, once, and it is not one of the decoys; or the network itself refused the same words again. */
async function expectOursBeside(
  world: NetworkWorld,
  id: PublicationId,
  sent: DraftName,
  decoys: readonly VisiblePost[],
): Promise<void> {
  const publication = world.publication(id);
  const isDecoy = new Set(decoys.map((one) => one.id));
  const ours = shapeOf((await world.network.visible()).filter((one) => !isDecoy.has(one.id)));
  const wanted = linesOf([world.network.drafts[sent]]);
  if (publication.state !== 'published' && world.network.expected.duplicate !== undefined) {
    const codes = [world.network.expected.duplicate, 'publish.unconfirmed', 'publish.reply-refused'] as const;
    expectEnd(world, id, ['failed', 'unconfirmed'], codes);
    expect(ours, 'what people see of ours').toEqual(wanted.slice(0, ours.length));
    return;
  }
  const named = publication.state === 'published' ? publication.receipt.parts.map((part) => part.remoteId) : [];
  expect(
    named.filter((one) => isDecoy.has(one)),
    'decoys that the receipt names',
  ).toEqual([]);
  if (world.network.cannotTell?.arrived?.[sent] === undefined) expectPublished(world, id);
  // Whoever cannot look asks its person, and sends no part that would come after.
  const isDoubt = publication.state === 'unconfirmed';
  expect(ours, 'what people see of ours').toEqual(isDoubt ? wanted.slice(0, ours.length) : wanted);
}
