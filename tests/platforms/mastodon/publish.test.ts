import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import { receipt } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newMastodonWorld, type MastodonWorld } from '#tests/platforms/mastodon/world.ts';

const CREATE = ['POST', '/api/v1/statuses'] as const;
const UPLOAD = ['POST', '/api/v2/media'] as const;
const HOUR = 3_600_000;
const MINUTE = 60_000;

const worlds: MastodonWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newMastodonWorld>[0]): Promise<MastodonWorld> {
  const world = await newMastodonWorld(options);
  worlds.push(world);
  return world;
}

function textsIn(world: MastodonWorld): string[] {
  return world.mastodon.received().map((status) => status.text);
}

function created(world: MastodonWorld): number {
  return world.mastodon.faults.seen().filter((request) => request.method === 'POST' && request.path === CREATE[1])
    .length;
}

describe('publishing', () => {
  test('a text goes out once, with a receipt that was read back', async () => {
    const world = await newWorld();

    const proof = await world.run(draftOf('Fresh bread at nine'));

    const [status] = world.mastodon.received();
    expect(status).toMatchObject({ text: 'Fresh bread at nine', username: 'bakery', application: 'Postwright' });
    expect(receipt.parse(proof)).toEqual({
      remoteId: status?.id,
      permalink: status?.url,
      publishedAt: world.now(),
      confirmedBy: 'read-back',
      parts: [{ remoteId: status?.id, permalink: status?.url }],
    });
  });

  test('pictures arrive byte for byte, in order, with their descriptions', async () => {
    const world = await newWorld();
    const [cake, bread] = [world.picture(1, 'A cake'), world.picture(2, '')];

    await world.run(draftOf(['Look', cake, bread]));

    expect(world.mastodon.received()[0]?.media).toMatchObject([
      { sha256: cake.media, description: 'A cake', mimeType: 'image/png' },
      { sha256: bread.media, description: null },
    ]);
  });

  test('a thread is a chain, each part with its own key and pictures', async () => {
    const world = await newWorld();

    const proof = await world.run(draftOf('One', ['Two', world.picture(1)], 'Three'));

    const [one, two, three] = world.mastodon.received();
    expect(textsIn(world)).toEqual(['One', 'Two', 'Three']);
    expect([one?.inReplyToId, two?.inReplyToId, three?.inReplyToId]).toEqual([null, one?.id, two?.id]);
    expect(new Set([one, two, three].map((part) => part?.idempotencyKey)).size).toBe(3);
    expect(proof.parts.map((part) => part.remoteId)).toEqual([one?.id, two?.id, three?.id]);
  });

  test('everything is uploaded before the first part is seen', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...UPLOAD, {
      kind: 'status',
      status: 422,
      body: { error: 'Validation failed: File is invalid' },
    });

    const trouble = await world.troubleOf(draftOf('One', ['Two', world.picture(1)]));

    expect(trouble.kind).toBe('refused');
    expect(sentenceOf(trouble.failure)).toBe('Mastodon refused picture-1.png: Validation failed: File is invalid');
    expect(textsIn(world)).toEqual([]);
  });

  test('a picture that is prepared for a while is waited for', async () => {
    const world = await newWorld({ behaviour: { imageReadyAfterMs: 12_000 } });
    const draft = draftOf(['Look', world.picture(1)]);

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'processing', askAt: world.now() + 5_000 });
    await world.runToEnd(draft);

    expect(created(world)).toBe(1);
    expect(world.mastodon.received()).toMatchObject([{ text: 'Look', media: [{ description: 'Picture 1' }] }]);
  });

  test('a picture that cannot be prepared stops with its name', async () => {
    const world = await newWorld({ behaviour: { imageReadyAfterMs: 1_000, preparingFails: true } });
    const draft = draftOf(['Look', world.picture(1)]);
    await world.troubleOf(draft);
    world.wait(5_000);

    const trouble = await world.troubleOf(draft);

    expect(trouble).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.media-refused', about: { file: 'picture-1.png' } },
    });
  });

  test('a picture that is prepared forever is given up after 15 minutes', async () => {
    const world = await newWorld({ behaviour: { imageReadyAfterMs: HOUR } });
    const draft = draftOf(['Look', world.picture(1)]);

    expect((await world.troubleOf(draft)).kind).toBe('processing');
    world.wait(16 * MINUTE);

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'refused', failure: { code: 'publish.media-refused' } });
  });
});

