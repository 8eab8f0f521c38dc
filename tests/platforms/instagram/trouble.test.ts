import { describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newInstagramWorld, type InstagramWorld } from '#tests/platforms/instagram/instagram-world.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const CREATE = ['POST', '/:version/:ig/media'] as const;
const PUBLISH = ['POST', '/:version/:ig/media_publish'] as const;

function texts(world: InstagramWorld): string[] {
  return world.instagram.arrived().map((one) => one.text);
}

function published(world: InstagramWorld): number {
  return world.instagram.faults.seen().filter((one) => one.path.endsWith('/media_publish')).length;
}

function graph(code: number, more: Record<string, unknown> = {}, status = 400): Fault {
  return { kind: 'status', status, body: { error: { message: `(#${code})`, type: 'OAuthException', code, ...more } } };
}

/** A carousel of a picture and a video with a first comment: every step there is. */
async function wholeDraft(world: InstagramWorld): Promise<Draft> {
  return draftOf('Only once', [await world.picture(1), await world.film(2)], { firstComment: 'And this' });
}

const WHOLE: [what: string, fault: Fault][] = [
  ['the answer is lost', { kind: 'answer-lost' }],
  ['the request is lost', { kind: 'request-lost' }],
  ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
  ['502', { kind: 'status', status: 502, body: '<html>502</html>' }],
  ['an unknown error of theirs', graph(1, { is_transient: true }, 500)],
  ['service down', graph(2, { is_transient: true }, 503)],
  ['the limit of the app', graph(4, { is_transient: true }, 403)],
  ['429', { kind: 'status', status: 429, body: '' }],
  ['no answer, nothing done', { kind: 'hang' }],
  ['no answer, but it was done', { kind: 'hang', after: true }],
  ['an answer too slow to wait for', { kind: 'slow', ms: 600, after: true }],
  ['half an answer', { kind: 'malformed' }],
];

describe('trouble on the way, then the next run', () => {
  test.each(WHOLE)('when publishing: %s', async (_what, fault) => {
    const world = await newInstagramWorld();
    world.instagram.faults.order(...PUBLISH, fault);

    await world.runToEnd(draftOf('Only once', [await world.picture(1)]));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when making a container: %s', async (_what, fault) => {
    const world = await newInstagramWorld();
    world.instagram.faults.order(...CREATE, fault, { nth: 2 });

    await world.runToEnd(await wholeDraft(world));

    expect(texts(world)).toEqual(['Only once', 'And this']);
  });

  test.each(WHOLE)('when joining the carousel: %s', async (_what, fault) => {
    const world = await newInstagramWorld();
    world.instagram.faults.order(...CREATE, fault, { nth: 3 });

    await world.runToEnd(await wholeDraft(world));

    expect(texts(world)).toEqual(['Only once', 'And this']);
  });

  test.each(WHOLE)('when asking about a container: %s', async (_what, fault) => {
    const world = await newInstagramWorld();
    world.instagram.faults.order('GET', '/:version/:node', fault);

    await world.runToEnd(draftOf('Only once', [await world.picture(1)]));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when asking for the limit: %s', async (_what, fault) => {
    const world = await newInstagramWorld();
    world.instagram.faults.order('GET', '/:version/:ig/content_publishing_limit', fault);

    await world.runToEnd(draftOf('Only once', [await world.picture(1)]));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when sending the bytes of a video: %s', async (_what, fault) => {
    const world = await newInstagramWorld({ login: 'facebook' });
    world.instagram.faults.order('POST', '/ig-api-upload/:version/:node', fault);

    await world.runToEnd(draftOf('Only once', [await world.film(1)]));

    expect(texts(world)).toEqual(['Only once']);
  });

  test.each(WHOLE)('when reading back: %s', async (_what, fault) => {
    const world = await newInstagramWorld();
    world.instagram.faults.order('GET', '/:version/:node', fault, { nth: 2 });

    const proof = await world.runToEnd(draftOf('Only once', [await world.picture(1)]));

    expect(proof.confirmedBy).toBe('read-back');
    expect(texts(world)).toEqual(['Only once']);
  });

  test('the same trouble three times over: still one post', async () => {
    const world = await newInstagramWorld();
    world.instagram.faults.order(...PUBLISH, { kind: 'request-lost' }, { times: 3 });

    await world.runToEnd(draftOf('Only once', [await world.picture(1)]));

    expect(published(world)).toBe(4);
    expect(texts(world)).toEqual(['Only once']);
  });

  test('the business limit says when: not before', async () => {
    const world = await newInstagramWorld();
    world.instagram.usage.business.set(world.person.id, { percent: 100, regainMinutes: 25 });

    const trouble = await world.troubleOf(draftOf('Later', [await world.picture(1)]));

    expect(trouble).toMatchObject({ kind: 'temporary', retryAt: world.now() + 25 * MINUTE });
    expect(texts(world)).toEqual([]);
  });

  test('content that Instagram refuses when publishing was not posted, and fails with its words', async () => {
    const world = await newInstagramWorld();
    const words = 'We restrict certain activity to protect our community.';
    world.instagram.faults.order(...PUBLISH, graph(4, { error_subcode: 2207051, error_user_msg: words }));

    const end = await world.endOf(draftOf('Buy now', [await world.picture(1)]));

    expect(end).toMatchObject({ kind: 'refused', failure: { code: 'publish.blocked' } });
    expect(sentenceOf(end.failure)).toContain(words);
  });

  test('an account that has to sort something out stops the channel', async () => {
    const world = await newInstagramWorld();
    world.person.setRestricted(true);

    const end = await world.endOf(draftOf('Hello', [await world.picture(1)]));

    expect(end).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.needs-attention' } });
  });

  test('a container that is not ready after all is asked about again', async () => {
    const world = await newInstagramWorld();
    world.instagram.faults.order(...PUBLISH, graph(9007, { error_subcode: 2207027 }));

    expect(await world.troubleOf(draftOf('Once', [await world.picture(1)]))).toMatchObject({
      kind: 'processing',
      askAt: world.now() + MINUTE,
    });
    await world.runToEnd(draftOf('Once', [await world.picture(1)]));

    expect(texts(world)).toEqual(['Once']);
  });
});

