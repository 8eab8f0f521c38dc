import { describe, expect, test } from 'vitest';
import type { Draft } from '#shared/publishing/publication.ts';
import { draftOf, newFacebookWorld, pngOf, type FacebookWorld } from '#tests/platforms/facebook/facebook-world.ts';

// Whether a post whose answer was lost is there. Too generous, and a post is lost; too strict, and it goes out twice.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FEED = ['POST', '/:version/:page/feed'] as const;
const OTHER_APP = '99887766';
/** The post is made, and called a duplicate of itself. */
const DUPLICATE = {
  kind: 'status',
  status: 400,
  after: true,
  body: { error: { message: 'Duplicate status message', code: 506 } },
} as const;

function texts(world: FacebookWorld): string[] {
  return world.facebook.arrived().map((one) => one.text);
}

async function idOfOurs(world: FacebookWorld, draft: Draft): Promise<string> {
  return (await world.runToEnd(draft)).remoteId;
}

describe('a lost answer', () => {
  test('is found, and the receipt says so', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });
    // The first one asks which app is ours.
    world.facebook.faults.order('GET', '/:version/:post', { kind: 'status', status: 500 }, { nth: 2 });

    const proof = await world.runToEnd(draftOf('Only once'));

    expect(proof).toMatchObject({ remoteId: world.facebook.arrived()[0]?.id, confirmedBy: 'found' });
    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test('of photos is found by them, although nobody says which app made it', async () => {
    const world = await newFacebookWorld({ behaviour: { tokensMayAskAboutThemselves: false } });
    world.facebook.faults.order('GET', '/:version/debug_token', {
      kind: 'status',
      status: 400,
      body: { error: { message: '(#100)', code: 100 } },
    });
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });

    await world.runToEnd(draftOf('Look', [world.picture(1), world.picture(2)]));

    expect(world.requests('POST', 'feed')).toBe(1);
    expect(world.facebook.arrived()).toHaveLength(1);
  });

  test('is looked for until the lists have it', async () => {
    const world = await newFacebookWorld({ behaviour: { listedAfterMs: 90_000 } });
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });

    await world.runToEnd(draftOf('Only once'));

    expect(texts(world)).toEqual(['Only once']);
    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test('of photos is looked for until its attachments are told', async () => {
    const world = await newFacebookWorld({ behaviour: { attachmentsAfterMs: 90_000 } });
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });

    await world.runToEnd(draftOf('Only once', [world.picture(1)]));

    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test('of a video is looked for until it is prepared, and goes by the video’s own id', async () => {
    const world = await newFacebookWorld({ behaviour: { videoReadyAfterMs: 40 * MINUTE } });
    world.facebook.faults.order('POST', '/:version/:page/videos', { kind: 'answer-lost' });

    const proof = await world.runToEnd(draftOf('Only once', [world.film(1)]));

    expect(world.requests('POST', 'videos')).toBe(1);
    expect(proof.remoteId).toBe(world.facebook.arrived()[0]?.id);
  });

  test('of a reel is told by its own id, also while it is prepared', async () => {
    const world = await newFacebookWorld({ behaviour: { videoReadyAfterMs: 5 * MINUTE } });
    world.facebook.faults.order('POST', '/:version/:page/video_reels', { kind: 'answer-lost' }, { nth: 2 });

    await world.runToEnd(draftOf('Only once', [world.film(1)], { options: { kind: 'reel' } }));

    expect(world.requests('POST', 'video_reels')).toBe(2);
    expect(texts(world)).toEqual(['Only once']);
  });

  test('of a story is found in the list of stories', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('POST', '/:version/:page/photo_stories', { kind: 'answer-lost' });

    const proof = await world.runToEnd(draftOf('', [world.picture(1)], { options: { kind: 'story' } }));

    expect(proof).toMatchObject({
      remoteId: world.facebook.arrived()[0]?.id,
      confirmedBy: 'found',
      publishedAt: world.facebook.arrived()[0]?.at,
    });
  });

  test.each([['picture'], ['film']] as const)(
    'of a story of a %s that the list does not have stays in doubt, for good',
    async (what) => {
      const world = await newFacebookWorld({ behaviour: { listsStories: false } });
      for (const edge of ['photo_stories', 'video_stories']) {
        const nth = edge === 'video_stories' ? 2 : 1;
        world.facebook.faults.order('POST', `/:version/:page/${edge}`, { kind: 'answer-lost' }, { nth });
      }
      const draft = draftOf('', [world[what](1)], { options: { kind: 'story' } });

      expect((await world.endOf(draft)).kind).toBe('unconfirmed');
      expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
      expect(world.facebook.arrived()).toHaveLength(1);
    },
  );
});

