import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { Fault } from '#simulators/faults.ts';
import { draftOf, newThreadsWorld, type ThreadsWorld } from '#tests/platforms/threads/threads-world.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CREATE = ['POST', '/v1.0/:user/threads'] as const;
const PUBLISH = ['POST', '/v1.0/:user/threads_publish'] as const;
const ASK = ['GET', '/v1.0/:id'] as const;

const worlds: ThreadsWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newThreadsWorld>[0]): Promise<ThreadsWorld> {
  const world = await newThreadsWorld(options);
  worlds.push(world);
  return world;
}

function graph(code: number, more: Record<string, unknown> = {}, status = 400): Fault {
  return { kind: 'status', status, body: { error: { message: `(#${code})`, type: 'OAuthException', code, ...more } } };
}

/** A carousel, a second part with a picture, and a first comment: every step there is. */
function wholeDraft(world: ThreadsWorld): Draft {
  const draft = draftOf(['One', world.picture(1), world.video(2)], ['Two', world.picture(3)]);
  return { ...draft, firstComment: 'And this' };
}

const WHOLE = ['One', 'Two', 'And this'];

const TROUBLES: [what: string, fault: Fault][] = [
  ['the answer is lost', { kind: 'answer-lost' }],
  ['the request is lost', { kind: 'request-lost' }],
  ['500', { kind: 'status', status: 500, body: '<html>500</html>' }],
  ['500, but it was done', { kind: 'status', status: 500, body: '<html>500</html>', after: true }],
  ['an unknown error of theirs', graph(1, { is_transient: true }, 500)],
  ['service down', graph(2, { is_transient: true }, 503)],
  ['the limit of the app', graph(4, { is_transient: true }, 403)],
  ['429', { kind: 'status', status: 429, body: '' }],
  ['no answer, nothing done', { kind: 'hang' }],
  ['no answer, but it was done', { kind: 'hang', after: true }],
  ['an answer too slow to wait for', { kind: 'slow', ms: 600, after: true }],
  ['half an answer', { kind: 'malformed' }],
];

/** Where it is met: each kind of request of a whole draft, the first and the last of its kind. */
const REQUESTS: [where: string, method: string, path: string, nth: number][] = [
  ['asking for the day’s allowance', 'GET', '/v1.0/:user/threads_publishing_limit', 1],
  ['making the first file’s container', ...CREATE, 1],
  ['making the carousel', ...CREATE, 4],
  ['making the second part’s container', ...CREATE, 5],
  ['making the comment’s container', ...CREATE, 6],
  ['asking about a container', ...ASK, 1],
  ['publishing', ...PUBLISH, 1],
  ['publishing the second part', ...PUBLISH, 2],
  ['publishing the comment', ...PUBLISH, 3],
  ['reading back', ...ASK, 7],
];

describe.each(REQUESTS)('trouble on the way, then the next run: %s', (_where, method, path, nth) => {
  test.each(TROUBLES)('%s', async (_what, fault) => {
    const world = await newWorld();
    world.threads.faults.order(method, path, fault, { nth });

    const proof = await world.runToEnd(wholeDraft(world));

    expect(world.threads.faults.waiting(), 'the trouble was met').toEqual([]);
    expect(world.texts()).toEqual(WHOLE);
    expect(proof.parts).toHaveLength(2);
    expect(proof.without).toBeUndefined();
  });
});

