import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Draft } from '#shared/publishing/publication.ts';
import { receipt } from '#shared/publishing/publication.ts';
import {
  draftOf,
  mp4Of,
  newFacebookWorld,
  pngOf,
  type FacebookWorld,
} from '#tests/platforms/facebook/facebook-world.ts';

const DAY = 24 * 3_600_000;

function kinds(world: FacebookWorld): [kind: string, text: string, files: number][] {
  return world.facebook.arrived().map((one) => [one.kind, one.text, one.media.length]);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('what goes out', () => {
  test('a text, with a receipt that was read back', async () => {
    const world = await newFacebookWorld();

    const proof = receipt.parse(await world.run(draftOf('Fresh bread at nine')));

    const [post] = world.facebook.arrived();
    expect(post).toMatchObject({ account: 'The Bakery', kind: 'post', text: 'Fresh bread at nine', media: [] });
    expect(proof).toEqual({
      remoteId: post?.id,
      permalink: post?.url,
      publishedAt: world.now(),
      confirmedBy: 'read-back',
      parts: [{ remoteId: post?.id, permalink: post?.url }],
    });
    expect((await fetch(proof.permalink)).status).toBe(200);
  });

  test('a link with its card', async () => {
    const world = await newFacebookWorld();
    const draft: Draft = {
      segments: [{ text: 'Read this', media: [], link: 'https://bakery.example/rye' }],
      options: {},
    };

    await world.run(draft);

    expect(world.facebook.arrived()).toMatchObject([{ text: 'Read this', link: 'https://bakery.example/rye' }]);
  });

  test('one photo, with its description, bytes and words', async () => {
    const world = await newFacebookWorld();

    await world.run(draftOf('Look', [world.picture(1)]));

    expect(world.facebook.arrived()).toMatchObject([
      { kind: 'post', text: 'Look', media: [{ description: 'Picture 1', sha256: sha256(pngOf(1)) }] },
    ]);
  });

  test('a photo without words', async () => {
    const world = await newFacebookWorld();

    await world.run(draftOf('', [world.picture(1)]));

    expect(kinds(world)).toEqual([['post', '', 1]]);
  });

  test('ten photos, in their order, as one post', async () => {
    const world = await newFacebookWorld();
    const pictures = Array.from({ length: 10 }, (_each, n) => world.picture(n));

    const proof = await world.run(draftOf('All of it', pictures));

    expect(kinds(world)).toEqual([['post', 'All of it', 10]]);
    expect(world.facebook.arrived()[0]?.media.map((one) => one.description)).toEqual(pictures.map(({ alt }) => alt));
    expect(proof.parts).toHaveLength(1);
  });

  test('a video, once people see it', async () => {
    const world = await newFacebookWorld();
    const draft = draftOf('How we bake', [world.film(1)]);

    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'processing',
      failure: { code: 'publish.processing', about: { platform: 'Facebook', file: 'film-1.mp4' } },
      askAt: world.now() + 15_000,
    });
    const proof = receipt.parse(await world.runToEnd(draft));

    const [video] = world.facebook.arrived();
    expect(video).toMatchObject({ kind: 'video', text: 'How we bake', media: [{ sha256: sha256(mp4Of(1)) }] });
    expect(proof).toMatchObject({ remoteId: video?.id, permalink: video?.url, confirmedBy: 'read-back' });
    expect(world.requests('POST', 'videos')).toBe(1);
  });

  test('a reel, in its three phases', async () => {
    const world = await newFacebookWorld();

    const proof = receipt.parse(
      await world.runToEnd(draftOf('A minute of it', [world.film(1)], { options: { kind: 'reel' } })),
    );

    const [reel] = world.facebook.arrived();
    expect(reel).toMatchObject({ kind: 'reel', text: 'A minute of it', media: [{ sha256: sha256(mp4Of(1)) }] });
    expect(proof).toMatchObject({ remoteId: reel?.id, permalink: reel?.url, confirmedBy: 'read-back' });
    expect(world.memory.finished).toEqual(['video/start', 'video/upload', 'create', 'ready']);
  });

  test('a story of a photo and one of a video; nothing reads them back', async () => {
    const world = await newFacebookWorld();

    const photo = receipt.parse(await world.run(draftOf('', [world.picture(1)], { options: { kind: 'story' } })));
    world.anew();
    const video = receipt.parse(await world.run(draftOf('', [world.film(1)], { options: { kind: 'story' } })));

    const [first, second] = world.facebook.arrived();
    expect(kinds(world)).toEqual([
      ['story', '', 1],
      ['story', '', 1],
    ]);
    expect(first?.media[0]?.description).toBe('Picture 1');
    expect(photo).toMatchObject({ remoteId: first?.id, permalink: first?.url, confirmedBy: 'answer' });
    expect(video).toMatchObject({ remoteId: second?.id, permalink: second?.url, confirmedBy: 'answer' });
  });

  test('the page’s token does all of it, never the person’s', async () => {
    const world = await newFacebookWorld();

    await world.run(draftOf('Look', [world.picture(1)], { firstComment: 'Recipe' }));

    const { userToken, pageToken } = world.api.secrets() as Record<string, string>;
    const used = new Set(world.api.sent.map((request) => request.headers?.['authorization']));
    expect(used).toEqual(new Set([`Bearer ${pageToken}`]));
    expect(JSON.stringify(world.api.sent.map(({ url }) => url))).not.toContain(userToken);
  });
});

