import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import { receipt } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newXWorld, requests, START, type XWorld } from '#tests/platforms/x/x-world.ts';

const CREATE = ['POST', '/2/tweets'] as const;
const HOUR = 3_600_000;

const worlds: XWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newXWorld>[0]): Promise<XWorld> {
  const world = await newXWorld(options);
  worlds.push(world);
  return world;
}

describe('publishing', () => {
  test('a text goes out once, with a receipt that was read back', async () => {
    const world = await newWorld();

    const proof = await world.run(draftOf('Fresh bread at nine, see example.com/bread & more'));

    const [post] = world.seen();
    expect(post).toMatchObject({ text: 'Fresh bread at nine, see example.com/bread & more', account: '@bakery' });
    expect(receipt.parse(proof)).toEqual({
      remoteId: post?.id,
      permalink: post?.url,
      publishedAt: START,
      confirmedBy: 'read-back',
      parts: [{ remoteId: post?.id, permalink: post?.url }],
    });
  });

  test('one to four pictures arrive byte for byte, in order, with their descriptions', async () => {
    const world = await newWorld();
    const media = [1, 2, 3, 4].map((which) => world.picture(which, { alt: which === 2 ? ' ' : `Picture ${which}` }));

    await world.run(draftOf({ text: 'Look', media }));

    expect(world.seen()[0]?.media).toMatchObject([
      { sha256: media[0]?.media, description: 'Picture 1', mimeType: 'image/png' },
      { sha256: media[1]?.media, description: undefined },
      { sha256: media[2]?.media, description: 'Picture 3' },
      { sha256: media[3]?.media, description: 'Picture 4' },
    ]);
    expect(requests(world.x, 'POST', '/2/media/upload')).toBe(4);
  });

  test('a picture needs no words', async () => {
    const world = await newWorld();
    await world.run(draftOf({ media: [world.picture(1)] }));
    expect(world.seen()).toMatchObject([{ text: '', media: [{ mimeType: 'image/png' }] }]);
  });

  test('a film arrives in pieces of at most 4 MB and goes out once it is prepared', async () => {
    const world = await newWorld();
    const film = world.film(9_000_001);
    const draft = draftOf({ text: 'How we bake', media: [film] });

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: START + 5_000 });
    world.wait(5_000);
    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'processing',
      askAt: START + 10_000,
      failure: { code: 'publish.processing', about: { platform: 'X', file: 'film.mp4' } },
    });
    world.wait(5_000);
    await world.run(draft);

    expect(world.seen()).toMatchObject([
      { text: 'How we bake', media: [{ mimeType: 'video/mp4', sha256: film.media }] },
    ]);
    const pieces = world.api.sent.filter(({ url }) => url.endsWith('/append'));
    expect(pieces).toHaveLength(3);
  });

  test('nothing is asked about a film before X wants to be asked', async () => {
    const world = await newWorld();
    const draft = draftOf({ text: 'How we bake', media: [world.film(10)] });
    await world.troubleOf(draft);
    world.wait(4_000);
    await world.troubleOf(draft);
    expect(requests(world.x, 'GET', '/2/media/upload')).toBe(0);
  });

  test('a film has no description at X, and none is sent', async () => {
    const world = await newWorld();
    await world.runToEnd(draftOf({ text: 'How we bake', media: [world.film(10, { alt: 'Hands and dough' })] }));
    expect(requests(world.x, 'POST', '/2/media/metadata')).toBe(0);
  });

  test('a GIF goes the way of a film, with its description', async () => {
    const world = await newWorld();
    const gif = world.film(50, { name: 'dance.gif', mimeType: 'image/gif', alt: 'A dancing bun' });

    await world.runToEnd(draftOf({ text: 'Dance', media: [gif] }));

    expect(world.seen()).toMatchObject([{ media: [{ mimeType: 'image/gif', description: 'A dancing bun' }] }]);
  });

  test('a film that cannot be prepared stops with its name', async () => {
    const world = await newWorld({ behaviour: { preparingFailsWith: 'Unsupported codec' } });

    const trouble = await world.endOf(draftOf({ text: 'How we bake', media: [world.film(10)] }));

    expect(trouble.kind).toBe('refused');
    expect(sentenceOf(trouble.failure)).toBe('X refused film.mp4: Unsupported codec');
    expect(world.texts()).toEqual([]);
  });

  test('a film that is prepared forever is given up after 30 minutes', async () => {
    const world = await newWorld({ behaviour: { filmReadyAfterMs: 9 * HOUR } });
    const trouble = await world.troubleOf(draftOf({ text: 'How we bake', media: [world.film(10)] }));
    expect(trouble.kind).toBe('processing');
    world.wait(31 * 60_000);
    expect(await world.troubleOf(draftOf({ text: 'How we bake', media: [world.film(10)] }))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused' },
    });
  });

  test('a thread is a chain, each part with its own files', async () => {
    const world = await newWorld();

    const proof = await world.run(draftOf('One', { text: 'Two', media: [world.picture(1)] }, 'Three'));

    const [one, two, three] = world.seen();
    expect(world.texts()).toEqual(['One', 'Two', 'Three']);
    expect([one?.parentId, two?.parentId, three?.parentId]).toEqual([undefined, one?.id, two?.id]);
    expect(proof.parts.map((part) => part.remoteId)).toEqual([one?.id, two?.id, three?.id]);
    expect(proof.confirmedBy).toBe('read-back');
  });

  test('everything is uploaded before the first part is seen', async () => {
    const world = await newWorld();
    const broken = world.picture(1, { mimeType: 'image/jpeg' });
    world.x.faults.order('POST', '/2/media/upload', {
      kind: 'status',
      status: 400,
      body: { title: 'Invalid Request', detail: 'The file is not an image.', type: 'about:blank', status: 400 },
    });

    const trouble = await world.troubleOf(draftOf('One', { text: 'Two', media: [broken] }));

    expect(sentenceOf(trouble.failure)).toBe('X refused picture-1.png: The file is not an image.');
    expect(world.texts()).toEqual([]);
  });

  test('a poll has its question, its answers and its end', async () => {
    const world = await newWorld();
    await world.run(draftOf({ text: 'Rye or wheat?', poll: { answers: ['Rye', 'Wheat'], minutes: 1440 } }));
    expect(world.seen()).toMatchObject([{ text: 'Rye or wheat?', pollAnswers: ['Rye', 'Wheat'], pollMinutes: 1440 }]);
  });

  test('the first comment stands under the post and is one of the parts that can be taken down', async () => {
    const world = await newWorld();

    const proof = await world.run({ ...draftOf('Fresh bread', 'and rolls'), firstComment: 'Order at example.com' });

    const [first, , comment] = world.seen();
    expect(comment).toMatchObject({ text: 'Order at example.com', parentId: first?.id });
    expect(proof.parts.at(-1)?.remoteId).toBe(comment?.id);
    expect(proof.without).toBeUndefined();
  });

  test('a first comment that is refused does not take the post with it', async () => {
    const world = await newWorld({ behaviour: { refusesReplies: true } });

    const proof = await world.run({ ...draftOf('Fresh bread'), firstComment: 'Order at example.com' });

    expect(world.texts()).toEqual(['Fresh bread']);
    expect(proof.parts).toHaveLength(1);
    expect(proof.without?.map(sentenceOf)).toEqual([
      expect.stringContaining('The post is out on X, but its first comment is not: Reply to this conversation'),
    ]);
  });
});