describe('trouble', () => {
  test('three times over: still one post', async () => {
    const world = await newWorld();
    world.threads.faults.order(...PUBLISH, { kind: 'request-lost' }, { times: 3 });

    await world.runToEnd(draftOf('Only once'));

    expect(world.requests('POST', '/threads_publish')).toBe(4);
    expect(world.texts()).toEqual(['Only once']);
  });

  test('asks for patience: not a request before that', async () => {
    const world = await newWorld();
    world.threads.faults.order(...PUBLISH, graph(4, {}, 403));

    expect(await world.troubleOf(draftOf('Later'))).toMatchObject({
      kind: 'temporary',
      retryAt: world.now() + 15 * MINUTE,
      failure: { code: 'publish.rate-limited' },
    });
  });

  test('a container that is not found right after it was made is published half a minute later', async () => {
    const world = await newWorld();
    world.threads.faults.order(...PUBLISH, graph(24, { error_subcode: 4279009 }));

    expect(await world.troubleOf(draftOf('Soon'))).toMatchObject({ retryAt: world.now() + 30 * SECOND });
    await world.runToEnd(draftOf('Soon'));

    expect(world.texts()).toEqual(['Soon']);
  });

  test('that it was published already is no refusal: it is found', async () => {
    const world = await newWorld();
    // The answer says no, and the post is there.
    const no = { error: { message: 'The media container was already published.', code: 100 } };
    world.threads.faults.order(...PUBLISH, { kind: 'status', status: 400, body: no, after: true });

    const proof = await world.run(draftOf('Only once'));

    expect(world.visible()).toMatchObject([{ id: proof.remoteId, text: 'Only once' }]);
    expect(world.requests('POST', '/threads_publish')).toBe(1);
  });

  test('a duplicate that Threads refuses was not posted, and says so', async () => {
    const world = await newWorld();
    world.threads.faults.order(...PUBLISH, graph(506));

    expect(await world.endOf(draftOf('Again'))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.duplicate' },
    });
    expect(world.texts()).toEqual([]);
  });

  test('content that Threads blocks was not posted, and fails with its words', async () => {
    const world = await newWorld({ behaviour: { standing: 'spam' } });

    const end = await world.endOf(draftOf('Buy now'));

    expect(end).toMatchObject({ kind: 'refused', failure: { code: 'publish.blocked' } });
    expect(sentenceOf(end.failure)).toContain('We restrict certain activity to protect our community.');
    expect(world.texts()).toEqual([]);
  });

  test('a restricted profile stops the channel', async () => {
    const world = await newWorld({ behaviour: { standing: 'restricted' } });

    const end = await world.endOf(draftOf('Hello'));

    expect(end).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.needs-attention' } });
    world.threads.behaviour.standing = 'active';
    await world.runToEnd(draftOf('Hello'));
    expect(world.texts()).toEqual(['Hello']);
  });

  test('a text that is refused was never seen', async () => {
    const world = await newWorld();

    const end = await world.endOf(draftOf('a'.repeat(501)));

    expect(sentenceOf(end.failure)).toBe('Threads refused this post: Param text must be at most 500 characters long.');
    expect(world.requests('POST', '/threads_publish')).toBe(0);
  });
});

describe('a file', () => {
  test('that cannot be fetched is tried twice, then named', async () => {
    const world = await newWorld();
    const cake = world.picture(1);
    world.hide(cake);

    const end = await world.endOf(draftOf(['Look', cake]));

    expect(end).toMatchObject({ kind: 'refused', failure: { code: 'media.fetch-failed' } });
    expect(sentenceOf(end.failure)).toMatch(/^Threads could not fetch picture-1\.png: /);
    expect(world.requests('POST', '/threads')).toBe(2);
    expect(world.texts()).toEqual([]);
  });

  test('that is fetched at the second try goes out', async () => {
    const world = await newWorld();
    world.threads.faults.order(...CREATE, graph(9004, { error_subcode: 2207052 }));

    await world.runToEnd(draftOf(['Look', world.picture(1)]));

    expect(world.texts()).toEqual(['Look']);
  });

  test('that is a video and cannot be fetched is tried twice, then named', async () => {
    const world = await newWorld();
    const oven = world.video(1);
    world.hide(oven);

    const end = await world.endOf(draftOf(['Look', oven]));

    expect(end).toMatchObject({ kind: 'refused', failure: { code: 'media.fetch-failed', about: { file: oven.name } } });
    expect(world.requests('POST', '/threads')).toBe(2);
  });

  test.each(['FAILED_DOWNLOADING_VIDEO', 'UNKNOWN'])('with %s once goes out', async (error) => {
    const world = await newWorld({ behaviour: { containerErrors: [error] } });

    await world.runToEnd(draftOf(['Look', world.video(1)]));

    expect(world.texts()).toEqual(['Look']);
  });

  test('of a carousel that is not taken is named, and nothing is seen', async () => {
    const world = await newWorld({ behaviour: { containerErrors: [undefined, 'INVALID_FRAME_RATE'] } });

    const end = await world.endOf(draftOf(['Look', world.picture(1), world.video(2)]));

    expect(sentenceOf(end.failure)).toMatch(/^Threads refused video-2\.mp4: its frame rate is not taken/);
    expect(world.texts()).toEqual([]);
  });

  test('that has no public address stops before anything is made', async () => {
    const world = await newWorld();
    const cake = { ...world.picture(1), media: world.picture(9).media.replace(/^./, 'g') as never };

    await expect(world.run(draftOf(['Look', cake]))).rejects.toMatchObject({ code: 'media.no-public-address' });
    expect(world.requests('POST', '/threads')).toBe(0);
  });
});

