import { expect } from 'vitest';
import { offerOf, type FailureCode } from '#shared/failures.ts';
import type { PublicationId } from '#shared/ids.ts';
import type { NetworkWorld } from '#tests/kit/network-world.ts';
import { awayAndClockSet, awayBefore, awayOnceThere, clockSet, skewed } from '#tests/platforms/conformance/clocks.ts';
import { cutEverywhere, cutOnceVisible, cutTwice } from '#tests/platforms/conformance/cuts.ts';
import { DECOYS } from '#tests/platforms/conformance/decoys.ts';
import {
  expectEnd,
  expectOut,
  expectOutOrDoubt,
  expectPublished,
  expectVisible,
  linesOf,
  shapeOf,
  SKEW_MS,
  whyOf,
} from '#tests/platforms/conformance/endings.ts';
import type { PublishTrouble } from '#simulators/publish-trouble.ts';
import {
  draftOf,
  DRAFTS,
  HOUR_MS,
  inWorld,
  MINUTE_MS,
  publish,
  story,
  type Sent,
  type Story,
} from '#tests/platforms/conformance/tell.ts';

// The stories every network is told, each in a world of its own. None names a network. Whatever happens: no story posts
// twice, none is forgotten, and each ends in the right state with the right failure code and an action for the person.

const RENEWS: Pick<Story, 'appliesTo'> = { appliesTo: (network) => network.canRenew };

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
  story('our clock is set back a little while Postwright is away', (world) => awayAndClockSet(world, -8 * MINUTE_MS)),
  story('our clock is set forward while the answer is lost', (world) => clockSet(world, HOUR_MS)),

  ...(['text', 'media'] as const).flatMap((sent) =>
    [3, 25].flatMap((hours) => [
      story(`${sent}: it is there, Postwright ends, and is back after ${hours} hours`, (world) =>
        awayOnceThere(world, sent, hours * HOUR_MS),
      ),
      story(`${sent}: the request is lost, Postwright ends, and is back after ${hours} hours`, (world) =>
        awayBefore(world, sent, hours * HOUR_MS),
      ),
    ]),
  ),

  ...DECOYS,

  ...[
    story('a first comment stands under its post', (world) => goesOut(world, 'comment')),
    story('a first comment is refused: the post stays out, and says what it is without', commentRefused),
    eachPart('comment: answer-lost, and it is found, not sent again', 'comment', 'answer-lost', 'done'),
    eachPart('comment: request-lost, and it is sent once more', 'comment', 'request-lost', 'not done'),
    cutEverywhere('comment: the power goes at any moment', 'comment'),
  ].map((one): Story => ({ ...one, appliesTo: (network) => network.adapter.platform.takes.firstComment })),
];

// --- Going out

async function goesOut(world: NetworkWorld, sent: Sent): Promise<void> {
  const draft = draftOf(world, sent);
  const problems = world.network.adapter.platform.rules?.check(draft, world.network.account.limits) ?? [];
  expect(
    problems.filter((one) => one.severity === 'stops'),
    'the draft is allowed',
  ).toEqual([]);
  const id = world.plan(draft);
  await world.clock.by(MINUTE_MS - 1000);
  expect(await world.network.visible(), 'nothing before its time').toEqual([]);
  await world.untilRest();
  await expectOut(world, id, sent);
  expect(expectPublished(world, id).without ?? [], 'what it is out without').toEqual([]);
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

/** The trouble meets each part in turn, and the first comment. */
function eachPart(name: string, sent: Sent, trouble: PublishTrouble, is: 'done' | 'not done'): Story {
  return {
    name,
    tell: async (network) => {
      for (let nth = 1; ; nth += 1) {
        const parts = await inWorld(network, async (world) => {
          world.network.onPublish(trouble, nth);
          await expectOutOrDoubt(world, await publish(world, sent), sent, { isThere: is === 'done' ? nth : nth - 1 });
          return linesOf([draftOf(world, sent)]).length;
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

async function refused(world: NetworkWorld, sent: Sent, nth: number): Promise<void> {
  world.network.onPublish('refused', nth);
  const id = await publish(world, sent);
  const codes: FailureCode[] = [world.network.expected.refused, ...(nth > 1 ? ['publish.reply-refused' as const] : [])];
  expectEnd(world, id, ['failed'], codes);
  const out = linesOf([draftOf(world, sent)]).slice(0, nth - 1);
  expect(shapeOf(await world.network.visible()), 'what people see').toEqual(out);
  const asked = world.requests.length;
  await world.clock.by(3 * HOUR_MS);
  await world.untilRest();
  expect(world.requests.length, 'nobody tries again by himself').toBe(asked);
}

async function commentRefused(world: NetworkWorld): Promise<void> {
  world.network.onPublish('refused', 2);
  const id = await publish(world, 'comment');
  expect(expectPublished(world, id).without?.map((one) => one.code)).toEqual(['publish.comment-refused']);
  await expectVisible(world, [world.network.drafts.text]);
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
  // Whoever has nothing to ask is in doubt at once, and learns of the sign-in with the next post.
  const isAsked = world.network.cannotTell?.arrived?.text === undefined;
  if (isAsked) expect(world.channelState(), 'the channel').toBe('signed-out');
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
