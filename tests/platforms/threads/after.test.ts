import { afterEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import { threadsAdapter } from '#shared/platforms/threads/adapter.ts';
import { health, metrics, remove } from '#shared/platforms/threads/published-post.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import type { Fault } from '#simulators/faults.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { apiOver } from '#tests/kit/step-memory.ts';
import { draftOf, newThreadsWorld, type ThreadsWorld } from '#tests/platforms/threads/threads-world.ts';

const DAY = 24 * 3_600_000;
const DELETE = ['DELETE', '/v1.0/:id'] as const;

const worlds: ThreadsWorld[] = [];

afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.stop()));
});

async function newWorld(options?: Parameters<typeof newThreadsWorld>[0]): Promise<ThreadsWorld> {
  const world = await newThreadsWorld(options);
  worlds.push(world);
  return world;
}

function out(world: ThreadsWorld): Promise<Receipt> {
  return world.run(draftOf('One', 'Two'));
}

async function troubleOf(work: Promise<unknown>): Promise<Trouble> {
  const thrown = await work.catch((trouble: unknown) => trouble);
  if (thrown instanceof StepTrouble) return thrown.trouble;
  throw new Error(`No trouble: ${JSON.stringify(thrown)}`);
}

/** The same channel with a sign-in that lacks something. */
function apiWith(world: ThreadsWorld, scopes: readonly string[]): Api {
  const secrets = { accessToken: world.person.token({ scopes }), server: world.threads.url };
  return apiOver(nodeHttp(), threadsAdapter, world.api.account, secrets, { now: () => world.now() });
}

test('followers of the account are told with the permission for insights', async () => {
  const world = await newWorld();
  world.person.followedBy(1_840);
  expect(await threadsAdapter.followers?.(world.api)).toBe(1_840);
});

describe('taking a post down', () => {
  test('takes every part down, the last one first, and twice is once', async () => {
    const world = await newWorld();
    const proof = await out(world);

    await remove(proof, world.api);
    await remove(proof, world.api);

    expect(world.visible()).toEqual([]);
    const asked = world.threads.faults.seen().filter(({ method }) => method === 'DELETE');
    expect(asked[0]?.path).toBe(`/v1.0/${proof.parts[1]?.remoteId}`);
  });

  test('goes on where it was interrupted', async () => {
    const world = await newWorld();
    const proof = await out(world);
    world.threads.faults.order(...DELETE, { kind: 'answer-lost' }, { nth: 2 });

    expect((await troubleOf(remove(proof, world.api))).kind).toBe('maybe');
    await remove(proof, world.api);

    expect(world.visible()).toEqual([]);
  });

  test('that was done by hand is no trouble', async () => {
    const world = await newWorld();
    const proof = await out(world);
    world.person.remove(proof.remoteId);

    await remove(proof, world.api);

    expect(world.visible()).toEqual([]);
  });

  test('that Threads does not allow is not taken for done', async () => {
    const world = await newWorld();
    const proof = await out(world);
    const body = { error: { message: 'Unsupported delete request.', code: 100, error_subcode: 33 } };
    world.threads.faults.order(...DELETE, { kind: 'status', status: 400, body });

    expect(await troubleOf(remove(proof, world.api))).toMatchObject({
      kind: 'refused',
      failure: { code: 'publish.not-removable' },
    });
    expect(world.visible()).toHaveLength(2);
  });

  test('without the permission is refused as that', async () => {
    const world = await newWorld();
    const proof = await out(world);

    expect(await troubleOf(remove(proof, apiWith(world, ['threads_basic'])))).toMatchObject({
      kind: 'refused',
      failure: { code: 'channel.no-permission' },
    });
  });

  test('more often than a hundred times a day waits', async () => {
    const world = await newWorld({ behaviour: { deletesPerDay: 0 } });
    const proof = await out(world);

    expect(await troubleOf(remove(proof, world.api))).toMatchObject({
      kind: 'temporary',
      failure: { code: 'publish.rate-limited' },
    });
  });

  test.each<[what: string, fault: Fault]>([
    ['500', { kind: 'status', status: 500 }],
    ['no answer', { kind: 'hang' }],
    ['a word that is an error with status 200', { kind: 'status', status: 200, body: { error: { code: 2 } } }],
  ])('that ends in %s is not taken for done', async (_what, fault) => {
    const world = await newWorld();
    const proof = await out(world);
    world.threads.faults.order(...DELETE, fault);

    expect((await troubleOf(remove(proof, world.api))).kind).toBe('maybe');
    await remove(proof, world.api);

    expect(world.visible()).toEqual([]);
  });
});