describe('the day’s allowance', () => {
  test('that is used up stops before anything is made, and is asked about in an hour', async () => {
    const world = await newWorld({ behaviour: { postsPerDay: 2 } });
    world.person.post('One');
    world.person.post('Two');
    const draft = draftOf('Three');

    expect(await world.troubleOf(draft)).toMatchObject({
      kind: 'temporary',
      retryAt: world.now() + HOUR,
      failure: { code: 'publish.rate-limited' },
    });
    expect(world.requests('POST', '/threads')).toBe(0);
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['One', 'Two', 'Three']);
  });

  test('of replies that would not do for a thread and its comment stops all of it', async () => {
    const world = await newWorld({ behaviour: { repliesPerDay: 2 } });
    const thread = draftOf('One', 'Two', 'Three');

    expect(await world.troubleOf({ ...thread, firstComment: 'And this' })).toMatchObject({ kind: 'temporary' });
    expect(world.texts()).toEqual([]);
    await world.runToEnd(thread);

    expect(world.texts()).toEqual(['One', 'Two', 'Three']);
  });

  test('that runs out meanwhile is waited for, a day if need be: it goes out once', async () => {
    const world = await newWorld({ behaviour: { postsPerDay: 1 } });
    const draft = draftOf('Mine');
    world.memory.crashAfter('room');
    await world.run(draft).catch(() => undefined);
    world.person.post('By hand');

    expect(await world.troubleOf(draft)).toMatchObject({ kind: 'temporary', retryAt: world.now() + HOUR });
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['By hand', 'Mine']);
  });

  test('that nobody understands stops nothing', async () => {
    const world = await newWorld();
    const odd: Fault = { kind: 'status', status: 200, body: { data: [] } };
    world.threads.faults.order('GET', '/v1.0/:user/threads_publishing_limit', odd);

    await world.run(draftOf('Hello'));

    expect(world.texts()).toEqual(['Hello']);
  });
});

describe('a power cut', () => {
  const STEPS = [
    'room',
    'child/0/0',
    'child/0/1',
    'child/1/0',
    'child-ready/0/0',
    'child-ready/0/1',
    'child-ready/1/0',
    ...['0', '1', 'comment'].flatMap((part) => [`container/${part}`, `ready/${part}`, `publish/${part}`]),
    'confirm',
  ];
  const MOMENTS = STEPS.flatMap((step): ['before' | 'after', string][] => [
    ['before', step],
    ['after', step],
  ]);

  function cut(world: ThreadsWorld, moment: 'before' | 'after', step: string): void {
    if (moment === 'before') world.memory.crashBefore(step);
    else world.memory.crashAfter(step);
  }

  test.each(MOMENTS)('%s %s: it is there once', async (moment, step) => {
    const world = await newWorld();
    cut(world, moment, step);

    await world.runToEnd(wholeDraft(world));

    expect(world.memory.finished).toEqual(STEPS);
    expect(world.texts()).toEqual(WHOLE);
  });

  test.each(MOMENTS)('%s %s, and two days without power: it is there once', async (moment, step) => {
    const world = await newWorld();
    cut(world, moment, step);
    const draft = wholeDraft(world);
    for (let runs = 0; runs < 5 && !world.memory.started.includes(step); runs += 1) {
      await world.run(draft).catch(() => undefined);
      world.wait(30 * SECOND);
    }
    world.wait(48 * HOUR);

    const proof = await world.runToEnd(draft);

    expect(world.texts()).toEqual(WHOLE);
    expect(proof.parts.map(({ remoteId }) => remoteId)).toEqual(
      world
        .visible()
        .slice(0, 2)
        .map(({ id }) => id),
    );
  });

  test('at every step of one post: it is there once', async () => {
    const world = await newWorld();
    for (const step of STEPS) for (const moment of ['before', 'after'] as const) cut(world, moment, step);

    await world.runToEnd(wholeDraft(world));

    expect(world.texts()).toEqual(WHOLE);
  });
});

