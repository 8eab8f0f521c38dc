import { describe, expect, test } from 'vitest';
import type { Draft } from '#shared/publishing/publication.ts';
import {
  draftOf,
  newInstagramWorld,
  type InstagramWorld,
  type WorldOptions,
} from '#tests/platforms/instagram/instagram-world.ts';

const MINUTE = 60_000;
const PUBLISH = ['POST', '/:version/:ig/media_publish'] as const;

function ours(world: InstagramWorld): string[] {
  return world.instagram.arrived().flatMap((one) => (world.instagram.postOf(one.id)?.isByHand ? [] : [one.id]));
}

/** A post whose answer, or whose request, was lost. */
async function lost(kind: 'answer-lost' | 'request-lost', options: WorldOptions = {}, prepare?: Prepare) {
  const world = await newInstagramWorld(options);
  const draft = draftOf('Fresh bread', [await world.picture(1)]);
  await prepare?.(world, draft);
  world.anew();
  world.instagram.faults.order(...PUBLISH, { kind });
  await world.troubleOf(draft);
  world.wait(10_000);
  return { world, draft };
}

type Prepare = (world: InstagramWorld, draft: Draft) => Promise<unknown> | void;

describe('after a lost answer', () => {
  test('the post is found, and nothing is sent again', async () => {
    const { world, draft } = await lost('answer-lost');
    world.instagram.faults.order('GET', '/:version/:node', { kind: 'status', status: 400, body: '{}' }, { nth: 2 });

    const proof = await world.runToEnd(draft);

    expect(ours(world)).toEqual([proof.remoteId]);
  });

  test('that cannot be read back, the receipt says that it was found', async () => {
    const { world, draft } = await lost('answer-lost');
    const gone = { error: { message: 'gone', code: 100, error_subcode: 33 } };
    world.instagram.faults.order('GET', '/:version/:node', { kind: 'status', status: 400, body: gone }, { nth: 2 });

    expect((await world.runToEnd(draft)).confirmedBy).toBe('found');
  });

  test.each(['reel', 'story', 'carousel'] as const)('a %s is found', async (kind) => {
    const world = await newInstagramWorld();
    const media = kind === 'reel' ? [await world.film(1)] : [await world.picture(1), await world.picture(2)];
    const draft = draftOf('Once', kind === 'story' ? media.slice(0, 1) : media, {
      options: kind === 'story' ? { kind } : {},
    });
    world.instagram.faults.order(...PUBLISH, { kind: 'answer-lost' });

    const proof = await world.runToEnd(draft);

    expect(world.instagram.arrived()).toMatchObject([{ id: proof.remoteId, kind }]);
  });

  test('a post without words is found', async () => {
    const world = await newInstagramWorld();
    world.instagram.faults.order(...PUBLISH, { kind: 'answer-lost' });

    const proof = await world.runToEnd(draftOf('', [await world.picture(1)]));

    expect(ours(world)).toEqual([proof.remoteId]);
  });

  test('a list that leaves captions out still tells, by kind and time', async () => {
    const { world, draft } = await lost('answer-lost', { behaviour: { hidesCaptions: true } });

    const proof = await world.runToEnd(draft);

    expect(ours(world)).toEqual([proof.remoteId]);
  });

  test('a list that leaves captions out does not tell of two', async () => {
    const { world, draft } = await lost('answer-lost', { behaviour: { hidesCaptions: true } });
    world.person.post('Something else');

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(ours(world)).toHaveLength(1);
  });

  test('a list that is late is looked at again', async () => {
    const { world, draft } = await lost('answer-lost', { behaviour: { listedAfterMs: 2 * MINUTE } });

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing' });
    const proof = await world.runToEnd(draft);

    expect(ours(world)).toEqual([proof.remoteId]);
  });

  test('a list that never shows it ends in doubt, never in a second post', async () => {
    const { world, draft } = await lost('answer-lost', { behaviour: { listedAfterMs: 1e12 } });

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(ours(world)).toHaveLength(1);
  });

  test('while the list cannot be had, nothing is sent and nothing is decided', async () => {
    const { world, draft } = await lost('answer-lost');
    world.instagram.faults.order('GET', '/:version/:ig/media', { kind: 'status', status: 503 });

    expect((await world.troubleOf(draft)).kind).toBe('temporary');
    await world.runToEnd(draft);

    expect(ours(world)).toHaveLength(1);
  });

  test('a list that will never be told ends in doubt', async () => {
    const { world, draft } = await lost('answer-lost');
    const refused = { error: { message: 'no', type: 'OAuthException', code: 10 } };
    world.instagram.faults.order('GET', '/:version/:ig/media', { kind: 'status', status: 403, body: refused });

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
  });

  test('it is found behind a page of newer posts', async () => {
    const { world, draft } = await lost('answer-lost');
    for (let n = 0; n < 30; n += 1) world.person.post(`By hand ${n}`);

    const proof = await world.runToEnd(draft);

    expect(ours(world)).toEqual([proof.remoteId]);
  });

  test('behind a hundred newer posts nobody can tell', async () => {
    const { world, draft } = await lost('answer-lost');
    for (let n = 0; n < 120; n += 1) world.person.post(`By hand ${n}`);

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(ours(world)).toHaveLength(1);
  });
});

