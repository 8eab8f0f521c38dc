import { describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import { facebookAdapter } from '#shared/platforms/facebook/adapter.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newFacebookWorld, type FacebookWorld } from '#tests/platforms/facebook/facebook-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FEED = ['POST', '/:version/:page/feed'] as const;
const REELS = ['POST', '/:version/:page/video_reels'] as const;

function texts(world: FacebookWorld): string[] {
  return world.facebook.arrived().map((one) => one.text);
}

function graph(code: number, more: Record<string, unknown> = {}, status = 400): Fault {
  return { kind: 'status', status, body: { error: { message: `(#${code})`, type: 'OAuthException', code, ...more } } };
}

const WHOLE: [what: string, fault: Fault][] = [
  ['the answer is lost', { kind: 'answer-lost' }],
  ['the request is lost', { kind: 'request-lost' }],
  ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
  ['500, but it was done', { kind: 'status', status: 500, body: '<html>500</html>', after: true }],
  ['502', { kind: 'status', status: 502, body: '<html>502</html>' }],
  ['an unknown error of theirs', graph(1, { is_transient: true }, 500)],
  ['service down', graph(2, { is_transient: true }, 503)],
  ['temporarily unavailable', graph(100, { error_subcode: 1_363_047 })],
  ['the limit of the page', graph(32, {}, 403)],
  ['429', { kind: 'status', status: 429, body: '' }],
  ['no answer, nothing done', { kind: 'hang' }],
  ['no answer, but it was done', { kind: 'hang', after: true }],
  ['an answer too slow to wait for', { kind: 'slow', ms: 600, after: true }],
  ['half an answer', { kind: 'malformed' }],
];

describe('trouble on the way, then the next run', () => {
  test.each(WHOLE)('when posting: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, fault);

    await world.runToEnd(draftOf('Only once', [world.picture(1)]));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when uploading a photo: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('POST', '/:version/:page/photos', fault, { nth: 2 });

    await world.runToEnd(draftOf('Only once', [world.picture(1), world.picture(2)]));

    expect(world.facebook.arrived()).toMatchObject([{ text: 'Only once', media: [{}, {}] }]);
  });

  test.each(WHOLE)('when sending a video: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('POST', '/:version/:page/videos', fault);

    await world.runToEnd(draftOf('Only once', [world.film(1)]));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when beginning a reel: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...REELS, fault);

    await world.runToEnd(draftOf('Only once', [world.film(1)], { options: { kind: 'reel' } }));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when sending the bytes of a reel: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('POST', '/video-upload/:version/:video', fault);

    await world.runToEnd(draftOf('Only once', [world.film(1)], { options: { kind: 'reel' } }));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when finishing a reel: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...REELS, fault, { nth: 2 });

    await world.runToEnd(draftOf('Only once', [world.film(1)], { options: { kind: 'reel' } }));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when asking about a video: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('GET', '/:version/:video', fault);

    await world.runToEnd(draftOf('Only once', [world.film(1)]));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when telling a story: %s: once, or in doubt, never twice', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('POST', '/:version/:page/photo_stories', fault);

    const ended = await world.runToEnd(draftOf('', [world.picture(1)], { options: { kind: 'story' } })).then(
      () => 'published',
      () => 'unconfirmed',
    );

    // In doubt it may be missing, and a person looks; it is certainly there when we say so.
    const many = world.facebook.arrived().length;
    expect(ended === 'published' ? many : 0).toBe(many);
    expect(many).toBeLessThanOrEqual(1);
  });

  test.each(WHOLE)('when reading back: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('GET', '/:version/:post', fault);

    const proof = await world.runToEnd(draftOf('Only once'));

    expect(proof.confirmedBy).toBe('answer');
    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when commenting: %s', async (_what, fault) => {
    const world = await newFacebookWorld();
    world.facebook.faults.order('POST', '/:version/:post/comments', fault);

    await world.runToEnd(draftOf('Only once', [], { firstComment: 'And this' }));

    expect(texts(world)).toEqual(['Only once', 'And this']);
  });

  test('the same trouble three times over: still one post', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, { kind: 'request-lost' }, { times: 3 });

    await world.runToEnd(draftOf('Only once'));

    expect(world.requests('POST', 'feed')).toBe(4);
    expect(texts(world)).toEqual(['Only once']);
  });
});

describe('patience', () => {
  test('the page’s budget says when: not before', async () => {
    const world = await newFacebookWorld();
    world.facebook.usage.business.set(world.page.id, { percent: 100, regainMinutes: 25 });

    const trouble = await world.troubleOf(draftOf('Later'));

    expect(trouble).toMatchObject({
      kind: 'temporary',
      failure: { code: 'publish.rate-limited' },
      retryAt: world.now() + 25 * MINUTE,
    });
    expect(texts(world)).toEqual([]);
  });

  test('posting too fast rests for an hour', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, graph(100, { error_subcode: 1_390_008 }));

    expect(await world.troubleOf(draftOf('Later'))).toMatchObject({ kind: 'temporary', retryAt: world.now() + HOUR });
    await world.runToEnd(draftOf('Later'));

    expect(texts(world)).toEqual(['Later']);
  });

  test('what is used of the budgets is told, and nothing where no header says so', async () => {
    const world = await newFacebookWorld();
    world.facebook.usage.business.set(world.page.id, { percent: 70, regainMinutes: 0 });

    const answer = await world.api.send({ method: 'GET', url: `${world.facebook.url}/v26.0/${world.page.id}` });

    expect(facebookAdapter.quota(answer, world.now())).toEqual({ remaining: 20, resetAt: world.now() + 15 * MINUTE });
    expect(facebookAdapter.quota({ ...answer, headers: {} }, world.now())).toBeUndefined();
  });
});

