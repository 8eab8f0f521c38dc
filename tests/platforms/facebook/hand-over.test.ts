import { describe, expect, test } from 'vitest';
import { facebookAdapter } from '#shared/platforms/facebook/adapter.ts';
import { receipt, type Draft } from '#shared/publishing/publication.ts';
import { APP } from '#simulators/facebook.ts';
import type { Fault } from '#simulators/faults.ts';
import { stepMemory } from '#tests/kit/step-memory.ts';
import { draftOf, newFacebookWorld, type FacebookWorld } from '#tests/platforms/facebook/facebook-world.ts';

// Facebook's own scheduler sends it. It must go out once, at its time, whatever happens on our side meanwhile.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NODE = ['GET', '/:version/:node'] as const;

function handedOver(world: FacebookWorld, draft = draftOf('Bread at noon'), aheadMs = 3 * HOUR): Draft {
  return { ...draft, handOverFor: world.now() + aheadMs };
}

/** What waits at Facebook, and what is out. */
function waiting(world: FacebookWorld): readonly (number | undefined)[] {
  return world.facebook
    .arrived()
    .filter(({ scheduledFor, isRemoved }) => scheduledFor !== undefined && !isRemoved)
    .map(({ scheduledFor }) => scheduledFor);
}

function out(world: FacebookWorld): string[] {
  return world.facebook
    .arrived()
    .filter(({ scheduledFor, isRemoved }) => scheduledFor === undefined && !isRemoved)
    .map(({ text }) => text);
}

/** Every kind that Facebook's scheduler takes, and the request that hands it over. */
const KINDS: [what: string, draft: (world: FacebookWorld) => Draft, edge: string, nth: number][] = [
  ['a text', () => draftOf('Bread at noon'), 'feed', 1],
  ['photos', (world) => draftOf('Bread at noon', [world.picture(1), world.picture(2)]), 'feed', 1],
  ['a video', (world) => draftOf('Bread at noon', [world.film(1)]), 'videos', 1],
  ['a reel', (world) => draftOf('Bread at noon', [world.film(1)], { options: { kind: 'reel' } }), 'video_reels', 2],
];