describe('a power cut', () => {
  const STEPS = [
    'quota',
    'container/0',
    'container/1',
    'ready/0',
    'ready/1',
    'carousel',
    'ready/carousel',
    'publish',
    'confirm',
    'comment',
  ];
  const MOMENTS = STEPS.flatMap((step): ['before' | 'after', string][] => [
    ['before', step],
    ['after', step],
  ]);

  function cut(world: InstagramWorld, moment: 'before' | 'after', step: string): void {
    if (moment === 'before') world.memory.crashBefore(step);
    else world.memory.crashAfter(step);
  }

  test.each(MOMENTS)('%s %s: it is there once', async (moment, step) => {
    const world = await newInstagramWorld();
    cut(world, moment, step);

    await world.runToEnd(await wholeDraft(world));

    expect(world.memory.finished).toEqual(STEPS);
    expect(texts(world)).toEqual(['Only once', 'And this']);
  });

  test.each(MOMENTS)('%s %s, and two days without power: it is there once', async (moment, step) => {
    const world = await newInstagramWorld();
    cut(world, moment, step);
    const draft = await wholeDraft(world);
    let proof;
    for (let runs = 0; runs < 20 && proof === undefined; runs += 1) {
      const ended = await world.run(draft).catch((thrown: unknown) => thrown);
      if (ended instanceof Error) world.wait(ended.name === 'PowerCut' ? 48 * HOUR : MINUTE);
      else proof = ended;
    }

    expect(proof).toBeDefined();
    expect(texts(world)).toEqual(['Only once', 'And this']);
  });

  test.each(['before', 'after'] as const)(
    '%s the bytes of a video went up, and a day: it is there once',
    async (moment) => {
      const world = await newInstagramWorld({ login: 'facebook' });
      const draft = draftOf('Only once', [await world.film(1)]);
      cut(world, moment, 'upload/0');
      await world.run(draft).catch(() => undefined);
      world.wait(25 * HOUR);

      await world.runToEnd(draft);

      expect(texts(world)).toEqual(['Only once']);
      expect(world.memory.finished).toContain('upload/0/again-1');
    },
  );
});

