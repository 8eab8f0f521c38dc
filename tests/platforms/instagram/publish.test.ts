import { describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import { receipt, type Draft } from '#shared/publishing/publication.ts';
import { draftOf, jpegOf, newInstagramWorld, type InstagramWorld } from '#tests/platforms/instagram/instagram-world.ts';

function posts(world: InstagramWorld) {
  return world.instagram.arrived().filter((one) => one.kind !== 'comment');
}

function requests(world: InstagramWorld, method: string, path: string): number {
  return world.instagram.faults.seen().filter((one) => one.method === method && one.path.endsWith(path)).length;
}

/** Where the clock stood when each request of this path arrived is told by how often a wait was needed. */
async function waitsOf(world: InstagramWorld, draft: Draft): Promise<number[]> {
  const waits: number[] = [];
  for (let runs = 0; runs < 60; runs += 1) {
    const ended = await world.troubleOf(draft).catch(() => undefined);
    if (ended?.kind !== 'processing') break;
    waits.push(ended.askAt - world.now());
    world.wait(ended.askAt - world.now());
  }
  return waits;
}

describe('what is posted', () => {
  test('a picture goes out once, with its description and a receipt that was read back', async () => {
    const world = await newInstagramWorld();
    const picture = await world.picture(1, { alt: 'A red door' });

    const proof = await world.run(draftOf('Fresh bread at nine', [picture]));

    const [post] = posts(world);
    expect(post).toMatchObject({ kind: 'image', text: 'Fresh bread at nine', account: '@bakery' });
    expect(post?.media).toMatchObject([{ sha256: picture.media, description: 'A red door', mimeType: 'image/jpeg' }]);
    expect(receipt.parse(proof)).toEqual({
      remoteId: post?.id,
      permalink: post?.url,
      publishedAt: world.now(),
      confirmedBy: 'read-back',
      parts: [{ remoteId: post?.id, permalink: post?.url }],
    });
  });

  test('a single video is a reel, fetched from its address and shown on the profile', async () => {
    const world = await newInstagramWorld();

    await world.runToEnd(draftOf('How we bake', [await world.film(1)]));

    const [post] = posts(world);
    expect(post).toMatchObject({ kind: 'reel', text: 'How we bake', media: [{ mimeType: 'video/mp4' }] });
    expect(world.instagram.postOf(post?.id ?? '')?.options).toEqual({ shareToFeed: true });
  });

  test('with Facebook Login a video goes up as bytes, with no public address', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    const film = await world.film(1);
    world.addresses.clear();

    await world.runToEnd(draftOf('How we bake', [film]));

    expect(posts(world)).toMatchObject([{ kind: 'reel', media: [{ sha256: film.media }] }]);
    const upload = world.api.sent.find((one) => one.url.includes('/ig-api-upload/'));
    expect(upload?.headers).toMatchObject({ offset: '0', file_size: String(film.bytes) });
    expect(upload?.headers?.['authorization']).toMatch(/^OAuth EAA/);
  });

  test('a carousel keeps pictures and videos in order, each with its own description', async () => {
    const world = await newInstagramWorld();
    const media = [await world.picture(1), await world.film(2), await world.picture(3, { alt: 'The third' })];

    await world.runToEnd(draftOf('Three of them', media));

    const [post] = posts(world);
    expect(post).toMatchObject({ kind: 'carousel', text: 'Three of them' });
    expect(post?.media.map((one) => one.sha256)).toEqual(media.map((one) => one.media));
    expect(post?.media.map((one) => one.description)).toEqual(['Picture 1', undefined, 'The third']);
  });

  test('with Facebook Login a carousel sends its videos as bytes and its pictures by address', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    const media = [await world.picture(1), await world.film(2)];

    await world.runToEnd(draftOf('Two of them', media));

    expect(posts(world)[0]?.media.map((one) => one.sha256)).toEqual(media.map((one) => one.media));
    expect(requests(world, 'POST', '/media')).toBe(3);
  });

  test.each(['picture', 'film'] as const)('a story of a %s goes out without words', async (what) => {
    const world = await newInstagramWorld();
    const media = [await world[what](1)];

    const proof = await world.runToEnd(
      draftOf('Nobody reads this', media, { options: { kind: 'story' }, firstComment: 'Nor this' }),
    );

    expect(world.instagram.arrived()).toMatchObject([{ kind: 'story', text: '' }]);
    expect(proof.permalink).toContain('/stories/bakery/');
  });

  test('ten pictures are the most of a carousel', async () => {
    const world = await newInstagramWorld();
    const media = await Promise.all(Array.from({ length: 10 }, (_, n) => world.picture(n)));

    await world.runToEnd(draftOf('Ten', media));

    expect(posts(world)[0]?.media).toHaveLength(10);
  });
});