describe('what was chosen', () => {
  test('nothing: everyone may reply, and nothing is disclosed', async () => {
    const world = await newWorld();
    await world.run(draftOf('Fresh bread'));
    expect(world.seen()).toMatchObject([{ replySettings: 'everyone', madeWithAi: false, paidPartnership: false }]);
  });

  test.each(['following', 'mentionedUsers', 'subscribers', 'verified'])('replies from: %s', async (replySettings) => {
    const world = await newWorld();
    await world.run({ ...draftOf('Fresh bread', 'and rolls'), options: { replySettings } });
    expect(world.seen().map((post) => post.replySettings)).toEqual([replySettings, 'everyone']);
  });

  test('everyone may reply, said aloud', async () => {
    const world = await newWorld();
    await world.run({ ...draftOf('Fresh bread'), options: { replySettings: 'everyone' } });
    expect(world.seen()).toMatchObject([{ replySettings: 'everyone' }]);
  });

  test('made with AI, and paid: on every part', async () => {
    const world = await newWorld();
    await world.run({ ...draftOf('Fresh bread', 'and rolls'), options: { madeWithAi: 'yes', paidPartnership: 'yes' } });
    expect(world.seen()).toMatchObject([
      { madeWithAi: true, paidPartnership: true },
      { madeWithAi: true, paidPartnership: true },
    ]);
  });
});

