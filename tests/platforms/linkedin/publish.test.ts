import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import { LINKEDIN_VERSION } from '#shared/platforms/linkedin/addresses.ts';
import { linkedinAdapter } from '#shared/platforms/linkedin/adapter.ts';
import { receipt, type Draft } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import {
  draftOf,
  newLinkedinWorld,
  pictureBytes,
  type LinkedinWorld,
  type WorldOptions,
} from '#tests/platforms/linkedin/world.ts';

const CREATE = ['POST', '/rest/posts'] as const;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const LINK = 'https://bakery.example/autumn';

const worlds: LinkedinWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: WorldOptions): Promise<LinkedinWorld> {
  const world = await newLinkedinWorld(options);
  worlds.push(world);
  return world;
}

const BOTH = [['person'], ['page']] as const;

describe('what goes out', () => {
  test('a page: a text, once, with a receipt that was read back', async () => {
    const world = await newWorld({ as: 'page' });

    const proof = await world.run(draftOf('Fresh bread at nine'));

    const [post] = world.linkedin.arrived();
    expect(post).toMatchObject({ text: 'Fresh bread at nine', account: 'The Bakery', kind: 'post' });
    expect(receipt.parse(proof)).toEqual({
      remoteId: post?.id,
      permalink: post?.url,
      publishedAt: world.now(),
      confirmedBy: 'read-back',
      parts: [{ remoteId: post?.id, permalink: post?.url }],
    });
  });

  test('a person: a text, once; LinkedIn lets nobody read it back, so its answer is the proof', async () => {
    const world = await newWorld();

    const proof = await world.run(draftOf('Fresh bread at nine'));

    expect(world.linkedin.arrived()).toMatchObject([{ text: 'Fresh bread at nine', account: 'Maria Baker' }]);
    expect(proof).toMatchObject({ confirmedBy: 'answer', publishedAt: world.now() });
    expect(world.requests('GET', `/rest/posts/${encodeURIComponent(proof.remoteId)}`)).toBe(0);
  });

  test('every request names the version, in one place, and Rest.li 2.0.0', async () => {
    const world = await newWorld({ as: 'page' });

    await world.run(draftOf('Look', { media: [world.picture(1)], firstComment: 'First' }));

    const versioned = world.linkedin.faults.seen().filter(({ path }) => path.startsWith('/rest/'));
    expect(versioned.length).toBeGreaterThan(3);
    for (const { headers } of versioned) {
      expect(headers).toMatchObject({ 'linkedin-version': LINKEDIN_VERSION, 'x-restli-protocol-version': '2.0.0' });
    }
  });

  test('signs that mean something to LinkedIn arrive as they were written, hashtags and mentions as links', async () => {
    const world = await newWorld();
    const text = `Bread (rye) *fresh* at 9_00 ~ <ok> {x} [y] a|b \\ mail@bakery.example C# #FreshBread @[The (old) Bakery](urn:li:organization:123)`;

    await world.run(draftOf(text));

    expect(world.linkedin.arrived()[0]?.text).toBe(
      String.raw`Bread (rye) *fresh* at 9_00 ~ <ok> {x} [y] a|b \ mail@bakery.example C# #FreshBread The (old) Bakery`,
    );
    expect(world.linkedin.posts()[0]?.commentary).toContain(
      String.raw`C\# #FreshBread @[The \(old\) Bakery](urn:li:organization:123)`,
    );
  });

  test.each(BOTH)('%s: one picture, byte for byte, with its description', async (as) => {
    const world = await newWorld({ as });
    const cake = world.picture(1, 'A cake');

    await world.runToEnd(draftOf('Look', { media: [cake] }));

    expect(world.linkedin.arrived()).toMatchObject([
      { text: 'Look', kind: 'image', media: [{ sha256: cake.media, description: 'A cake' }] },
    ]);
  });

  test.each(BOTH)('%s: twenty pictures in order, with and without description', async (as) => {
    const world = await newWorld({ as });
    const pictures = Array.from({ length: 20 }, (_none, at) => world.picture(at, at === 3 ? '' : `No ${at}`));

    await world.runToEnd(draftOf('All of them', { media: pictures }));

    const [post] = world.linkedin.arrived();
    expect(post?.media.map(({ sha256 }) => sha256)).toEqual(pictures.map(({ media }) => media));
    expect(post?.media[3]?.description).toBeUndefined();
    expect(post?.media[4]?.description).toBe('No 4');
  });

  test.each(BOTH)('%s: a film goes up in the parts LinkedIn asks for', async (as) => {
    const world = await newWorld({ as, behaviour: { partBytes: 1000 } });
    const film = world.film(2500);

    const proof = await world.runToEnd(draftOf('Opening day', { media: [film] }));

    expect(world.linkedin.arrived()).toMatchObject([{ kind: 'video', media: [{ sha256: film.media }] }]);
    expect(proof.remoteId).toMatch(/^urn:li:ugcPost:\d+$/);
    expect(world.linkedin.posts()[0]?.content?.media?.title).toBe('opening');
    const sizes = world.linkedin.faults
      .seen()
      .filter(({ method }) => method === 'PUT')
      .map(({ headers }) => headers['content-length']);
    expect(sizes).toEqual(['1000', '1000', '500']);
  });

  test.each(BOTH)('%s: a document, with the name of its file above it', async (as) => {
    const world = await newWorld({ as });
    const menu = world.pdf('Autumn menu.pdf');

    await world.runToEnd(draftOf('Our menu', { media: [menu] }));

    expect(world.linkedin.arrived()).toMatchObject([{ kind: 'document', media: [{ sha256: menu.media }] }]);
    expect(world.linkedin.posts()[0]?.content?.media?.title).toBe('Autumn menu');
  });

  test('a poll: the last line is its question, what is above it the text', async () => {
    const world = await newWorld();
    const poll = { answers: ['Rye', ' Wheat '], minutes: 7 * 24 * 60 };

    await world.run(draftOf('We are curious.\n\nWhich bread?', { poll }));

    expect(world.linkedin.arrived()).toMatchObject([
      { kind: 'poll', text: 'We are curious.', pollAnswers: ['Rye', 'Wheat'] },
    ]);
    expect(world.linkedin.posts()[0]?.content?.poll).toMatchObject({
      question: 'Which bread?',
      settings: { duration: 'SEVEN_DAYS' },
    });
  });

  test('who may see it, and whether others may repost it, as chosen', async () => {
    const world = await newWorld();
    await world.run(draftOf('For friends', { options: { visibility: 'CONNECTIONS', noReshares: 'yes' } }));

    expect(world.linkedin.posts()).toMatchObject([{ visibility: 'CONNECTIONS', isReshareDisabled: true }]);
  });

  test('nothing chosen: anyone sees it and may repost it', async () => {
    const world = await newWorld();
    await world.run(draftOf('For all'));

    expect(world.linkedin.posts()).toMatchObject([{ visibility: 'PUBLIC', isReshareDisabled: false }]);
  });
});