describe('a lost request', () => {
  test('is made again only after ten minutes of looking', async () => {
    const world = await newFacebookWorld();
    const start = world.now();
    world.facebook.faults.order(...FEED, { kind: 'request-lost' });

    await world.runToEnd(draftOf('Only once'));

    expect(texts(world)).toEqual(['Only once']);
    expect((world.facebook.arrived()[0]?.at ?? 0) - start).toBeGreaterThanOrEqual(10 * MINUTE);
  });

  test('of a video is made again only after an hour: its post shows up late', async () => {
    const world = await newFacebookWorld();
    const start = world.now();
    world.facebook.faults.order('POST', '/:version/:page/videos', { kind: 'request-lost' });

    await world.runToEnd(draftOf('Only once', [world.film(1)]));

    expect(texts(world)).toEqual(['Only once']);
    expect((world.facebook.arrived()[0]?.at ?? 0) - start).toBeGreaterThanOrEqual(HOUR);
  });

  test('of a story is never made again by itself', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('POST', '/:version/:page/photo_stories', { kind: 'request-lost' });

    expect((await world.endOf(draftOf('', [world.picture(1)], { options: { kind: 'story' } }))).kind).toBe(
      'unconfirmed',
    );
    expect(world.facebook.arrived()).toEqual([]);
  });
});

describe('what is not taken for ours', () => {
  test.each<[what: string, decoy: (world: FacebookWorld) => void]>([
    ['by hand', (world) => void world.page.post('Only once')],
    ['with another app', (world) => void world.page.post('Only once', { appId: OTHER_APP })],
    ['almost the same', (world) => void world.page.post('Only once.', { appId: '1234567890123456' })],
    ['on another page', (world) => void world.facebook.createPage({ name: 'Mill' }).post('Only once')],
    ['with a photo', (world) => void world.page.post('Only once', { appId: '1234567890123456', photo: pngOf(9) })],
  ])('the same words %s, while ours was lost', async (_what, decoy) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'request-lost' });
    await world.troubleOf(draftOf('Only once'));
    decoy(world);
    const [decoyId] = world.facebook.arrived().map(({ id }) => id);

    expect(await idOfOurs(world, draftOf('Only once'))).not.toBe(decoyId);
    expect(world.facebook.arrived()).toHaveLength(2);
  });

  test('an older post of ours with the same words', async () => {
    const world = await newFacebookWorld();
    const older = await idOfOurs(world, draftOf('Good morning'));
    world.wait(24 * HOUR);
    world.anew();
    world.facebook.faults.order(...FEED, { kind: 'request-lost' });

    expect(await idOfOurs(world, draftOf('Good morning'))).not.toBe(older);
    expect(texts(world)).toEqual(['Good morning', 'Good morning']);
  });

  test('other photos with the same words', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'request-lost' });
    await world.troubleOf(draftOf('Look', [world.picture(1)]));
    const decoy = world.page.post('Look', { appId: '1234567890123456', photo: pngOf(2) });

    expect(await idOfOurs(world, draftOf('Look', [world.picture(1)]))).not.toBe(decoy);
  });

  test('a post by hand between our request and our crash, beside ours', async () => {
    const world = await newFacebookWorld();
    world.memory.crashAfter('create');
    await world.run(draftOf('Only once')).catch(() => undefined);
    const [ours] = world.facebook.arrived().map(({ id }) => id);
    world.page.post('Only once');

    expect(await idOfOurs(world, draftOf('Only once'))).toBe(ours);
    expect(world.requests('POST', 'feed')).toBe(1);
  });
});

describe('what cannot be told', () => {
  test('two of our app with the same words', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });
    await world.troubleOf(draftOf('Only once'));
    world.page.post('Only once', { appId: '1234567890123456' });

    expect((await world.endOf(draftOf('Only once'))).kind).toBe('unconfirmed');
    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test('words alone, where Facebook does not say which app is ours', async () => {
    const world = await newFacebookWorld();
    const silent = { kind: 'status', status: 400, body: { error: { message: '(#100)', code: 100 } } } as const;
    world.facebook.faults.order('GET', '/:version/debug_token', silent, { times: 9 });
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });

    expect((await world.endOf(draftOf('Only once'))).kind).toBe('unconfirmed');
    expect(texts(world)).toEqual(['Only once']);
  });

  test('more posts since then than anybody reads', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'request-lost' });
    await world.troubleOf(draftOf('Only once'));
    for (let n = 0; n < 201; n += 1) world.page.post(`Another ${n}`);

    expect((await world.endOf(draftOf('Only once'))).kind).toBe('unconfirmed');
  });

  test('with our clock set back since', async () => {
    const world = await newFacebookWorld();
    world.memory.crashAfter('create');
    await world.run(draftOf('Only once')).catch(() => undefined);
    world.setClock(-HOUR);

    expect((await world.troubleOf(draftOf('Only once'))).kind).toBe('unconfirmed');
    expect(texts(world)).toEqual(['Only once']);
  });

  test('with our clock set back a little while nobody looked, which no age shows', async () => {
    const world = await newFacebookWorld();
    world.memory.crashAfter('create');
    await world.run(draftOf('Only once')).catch(() => undefined);
    world.wait(40 * MINUTE);
    world.setClock(-20 * MINUTE);

    expect((await world.troubleOf(draftOf('Only once'))).kind).toBe('unconfirmed');
    expect(texts(world)).toEqual(['Only once']);
  });

  test('a reel that is gone: thrown away, or taken down', async () => {
    const world = await newFacebookWorld();
    const draft = draftOf('Only once', [world.film(1)], { options: { kind: 'reel' } });
    world.memory.crashAfter('create');
    await world.run(draft).catch(() => undefined);
    world.page.remove(world.facebook.arrived()[0]?.id ?? '');

    expect((await world.troubleOf(draft)).kind).toBe('unconfirmed');
  });
});