const whole: [what: string, fault: Fault][] = [
  ['the answer is lost', { kind: 'answer-lost' }],
  ['the request is lost', { kind: 'request-lost' }],
  ['500', { kind: 'status', status: 500, body: { title: 'Internal Server Error', status: 500 } }],
  ['502', { kind: 'status', status: 502, body: '<html>502 Bad Gateway</html>' }],
  ['503', { kind: 'status', status: 503, body: { title: 'Service Unavailable', status: 503 } }],
  ['429', { kind: 'status', status: 429, body: { title: 'Too Many Requests', status: 429 } }],
  ['no answer, nothing done', { kind: 'hang' }],
  ['no answer, but it was done', { kind: 'hang', after: true }],
  ['half an answer', { kind: 'malformed' }],
];

describe('trouble on the way, then the next runs', () => {
  test.each(whole)('when creating: %s', async (_what, fault) => {
    const world = await newWorld();
    world.x.faults.order(...CREATE, fault);

    await world.runToEnd(draftOf('Only once'));

    expect(world.texts()).toEqual(['Only once']);
  });

  test.each(whole)('when creating the second part: %s', async (_what, fault) => {
    const world = await newWorld();
    world.x.faults.order(...CREATE, fault, { nth: 2 });

    await world.runToEnd(draftOf('One', { text: 'Two', media: [world.picture(1)] }, 'Three'));

    expect(world.texts()).toEqual(['One', 'Two', 'Three']);
  });

  test.each(whole)('when commenting: %s', async (_what, fault) => {
    const world = await newWorld();
    world.x.faults.order(...CREATE, fault, { nth: 2 });

    const proof = await world.runToEnd({ ...draftOf('One'), firstComment: 'More' });

    expect(world.texts()).toEqual(['One', 'More']);
    expect(proof.without).toBeUndefined();
  });

  test.each(
    whole.flatMap(([what, fault]) =>
      ['POST …/initialize', 'POST …/:id/append', 'POST …/:id/finalize', 'GET …'].map(
        (route): [what: string, route: string, fault: Fault] => [`${route}: ${what}`, route, fault],
      ),
    ),
  )('when uploading a film, %s', async (_what, route, fault) => {
    const world = await newWorld();
    const [method = '', path = ''] = route.replace('…', '/2/media/upload').split(' ');
    world.x.faults.order(method, path, fault);
    const film = world.film(4_000_010);

    await world.runToEnd(draftOf({ text: 'Film', media: [film] }));

    expect(world.seen()).toMatchObject([{ text: 'Film', media: [{ sha256: film.media }] }]);
  });

  test.each(whole)('when uploading a picture: %s', async (_what, fault) => {
    const world = await newWorld();
    world.x.faults.order('POST', '/2/media/upload', fault);
    world.x.faults.order('POST', '/2/media/metadata', fault);

    await world.runToEnd(draftOf({ text: 'Look', media: [world.picture(1)] }));

    expect(world.seen()).toMatchObject([{ text: 'Look', media: [{ description: 'Picture 1' }] }]);
  });

  test.each(whole)('an upload is never in doubt: %s', async (_what, fault) => {
    const world = await newWorld();
    world.x.faults.order('POST', '/2/media/upload', fault);
    const trouble = await world.troubleOf(draftOf({ text: 'Look', media: [world.picture(1)] }));
    expect(['temporary', 'not-arrived']).toContain(trouble.kind);
  });

  test.each(whole)('when reading back: %s; the answer is proof enough', async (_what, fault) => {
    const world = await newWorld();
    world.x.faults.order('GET', '/2/tweets', fault);

    const proof = await world.run(draftOf('It is out'));

    expect(proof.confirmedBy).toBe('answer');
    expect(proof.publishedAt).toBe(START);
    expect(world.texts()).toEqual(['It is out']);
  });

  test('done, and answered with 500: found, not sent again', async () => {
    const world = await newWorld();
    world.x.stumbleAfterCreating();

    const proof = await world.runToEnd(draftOf('Only once'));

    expect(proof).toMatchObject({ remoteId: world.seen()[0]?.id, confirmedBy: 'read-back' });
    expect(world.creations()).toBe(1);
  });

  test('found, and not read back: the receipt says so', async () => {
    const world = await newWorld();
    world.x.faults.order(...CREATE, { kind: 'answer-lost' });
    world.x.faults.order('GET', '/2/tweets', { kind: 'request-lost' });
    expect(await world.runToEnd(draftOf('Only once'))).toMatchObject({ confirmedBy: 'found', publishedAt: START });
  });

  test('the same trouble three times over: still one post', async () => {
    const world = await newWorld();
    world.x.faults.order(...CREATE, { kind: 'hang' }, { times: 3 });
    await world.runToEnd(draftOf('Only once'));
    expect(world.texts()).toEqual(['Only once']);
  });

  test('429: not before the reset, by X’s clock', async () => {
    const world = await newWorld();
    world.setClock(-10 * 60_000);
    const reset = String(START / 1000 + 300);
    world.x.faults.order(...CREATE, {
      kind: 'status',
      status: 429,
      headers: { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset },
      body: { title: 'Too Many Requests', status: 429 },
    });

    const trouble = await world.troubleOf(draftOf('Later'));

    expect(trouble).toMatchObject({ kind: 'temporary', retryAt: world.now() + 300_000 });
    await world.runToEnd(draftOf('Later'));
    expect(world.texts()).toEqual(['Later']);
  });

  test('a hundred posts in a quarter of an hour, and one more', async () => {
    const world = await newWorld();
    for (let n = 0; n < 100; n += 1) {
      const headers = {
        authorization: `Bearer ${String(world.api.secrets()['accessToken'])}`,
        'content-type': 'application/json',
      };
      await fetch(`${world.x.url}/2/tweets`, { method: 'POST', headers, body: JSON.stringify({ text: `Post ${n}` }) });
    }
    expect(await world.troubleOf(draftOf('One more'))).toMatchObject({
      kind: 'temporary',
      retryAt: START + 15 * 60_000,
      failure: { code: 'publish.rate-limited' },
    });
  });
});