describe('what looks alike and is not ours', () => {
  const older: Prepare = async (world, draft) => {
    await world.run(draft);
    world.wait(60 * MINUTE);
  };

  test('an older post of ours with the same words, and ours arrived', async () => {
    const { world, draft } = await lost('answer-lost', {}, older);

    const proof = await world.runToEnd(draft);

    expect(ours(world)).toHaveLength(2);
    expect(ours(world)[1]).toBe(proof.remoteId);
  });

  test('an older post of ours with the same words, and ours did not arrive', async () => {
    const { world, draft } = await lost('request-lost', {}, older);

    const proof = await world.runToEnd(draft);

    expect(ours(world)).toHaveLength(2);
    expect(ours(world)[1]).toBe(proof.remoteId);
  });

  test('a post by hand while ours did not arrive: the container knows', async () => {
    const { world, draft } = await lost('request-lost');
    const byHand = world.person.post('Fresh bread');

    const proof = await world.runToEnd(draft);

    expect(proof.remoteId).not.toBe(byHand);
    expect(ours(world)).toEqual([proof.remoteId]);
  });

  test('a post by hand beside ours, the same in everything: nobody can tell, and nothing is sent', async () => {
    const { world, draft } = await lost('answer-lost');
    world.person.post('Fresh bread');

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(ours(world)).toHaveLength(1);
  });

  test('a post by hand of another kind or with other words does not confuse', async () => {
    const { world, draft } = await lost('answer-lost');
    world.person.post('Fresh bread', 'reel');
    world.person.post('Fresh bread ', 'story');
    world.person.post('Fresh bread!');

    const proof = await world.runToEnd(draft);

    expect(ours(world)).toEqual([proof.remoteId]);
  });

  test.each(['post', 'story'])(
    'a %s by hand without words, while our container is forgotten: nobody can tell',
    async (kind) => {
      const world = await newInstagramWorld();
      const draft = draftOf('', [await world.picture(1)], { options: { kind } });
      world.instagram.faults.order(...PUBLISH, { kind: 'request-lost' });
      await world.troubleOf(draft);
      world.person.post('', kind === 'story' ? 'story' : 'image');
      const gone = { error: { message: 'gone', code: 100, error_subcode: 33 } };
      world.instagram.faults.order('GET', '/:version/:node', { kind: 'status', status: 400, body: gone });

      expect((await world.endOf(draft)).kind).toBe('unconfirmed');
      expect(ours(world)).toEqual([]);
    },
  );

  test('the same words on another account', async () => {
    const { world, draft } = await lost('request-lost');
    world.instagram.createAccount({ username: 'mill' }).post('Fresh bread');

    const proof = await world.runToEnd(draft);

    expect(ours(world)).toEqual([proof.remoteId]);
  });
});

describe('clocks', () => {
  test.each([-10, 10])('Instagram’s is %i minutes ahead: found, and never twice', async (minutes) => {
    const older: Prepare = async (world, draft) => {
      await world.run(draft);
      world.wait(15 * MINUTE);
    };
    const { world, draft } = await lost('answer-lost', { aheadMs: minutes * MINUTE }, older);

    const proof = await world.runToEnd(draft);

    expect(ours(world)[1]).toBe(proof.remoteId);
    expect(ours(world)).toHaveLength(2);
  });

  test('ours was set back since: doubt, not a second post', async () => {
    const { world, draft } = await lost('answer-lost');
    world.setClock(-60 * MINUTE);

    expect((await world.endOf(draft)).kind).toBe('unconfirmed');
    expect(ours(world)).toHaveLength(1);
  });

  test('ours was set back while a picture is prepared: it is asked for all the same', async () => {
    const world = await newInstagramWorld({ behaviour: { imageReadyAfterMs: 5_000 } });
    const draft = draftOf('Once', [await world.picture(1)]);
    await world.troubleOf(draft);
    world.setClock(-60 * MINUTE);

    await world.runToEnd(draft);

    expect(ours(world)).toHaveLength(1);
  });
});