describe('containers that expire', () => {
  test('one that waited for more than a day is made again, and goes out once', async () => {
    const world = await newWorld();
    const draft = draftOf(['Late', world.picture(1)]);
    world.memory.crashBefore('publish/0');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Late']);
    expect(world.memory.finished).toContain('publish/0/again-1');
  });

  test('children that waited for more than a day are not joined: all are made again', async () => {
    const world = await newWorld();
    const draft = draftOf(['Late', world.picture(1), world.picture(2)]);
    world.memory.crashBefore('container/0');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(world.visible()).toMatchObject([{ text: 'Late', media: [{}, {}] }]);
    expect(world.memory.finished).toContain('child/0/1/again-1');
  });

  test('the children of a later carousel are made again too, and answer the part before', async () => {
    const world = await newWorld();
    const draft = draftOf('One', ['Two', world.picture(1), world.picture(2)]);
    world.memory.crashBefore('container/1');
    await world.run(draft).catch(() => undefined);
    world.wait(25 * HOUR);

    await world.runToEnd(draft);

    expect(world.visible()).toMatchObject([{ text: 'One' }, { text: 'Two', parentId: world.visible()[0]?.id }]);
    expect(world.memory.finished).toContain('child/1/0/again-1');
  });

  test('a lost answer and two days later: published then, it is found now', async () => {
    const world = await newWorld();
    const draft = draftOf('Found');
    world.threads.faults.order(...PUBLISH, { kind: 'answer-lost' });
    await world.troubleOf(draft);
    world.wait(48 * HOUR);

    const proof = await world.run(draft);

    expect(proof.publishedAt).toBe(world.now() - 48 * HOUR);
    expect(world.requests('POST', '/threads_publish')).toBe(1);
  });

  test('a lost request and two days later: not in the list, so it is made anew and sent', async () => {
    const world = await newWorld();
    const draft = draftOf('Late');
    world.threads.faults.order(...PUBLISH, { kind: 'request-lost' });
    await world.troubleOf(draft);
    world.wait(48 * HOUR);

    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['Late']);
  });

  test('one that is spoilt again and again ends with a reason', async () => {
    const world = await newWorld();
    const expired = { kind: 'status', status: 200, body: { id: '1', status: 'EXPIRED' } } as const;
    world.threads.faults.order(...ASK, expired, { times: 10 });

    const end = await world.endOf(draftOf('Never'));

    expect(end).toMatchObject({ kind: 'refused', failure: { code: 'publish.refused' } });
    expect(world.texts()).toEqual([]);
  });
});

describe('the sign-in', () => {
  test.each([458, 460, 463, 467])(
    'that ended (190/%i) stops the channel, and nobody tries to renew it',
    async (code) => {
      const world = await newWorld();
      world.person.spoilTokens(code);

      const end = await world.endOf(draftOf('Hello'));

      expect(end).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.token-expired' } });
      expect(world.api.renewals()).toBe(0);
      expect(world.requests('GET', '/refresh_access_token')).toBe(0);
    },
  );

  test('that wants something on the site first says so', async () => {
    const world = await newWorld();
    world.person.spoilTokens(459);

    expect(await world.endOf(draftOf('Hello'))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.needs-attention' },
    });
  });

  test('that ends between two parts leaves the rest for later, without a second first part', async () => {
    const world = await newWorld();
    const draft = draftOf('One', 'Two');
    world.threads.faults.order(...PUBLISH, { kind: 'invalid-token' }, { nth: 2 });

    expect(await world.endOf(draft)).toMatchObject({ kind: 'signed-out' });
    await world.runToEnd(draft);

    expect(world.texts()).toEqual(['One', 'Two']);
  });

  test('goes to Threads and to nobody else', async () => {
    const world = await newWorld();

    await world.api.send({ method: 'GET', url: 'http://127.0.0.1:9/elsewhere' }).catch(() => undefined);
    await world.api.send({ method: 'GET', url: `${world.threads.url}.evil.example/v1.0/me` }).catch(() => undefined);

    expect(world.api.sent).toHaveLength(2);
    expect(JSON.stringify(world.api.sent)).not.toContain('access_token');
  });
});