describe('the power goes', () => {
  const draft = (world: XWorld) => ({
    ...draftOf(
      { text: 'One', media: [world.picture(1), world.picture(2)] },
      { text: 'Two', media: [world.film(4_000_010)] },
      { text: 'Three?', poll: { answers: ['Yes', 'No'], minutes: 60 } },
    ),
    firstComment: 'More at example.com',
  });

  test('before and after every step: everything once', async () => {
    const first = await newWorld();
    await first.runToEnd(draft(first));
    const steps = [...first.memory.finished];
    expect(steps).toContain('create/2');
    expect(steps).toContain('media/1/0/piece-1');

    for (const step of steps) {
      for (const moment of ['crashBefore', 'crashAfter'] as const) {
        const world = await newWorld();
        world.memory[moment](step);
        const proof = await world.runToEnd(draft(world));
        expect([moment, step, ...world.texts()]).toEqual([moment, step, 'One', 'Two', 'Three?', 'More at example.com']);
        expect(proof.parts.map(({ remoteId }) => remoteId)).toEqual(world.seen().map(({ id }) => id));
        await world.stop();
      }
    }
  }, 60_000);

  test('and X shows what it took only a minute later', async () => {
    const world = await newWorld({ behaviour: { lateInListsMs: 60_000 } });
    world.memory.crashAfter('create/0');
    await world.runToEnd(draftOf('Only once'));
    expect(world.creations()).toBe(1);
    expect(world.texts()).toEqual(['Only once']);
  });
});