describe('the card of a link', () => {
  test('has what the page says, with its picture', async () => {
    const world = await newWorld({ as: 'page' });
    const picture = { bytes: pictureBytes(9), type: 'image/png' };
    world.cards.set(LINK, { url: LINK, title: 'Autumn', description: 'Rye and more', picture });

    const proof = await world.run(draftOf(`Now: ${LINK}`, { link: LINK }));

    expect(world.linkedin.arrived()).toMatchObject([{ kind: 'article', link: LINK, text: `Now: ${LINK}` }]);
    expect(world.linkedin.arrived()[0]?.media).toHaveLength(1);
    expect(world.linkedin.posts()[0]?.content?.article).toMatchObject({ title: 'Autumn', description: 'Rye and more' });
    expect(proof.without).toBeUndefined();
  });

  test('goes without its picture where LinkedIn does not take that', async () => {
    const world = await newWorld({ as: 'page' });
    const picture = { bytes: Buffer.from('no picture'), type: 'image/jpeg' };
    world.cards.set(LINK, { url: LINK, title: 'Autumn', description: '', picture });

    await world.run(draftOf(`Now: ${LINK}`, { link: LINK }));

    expect(world.linkedin.posts()[0]?.content?.article).toEqual({ source: LINK, title: 'Autumn' });
  });

  test('of a person: its picture gets a moment, since nobody may look whether it is ready', async () => {
    const world = await newWorld({ behaviour: { fileReadyAfterMs: 3_000 } });
    const picture = { bytes: pictureBytes(9), type: 'image/jpeg' };
    world.cards.set(LINK, { url: LINK, title: 'Autumn', description: '', picture });

    expect(await world.troubleOf(draftOf('Now', { link: LINK }))).toMatchObject({ kind: 'processing' });
    await world.runToEnd(draftOf('Now', { link: LINK }));

    expect(world.linkedin.arrived()[0]?.media).toHaveLength(1);
  });

  test.each([
    ['the page cannot be read', undefined, 'The post is out without a card for its link: the page could not be read.'],
    ['the page has no title', '', 'The post is out without a card for its link: the page has no title.'],
  ])('is left out when %s, and the receipt says so', async (_what, title, sentence) => {
    const world = await newWorld();
    if (title !== undefined) world.cards.set(LINK, { url: LINK, title, description: 'D' });

    const proof = await world.run(draftOf('Now', { link: LINK }));

    expect(world.linkedin.arrived()).toMatchObject([{ kind: 'post', text: `Now\n\n${LINK}` }]);
    expect(proof.without?.map(sentenceOf)).toEqual([sentence]);
  });
});