describe('handing over', () => {
  test.each(KINDS)('%s: Facebook has it, says when, and sends it; then there is a receipt', async (_what, made) => {
    const world = await newFacebookWorld();
    const draft = handedOver(world, made(world));
    const dueAt = draft.handOverFor ?? 0;

    const trouble = await world.troubleOf(draft);

    expect(trouble).toMatchObject({
      kind: 'handed-over',
      failure: { code: 'publish.handed-over', about: { platform: 'Facebook', dueAt: new Date(dueAt).toISOString() } },
    });
    if (trouble.kind !== 'handed-over') throw new Error('unreachable');
    // What the queue shows of it: when it goes out, not when Facebook was told.
    expect(receipt.parse(trouble.receipt)).toMatchObject({
      remoteId: world.facebook.arrived()[0]?.id,
      publishedAt: dueAt,
    });
    expect([waiting(world), out(world)]).toEqual([[dueAt], []]);

    world.wait(3 * HOUR + 1000);
    const proof = receipt.parse(await world.run(draft));

    const [post] = world.facebook.arrived();
    expect(proof).toEqual({
      remoteId: post?.id,
      permalink: post?.url,
      publishedAt: dueAt,
      confirmedBy: 'read-back',
      parts: [{ remoteId: post?.id, permalink: post?.url }],
    });
    expect(out(world)).toEqual(['Bread at noon']);
  });

  test('photos are kept until it is out, however long that takes', async () => {
    const world = await newFacebookWorld();
    const draft = handedOver(world, draftOf('Bread at noon', [world.picture(1)]), 5 * DAY);

    await world.runToEnd(draft);

    expect(world.facebook.arrived()).toMatchObject([{ media: [{ description: 'Picture 1' }], at: draft.handOverFor }]);
    expect(world.requests('POST', 'photos')).toBe(1);
  });

  test('the first comment comes once it is out', async () => {
    const world = await newFacebookWorld();
    const draft = { ...handedOver(world), firstComment: 'Recipe' };
    await world.troubleOf(draft);
    expect(world.requests('POST', 'comments')).toBe(0);

    await world.runToEnd(draft);

    const [post, comment] = world.facebook.arrived();
    expect(comment).toMatchObject({ kind: 'comment', text: 'Recipe', parentId: post?.id });
  });

  test('while it is not out it is asked about again and again, and nothing is sent twice', async () => {
    const world = await newFacebookWorld({ behaviour: { schedulerLateMs: 10 * MINUTE } });
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.wait(3 * HOUR + MINUTE);

    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    world.wait(10 * MINUTE);
    await world.run(draft);

    expect(out(world)).toEqual(['Bread at noon']);
    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test.each<[what: string, fault: Fault]>([
    ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
    ['a throttle', { kind: 'status', status: 403, body: { error: { message: '(#32)', code: 32 } } }],
    ['no answer', { kind: 'request-lost' }],
    ['half an answer', { kind: 'malformed' }],
  ])('while it cannot be asked about (%s), Facebook still has it', async (_what, fault) => {
    const world = await newFacebookWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    world.facebook.faults.order(...NODE, fault);

    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    world.wait(4 * HOUR);
    world.facebook.faults.order(...NODE, fault);
    expect((await world.troubleOf(draft)).kind).toBe('handed-over');
    await world.run(draft);

    expect(out(world)).toEqual(['Bread at noon']);
  });

  test('when it may no longer be asked about, a person looks: Facebook may send it all the same', async () => {
    const world = await newFacebookWorld();
    const draft = handedOver(world);
    await world.troubleOf(draft);
    const body = { error: { message: '(#10) Permission', code: 10 } };
    world.facebook.faults.order(...NODE, { kind: 'status', status: 403, body });

    expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
  });

  test('the same words for each of three days, and the computer was off: each is found as itself', async () => {
    const world = await newFacebookWorld();
    const drafts = [1, 2, 3].map((day) => handedOver(world, draftOf('Good morning'), day * DAY));
    const memories = drafts.map((_draft, n) => stepMemory({ now: () => world.now(), publication: `day-${n}` }));
    const runAll = (): Promise<PromiseSettledResult<{ remoteId: string }>[]> =>
      Promise.allSettled(
        drafts.map((draft, n) => facebookAdapter.publish(draft, memories[n]?.runner ?? world.memory.runner, world.api)),
      );
    world.facebook.faults.order('POST', '/:version/:page/feed', { kind: 'answer-lost' }, { nth: 2 });
    await runAll();
    world.wait(4 * DAY);

    const ended = await runAll();

    const days = ended.map(
      (one) =>
        world.facebook.arrived().find((post) => one.status === 'fulfilled' && post.id === one.value.remoteId)?.at,
    );
    expect(days).toEqual(drafts.map(({ handOverFor }) => handOverFor));
    expect(out(world)).toHaveLength(3);
  });
});

describe('taken back', () => {
  test.each(KINDS)('%s by us, before its time: it never goes out', async (_what, made) => {
    const world = await newFacebookWorld();
    const trouble = await world.troubleOf(handedOver(world, made(world)));
    if (trouble.kind !== 'handed-over') throw new Error('not handed over');

    await facebookAdapter.remove?.(trouble.receipt, world.api);
    world.wait(4 * HOUR);

    expect([waiting(world), out(world)]).toEqual([[], []]);
  });

  test.each(KINDS)('%s on Facebook itself: the person is told, and nothing is sent', async (_what, made) => {
    const world = await newFacebookWorld();
    const draft = handedOver(world, made(world));
    await world.troubleOf(draft);
    world.page.remove(world.facebook.arrived()[0]?.id ?? '');
    world.wait(4 * HOUR);

    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.handed-over-gone' },
    });
    expect(out(world)).toEqual([]);
  });
});

describe('too close to its time', () => {
  test.each(KINDS)(
    '%s: Postwright waits, and sends it as always when it is due, never early',
    async (_what, made, edge, nth) => {
      const world = await newFacebookWorld();
      const draft = handedOver(world, made(world), 9 * MINUTE);

      expect(await world.troubleOf(draft)).toMatchObject({
        kind: 'temporary',
        failure: { code: 'publish.too-late-to-hand-over' },
        retryAt: draft.handOverFor,
      });
      world.wait(8 * MINUTE);
      await world.troubleOf(draft);
      expect([world.facebook.arrived(), world.requests('POST', edge)]).toEqual([[], nth - 1]);
      const proof = await world.runToEnd(draft);

      expect(out(world)).toEqual(['Bread at noon']);
      expect(proof.publishedAt).toBeGreaterThanOrEqual(draft.handOverFor ?? 0);
    },
  );

  test.each(KINDS)('%s, by Facebook’s clock alone', async (_what, made) => {
    const world = await newFacebookWorld({ aheadMs: 10 * MINUTE });
    const draft = handedOver(world, made(world), 15 * MINUTE);

    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'temporary',
      failure: { code: 'publish.too-late-to-hand-over' },
      retryAt: draft.handOverFor,
    });
    expect(world.facebook.arrived()).toEqual([]);
    const proof = await world.runToEnd(draft);

    expect(out(world)).toEqual(['Bread at noon']);
    expect(proof.publishedAt).toBeGreaterThanOrEqual(draft.handOverFor ?? 0);
  });

  test('a story, which the scheduler takes at no time, goes out when it is due', async () => {
    const world = await newFacebookWorld();
    const draft = handedOver(world, draftOf('', [world.picture(1)], { options: { kind: 'story' } }));

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'temporary', retryAt: draft.handOverFor });
    await world.runToEnd(draft);

    expect(world.facebook.arrived()).toMatchObject([{ kind: 'story', at: draft.handOverFor }]);
  });
});