describe('refused', () => {
  test('a reply that a thread is made of: the first part stays, the chain stops and says so', async () => {
    const world = await newWorld({ behaviour: { refusesReplies: true } });

    const trouble = await world.endOf(draftOf('One', 'Two', 'Three'));

    expect(trouble.kind).toBe('refused');
    expect(sentenceOf(trouble.failure)).toMatch(
      /^The first part is out on X; it refused the part that continues it: Reply to this conversation is not allowed/,
    );
    expect(world.texts()).toEqual(['One']);
    expect(world.creations()).toBe(2);
  });

  test('and later goes on from where it stopped', async () => {
    const world = await newWorld({ behaviour: { refusesReplies: true } });
    await world.endOf(draftOf('One', 'Two'));
    world.x.behaviour.refusesReplies = false;
    await world.runToEnd(draftOf('One', 'Two'));
    expect(world.texts()).toEqual(['One', 'Two']);
  });

  test('a duplicate of an older post: shown to the person, after a look', async () => {
    const world = await newWorld();
    world.person.post('Fresh bread at nine');
    world.wait(HOUR);

    const trouble = await world.endOf(draftOf('Fresh bread at nine'));

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.duplicate' } });
    expect(requests(world.x, 'GET', `/2/users/${world.person.id}/tweets`)).toBe(1);
    expect(world.texts()).toHaveLength(1);
  });

  test('a duplicate of our own first request: that is the post', async () => {
    const world = await newWorld({ behaviour: { lateInListsMs: 700_000 } });
    world.x.faults.order(...CREATE, { kind: 'answer-lost' });
    // Every look comes too early, so it is sent again, and X says that it has it.
    expect(await world.troubleOf(draftOf('Only once'))).toMatchObject({ kind: 'maybe' });
    world.wait(650_000);
    world.x.behaviour.lateInListsMs = 700_000;
    const late = world.troubleOf(draftOf('Only once'));
    expect(await late).toMatchObject({ failure: { code: 'publish.duplicate' } });

    world.x.behaviour.lateInListsMs = 0;
    const proof = await world.runToEnd(draftOf('Only once'));

    expect(world.texts()).toEqual(['Only once']);
    expect(proof.remoteId).toBe(world.seen()[0]?.id);
  });

  test('a duplicate, and whether it is ours cannot be told: the person decides', async () => {
    const world = await newWorld();
    world.person.post('Twice');
    world.person.post('Twice');
    expect(await world.troubleOf(draftOf('Twice'))).toMatchObject({
      kind: 'unconfirmed',
      failure: { code: 'publish.unconfirmed' },
    });
  });

  test('no credits: nothing is out, and it says who pays', async () => {
    const world = await newWorld();
    world.x.behaviour.hasCredits = false;
    const trouble = await world.troubleOf(draftOf('Fresh bread'));
    expect(trouble.kind).toBe('refused');
    expect(sentenceOf(trouble.failure)).toMatch(/^X posts nothing more until the developer account is paid for: Your/);
  });

  test.each([
    ['two cashtags', 'Buy $AAPL and $MSFT', /maximum of one cashtag/],
    ['a long text without paying', 'a'.repeat(281), /not permitted to access this feature/],
  ])('%s', async (_what, text, words) => {
    const world = await newWorld();
    const trouble = await world.troubleOf(draftOf(text));
    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.refused' } });
    expect(sentenceOf(trouble.failure)).toMatch(words);
  });

  test('a long text of an account that pays goes out, and is found when its answer is lost', async () => {
    const world = await newWorld({ limits: { longestText: 4000 } });
    world.person.setSubscription('Premium');
    world.x.faults.order(...CREATE, { kind: 'answer-lost' });
    const text = `${'Fresh bread & butter, every day. '.repeat(20)}https://example.com/bread`;

    const proof = await world.runToEnd(draftOf(text));

    expect(world.texts()).toEqual([text]);
    expect(world.creations()).toBe(1);
    expect(proof.remoteId).toBe(world.seen()[0]?.id);
  });

  test.each(['locked', 'suspended'] as const)('an account that is %s stops the channel', async (standing) => {
    const world = await newWorld();
    world.person.setStanding(standing);
    expect(await world.troubleOf(draftOf('Fresh bread'))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.needs-attention' },
    });
  });

  test('the post that a part continues was deleted meanwhile', async () => {
    const world = await newWorld();
    world.memory.crashBefore('create/1');
    await world.run(draftOf('One', 'Two')).catch(() => undefined);
    world.person.remove(world.seen()[0]?.id ?? '');
    expect(await world.endOf(draftOf('One', 'Two'))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.parent-gone' },
    });
  });
});