describe('files on the way', () => {
  test('everything is prepared before the post is seen, and a refusal names the file', async () => {
    const world = await newWorld({ as: 'page', behaviour: { preparingFails: true } });

    const trouble = await world.endOf(draftOf('Look', { media: [world.picture(1)] }));

    expect(trouble.kind).toBe('refused');
    expect(sentenceOf(trouble.failure)).toBe('LinkedIn refused picture-1.png: The file could not be read');
    expect(world.linkedin.arrived()).toEqual([]);
  });

  test('a page looks until a picture is prepared', async () => {
    const world = await newWorld({ as: 'page', behaviour: { fileReadyAfterMs: 12_000 } });
    const draft = draftOf('Look', { media: [world.picture(1)] });

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: world.now() + 5_000 });
    await world.runToEnd(draft);

    expect(world.requests(...CREATE)).toBe(1);
  });

  test('a person gives a picture a moment; when that was too short, LinkedIn says so, and it is tried again', async () => {
    const world = await newWorld({ behaviour: { fileReadyAfterMs: 12_000 } });

    await world.runToEnd(draftOf('Look', { media: [world.picture(1)] }));

    expect(world.requests(...CREATE)).toBe(3);
    expect(world.visible()).toHaveLength(1);
  });

  test('a person who may not even look at her film gives it a moment too', async () => {
    const world = await newWorld({ behaviour: { videoReadyAfterMs: 3_000 } });
    const denied = { status: 403, serviceErrorCode: 100, message: 'Not enough permissions to access: videos.GET' };
    world.linkedin.faults.order(
      'GET',
      '/rest/videos/:urn',
      { kind: 'status', status: 403, body: denied },
      { times: 9 },
    );

    await world.runToEnd(draftOf('Look', { media: [world.film(100)] }));

    expect(world.visible()).toMatchObject([{ kind: 'video' }]);
  });

  test('a person whose computer’s clock is set back waits no hour for a picture', async () => {
    const world = await newWorld();
    const draft = draftOf('Look', { media: [world.picture(1)] });
    await world.troubleOf(draft);
    world.setClockBack(HOUR);

    await world.run(draft);

    expect(world.visible()).toHaveLength(1);
  });

  test('a film that is prepared forever is given up after 15 minutes', async () => {
    const world = await newWorld({ behaviour: { videoReadyAfterMs: 10 * HOUR } });
    const draft = draftOf('Look', { media: [world.film(100)] });
    expect((await world.troubleOf(draft)).kind).toBe('processing');
    world.wait(16 * MINUTE);

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'refused', failure: { code: 'publish.media-refused' } });
  });

  test('a place for bytes that is too old is asked for again, as a new file', async () => {
    const world = await newWorld({ as: 'page', behaviour: { uploadUrlsLastMs: HOUR } });
    const draft = draftOf('Look', { media: [world.picture(1), world.picture(2)] });
    world.memory.crashBefore('media/1/part-0');
    await world.run(draft).catch(() => undefined);
    world.wait(2 * HOUR);

    await world.run(draft);

    expect(world.memory.finished).toContain('media/1/again-1/ready');
    expect(world.visible()).toMatchObject([{ media: [{ description: 'Picture 1' }, { description: 'Picture 2' }] }]);
  });

  test('a film whose “finish” was done and whose answer was lost is not finished twice', async () => {
    const world = await newWorld();
    world.linkedin.faults.order('POST', '/rest/videos', { kind: 'answer-lost' }, { nth: 2 });

    await world.runToEnd(draftOf('Look', { media: [world.film(100)] }));

    expect(world.visible()).toMatchObject([{ kind: 'video' }]);
  });

  const UPLOADS: readonly (readonly [method: string, path: string])[] = [
    ['POST', '/rest/videos'],
    ['PUT', '/dms-uploads/:id/:part'],
    ['GET', '/rest/videos/:urn'],
  ];
  const faults: readonly Fault[] = [
    { kind: 'answer-lost' },
    { kind: 'request-lost' },
    { kind: 'hang' },
    { kind: 'status', status: 503, body: '<html>503</html>' },
    { kind: 'status', status: 404, body: '<html>404</html>' },
    { kind: 'malformed' },
  ];
  test.each(UPLOADS.flatMap(([method, path]) => faults.map((fault) => [method, path, fault.kind, fault] as const)))(
    '%s %s: %s leaves no doubt, and the post goes out once',
    async (method, path, _kind, fault) => {
      const world = await newWorld({ behaviour: { partBytes: 60 } });
      const draft = draftOf('Look', { media: [world.film(100)] });
      world.linkedin.faults.order(method, path, fault);

      const first = await world.run(draft).catch((thrown: unknown) => thrown);
      expect(first).not.toMatchObject({ trouble: { kind: 'maybe' } });
      await world.runToEnd(draft);

      expect(world.visible()).toMatchObject([
        { kind: 'video', media: [{ sha256: draft.segments[0]?.media[0]?.media }] },
      ]);
    },
  );
});

