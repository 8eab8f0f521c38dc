import { expect } from 'vitest';
import { FAILURES, offerOf, type FailureCode } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import { isSameText } from '#shared/platforms/same-text.ts';
import type { Draft, Publication, Receipt } from '#shared/publishing/publication.ts';
import { openNetworkWorld, type NetworkWorld } from '#tests/kit/network-world.ts';
import type {
  DraftName,
  NetworkUnderTest,
  PublishTrouble,
  RunningNetwork,
  VisiblePost,
} from '#tests/platforms/conformance/network.ts';

// The stories every network is told, each in a world of its own. None names a network. Whatever happens: no story posts
// twice, none is forgotten, and each ends in the right state with the right failure code and an action for the person.

export interface Story {
  readonly name: string;
  /** Rejects where the network does not hold to it. */
  tell(network: NetworkUnderTest): Promise<void>;
  /** Absent: it is told to every network. */
  appliesTo?(network: RunningNetwork): boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** More commits and requests than any draft needs; a publication that wants more does not end. */
const MOST_CUTS = 400;
const RENEWS: Pick<Story, 'appliesTo'> = { appliesTo: (network) => network.canRenew };
const DRAFTS: readonly DraftName[] = ['text', 'media', 'several'];

export const STORIES: readonly Story[] = [
  ...DRAFTS.map((name) => story(`${name}: out on time, once, with a receipt`, (world) => goesOut(world, name))),
  story('the same words an hour later are another post', sameWordsLater),

  ...(['answer-lost', 'malformed', 'server-error-done'] as const).flatMap((trouble) =>
    DRAFTS.map((name) => eachPart(`${name}: ${trouble}, and it is found, not sent again`, name, trouble, 'done')),
  ),
  ...(['request-lost', 'server-error'] as const).flatMap((trouble) =>
    DRAFTS.map((name) => eachPart(`${name}: ${trouble}, and it is sent once more`, name, trouble, 'not done')),
  ),
  story('the answer is lost and the network shows it late in its lists', shownLate, {
    appliesTo: (network) => network.setLateInListsMs !== undefined,
  }),

  ...DRAFTS.map((name) => cutEverywhere(`${name}: the power goes at any moment`, name)),
  cutTwice('the power goes, and once more at any moment of finding out'),

  story('“slow down” is waited for', rateLimited),
  story('refused content fails, with the reason', (world) => refused(world, 'text', 1)),
  story('refused media fail, with the reason', (world) => refused(world, 'media', 1)),
  story('the last part is refused: what is out stays out, and nothing is repeated', (world) =>
    refused(world, 'several', world.network.drafts.several.segments.length),
  ),
  story('a duplicate that the network refuses is shown to the person', duplicate, {
    appliesTo: (network) => network.expected.duplicate !== undefined,
  }),

  story('a sign-in that ran out is renewed once, or the person is asked', expired),
  story('two publications are due and the sign-in ran out: one renewal', twoAtOnce, RENEWS),
  story('a sign-in that is revoked stops the channel, and goes on when the person is back', revoked),
  story('the sign-in is revoked while a lost answer is in doubt', revokedInDoubt),
  {
    ...cutEverywhere('the power goes at any moment of renewing the sign-in', 'text', (world) =>
      world.network.signIn('expired'),
    ),
    ...RENEWS,
  },

  ...([SKEW_MS, -SKEW_MS] as const).flatMap((ms) => skewed(ms)),
  story('our clock is set back while the answer is lost', (world) => clockSet(world, -HOUR_MS)),
  story('our clock is set forward while the answer is lost', (world) => clockSet(world, HOUR_MS)),

  ...(['request-lost', 'answer-lost'] as const).flatMap((trouble) => [
    story(`decoy, ${trouble}: an older post of ours with the same words`, (world) => olderOfOurs(world, trouble)),
    story(`decoy, ${trouble}: an older post by hand with the same words`, (world) => olderByHand(world, trouble)),
    story(`decoy, ${trouble}: the same words on another account`, (world) => otherAccount(world, trouble)),
    story(`decoy, ${trouble}: the same words by hand before we look`, (world) => byHandMeanwhile(world, trouble)),
  ]),
  story('decoy: the same words by hand between our request and our crash', byHandBeforeCrash),
];

function story(name: string, tell: (world: NetworkWorld) => Promise<void>, only: Pick<Story, 'appliesTo'> = {}): Story {
  return { name, tell: (network) => inWorld(network, tell), ...only };
}

async function inWorld<T>(network: NetworkUnderTest, tell: (world: NetworkWorld) => Promise<T>): Promise<T> {
  const world = await openNetworkWorld(network);
  try {
    return await tell(world);
  } finally {
    await world.close();
  }
}

// --- Going out

async function goesOut(world: NetworkWorld, name: DraftName): Promise<void> {
  const draft = world.network.drafts[name];
  const problems = world.network.adapter.platform.rules?.check(draft, world.network.account.limits) ?? [];
  expect(
    problems.filter((one) => one.severity === 'stops'),
    'the draft is allowed',
  ).toEqual([]);
  const id = world.plan(draft);
  await world.clock.by(MINUTE_MS - 1000);
  expect(await world.network.visible(), 'nothing before its time').toEqual([]);
  await world.untilRest();
  await expectOut(world, id, name);
}

async function sameWordsLater(world: NetworkWorld): Promise<void> {
  const first = await publish(world, 'text');
  await world.clock.by(HOUR_MS);
  const second = await publish(world, 'text');
  expectPublished(world, first);
  const { duplicate: code } = world.network.expected;
  if (code !== undefined && world.publication(second).state !== 'published') {
    expectEnd(world, second, ['failed', 'unconfirmed'], [code, 'publish.unconfirmed']);
    return expectVisible(world, [world.network.drafts.text]);
  }
  expect(expectPublished(world, second).remoteId, 'a post of its own').not.toBe(expectPublished(world, first).remoteId);
  await expectVisible(world, [world.network.drafts.text, world.network.drafts.text]);
}

// --- Lost answers

/** The trouble meets each part in turn. */
function eachPart(name: string, draftName: DraftName, trouble: PublishTrouble, is: 'done' | 'not done'): Story {
  return {
    name,
    tell: async (network) => {
      for (let nth = 1; ; nth += 1) {
        const parts = await inWorld(network, async (world) => {
          world.network.onPublish(trouble, nth);
          const id = world.plan(world.network.drafts[draftName]);
          await world.untilRest();
          await expectOutOrDoubt(world, id, draftName, { isThere: is === 'done' ? nth : nth - 1 });
          return world.network.drafts[draftName].segments.length;
        });
        if (nth >= parts) return;
      }
    },
  };
}

async function shownLate(world: NetworkWorld): Promise<void> {
  world.network.setLateInListsMs?.(20_000);
  world.network.onPublish('answer-lost');
  const id = await publish(world, 'text');
  await expectOutOrDoubt(world, id, 'text', { isThere: 1 });
}

// --- The power goes

/** Every moment: after each commit, and after each request before its answer is kept. */
function cutEverywhere(name: string, draftName: DraftName, prepare?: (world: NetworkWorld) => void): Story {
  return {
    name,
    tell: async (network) => {
      let cuts = 0;
      for (; cuts < MOST_CUTS; cuts += 1) {
        const wasCut = await inWorld(network, async (world) => {
          prepare?.(world);
          world.cutPowerAfter(cuts + 1);
          await endsWellDespiteCuts(world, draftName);
          return world.cuts > 0;
        });
        if (!wasCut) break;
      }
      // A claim, a start, a request, a result and an end at least.
      expect(cuts, 'moments at which the power went').toBeGreaterThanOrEqual(5);
      expect(cuts, 'it ends').toBeLessThan(MOST_CUTS);
    },
  };
}

function cutTwice(name: string): Story {
  return {
    name,
    tell: async (network) => {
      for (let nth = 1; nth < MOST_CUTS; nth += 1) {
        const wasCutAgain = await inWorld(network, async (world) => {
          await cutOnceVisible(world, 'text');
          world.cutPowerAfter(nth);
          await world.restart();
          await endsWellDespiteCuts(world, 'text');
          return world.cuts > 1;
        });
        if (!wasCutAgain) return;
      }
      expect.unreachable('it ends');
    },
  };
}

/** Runs the one publication of the world, planned here unless it already is, to its end. */
async function endsWellDespiteCuts(world: NetworkWorld, name: DraftName): Promise<void> {
  const id = world.planned.at(-1) ?? world.plan(world.network.drafts[name]);
  try {
    await world.untilRest();
    if (world.channelState() === 'signed-out') return await expectAskedToSignIn(world, id);
    await expectOutOrDoubt(world, id, name);
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

async function cutOnceVisible(world: NetworkWorld, name: DraftName): Promise<PublicationId> {
  const id = world.plan(world.network.drafts[name]);
  await world.cutPowerOnceVisible();
  while ((await world.step()) !== 'dark')
    expect(world.publication(id).state, 'before anything is there').not.toBe('published');
  return id;
}

// --- The network says no

async function rateLimited(world: NetworkWorld): Promise<void> {
  world.network.onPublish('rate-limited');
  const id = world.plan(world.network.drafts.text);
  await world.step();
  const waiting = world.publication(id);
  expect(waiting, 'it waits').toMatchObject({ state: 'scheduled', why: { code: world.network.expected.rateLimited } });
  expect(offerOf(whyOf(waiting)), 'and says so').toBe('wait');
  expect(await world.network.visible(), 'while it waits').toEqual([]);
  await world.untilRest();
  await expectOut(world, id, 'text');
}

async function refused(world: NetworkWorld, name: DraftName, nth: number): Promise<void> {
  world.network.onPublish('refused', nth);
  const id = await publish(world, name);
  const codes: FailureCode[] = [world.network.expected.refused, ...(nth > 1 ? ['publish.reply-refused' as const] : [])];
  expectEnd(world, id, ['failed'], codes);
  const out = linesOf([world.network.drafts[name]]).slice(0, nth - 1);
  expect(shapeOf(await world.network.visible()), 'what people see').toEqual(out);
  const asked = world.requests.length;
  await world.clock.by(3 * HOUR_MS);
  await world.untilRest();
  expect(world.requests.length, 'nobody tries again by himself').toBe(asked);
}

async function duplicate(world: NetworkWorld): Promise<void> {
  world.network.onPublish('duplicate');
  const id = await publish(world, 'text');
  expectEnd(world, id, ['failed', 'unconfirmed'], [world.network.expected.duplicate ?? 'publish.duplicate']);
  await expectVisible(world, []);
}

// --- Signing in

async function expired(world: NetworkWorld): Promise<void> {
  world.network.signIn('expired');
  const id = await publish(world, 'text');
  if (!world.network.canRenew) return expectHeldUntilBack(world, [id]);
  expect(world.renewals, 'how often it was renewed').toEqual(['renewed']);
  await expectOut(world, id, 'text');
}

async function twoAtOnce(world: NetworkWorld): Promise<void> {
  world.network.signIn('expired');
  const ids = [world.plan(world.network.drafts.text), world.plan(world.network.drafts.media)];
  await world.untilRest();
  expect(world.renewals, 'how often it was renewed').toEqual(['renewed']);
  for (const id of ids) expectPublished(world, id);
  await expectVisible(world, [world.network.drafts.text, world.network.drafts.media]);
}

async function revoked(world: NetworkWorld): Promise<void> {
  world.network.signIn('revoked');
  const ids = [world.plan(world.network.drafts.text), world.plan(world.network.drafts.media, 2 * MINUTE_MS)];
  await world.untilRest();
  await expectHeldUntilBack(world, ids);
  if (world.network.signInAgain === undefined) return;
  world.connectAgain(await world.network.signInAgain());
  await world.untilRest();
  for (const id of ids) expectPublished(world, id);
  await expectVisible(world, [world.network.drafts.text, world.network.drafts.media]);
}

async function revokedInDoubt(world: NetworkWorld): Promise<void> {
  const id = await cutOnceVisible(world, 'text');
  world.network.signIn('revoked');
  await world.restart();
  await world.untilRest();
  expect(world.channelState(), 'the channel').toBe('signed-out');
  expect(['held', 'unconfirmed'], 'it is there and we cannot know').toContain(world.publication(id).state);
  await expectVisible(world, [world.network.drafts.text]);
  if (world.network.signInAgain === undefined) return;
  world.connectAgain(await world.network.signInAgain());
  await world.untilRest();
  expect(['published', 'unconfirmed'], 'once the person is back').toContain(world.publication(id).state);
  await expectVisible(world, [world.network.drafts.text]);
}

async function expectHeldUntilBack(world: NetworkWorld, ids: readonly PublicationId[]): Promise<void> {
  expect(world.channelState(), 'the channel').toBe('signed-out');
  for (const [at, id] of ids.entries()) {
    // Whoever comes second is told by the channel.
    const codes: FailureCode[] = [
      world.network.expected.revoked,
      ...(at > 0 ? ['channel.token-expired' as const] : []),
    ];
    expectEnd(world, id, ['held'], codes);
    expect(offerOf(whyOf(world.publication(id))), 'what the person is offered').toBe('reconnect');
  }
  await expectVisible(world, []);
}

// --- Clocks

function skewed(aheadMs: number): Story[] {
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

/** Then nobody knows how long ago anything was: doubt is allowed, twice is not. */
async function clockSet(world: NetworkWorld, byMs: number): Promise<void> {
  const id = await cutOnceVisible(world, 'text');
  world.clock.set(world.clock.now() + byMs);
  await world.restart();
  await world.untilRest();
  expect(['published', 'unconfirmed'], 'how it ends').toContain(world.publication(id).state);
  await expectVisible(world, [world.network.drafts.text]);
}

// --- Decoys

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
  // It may be taken for ours, or nobody can say; a second one of ours is out of the question.
  expect(['published', 'unconfirmed'], 'how it ends').toContain(world.publication(id).state);
  expect((await world.network.visible()).length, 'what people see').toBe(before.size + byHand.length);
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

async function publish(world: NetworkWorld, name: DraftName): Promise<PublicationId> {
  const id = world.plan(world.network.drafts[name]);
  await world.untilRest();
  return id;
}

function textOf(world: NetworkWorld): string {
  return world.network.drafts.text.segments[0]?.text ?? '';
}
