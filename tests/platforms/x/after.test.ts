import { afterEach, describe, expect, test } from 'vitest';
import { xAdapter } from '#shared/platforms/x/adapter.ts';
import type { Draft, Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { draftOf, newXWorld, type XWorld } from '#tests/platforms/x/x-world.ts';

// What follows a post that is out: taking it down, correcting it, seeing how it does, and how the account does.

const DAY = 24 * 3_600_000;
const worlds: XWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newXWorld>[0]): Promise<XWorld> {
  const world = await newXWorld(options);
  worlds.push(world);
  return world;
}

async function troubleIn(work: Promise<unknown> | undefined): Promise<Trouble> {
  const thrown = await work?.catch((error: unknown) => error);
  if (thrown instanceof StepTrouble) return thrown.trouble;
  throw new Error(`No trouble: ${String(thrown)}`);
}

describe('taking down', () => {
  test('every part goes, the last first, the first comment with them', async () => {
    const world = await newWorld();
    const proof = await world.run({ ...draftOf('One', 'Two'), firstComment: 'More' });

    await xAdapter.remove?.(proof, world.api);

    expect(world.texts()).toEqual([]);
    const deleted = world.api.sent.filter(({ method }) => method === 'DELETE').map(({ url }) => url.split('/').at(-1));
    expect(deleted).toEqual(proof.parts.map(({ remoteId }) => remoteId).toReversed());
  });

  test('what is gone already counts as done', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One', 'Two'));
    world.person.remove(proof.parts[1]?.remoteId ?? '');
    await xAdapter.remove?.(proof, world.api);
    await xAdapter.remove?.(proof, world.api);
    expect(world.texts()).toEqual([]);
  });

  test('a lost answer is a trouble, and asking again is safe', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.x.faults.order('DELETE', '/2/tweets/:id', { kind: 'answer-lost' });
    expect(await troubleIn(xAdapter.remove?.(proof, world.api))).toMatchObject({ kind: 'maybe' });
    await xAdapter.remove?.(proof, world.api);
    expect(world.texts()).toEqual([]);
  });
});

describe('correcting', () => {
  async function published(draft: Draft): Promise<{ world: XWorld; proof: Receipt }> {
    const world = await newWorld();
    world.person.setSubscription('Premium');
    return { world, proof: await world.run(draft) };
  }

  function edit(world: XWorld, proof: Receipt, draft: Draft): Promise<Receipt> {
    if (!xAdapter.edit) throw new Error('X can be edited');
    return xAdapter.edit(proof, draft, world.api);
  }

  test('other words are a new version with a new id; what is the same stays', async () => {
    const { world, proof } = await published(draftOf('Fresh bred', 'Two'));

    const corrected = await edit(world, proof, draftOf('Fresh bread', 'Two'));

    expect(world.texts()).toEqual(['Two', 'Fresh bread']);
    expect(corrected.remoteId).toBe(world.seen()[1]?.id);
    expect(corrected.permalink).toBe(world.seen()[1]?.url);
    expect(corrected.parts[0]?.remoteId).toBe(corrected.remoteId);
    expect(corrected.parts[1]).toEqual(proof.parts[1]);
    expect(corrected.publishedAt).toBe(proof.publishedAt);
    expect(world.creations()).toBe(3);
  });

  test('pictures, descriptions and settings stay', async () => {
    const world = await newWorld();
    world.person.setSubscription('Premium');
    const draft = (text: string): Draft => ({
      ...draftOf({ text, media: [world.picture(1)] }),
      options: { replySettings: 'verified', paidPartnership: 'yes' },
    });
    const proof = await world.run(draft('Fresh bred'));

    await edit(world, proof, draft('Fresh bread'));

    expect(world.seen()).toMatchObject([
      { text: 'Fresh bread', media: [{ description: 'Picture 1' }], replySettings: 'verified', paidPartnership: true },
    ]);
  });

  test('the first comment too', async () => {
    const { world, proof } = await published({ ...draftOf('One'), firstComment: 'Mroe' });
    await edit(world, proof, { ...draftOf('One'), firstComment: 'More' });
    expect(world.texts()).toEqual(['One', 'More']);
  });

  test('nothing changed: nothing is sent', async () => {
    const { world, proof } = await published(draftOf('See example.com & come'));
    expect(await edit(world, proof, draftOf('See example.com & come'))).toEqual(proof);
    expect(world.creations()).toBe(1);
  });

  test('twice, the second time from the new receipt', async () => {
    const { world, proof } = await published(draftOf('One'));
    const once = await edit(world, proof, draftOf('Two'));
    await edit(world, once, draftOf('Three'));
    expect(world.texts()).toEqual(['Three']);
  });

  test('its answer is lost: asked again, it is seen to be done', async () => {
    const { world, proof } = await published(draftOf('Fresh bred'));
    world.x.faults.order('POST', '/2/tweets', { kind: 'answer-lost' });
    expect(await troubleIn(edit(world, proof, draftOf('Fresh bread')))).toMatchObject({ kind: 'maybe' });

    const corrected = await edit(world, proof, draftOf('Fresh bread'));

    expect(world.texts()).toEqual(['Fresh bread']);
    expect(corrected.remoteId).toBe(world.seen()[0]?.id);
    expect(world.creations()).toBe(2);
  });

  test.each<[why: string, prepare: (world: XWorld) => void]>([
    ['the account does not pay', (world) => world.person.setSubscription('None')],
    ['an hour has passed', (world) => world.wait(3_600_001)],
    ['the post is gone', (world) => world.person.remove(world.seen()[0]?.id ?? '')],
  ])('not where %s, and nothing is changed', async (_why, prepare) => {
    const { world, proof } = await published(draftOf('Fresh bred', 'Two'));
    prepare(world);
    const before = world.texts();
    expect(await troubleIn(edit(world, proof, draftOf('Fresh bread', 'Too')))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.not-editable' },
    });
    expect(world.texts()).toEqual(before);
  });

  test('not a poll, and no part that was not there', async () => {
    const { world, proof } = await published(draftOf({ text: 'Rye?', poll: { answers: ['Yes', 'No'], minutes: 60 } }));
    for (const draft of [draftOf('Wheat?'), draftOf('Rye?', 'Two')]) {
      expect(await troubleIn(edit(world, proof, draft))).toMatchObject({ failure: { code: 'publish.not-editable' } });
    }
  });
});