describe('the first comment', () => {
  test.each(BOTH)('%s: stands under the post', async (as) => {
    const world = await newWorld({ as });

    const proof = await world.run(draftOf('Look', { firstComment: 'More at @[Us](urn:li:organization:1) (soon)' }));

    expect(world.linkedin.arrived()).toMatchObject([
      { kind: 'post', id: proof.remoteId },
      { kind: 'comment', text: 'More at Us (soon)', parentId: proof.remoteId },
    ]);
    expect(proof.parts).toHaveLength(1);
    expect(proof.without).toBeUndefined();
  });

  test.each(BOTH)('%s: refused, the post stays out, and the receipt says what is missing', async (as) => {
    const world = await newWorld({ as, behaviour: { takesComments: false } });

    const proof = await world.run(draftOf('Look', { firstComment: 'First' }));

    expect(world.visible()).toMatchObject([{ kind: 'post' }]);
    expect(proof.without).toMatchObject([{ code: 'publish.comment-refused' }]);
  });

  const COMMENT = ['POST', '/rest/socialActions/:urn/comments'] as const;

  test('a page: whose answer was lost is found, not written twice', async () => {
    const world = await newWorld({ as: 'page' });
    world.linkedin.faults.order(...COMMENT, { kind: 'answer-lost' });

    const proof = await world.runToEnd(draftOf('Look', { firstComment: 'First' }));

    expect(world.visible().filter(({ kind }) => kind === 'comment')).toHaveLength(1);
    expect(proof.without).toBeUndefined();
  });

  test('a page: whose request was lost is written, once it has been looked for long enough', async () => {
    const world = await newWorld({ as: 'page' });
    world.linkedin.faults.order(...COMMENT, { kind: 'request-lost' });

    await world.runToEnd(draftOf('Look', { firstComment: 'First' }));

    expect(world.visible().map(({ kind }) => kind)).toEqual(['post', 'comment']);
  });

  test('a person: whose answer was lost is never written again; the receipt says that it is not known', async () => {
    const world = await newWorld();
    world.linkedin.faults.order(...COMMENT, { kind: 'answer-lost' });

    const proof = await world.runToEnd(draftOf('Look', { firstComment: 'First' }));

    expect(world.visible().map(({ kind }) => kind)).toEqual(['post', 'comment']);
    expect(proof.without?.map(sentenceOf)).toEqual([
      'The post is out on LinkedIn, but its first comment is not: it could not be found out whether the comment arrived',
    ]);
  });

  test('over the limit of the day: tried once more after a quarter of an hour, then left out', async () => {
    const world = await newWorld();
    const limit = { status: 429, message: 'Resource level throttle DAY limit' };
    world.linkedin.faults.order(...COMMENT, { kind: 'status', status: 429, body: limit }, { times: 2 });

    const proof = await world.runToEnd(draftOf('Look', { firstComment: 'First' }));

    expect(world.visible().map(({ kind }) => kind)).toEqual(['post']);
    expect(proof.without).toMatchObject([{ code: 'publish.comment-refused' }]);
  });
});