describe('the first comment', () => {
  test.each<[under: string, draft: (world: FacebookWorld) => Draft]>([
    ['a text', () => draftOf('Fresh bread')],
    ['photos', (world) => draftOf('Look', [world.picture(1), world.picture(2)])],
    ['a video', (world) => draftOf('Watch', [world.film(1)])],
    ['a reel', (world) => draftOf('Watch', [world.film(1)], { options: { kind: 'reel' } })],
  ])('stands under %s', async (_under, draft) => {
    const world = await newFacebookWorld();

    const proof = await world.runToEnd({ ...draft(world), firstComment: ' The recipe \n' });

    const [post, comment] = world.facebook.arrived();
    expect(comment).toMatchObject({ kind: 'comment', text: 'The recipe', parentId: post?.id });
    expect(proof.without).toBeUndefined();
  });

  test('refused: the post is out, and the receipt says what it is without', async () => {
    const world = await newFacebookWorld({ scopes: ['pages_manage_posts', 'pages_read_engagement'] });

    const proof = receipt.parse(await world.run(draftOf('Fresh bread', [], { firstComment: 'Recipe' })));

    expect(proof.without).toMatchObject([
      {
        code: 'publish.comment-refused',
        about: { answer: expect.stringContaining('pages_manage_engagement') as unknown },
      },
    ]);
    expect(kinds(world)).toEqual([['post', 'Fresh bread', 0]]);
  });

  test('lost, and comments may not be read: it is not written twice, and the receipt says so', async () => {
    const scopes = ['pages_manage_posts', 'pages_read_engagement', 'pages_manage_engagement'];
    const world = await newFacebookWorld({ scopes });
    world.facebook.faults.order('POST', '/:version/:post/comments', { kind: 'answer-lost' });

    const proof = receipt.parse(await world.runToEnd(draftOf('Fresh bread', [], { firstComment: 'Recipe' })));

    expect(proof.without).toMatchObject([{ code: 'publish.comment-refused' }]);
    expect(kinds(world).map(([kind]) => kind)).toEqual(['post', 'comment']);
  });
});

describe('descriptions of photos', () => {
  test('where Facebook takes none, the photo goes out without it, and the receipt says so', async () => {
    const world = await newFacebookWorld({ behaviour: { takesAltText: false } });

    const proof = receipt.parse(await world.run(draftOf('Look', [world.picture(1), world.picture(2, { alt: ' ' })])));

    expect(world.facebook.arrived()[0]?.media.map((one) => one.description)).toEqual([undefined, undefined]);
    expect(proof.without).toMatchObject([{ code: 'publish.without-alt', about: { file: 'picture-1.png' } }]);
  });
});