describe('how it does', () => {
  test('all parts together, our own replies left out', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One', { text: 'Two', media: [world.picture(1)] }));
    const [one = '', two = ''] = proof.parts.map(({ remoteId }) => remoteId);
    world.person.setCounts(one, { impressions: 100, likes: 5, reposts: 2, quotes: 1, bookmarks: 3, linkClicks: 7 });
    world.person.setCounts(two, { impressions: 40, likes: 1 });
    world.x.createAccount({ username: 'guest' }).post('Yum', { replyTo: one });

    expect(await xAdapter.metrics?.(proof, world.api)).toEqual({
      impressions: 140,
      likes: 6,
      comments: 1,
      shares: 2,
      quotes: 1,
      saves: 3,
      clicks: 7,
    });
  });

  test('a film has views', async () => {
    const world = await newWorld();
    const proof = await world.runToEnd(draftOf({ text: 'Film', media: [world.film(10)] }));
    world.person.setCounts(proof.remoteId, { filmViews: 31 });
    expect(await xAdapter.metrics?.(proof, world.api)).toMatchObject({ views: 31 });
  });

  test('after 30 days only what everybody sees', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.person.setCounts(proof.remoteId, { likes: 5, linkClicks: 7 });
    world.wait(31 * DAY);
    const told = await xAdapter.metrics?.(proof, world.api);
    expect(told).toMatchObject({ likes: 5 });
    expect(told).not.toHaveProperty('clicks');
    const asked = world.x.faults.seen().filter(({ query }) => query.includes('metrics'));
    expect(asked.map(({ query }) => query)).not.toContainEqual(expect.stringContaining('non_public_metrics'));
  });

  test('a post that is gone tells nothing', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    world.person.remove(proof.remoteId);
    expect(await xAdapter.metrics?.(proof, world.api)).toEqual({});
  });
});

describe('how the account does', () => {
  test('well', async () => {
    const world = await newWorld();
    expect(await xAdapter.health?.(world.api)).toEqual({ missingPermissions: [] });
  });

  test('signed out', async () => {
    const world = await newWorld();
    world.person.revokeTokens();
    expect(await troubleIn(xAdapter.health?.(world.api))).toMatchObject({ kind: 'signed-out' });
  });

  test('without credits', async () => {
    const world = await newWorld();
    world.x.behaviour.hasCredits = false;
    expect(await troubleIn(xAdapter.health?.(world.api))).toMatchObject({ failure: { code: 'publish.no-credits' } });
  });
});