describe('LinkedIn says no', () => {
  test('too many posts: a quarter of an hour, then midnight UTC', async () => {
    const world = await newWorld({ behaviour: { postsPerDay: 0 } });
    const draft = draftOf('Too many');

    const first = await world.troubleOf(draft);
    expect(first).toMatchObject({ kind: 'temporary', retryAt: world.now() + 15 * MINUTE });
    expect(sentenceOf(first.failure)).toBe('LinkedIn asked to slow down. Next try at 2026-11-23T09:15:00.000Z.');
    world.wait(15 * MINUTE);
    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'temporary', retryAt: Date.UTC(2026, 10, 24) });

    world.linkedin.behaviour.postsPerDay = 1;
    await world.runToEnd(draft);
    expect(world.visible()).toHaveLength(1);
  });

  test('soon after our midnight, LinkedIn’s may be still to come: again in a quarter of an hour, not in a day', async () => {
    const world = await newWorld({ behaviour: { postsPerDay: 0 } });
    const draft = draftOf('Too many');
    await world.troubleOf(draft);
    world.wait(Date.UTC(2026, 10, 24, 0, 1) - world.now());

    expect(await world.troubleOf(draft)).toMatchObject({ retryAt: world.now() + 15 * MINUTE });
  });

  test('too long, whatever we thought', async () => {
    const world = await newWorld();
    expect(await world.troubleOf(draftOf('x'.repeat(3001)))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.refused' },
    });
  });

  test('a version that is gone asks for an update of Postwright', async () => {
    const world = await newWorld({ behaviour: { versions: ['202712'] } });
    const trouble = await world.troubleOf(draftOf('Hello'));
    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.version-gone' } });
    expect(sentenceOf(trouble.failure)).toContain('Requested version 20260801 is not active');
  });

  test('a page whose role was taken away stops the channel', async () => {
    const world = await newWorld({ as: 'page' });
    world.page.putOut(world.person);
    expect(await world.troubleOf(draftOf('Hello'))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.no-permission' },
    });
  });

  test('a sign-in that was taken back stops the channel', async () => {
    const world = await newWorld();
    world.linkedin.revokeTokens();
    const trouble = await world.troubleOf(draftOf('Hello'));
    expect(trouble.kind).toBe('signed-out');
    expect(sentenceOf(trouble.failure)).toBe('Maria Baker needs to be connected again.');
  });

  test('a sign-in that ran out, without a refresh token, stops the channel', async () => {
    const world = await newWorld();
    world.linkedin.expireTokens();
    expect(await world.troubleOf(draftOf('Hello'))).toMatchObject({ kind: 'signed-out' });
  });
});