describe('refused', () => {
  const REFUSED: [what: string, draft: (world: FacebookWorld) => Draft, code: string, says: string][] = [
    ['nothing to say', () => draftOf(' '), 'publish.refused', 'Requires one of the params'],
    ['a text that is too long', () => draftOf('a'.repeat(63_207)), 'publish.refused', 'Name parameter too long'],
    [
      'a link to facebook.com',
      (_world) => withLink('https://www.facebook.com/x'),
      'publish.refused',
      'facebook.com links',
    ],
    ['a link that is none', () => withLink('nonsense'), 'publish.refused', 'Bad URL'],
    ['a link where nobody is', () => withLink('https://nobody.invalid/'), 'publish.refused', 'scraping'],
  ];

  function withLink(link: string): Draft {
    return { segments: [{ text: 'Read', media: [], link }], options: {} };
  }

  test.each(REFUSED)('%s, in Facebook’s words', async (_what, draft, code, says) => {
    const world = await newFacebookWorld();

    const end = await world.endOf(draft(world));

    expect(end).toMatchObject({ kind: 'refused', failure: { code } });
    expect(sentenceOf(end.failure)).toContain(says);
    expect(texts(world)).toEqual([]);
  });

  test('a file that is no photo, by its name', async () => {
    const world = await newFacebookWorld();
    const film = { ...world.film(1), name: 'film.png', mimeType: 'image/png' };

    const end = await world.endOf(draftOf('Look', [film]));

    expect(end).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { file: 'film.png' } },
    });
  });

  test('a file that is no video, by its name', async () => {
    const world = await newFacebookWorld();
    const picture = { ...world.picture(1), name: 'picture.mp4', mimeType: 'video/mp4' };

    expect(await world.endOf(draftOf('Look', [picture]))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { file: 'picture.mp4' } },
    });
  });

  test.each(['post', 'reel'])(
    'a video that cannot be prepared (%s): nobody saw it, and the reason is told',
    async (kind) => {
      const world = await newFacebookWorld({ behaviour: { videoProblem: 'The audio codec is not supported.' } });

      const end = await world.endOf(draftOf('Watch', [world.film(1)], { options: { kind } }));

      expect(end).toMatchObject({ kind: 'refused', failure: { code: 'publish.media-refused' } });
      expect(sentenceOf(end.failure)).toContain('The audio codec is not supported.');
      expect(texts(world)).toEqual([]);
    },
  );

  test('a video that takes longer than a quarter of an hour is out, for all Facebook said', async () => {
    const world = await newFacebookWorld({ behaviour: { videoReadyAfterMs: HOUR } });

    const proof = await world.runToEnd(draftOf('Watch', [world.film(1)]));

    expect(proof).toMatchObject({ confirmedBy: 'answer', remoteId: world.facebook.arrived()[0]?.id });
  });

  test('a security check stops the channel', async () => {
    const world = await newFacebookWorld();
    world.facebook.faults.order(...FEED, graph(200, { error_subcode: 1_404_006 }));

    expect(await world.endOf(draftOf('Bread'))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.needs-attention' },
    });
  });

  test('without the permission to post', async () => {
    const world = await newFacebookWorld({ scopes: ['pages_read_engagement'] });

    expect(await world.endOf(draftOf('Bread'))).toMatchObject({
      kind: 'refused',
      failure: { code: 'channel.no-permission' },
    });
  });
});

describe('a sign-in that ran out', () => {
  test('is renewed once for two requests at once, and the post goes out', async () => {
    const world = await newFacebookWorld();
    world.baker.spoilTokens(463, 'page');

    const url = `${world.facebook.url}/v26.0/${world.page.id}/published_posts`;
    const answers = await Promise.all([world.api.send({ method: 'GET', url }), world.api.send({ method: 'GET', url })]);
    await world.run(draftOf('Bread'));

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(world.api.renewals()).toBe(1);
    expect(texts(world)).toEqual(['Bread']);
  });

  test.each([458, 459, 460])('for good (190/%i) signs the channel out', async (subcode) => {
    const world = await newFacebookWorld();
    world.baker.spoilTokens(subcode);

    const end = await world.endOf(draftOf('Bread'));

    expect(end.kind).toBe('signed-out');
    expect(end.failure.code).toBe(subcode === 459 ? 'channel.needs-attention' : 'channel.token-expired');
    expect(texts(world)).toEqual([]);
  });

  test('and the person’s has too: they have to sign in again', async () => {
    const world = await newFacebookWorld();
    world.baker.spoilTokens(463);

    expect(await world.endOf(draftOf('Bread'))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.token-expired' },
    });
  });

  test('while Facebook cannot renew it: it is tried again', async () => {
    const world = await newFacebookWorld();
    world.baker.spoilTokens(463, 'page');
    world.facebook.faults.order('GET', '/:version/oauth/access_token', graph(2, {}, 503));

    expect(await world.troubleOf(draftOf('Bread'))).toMatchObject({
      kind: 'temporary',
      failure: { code: 'publish.server-trouble' },
    });
    await world.runToEnd(draftOf('Bread'));

    expect(texts(world)).toEqual(['Bread']);
  });

  test('and the person has no part in the page any more', async () => {
    const world = await newFacebookWorld();
    world.baker.leaves(world.page);

    expect(await world.endOf(draftOf('Bread'))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.token-expired' },
    });
  });

  test('no failure holds a token', async () => {
    const world = await newFacebookWorld();
    const { pageToken } = world.api.secrets() as Record<string, string>;
    world.facebook.faults.order(...FEED, graph(100, { message: `Malformed access token ${pageToken}` }));

    const end = await world.endOf(draftOf('Bread'));

    expect(JSON.stringify(end)).not.toContain(pageToken);
  });
});