describe('options', () => {
  test('a picture has its place, its people in the middle, and its collaborators', async () => {
    const world = await newInstagramWorld();
    const options = { locationId: '1234', userTags: '@Mill, farm.er', collaborators: 'mill' };

    await world.run(draftOf('Flour', [await world.picture(1)], { options }));

    expect(world.instagram.postOf(posts(world)[0]?.id ?? '')?.options).toEqual({
      locationId: '1234',
      userTags: [
        { username: 'mill', x: 0.5, y: 0.5 },
        { username: 'farm.er', x: 0.5, y: 0.5 },
      ],
      collaborators: ['mill'],
    });
  });

  test('a reel has its cover, its people without a place, and stays off the profile unless wanted', async () => {
    const world = await newInstagramWorld();
    const options = { kind: 'reel', coverAtMs: '1500', userTags: 'mill' };

    await world.runToEnd(draftOf('Flour', [await world.film(1)], { options }));

    expect(world.instagram.postOf(posts(world)[0]?.id ?? '')?.options).toEqual({
      userTags: [{ username: 'mill' }],
      shareToFeed: false,
      thumbOffset: 1500,
    });
  });

  test('a reel has the frame as its cover that was chosen for the film', async () => {
    const world = await newInstagramWorld();
    const film = await world.film(1);
    const cover = { atMs: 2040, picture: film.media };

    await world.runToEnd(draftOf('Flour', [{ ...film, cover }], { options: { coverAtMs: '1500' } }));

    expect(world.instagram.postOf(posts(world)[0]?.id ?? '')?.options?.thumbOffset).toBe(2040);
  });

  test('a reel is on the profile when wanted', async () => {
    const world = await newInstagramWorld();
    const options = { kind: 'reel', shareToFeed: 'yes' };

    await world.runToEnd(draftOf('Flour', [await world.film(1)], { options }));

    expect(world.instagram.postOf(posts(world)[0]?.id ?? '')?.options.shareToFeed).toBe(true);
  });

  test('a carousel has its place', async () => {
    const world = await newInstagramWorld();
    const media = [await world.picture(1), await world.picture(2)];

    await world.runToEnd(draftOf('Flour', media, { options: { locationId: '77' } }));

    expect(world.instagram.postOf(posts(world)[0]?.id ?? '')?.options).toEqual({ locationId: '77' });
  });
});

describe('the first comment', () => {
  test('stands under the post', async () => {
    const world = await newInstagramWorld();

    const proof = await world.run(draftOf('Bread', [await world.picture(1)], { firstComment: '#bread #rye' }));

    expect(world.instagram.arrived()).toMatchObject([
      { kind: 'image', text: 'Bread' },
      { kind: 'comment', text: '#bread #rye', parentId: proof.remoteId },
    ]);
    expect(proof.without).toBeUndefined();
  });

  test('that Instagram refuses leaves the post out, and the receipt says so', async () => {
    const world = await newInstagramWorld();
    world.instagram.faults.order('POST', '/:version/:media/comments', {
      kind: 'status',
      status: 400,
      body: { error: { message: 'Comments are disabled', type: 'OAuthException', code: 100, fbtrace_id: 'A' } },
    });

    const proof = await world.run(draftOf('Bread', [await world.picture(1)], { firstComment: 'First' }));

    expect(posts(world)).toHaveLength(1);
    expect(proof.without?.map(sentenceOf)).toEqual([
      'The post is out on Instagram, but its first comment is not: Comments are disabled',
    ]);
  });

  test.each([
    ['answer-lost', 1],
    ['request-lost', 2],
    ['malformed', 1],
  ] as const)('whose trouble is %s is there once', async (kind, asked) => {
    const world = await newInstagramWorld();
    world.instagram.faults.order('POST', '/:version/:media/comments', { kind });

    const proof = await world.runToEnd(draftOf('Bread', [await world.picture(1)], { firstComment: 'First' }));

    expect(world.instagram.arrived().filter((one) => one.kind === 'comment')).toHaveLength(1);
    expect(requests(world, 'POST', '/comments')).toBe(asked);
    expect(proof.without).toBeUndefined();
  });

  test('of somebody else with the same words is not ours', async () => {
    const world = await newInstagramWorld();
    const fan = world.instagram.createAccount({ username: 'fan' });
    world.instagram.faults.order('POST', '/:version/:media/comments', { kind: 'request-lost' });
    const draft = draftOf('Bread', [await world.picture(1)], { firstComment: 'First' });
    await world.troubleOf(draft);
    fan.comment(posts(world)[0]?.id ?? '', 'First');

    await world.runToEnd(draft);

    const comments = world.instagram.arrived().filter((one) => one.kind === 'comment');
    expect(comments.map((one) => one.account)).toEqual(['@fan', '@bakery']);
  });
});