describe('containers that expire', () => {
  test('one that waited for more than a day is made again, and goes out once', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('Late', [await world.picture(1)]);
    world.memory.crashBefore('publish');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(texts(world)).toEqual(['Late']);
    expect(world.memory.finished).toContain('publish/again-1');
  });

  test('children that waited for more than a day are not joined: all are made again', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('Late', [await world.picture(1), await world.picture(2)]);
    world.memory.crashBefore('carousel');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(texts(world)).toEqual(['Late']);
    const made = world.instagram.faults.seen().filter((one) => one.method === 'POST' && one.path.endsWith('/media'));
    expect(made).toHaveLength(2 + 3);
  });

  test('one whose bytes did not go up for more than a day gets none', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    const draft = draftOf('Late', [await world.film(1)]);
    world.memory.crashBefore('upload/0');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(texts(world)).toEqual(['Late']);
    expect(world.instagram.faults.seen().filter((one) => one.path.startsWith('/ig-api-upload/'))).toHaveLength(1);
  });

  test('a lost answer and two days later: published then, it is found now', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('Found', [await world.picture(1)]);
    world.instagram.faults.order(...PUBLISH, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    world.wait(48 * HOUR);

    const proof = await world.run(draft);

    expect(proof.publishedAt).toBe(world.now() - 48 * HOUR);
    expect(published(world)).toBe(1);
  });

  test('a lost request and two days later: not in the list, so it is made anew and sent', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('Late', [await world.picture(1)]);
    world.instagram.faults.order(...PUBLISH, { kind: 'request-lost' });
    await world.troubleOf(draft);
    world.wait(48 * HOUR);

    await world.runToEnd(draft);

    expect(texts(world)).toEqual(['Late']);
  });

  test('a published one that Instagram has forgotten is found by its words', async () => {
    const world = await newInstagramWorld();
    const draft = draftOf('Forgotten', [await world.picture(1)]);
    world.instagram.faults.order(...PUBLISH, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    const gone = graph(100, { error_subcode: 33, message: 'Unsupported get request' });
    world.instagram.faults.order('GET', '/:version/:node', gone);

    await world.run(draft);

    expect(published(world)).toBe(1);
    expect(texts(world)).toEqual(['Forgotten']);
  });

  test('one that Instagram spoilt again and again ends with its words', async () => {
    const world = await newInstagramWorld();
    const expired = { kind: 'status', status: 200, body: { id: '1', status_code: 'EXPIRED' } } as const;
    world.instagram.faults.order('GET', '/:version/:node', expired, { times: 10 });

    const end = await world.endOf(draftOf('Never', [await world.picture(1)]));

    expect(end).toMatchObject({ kind: 'refused', failure: { code: 'publish.refused' } });
    expect(texts(world)).toEqual([]);
  });
});

describe('the sign-in', () => {
  test.each([460, 463, 467])('that ended (190/%i) stops the channel', async (subcode) => {
    const world = await newInstagramWorld();
    world.wait(2 * 24 * HOUR);
    world.person.spoilTokens(subcode);

    const end = await world.endOf(draftOf('Hello', [await world.picture(1)]));

    expect(end).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.token-expired' } });
    expect(world.api.renewals()).toBe(0);
  });

  test('that was taken back is not renewed', async () => {
    const world = await newInstagramWorld();
    world.person.spoilTokens(458);

    const end = await world.endOf(draftOf('Hello', [await world.picture(1)]));

    expect(end).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.token-expired' } });
    expect(world.instagram.faults.seen().some((one) => one.path === '/refresh_access_token')).toBe(false);
  });

  test('whose token Instagram refuses once is renewed once, for two requests at once', async () => {
    const world = await newInstagramWorld();
    world.wait(2 * 24 * HOUR);
    world.instagram.faults.order('GET', '/:version/:node', { kind: 'invalid-token' }, { times: 2 });
    const read = { method: 'GET', url: `${world.instagram.url}/v26.0/me?fields=username` } as const;

    const answers = await Promise.all([world.api.send(read), world.api.send(read)]);

    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(world.api.renewals()).toBe(1);
  });

  test('at Facebook whose page token ended is renewed with the person’s, once', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    world.instagram.faults.order('GET', '/:version/:node', { kind: 'invalid-token' }, { times: 2 });
    const read = { method: 'GET', url: `${world.instagram.url}/v26.0/${world.person.id}?fields=username` } as const;

    const answers = await Promise.all([world.api.send(read), world.api.send(read)]);

    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(world.api.renewals()).toBe(1);
    await world.runToEnd(draftOf('After it', [await world.picture(1)]));
    expect(texts(world)).toEqual(['After it']);
  });

  test('goes to Instagram and to nobody else', async () => {
    const world = await newInstagramWorld();

    await world.api.send({ method: 'GET', url: 'http://127.0.0.1:9/elsewhere' }).catch(() => undefined);
    await world.api.send({ method: 'GET', url: `${world.instagram.url}.evil.example/v26.0/me` }).catch(() => undefined);

    expect(world.api.sent.map((one) => one.headers?.['authorization'])).toEqual([undefined, undefined]);
  });
});