describe('uploads that ran out', () => {
  /** The power goes before the visible step, and comes back a day later. */
  async function aDayLater(world: FacebookWorld, draft: Draft): Promise<void> {
    world.memory.crashBefore('create');
    await world.run(draft).catch(() => undefined);
    world.wait(DAY + 60_000);
    await world.runToEnd(draft);
  }

  test('photos are uploaded anew', async () => {
    const world = await newFacebookWorld();

    await aDayLater(world, draftOf('Look', [world.picture(1), world.picture(2)]));

    expect(kinds(world)).toEqual([['post', 'Look', 2]]);
    expect(world.memory.finished).toContain('photo/1/again-1');
    expect(world.requests('POST', 'feed')).toBe(1);
  });

  test.each(['reel', 'story'])('the video of a %s is uploaded anew', async (kind) => {
    const world = await newFacebookWorld();
    const draft = draftOf(kind === 'reel' ? 'Watch' : '', [world.film(1)], { options: { kind } });
    world.memory.crashBefore('video/upload');
    await world.run(draft).catch(() => undefined);
    world.wait(DAY + 60_000);

    await world.runToEnd(draft);

    expect(kinds(world)).toHaveLength(1);
    expect(world.memory.finished).toContain('video/upload/again-1');
  });

  test('photos that Facebook threw away sooner than it said are uploaded anew', async () => {
    const world = await newFacebookWorld({ behaviour: { looseForMs: 60_000 } });
    const draft = draftOf('Look', [world.picture(1)]);
    world.facebook.faults.order('POST', '/:version/:page/feed', { kind: 'request-lost' });

    await world.runToEnd(draft);

    expect(kinds(world)).toEqual([['post', 'Look', 1]]);
    expect(world.memory.finished).toEqual(['photo/0', 'create', 'photo/0/again-1', 'create/again-1', 'confirm']);
  });

  test('an upload that broke off goes on where it ended', async () => {
    const world = await newFacebookWorld({ behaviour: { nextUploadEndsAt: 10 } });
    const film = world.film(1);

    await world.runToEnd(draftOf('Watch', [film], { options: { kind: 'reel' } }));

    const uploads = world.facebook.faults.seen().filter((one) => one.path.startsWith('/video-upload/'));
    expect(uploads.map((one) => [one.headers['offset'], one.headers['file_size']])).toEqual([
      ['0', `${film.bytes}`],
      ['10', `${film.bytes}`],
    ]);
    expect(world.facebook.arrived()).toMatchObject([{ media: [{ sha256: sha256(mp4Of(1)) }] }]);
  });
});

describe('a power cut at any step', () => {
  const DRAFTS: [what: string, draft: (world: FacebookWorld) => Draft, steps: string[]][] = [
    ['a text', () => draftOf('Only once', [], { firstComment: 'And this' }), ['create', 'confirm', 'comment']],
    [
      'photos',
      (world) => draftOf('Only once', [world.picture(1), world.picture(2)], { firstComment: 'And this' }),
      ['photo/0', 'photo/1', 'create', 'confirm', 'comment'],
    ],
    [
      'a video',
      (world) => draftOf('Only once', [world.film(1)], { firstComment: 'And this' }),
      ['create', 'ready', 'comment'],
    ],
    [
      'a reel',
      (world) => draftOf('Only once', [world.film(1)], { firstComment: 'And this', options: { kind: 'reel' } }),
      ['video/start', 'video/upload', 'create', 'ready', 'comment'],
    ],
  ];
  const MOMENTS = DRAFTS.flatMap(([what, draft, steps]) =>
    steps.flatMap((step) => [
      { what, draft, steps, cut: 'crashBefore' as const, step },
      { what, draft, steps, cut: 'crashAfter' as const, step },
    ]),
  );

  test.each(MOMENTS)('$what: $cut $step', async ({ draft, steps, cut, step }) => {
    const world = await newFacebookWorld();
    const what = draft(world);
    world.memory[cut](step);

    await world.runToEnd(what);

    expect(world.facebook.arrived().map((one) => one.text)).toEqual(['Only once', 'And this']);
    expect(world.memory.finished).toEqual(expect.arrayContaining(steps));
  });

  test.each(['photo/0', 'create'])(
    'a story: crash before and after %s: once, or in doubt, never twice',
    async (step) => {
      for (const cut of ['crashBefore', 'crashAfter'] as const) {
        const world = await newFacebookWorld();
        world.memory[cut](step);

        const ended = await world.runToEnd(draftOf('', [world.picture(1)], { options: { kind: 'story' } })).then(
          () => 'published',
          () => 'unconfirmed',
        );

        const doubt = step === 'create' && cut === 'crashBefore';
        expect([ended, kinds(world).length]).toEqual(doubt ? ['unconfirmed', 0] : ['published', 1]);
      }
    },
  );
});