describe('preparing', () => {
  test('everything is prepared before anything is seen: a bad file stops with its name', async () => {
    const world = await newInstagramWorld();
    const bad = await world.picture(2, {});
    world.addresses.set(bad.media, `${world.instagram.url}/nothing-here.jpg`);

    const trouble = await world.troubleOf(draftOf('Two', [await world.picture(1), bad]));

    expect(trouble).toMatchObject({ kind: 'temporary', failure: { code: 'media.fetch-failed' } });
    expect(sentenceOf(trouble.failure)).toMatch(
      /^Instagram could not fetch picture-2\.jpg: The media could not be fetched/,
    );
    expect(posts(world)).toEqual([]);
  });

  test('a file that can be fetched later is fetched later', async () => {
    const world = await newInstagramWorld();
    const picture = await world.picture(1);
    const address = world.addresses.get(picture.media) ?? '';
    world.addresses.set(picture.media, `${world.instagram.url}/nothing-here.jpg`);
    await world.troubleOf(draftOf('One', [picture]));
    world.addresses.set(picture.media, address);

    await world.run(draftOf('One', [picture]));

    expect(posts(world)).toHaveLength(1);
  });

  test('without a public address nothing is asked of Instagram', async () => {
    const world = await newInstagramWorld();
    const picture = await world.picture(1);
    world.addresses.clear();

    await expect(world.run(draftOf('One', [picture]))).rejects.toMatchObject({
      code: 'media.no-public-address',
      about: { platform: 'Instagram', file: 'picture-1.jpg' },
    });
    expect(requests(world, 'POST', '/media')).toBe(0);
  });

  test('a picture is asked about at once, soon, and then once a minute', async () => {
    const world = await newInstagramWorld({ behaviour: { imageReadyAfterMs: 150_000 } });

    const waits = await waitsOf(world, draftOf('One', [await world.picture(1)]));

    expect(waits).toEqual([3_000, 7_000, 20_000, 60_000, 60_000]);
    expect(posts(world)).toHaveLength(1);
  });

  test('a video is asked about after half a minute, and then once a minute', async () => {
    const world = await newInstagramWorld({ behaviour: { filmReadyAfterMs: 100_000 } });

    const waits = await waitsOf(world, draftOf('One', [await world.film(1)]));

    expect(waits).toEqual([30_000, 60_000, 60_000]);
    expect(posts(world)).toHaveLength(1);
  });

  test('a video that is prepared for ever is given up after half an hour, with its name', async () => {
    const world = await newInstagramWorld({ behaviour: { filmReadyAfterMs: 10 * 3_600_000 } });

    const end = await world.endOf(draftOf('One', [await world.film(1)]));

    expect(end).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { file: 'film-1.mp4' } },
    });
  });

  test('a video that Instagram cannot read is refused with its name, once', async () => {
    const world = await newInstagramWorld({ behaviour: { filmFailsWith: 2207026 } });

    const end = await world.endOf(draftOf('One', [await world.film(1)]));

    expect(sentenceOf(end.failure)).toBe(
      'Instagram refused film-1.mp4: Error: Media upload has failed with error code 2207026',
    );
    expect(requests(world, 'POST', '/media')).toBe(1);
  });

  test('a video that Instagram stumbled over is prepared anew, three times at most', async () => {
    const world = await newInstagramWorld({ behaviour: { filmFailsWith: 2207053 } });

    const end = await world.endOf(draftOf('One', [await world.film(1)]));

    expect(end).toMatchObject({ kind: 'refused', failure: { about: { file: 'film-1.mp4' } } });
    expect(requests(world, 'POST', '/media')).toBe(3);
  });

  test('and goes out when a later try does better', async () => {
    const world = await newInstagramWorld({ behaviour: { filmFailsWith: 2207053 } });
    const draft = draftOf('One', [await world.film(1)]);
    await world.troubleOf(draft);
    world.wait(31_000);
    await world.troubleOf(draft);
    world.instagram.behaviour.filmFailsWith = undefined;

    await world.runToEnd(draft);

    expect(posts(world)).toMatchObject([{ kind: 'reel' }]);
  });

  test.each([
    ['no JPEG', new Uint8Array(Buffer.from('\u0089PNG\r\n', 'latin1')), 'The image format is not supported'],
    ['too narrow', jpegOf(100, 300), 'The submitted image with aspect ratio (0.333) cannot be published'],
    [
      'too large',
      new Uint8Array(Buffer.concat([jpegOf(9, 9), Buffer.alloc(8 * 1024 * 1024)])),
      'It should be less than 8 MiB',
    ],
  ])('a picture that is %s is refused with its name', async (_what, bytes, words) => {
    const world = await newInstagramWorld();
    const picture = await world.picture(1);
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => response.end(bytes)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    world.addresses.set(picture.media, `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/a.jpg`);

    const trouble = await world.troubleOf(draftOf('One', [picture]));
    server.close();

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.media-refused' } });
    expect(sentenceOf(trouble.failure)).toContain(`Instagram refused picture-1.jpg: `);
    expect(sentenceOf(trouble.failure)).toContain(words);
  });
});