describe('trouble on the way, then the next run', () => {
  const whole: [what: string, fault: Fault][] = [
    ['the answer is lost', { kind: 'answer-lost' }],
    ['the request is lost', { kind: 'request-lost' }],
    ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
    ['502', { kind: 'status', status: 502, body: '<html>502</html>' }],
    [
      '503',
      {
        kind: 'status',
        status: 503,
        body: { error: 'There was a temporary problem serving your request, please try again' },
      },
    ],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: { error: 'Too many requests' } }],
    ['no answer, nothing done', { kind: 'hang' }],
    ['no answer, but it was done', { kind: 'hang', after: true }],
    ['a slow answer', { kind: 'slow', ms: 50 }],
    ['an answer too slow to wait for', { kind: 'slow', ms: 600, after: true }],
    ['half an answer', { kind: 'malformed' }],
  ];

  test.each(whole)('when creating: %s', async (_what, fault) => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, fault);

    await world.runToEnd(draftOf('Only once'));

    expect(textsIn(world)).toEqual(['Only once']);
  });

  test.each(whole)('when creating the second part: %s', async (_what, fault) => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, fault, { nth: 2 });

    await world.runToEnd(draftOf('One', 'Two', 'Three'));

    expect(textsIn(world)).toEqual(['One', 'Two', 'Three']);
  });

  test.each(whole)('when uploading: %s', async (_what, fault) => {
    const world = await newWorld();
    world.mastodon.faults.order(...UPLOAD, fault);

    await world.runToEnd(draftOf(['Look', world.picture(1), world.picture(2)]));

    expect(world.mastodon.received()).toMatchObject([
      { text: 'Look', media: [{ description: 'Picture 1' }, { description: 'Picture 2' }] },
    ]);
  });

  test.each(whole)('when asking whether a picture is ready: %s', async (_what, fault) => {
    const world = await newWorld({ behaviour: { imageReadyAfterMs: 1_000 } });
    world.mastodon.faults.order('GET', '/api/v1/media/:id', fault);

    await world.runToEnd(draftOf(['Look', world.picture(1)]));

    expect(textsIn(world)).toEqual(['Look']);
  });

  test.each(whole.filter(([, fault]) => fault.kind !== 'slow' || fault.ms > 250))(
    'when reading back: %s; the answer is proof enough',
    async (_what, fault) => {
      const world = await newWorld();
      world.mastodon.faults.order('GET', '/api/v1/statuses/:id', fault);

      const proof = await world.run(draftOf('It is out'));

      expect(proof.confirmedBy).toBe('answer');
      expect(textsIn(world)).toEqual(['It is out']);
    },
  );

  test('the same trouble three times over: still one status', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' }, { times: 3 });

    await world.runToEnd(draftOf('Only once'));

    expect(created(world)).toBe(4);
    expect(textsIn(world)).toEqual(['Only once']);
  });

  test('429 says when: not before Retry-After', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '120' },
      body: { error: 'Too many requests' },
    });

    const trouble = await world.troubleOf(draftOf('Later'));

    expect(trouble).toMatchObject({ kind: 'temporary', retryAt: world.now() + 120_000 });
    expect(textsIn(world)).toEqual([]);
  });

  test("429 says when: the server's reset, whatever our clock says", async () => {
    const world = await newWorld();
    const draft = draftOf(['Look', world.picture(1)]);
    for (let n = 0; n < 30; n += 1) await world.api.send(upload(world));
    world.setClockBack(3 * HOUR);

    const trouble = await world.troubleOf(draft);

    expect(trouble).toMatchObject({ kind: 'temporary', retryAt: world.now() + 30 * MINUTE });
  });

  test('a token that is no longer good stops the channel', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'invalid-token' });

    const trouble = await world.troubleOf(draftOf('Hello'));

    expect(trouble.kind).toBe('signed-out');
    expect(sentenceOf(trouble.failure)).toMatch(/^bakery@.* needs to be connected again\.$/);
  });

  test.each([['disabled'], ['unconfirmed'], ['pending']] as const)(
    'an account that is %s stops the channel',
    async (standing) => {
      const world = await newWorld();
      world.person.setStanding(standing);

      expect(await world.troubleOf(draftOf('Hello'))).toMatchObject({
        kind: 'signed-out',
        failure: { code: 'channel.no-permission' },
      });
    },
  );

  test('the post that a thread continues is deleted meanwhile', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(
      ...CREATE,
      { kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: { error: 'Too many requests' } },
      { nth: 2 },
    );
    await world.troubleOf(draftOf('One', 'Two'));
    world.person.remove(world.mastodon.received()[0]?.id ?? '');

    expect(await world.troubleOf(draftOf('One', 'Two'))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.parent-gone' },
    });
  });

  test('an answer that names little more than the id is proof enough', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, {
      kind: 'status',
      status: 200,
      body: { id: '113', uri: 'https://fork.example/objects/113' },
    });

    const proof = await world.run(draftOf('Hello'));

    expect(proof).toMatchObject({
      remoteId: '113',
      permalink: 'https://fork.example/objects/113',
      publishedAt: world.now(),
      confirmedBy: 'answer',
    });
  });

  test('too long for this server, whatever we thought', async () => {
    const world = await newWorld({ limits: { maxCharacters: 10 } });

    const trouble = await world.troubleOf(draftOf('More than ten characters'));

    expect(sentenceOf(trouble.failure)).toBe(
      'Mastodon refused this post: Validation failed: Text character limit of 10 exceeded',
    );
  });
});