describe('a list that cannot be had', () => {
  test.each(['published_posts', 'debug_token'])('%s: nothing is sent, and it is asked again', async (what) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });
    await world.troubleOf(draftOf('Only once'));
    const path = what === 'debug_token' ? '/:version/debug_token' : '/:version/:page/published_posts';
    world.facebook.faults.order('GET', path, { kind: 'status', status: 503, body: 'down' });

    await world.runToEnd(draftOf('Only once'));

    expect(texts(world)).toEqual(['Only once']);
    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test('ours is on a later page of it', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });
    await world.troubleOf(draftOf('Only once'));
    for (let n = 0; n < 60; n += 1) world.page.post(`Another ${n}`);

    expect(await idOfOurs(world, draftOf('Only once'))).toBe(world.facebook.arrived()[0]?.id);
  });
});

describe('a duplicate that Facebook refuses', () => {
  test('is our own post of a moment ago: it is found', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, DUPLICATE);

    const proof = await world.run(draftOf('Only once'));

    expect(proof.remoteId).toBe(world.facebook.arrived()[0]?.id);
    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test('of the same photos is our own post as well', async () => {
    const world = await newFacebookWorld();
    const body = { error: { message: 'Photos already posted', code: 100, error_subcode: 1_366_051 } };
    world.facebook.faults.order(...FEED, { ...DUPLICATE, body });

    const proof = await world.run(draftOf('Look', [world.picture(1)]));

    expect(proof.remoteId).toBe(world.facebook.arrived()[0]?.id);
  });

  test('of an older post is shown to the person, and nothing goes out', async () => {
    const world = await newFacebookWorld();
    await world.run(draftOf('Good morning'));
    world.wait(5 * MINUTE);
    world.anew();

    expect(await world.troubleOf(draftOf('Good morning'))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.duplicate' },
    });
    expect(texts(world)).toEqual(['Good morning']);
  });

  test('while the lists cannot be asked stays in doubt until they can', async () => {
    const world = await newFacebookWorld();
    const draft = draftOf('Only once');
    world.facebook.faults.order(...FEED, DUPLICATE);
    world.facebook.faults.order('GET', '/:version/:page/published_posts', { kind: 'status', status: 503 });

    expect((await world.troubleOf(draft)).kind).toBe('maybe');
    await world.runToEnd(draft);

    expect(texts(world)).toEqual(['Only once']);
    expect(world.requests('POST', 'feed')).toBe(1);
  });
});

describe('the first comment', () => {
  test('is found when its answer was lost, also with our clock set back', async () => {
    const world = await newFacebookWorld();
    const draft = draftOf('Only once', [], { firstComment: 'And this' });
    world.memory.crashAfter('comment');
    await world.run(draft).catch(() => undefined);
    world.setClock(-HOUR);

    await world.run(draft);

    expect(texts(world)).toEqual(['Only once', 'And this']);
  });

  test('is not mistaken for other words of the page', async () => {
    const world = await newFacebookWorld();
    const draft = draftOf('Only once', [], { firstComment: 'And this' });
    world.facebook.faults.order('POST', '/:version/:post/comments', { kind: 'request-lost' });
    await world.troubleOf(draft);
    world.page.comment(world.facebook.arrived()[0]?.id ?? '', 'And that');

    await world.runToEnd(draft);

    expect(texts(world)).toEqual(['Only once', 'And that', 'And this']);
  });
});

describe('Facebook’s clock', () => {
  test.each([10, -10])('is %i minutes ahead: ours is found, an older one is not', async (minutes) => {
    const world = await newFacebookWorld({ aheadMs: minutes * MINUTE });
    const older = await idOfOurs(world, draftOf('Good morning'));
    world.wait(HOUR);
    world.anew();
    world.facebook.faults.order(...FEED, { kind: 'answer-lost' });

    const ours = await idOfOurs(world, draftOf('Good morning'));

    expect(ours).not.toBe(older);
    expect(texts(world)).toEqual(['Good morning', 'Good morning']);
    expect(world.requests('POST', 'feed')).toBe(2);
  });
});