describe('how a post is doing', () => {
  test('is told in our names, all parts together', async () => {
    const world = await newWorld();
    const proof = await out(world);
    const [one = '', two = ''] = proof.parts.map(({ remoteId }) => remoteId);
    world.person.setInsights(one, { views: 100, likes: 5, replies: 2, reposts: 1, quotes: 3, shares: 4 });
    world.person.setInsights(two, { views: 40, likes: 1 });

    expect(await metrics(proof, world.api)).toEqual({ views: 140, likes: 6, comments: 2, shares: 5, quotes: 3 });
  });

  test('holds exactly what the network says that it has', async () => {
    const world = await newWorld();

    const told = await metrics(await out(world), world.api);

    expect(Object.keys(told).toSorted()).toEqual([...threadsAdapter.platform.takes.metrics].toSorted());
  });

  test('leaves out what is not told', async () => {
    const world = await newWorld();
    const proof = await world.run(draftOf('One'));
    const data = [{ name: 'likes', total_value: { value: 7 } }, { name: 'views' }, { name: 'moods', values: [] }];
    world.threads.faults.order('GET', '/v1.0/:id/insights', { kind: 'status', status: 200, body: { data } });

    expect(await metrics(proof, world.api)).toEqual({ likes: 7 });
  });

  test('cannot be told while Threads stumbles', async () => {
    const world = await newWorld();
    const proof = await out(world);
    world.threads.faults.order('GET', '/v1.0/:id/insights', { kind: 'status', status: 500 });

    expect((await troubleOf(metrics(proof, world.api))).kind).toBe('temporary');
  });

  test('cannot be told of a post that was deleted by hand, in Threads’ words', async () => {
    const world = await newWorld();
    const proof = await out(world);
    world.person.remove(proof.remoteId);

    const trouble = await troubleOf(metrics(proof, world.api));

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.refused' } });
    expect(sentenceOf(trouble.failure)).toContain('does not exist');
  });

  test('cannot be told without the permission', async () => {
    const world = await newWorld();
    const proof = await out(world);

    expect(await troubleOf(metrics(proof, apiWith(world, ['threads_basic'])))).toMatchObject({
      failure: { code: 'channel.no-permission' },
    });
  });
});

describe('what Threads says about the profile', () => {
  test('is how many posts of the day are used, replies apart', async () => {
    const world = await newWorld();
    await out(world);

    expect(await health(world.api)).toEqual({ missingPermissions: [], posts: { used: 1, limit: 250, periodMs: DAY } });
  });

  test('names the permissions that the sign-in lacks', async () => {
    const world = await newWorld();

    expect(await health(apiWith(world, ['threads_basic', 'threads_content_publish']))).toEqual({
      missingPermissions: ['threads_read_replies'],
    });
  });

  test('is a sign-in that has ended', async () => {
    const world = await newWorld();
    world.person.spoilTokens(460);

    expect(await troubleOf(health(world.api))).toMatchObject({ kind: 'signed-out' });
  });

  test('cannot be told while Threads stumbles', async () => {
    const world = await newWorld();
    const down = { kind: 'status', status: 503 } as const;
    world.threads.faults.order('GET', '/v1.0/:user/threads_publishing_limit', down, { times: 2 });

    expect((await troubleOf(health(world.api))).kind).toBe('temporary');
  });
});

test('the usage headers say how much may still be asked', async () => {
  const world = await newWorld();
  const ask = () => world.api.send({ method: 'GET', url: `${world.threads.url}/v1.0/me?fields=id` });
  world.threads.setUsage(40);
  expect(threadsAdapter.quota(await ask(), world.now())).toMatchObject({ remaining: 50 });

  world.threads.setUsage(95);
  expect(threadsAdapter.quota(await ask(), world.now())).toMatchObject({ remaining: 0 });
});