describe('a partner’s sign-in', () => {
  function partner(): WorldOptions {
    return {
      behaviour: { isPartner: true },
      secrets: (linkedin, person) => {
        const app = linkedin.createApp({ product: 'community', redirectUris: [] });
        const { clientId, clientSecret } = app;
        return {
          accessToken: person.token(undefined, app),
          refreshToken: person.refreshToken(app),
          server: linkedin.url,
          keys: { clientId, clientSecret },
        };
      },
    };
  }

  test('that ran out is renewed once, for two requests at once', async () => {
    const world = await newWorld(partner());
    world.linkedin.expireTokens();
    const ask = (): ReturnType<LinkedinWorld['api']['send']> =>
      world.api.send({ method: 'GET', url: `${world.linkedin.url}/v2/userinfo` });

    const answers = await Promise.all([ask(), ask()]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(world.api.renewals()).toBe(1);
    expect(world.requests('POST', '/oauth/v2/accessToken')).toBe(1);
  });

  test('that ran out while publishing is renewed, and the post goes out once', async () => {
    const world = await newWorld(partner());
    world.linkedin.expireTokens();

    await world.run(draftOf('Only once'));

    expect(world.visible()).toHaveLength(1);
  });

  test('whose refresh token was taken back too stops the channel', async () => {
    const world = await newWorld(partner());
    world.linkedin.expireTokens();
    world.linkedin.revokeTokens();
    expect(await world.troubleOf(draftOf('Hello'))).toMatchObject({ kind: 'signed-out' });
  });
});

describe('the power goes', () => {
  const whole = (world: LinkedinWorld): Draft => {
    const picture = { bytes: pictureBytes(9), type: 'image/png' };
    world.cards.set(LINK, { url: LINK, title: 'Autumn', description: '', picture });
    return draftOf('Look', { link: LINK, firstComment: 'First' });
  };
  const kinds: readonly [what: string, draftIn: (world: LinkedinWorld) => Draft, steps: readonly string[]][] = [
    [
      'a film',
      (world) => draftOf('Look', { media: [world.film(100)], firstComment: 'First' }),
      ['media/0/start', 'media/0/part-0', 'media/0/part-1', 'media/0/finish', 'media/0/ready'],
    ],
    ['a link', whole, ['card', 'card/ready']],
  ];
  const AFTER = ['compose', 'create', 'comment', 'confirm'];
  const moments = BOTH.flatMap(([as]) =>
    kinds.flatMap(([what, draftIn, steps]) =>
      [...steps, ...AFTER].flatMap((step) =>
        (['before', 'after'] as const).map((moment) => [as, what, moment, step, draftIn] as const),
      ),
    ),
  );

  test.each(moments)('%s, %s: %s %s, and the post is there once', async (as, _what, moment, step, draftIn) => {
    const world = await newWorld({ as, behaviour: { partBytes: 60 } });
    const draft = draftIn(world);
    if (moment === 'before') world.memory.crashBefore(step);
    else world.memory.crashAfter(step);

    const proof = await world.runToEnd(draft);

    const posts = world.visible().filter(({ kind }) => kind !== 'comment');
    expect(posts.map(({ id }) => id)).toEqual([proof.remoteId]);
    const comments = world.visible().length - 1;
    // Of a person's comment nobody can tell whether it arrived: once or not at all, and the receipt says so.
    const isInDoubt = as === 'person' && step === 'comment';
    expect(comments).toBe(isInDoubt && moment === 'before' ? 0 : 1);
    expect(proof.without?.map(({ code }) => code)).toEqual(isInDoubt ? ['publish.comment-refused'] : undefined);
  });
});

describe('the adapter', () => {
  const secrets = { accessToken: 'T', server: 'https://api.linkedin.com' };
  const signed = (url: string): unknown =>
    linkedinAdapter.authorize({ method: 'PUT', url }, secrets).headers?.['authorization'];

  test.each(['https://api.linkedin.com/rest/posts', 'https://www.linkedin.com/dms-uploads/C4E/uploaded-image/0?app=1'])(
    'signs %s',
    (url) => {
      expect(signed(url)).toBe('Bearer T');
    },
  );

  test.each([
    'https://api.linkedin.com.evil.example/',
    'https://evil.example/https://api.linkedin.com/',
    'http://api.linkedin.com/rest/posts',
    'https://evil.linkedin.com@evil.example/',
    'https://media.licdn.com/x',
  ])('does not sign %s', (url) => {
    expect(signed(url)).toBeUndefined();
  });
});