describe('a power cut', () => {
  const STEPS = ['media/0/0', 'ready/0/0', 'media/1/0', 'ready/1/0', 'create/0', 'create/1', 'confirm'];
  const MOMENTS = STEPS.flatMap((step): ['before' | 'after', string][] => [
    ['before', step],
    ['after', step],
  ]);

  test.each(MOMENTS)('%s %s: every part is there once', async (moment, step) => {
    const world = await newWorld({ behaviour: { imageReadyAfterMs: 1_000 } });
    if (moment === 'before') world.memory.crashBefore(step);
    else world.memory.crashAfter(step);

    await world.runToEnd(draftOf(['One', world.picture(1)], ['Two', world.picture(2)]));

    expect(world.memory.finished).toEqual(expect.arrayContaining(STEPS));
    expect(textsIn(world)).toEqual(['One', 'Two']);
    expect(world.mastodon.received()[1]?.inReplyToId).toBe(world.mastodon.received()[0]?.id);
  });

  test.each(MOMENTS)('%s %s, and two hours without power: every part is there once', async (moment, step) => {
    const world = await newWorld({ behaviour: { imageReadyAfterMs: 1_000 } });
    const draft = draftOf(['One', world.picture(1)], ['Two', world.picture(2)]);
    if (moment === 'before') world.memory.crashBefore(step);
    else world.memory.crashAfter(step);
    for (let runs = 0; runs < 8 && !world.memory.finished.includes('confirm'); runs += 1) {
      await world.run(draft).catch(() => undefined);
      world.wait(2 * HOUR);
    }

    expect(textsIn(world)).toEqual(['One', 'Two']);
  });
});

describe('a lost answer, and two hours later', () => {
  test('what arrived is found, and nothing is sent again', async () => {
    const world = await newWorld();
    const draft = draftOf(['Look', world.picture(1)]);
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    world.wait(2 * HOUR);

    const proof = await world.run(draft);

    expect(created(world)).toBe(1);
    expect(proof).toMatchObject({ remoteId: world.mastodon.received()[0]?.id, publishedAt: world.now() - 2 * HOUR });
  });

  test('what was found and cannot be read back says so', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draftOf('Found'));
    world.wait(2 * HOUR);
    world.mastodon.faults.order('GET', '/api/v1/statuses/:id', { kind: 'status', status: 503 });

    expect((await world.run(draftOf('Found'))).confirmedBy).toBe('found');
  });

  test('what did not arrive is sent', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'request-lost' });
    await world.troubleOf(draftOf('Late'));
    world.wait(2 * HOUR);

    await world.run(draftOf('Late'));

    expect(textsIn(world)).toEqual(['Late']);
  });

  test('a second part of a thread is found under its first', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' }, { nth: 2 });
    await world.troubleOf(draftOf('One', 'Two'));
    world.wait(2 * HOUR);

    await world.run(draftOf('One', 'Two'));

    expect(textsIn(world)).toEqual(['One', 'Two']);
  });

  test('while the list cannot be had, nothing is sent and nothing is decided', async () => {
    const world = await newWorld();
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draftOf('Once'));
    world.wait(2 * HOUR);
    world.mastodon.faults.order('GET', '/api/v1/accounts/:id/statuses', { kind: 'status', status: 503 });

    expect((await world.troubleOf(draftOf('Once'))).kind).toBe('maybe');
    await world.run(draftOf('Once'));

    expect(textsIn(world)).toEqual(['Once']);
  });

  test('a server whose software is not known to keep keys is asked at once', async () => {
    const world = await newWorld({ behaviour: { keepsKeys: false }, accountLimits: { repeatWithinMin: 0 } });
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draftOf('Once'));
    world.wait(5_000);

    await world.run(draftOf('Once'));

    expect(created(world)).toBe(1);
    expect(textsIn(world)).toEqual(['Once']);
  });
});