describe('trouble while handing over, then the next run', () => {
  const WHOLE: [what: string, fault: Fault][] = [
    ['the answer is lost', { kind: 'answer-lost' }],
    ['the request is lost', { kind: 'request-lost' }],
    ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
    ['500, but it was done', { kind: 'status', status: 500, after: true }],
    ['no answer, but it was done', { kind: 'hang', after: true }],
    ['half an answer', { kind: 'malformed' }],
  ];
  const CASES = KINDS.flatMap(([kind, made, edge, nth]) =>
    WHOLE.map(([what, fault]) => ({ kind, made, edge, nth, what, fault })),
  );

  test.each(CASES)('$kind: $what: it waits there once, and goes out once', async ({ made, edge, nth, fault }) => {
    const world = await newFacebookWorld();
    const draft = handedOver(world, made(world));
    world.facebook.faults.order('POST', `/:version/:page/${edge}`, fault, { nth });

    await world.runToEnd(draft);

    expect(out(world)).toEqual(['Bread at noon']);
    expect(world.facebook.arrived()).toMatchObject([{ at: draft.handOverFor }]);
  });

  test.each(CASES)('$kind: $what, and it was long out when we came back', async ({ made, edge, nth, fault }) => {
    const world = await newFacebookWorld();
    const draft = handedOver(world, made(world));
    world.facebook.faults.order('POST', `/:version/:page/${edge}`, fault, { nth });

    await world.troubleOf(draft);
    world.wait(5 * HOUR);
    await world.runToEnd(draft);

    expect(out(world)).toEqual(['Bread at noon']);
  });

  const STEPS = ['photo/0', 'create', 'live', 'comment'];
  const MOMENTS = STEPS.flatMap((step): ['crashBefore' | 'crashAfter', string][] => [
    ['crashBefore', step],
    ['crashAfter', step],
  ]);

  test.each(MOMENTS)('a power cut: %s %s', async (cut, step) => {
    const world = await newFacebookWorld();
    const draft = { ...handedOver(world, draftOf('Look', [world.picture(1)])), firstComment: 'Recipe' };
    world.memory[cut](step);

    await world.runToEnd(draft);

    expect(out(world)).toEqual(['Look', 'Recipe']);
    expect(world.memory.finished).toEqual(expect.arrayContaining(STEPS));
  });

  test.each(MOMENTS)('a power cut: %s %s, and a day without power', async (cut, step) => {
    const world = await newFacebookWorld();
    const draft = { ...handedOver(world, draftOf('Look', [world.picture(1)])), firstComment: 'Recipe' };
    world.memory[cut](step);
    for (let runs = 0; runs < 8 && !world.memory.finished.includes('comment'); runs += 1) {
      await world.run(draft).catch(() => undefined);
      world.wait(25 * HOUR);
    }

    expect(out(world)).toEqual(['Look', 'Recipe']);
  });

  test('what waits there for another time, by hand, or with other photos is not taken for it', async () => {
    const world = await newFacebookWorld();
    const draft = handedOver(world, draftOf('Look', [world.picture(1)]));
    const later = { ...draft, handOverFor: (draft.handOverFor ?? 0) + HOUR };
    const other = { ...draft, ...draftOf('Look', [world.picture(2)]) };
    for (const decoy of [later, other]) {
      world.anew();
      await world.troubleOf(decoy);
    }
    world.anew();
    world.facebook.faults.order('POST', '/:version/:page/feed', { kind: 'request-lost' });

    await world.runToEnd(draft);
    world.wait(2 * HOUR);

    expect(out(world)).toEqual(['Look', 'Look', 'Look']);
  });

  test('the request was lost, and the same words of the next day are out: a person looks', async () => {
    const world = await newFacebookWorld();
    const draft = handedOver(world);
    world.facebook.faults.order('POST', '/:version/:page/feed', { kind: 'request-lost' });
    await world.troubleOf(draft);
    world.wait(DAY);
    world.page.post('Bread at noon', { appId: APP.id });

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(out(world)).toEqual(['Bread at noon']);
  });

  test('the answer was lost, and it has just left the scheduler and is in no list yet: it is looked for', async () => {
    const world = await newFacebookWorld({ behaviour: { listedAfterMs: MINUTE } });
    const draft = handedOver(world);
    world.facebook.faults.order('POST', '/:version/:page/feed', { kind: 'answer-lost' });
    await world.troubleOf(draft);
    world.wait(3 * HOUR + 1000);

    await world.runToEnd(draft);

    expect(out(world)).toEqual(['Bread at noon']);
    expect(world.requests('POST', 'feed')).toBe(1);
  });
});