describe('the daily limit', () => {
  test('used up before: nothing is made, and it waits until the first post leaves the day', async () => {
    const world = await newInstagramWorld({ behaviour: { postsADay: 2 } });
    await world.run(draftOf('One', [await world.picture(1)]));
    world.wait(2 * 3_600_000);
    world.anew();
    await world.run(draftOf('Two', [await world.picture(2)]));
    world.wait(3_600_000);
    world.anew();
    const draft = draftOf('Three', [await world.picture(3)]);

    const trouble = await world.troubleOf(draft);

    const dayEnds = world.now() + 21 * 3_600_000 + 60_000;
    expect(trouble).toMatchObject({ kind: 'temporary', retryAt: dayEnds, failure: { code: 'publish.rate-limited' } });
    expect(requests(world, 'POST', '/media')).toBe(2);
    await world.runToEnd(draft);
    expect(posts(world).map((one) => one.text)).toEqual(['One', 'Two', 'Three']);
  });

  test('by stories, which no list tells the age of: it asks again in an hour', async () => {
    const world = await newInstagramWorld({ behaviour: { postsADay: 1 } });
    await world.run(draftOf('', [await world.picture(1)], { options: { kind: 'story' } }));
    world.anew();

    const trouble = await world.troubleOf(draftOf('Two', [await world.picture(2)]));

    expect(trouble).toMatchObject({ kind: 'temporary', retryAt: world.now() + 3_600_000 });
  });

  test('used up meanwhile, it waits with what is prepared', async () => {
    const world = await newInstagramWorld({ behaviour: { postsADay: 5 } });
    const draft = draftOf('Two', [await world.picture(2)]);
    world.memory.crashBefore('publish');
    await world.run(draft).catch(() => undefined);
    world.instagram.behaviour.postsADay = 0;

    const trouble = await world.troubleOf(draft);

    expect(trouble).toMatchObject({ kind: 'temporary', failure: { code: 'publish.rate-limited' } });
    world.instagram.behaviour.postsADay = 5;
    await world.run(draft);
    expect(requests(world, 'POST', '/media')).toBe(1);
    expect(posts(world)).toHaveLength(1);
  });

  test('that Instagram does not tell keeps nothing from going out', async () => {
    const world = await newInstagramWorld();
    world.instagram.faults.order('GET', '/:version/:ig/content_publishing_limit', {
      kind: 'status',
      status: 400,
      body: {
        error: { message: 'Unsupported get request', type: 'GraphMethodException', code: 100, error_subcode: 33 },
      },
    });

    await world.run(draftOf('One', [await world.picture(1)]));

    expect(posts(world)).toHaveLength(1);
  });
});

describe('the permalink', () => {
  test('is asked for again while Instagram stumbles', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('One', [await world.picture(1)]);
    world.instagram.faults.order('GET', '/:version/:node', { kind: 'status', status: 500 }, { nth: 2 });

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: world.now() + 5_000 });
    const proof = await world.runToEnd(draft);

    expect(proof).toMatchObject({ confirmedBy: 'read-back', permalink: posts(world)[0]?.url });
    expect(posts(world)).toHaveLength(1);
  });

  test('that cannot be had in two minutes is not waited for: the post is out', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('One', [await world.picture(1)]);
    world.instagram.faults.order('GET', '/:version/:node', { kind: 'status', status: 500 }, { nth: 2, times: 100 });

    const proof = await world.runToEnd(draft);

    expect(receipt.parse(proof)).toMatchObject({ confirmedBy: 'answer', permalink: world.api.account.profileUrl });
    expect(posts(world)).toHaveLength(1);
  });

  test('of a post that its owner took down at once is not waited for', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('One', [await world.picture(1)]);
    world.memory.crashBefore('confirm');
    await world.run(draft).catch(() => undefined);
    world.person.remove(posts(world)[0]?.id ?? '');

    expect(await world.run(draft)).toMatchObject({ confirmedBy: 'answer', permalink: world.api.account.profileUrl });
  });
});