describe('uploads that the server threw away before the status', () => {
  test('a day later they are uploaded once more, and the status goes out once', async () => {
    const world = await newWorld();
    const draft = draftOf('One', ['Two', world.picture(1), world.picture(2)]);
    world.memory.crashBefore('create/0');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.run(draft);

    expect(world.mastodon.received()).toMatchObject([
      { text: 'One', media: [] },
      { text: 'Two', media: [{ description: 'Picture 1' }, { description: 'Picture 2' }] },
    ]);
    expect(world.memory.finished).toContain('media/1/0/again-1');
  });

  test('and a power cut in the middle of that changes nothing', async () => {
    const world = await newWorld();
    const draft = draftOf(['Look', world.picture(1)]);
    world.memory.crashBefore('create/0');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);
    world.memory.crashAfter('create/0');
    world.memory.crashAfter('media/0/0/again-1');
    world.memory.crashAfter('create/0/again-1');

    await world.runToEnd(draft);

    expect(textsIn(world)).toEqual(['Look']);
  });

  test('they went while being prepared', async () => {
    const world = await newWorld({ behaviour: { imageReadyAfterMs: 1_000 } });
    const draft = draftOf(['Look', world.picture(1)]);
    await world.troubleOf(draft);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(textsIn(world)).toEqual(['Look']);
  });

  test('while their state cannot be had, nothing is decided', async () => {
    const world = await newWorld();
    const draft = draftOf(['Look', world.picture(1)]);
    world.memory.crashBefore('create/0');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);
    world.mastodon.faults.order('GET', '/api/v1/media/:id', {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '9' },
    });

    expect((await world.troubleOf(draft)).kind).toBe('temporary');
    await world.runToEnd(draft);

    expect(textsIn(world)).toEqual(['Look']);
  });

  test('a server that lost its keys refuses the same media: the status they are on is found, and not made again', async () => {
    const world = await newWorld({ behaviour: { keepsKeys: false } });
    const draft = draftOf(['Look', world.picture(1)]);
    world.mastodon.faults.order(...CREATE, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    world.wait(5_000);

    const proof = await world.run(draft);

    expect(created(world)).toBe(2);
    expect(world.mastodon.received()).toHaveLength(1);
    expect(proof.remoteId).toBe(world.mastodon.received()[0]?.id);
  });
});

describe('the adapter', () => {
  test('signs requests to its own server and to no other', () => {
    const secrets = { accessToken: 'T', server: 'https://mastodon.social' };
    const signed = mastodonAdapter.authorize({ method: 'GET', url: 'https://mastodon.social/api/v1/x' }, secrets);
    expect(signed.headers).toEqual({ authorization: 'Bearer T' });
    for (const url of [
      'https://mastodon.social.evil.example/',
      'https://evil.example/https://mastodon.social/',
      'http://mastodon.social/',
    ]) {
      expect(mastodonAdapter.authorize({ method: 'GET', url }, secrets).headers).toBeUndefined();
    }
  });

  test('never thinks a token ran out', () => {
    expect(
      mastodonAdapter.isExpired({ status: 401, headers: {}, body: '{"error":"The access token is invalid"}' }),
    ).toBe(false);
  });
});

function upload(world: MastodonWorld): Parameters<MastodonWorld['api']['send']>[0] {
  const bytes = Buffer.from('not a picture');
  return {
    method: 'POST',
    url: `${world.mastodon.url}/api/v2/media`,
    body: { multipart: [{ name: 'file', bytes, type: 'image/png', fileName: 'x.png' }] },
  };
}