describe('uploads that are over', () => {
  test('a day later they are uploaded once more, and the post goes out once', async () => {
    const world = await newWorld();
    world.memory.crashBefore('create/0');
    const draft = draftOf({ text: 'Look', media: [world.picture(1)] });
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);
    world.person.expireTokens();

    await world.runToEnd(draft);

    expect(world.memory.finished).toContain('create/0/again-1');
    expect(world.seen()).toMatchObject([{ text: 'Look', media: [{ description: 'Picture 1' }] }]);
  });

  test('in the middle of a film, it begins anew', async () => {
    const world = await newWorld();
    world.memory.crashBefore('media/0/0/piece-1');
    const draft = draftOf({ text: 'Film', media: [world.film(4_000_010)] });
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(world.seen()).toMatchObject([{ text: 'Film', media: [{ mimeType: 'video/mp4' }] }]);
  });

  test.each(['append', 'finalize'])('X no longer takes the %s of one that was begun: it begins anew', async (what) => {
    const world = await newWorld();
    const body = { title: 'Invalid Request', detail: 'Odd segments.', type: 'about:blank' };
    world.x.faults.order('POST', `/2/media/upload/:id/${what}`, { kind: 'status', status: 400, body });
    await world.runToEnd(draftOf({ text: 'Film', media: [world.film(4_000_010)] }));
    expect(world.seen()).toMatchObject([{ text: 'Film', media: [{ mimeType: 'video/mp4' }] }]);
  });

  test('and where it never does, the person reads why', async () => {
    const world = await newWorld();
    const body = { title: 'Invalid Request', detail: 'Odd segments.', type: 'about:blank' };
    world.x.faults.order('POST', '/2/media/upload/:id/finalize', { kind: 'status', status: 400, body }, { times: 9 });
    const trouble = await world.endOf(draftOf({ text: 'Film', media: [world.film(10)] }));
    expect(sentenceOf(trouble.failure)).toBe('X refused film.mp4: Odd segments.');
  });

  test('X forgets one early, whatever it said', async () => {
    const world = await newWorld();
    world.x.faults.order(...CREATE, {
      kind: 'status',
      status: 400,
      body: {
        errors: [{ parameters: { 'media.media_ids': ['["1"]'] }, message: 'Your media IDs are invalid.' }],
        title: 'Invalid Request',
        detail: 'One or more parameters to your request was invalid.',
        type: 'https://api.x.com/2/problems/invalid-request',
      },
    });
    await world.runToEnd(draftOf({ text: 'Look', media: [world.picture(1)] }));
    expect(world.texts()).toEqual(['Look']);
  });

  test('X forgets them each time: refused, with the file', async () => {
    const world = await newWorld({ behaviour: { uploadLastsMs: 60_000 } });
    const trouble = await world.endOf(draftOf({ text: 'Look', media: [world.picture(1)] }));
    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.media-refused' } });
    expect(world.texts()).toEqual([]);
  });

  test('the power goes while they are made again: still one post', async () => {
    for (const step of ['media/0/0/again-1', 'alt/0/0/again-1', 'create/0', 'create/0/again-1']) {
      const world = await newWorld();
      const draft = draftOf({ text: 'Look', media: [world.picture(1)] });
      world.memory.crashBefore('create/0');
      await world.run(draft).catch(() => undefined);
      world.wait(25 * HOUR);
      world.memory.crashAfter(step);
      await world.runToEnd(draft);
      expect([step, ...world.texts()]).toEqual([step, 'Look']);
    }
  });
});
