import { describe, expect, test } from 'vitest';
import { instagramAdapter } from '#shared/platforms/instagram/adapter.ts';
import { health, metrics, remove } from '#shared/platforms/instagram/after-publishing.ts';
import { renew, RENEW_WITHIN_MS } from '#shared/platforms/instagram/renew.ts';
import type { Http } from '#shared/platforms/http.ts';
import { NoAnswer } from '#shared/platforms/http.ts';
import type { ConnectContext } from '#shared/platforms/platform.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { FACEBOOK_SCOPES, INSTAGRAM_SCOPES } from '#simulators/instagram.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { draftOf, newInstagramWorld, type InstagramWorld } from '#tests/platforms/instagram/instagram-world.ts';

const DAY = 24 * 3_600_000;

async function out(world: InstagramWorld, kind = 'post'): Promise<Receipt> {
  return world.runToEnd(draftOf('Fresh bread', [await world.picture(1)], { options: { kind } }));
}

async function troubleOf(work: Promise<unknown>): Promise<Trouble> {
  const thrown = await work.catch((trouble: unknown) => trouble);
  if (thrown instanceof StepTrouble) return thrown.trouble;
  throw new Error(`No trouble: ${JSON.stringify(thrown)}`);
}

describe('taking a post down', () => {
  test('works with Facebook Login, by the person’s token, and twice is once', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    const proof = await out(world);

    await remove(proof, world.api);
    await remove(proof, world.api);

    expect(world.instagram.arrived()).toMatchObject([{ isRemoved: true }]);
  });

  test('is not possible with Instagram Login, and nothing is asked', async () => {
    const world = await newInstagramWorld();
    const proof = await out(world);

    const trouble = await troubleOf(remove(proof, world.api));

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.not-removable' } });
    expect(world.instagram.faults.seen().some((one) => one.method === 'DELETE')).toBe(false);
  });

  test('that Instagram does not allow is not taken for done', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    const proof = await out(world);
    const unsupported = { error: { message: 'Unsupported delete request.', code: 100, error_subcode: 33 } };
    world.instagram.faults.order('DELETE', '/:version/:media', { kind: 'status', status: 400, body: unsupported });

    expect(await troubleOf(remove(proof, world.api))).toMatchObject({ failure: { code: 'publish.not-removable' } });
  });

  test('without the permission is refused as that', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    const proof = await out(world);
    const denied = { error: { message: '(#200) Requires instagram_manage_contents', code: 200 } };
    world.instagram.faults.order('DELETE', '/:version/:media', { kind: 'status', status: 403, body: denied });

    expect(await troubleOf(remove(proof, world.api))).toMatchObject({ failure: { code: 'channel.no-permission' } });
  });
});

describe('how a post is doing', () => {
  test('is told in our names', async () => {
    const world = await newInstagramWorld();
    const proof = await out(world);
    world.person.comment(proof.remoteId, 'Lovely');

    const told = await metrics(proof, world.api);

    expect(Object.keys(told).toSorted()).toEqual(['comments', 'likes', 'reach', 'saves', 'shares', 'views']);
    expect(told.comments).toBe(1);
  });

  test('of a story has the numbers that stories have', async () => {
    const world = await newInstagramWorld();

    const told = await metrics(await out(world, 'story'), world.api);

    expect(Object.keys(told).toSorted()).toEqual(['comments', 'reach', 'shares', 'views']);
  });

  test('without the permission for it is two numbers', async () => {
    const world = await newInstagramWorld();
    const proof = await out(world);
    const denied = { error: { message: '(#10) Requires instagram_business_manage_insights', code: 10 } };
    const fault = { kind: 'status', status: 403, body: denied } as const;
    world.instagram.faults.order('GET', '/:version/:media/insights', fault, { times: 2 });

    expect(Object.keys(await metrics(proof, world.api)).toSorted()).toEqual(['comments', 'likes']);
  });

  test('cannot be told while Instagram stumbles', async () => {
    const world = await newInstagramWorld();
    const proof = await out(world);
    world.instagram.faults.order('GET', '/:version/:media/insights', { kind: 'status', status: 500 });

    expect((await troubleOf(metrics(proof, world.api))).kind).toBe('temporary');
  });
});

describe('what Instagram says about the account', () => {
  test('is how many posts of the day are used', async () => {
    const world = await newInstagramWorld();
    await out(world);

    expect(await health(world.api)).toEqual({
      missingPermissions: [],
      posts: { used: 1, limit: 100, periodMs: DAY },
    });
  });

  test('names what Facebook Login did not give', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    const scopes = FACEBOOK_SCOPES.filter((scope) => scope !== 'pages_read_engagement');
    const { user } = world.person.facebookTokens({ scopes });
    const answer = await health({
      ...world.api,
      send: (request) => {
        const headers = { authorization: `Bearer ${user}` };
        return nodeHttp().send({ ...request, headers });
      },
    });

    expect(answer.missingPermissions).toEqual(['pages_read_engagement']);
  });

  test('names the permission to publish where Instagram Login refuses it', async () => {
    const world = await newInstagramWorld();
    const basic = world.person.token({ scopes: INSTAGRAM_SCOPES.slice(0, 1) });
    const answer = await health({
      ...world.api,
      send: (request) => nodeHttp().send({ ...request, headers: { authorization: `Bearer ${basic}` } }),
    });

    expect(answer).toEqual({ missingPermissions: ['instagram_business_content_publish'] });
  });
});

describe('renewing', () => {
  function contextOf(world: InstagramWorld, http: Http = nodeHttp()): ConnectContext {
    return { http, now: () => world.now(), baseUrl: world.instagram.url, broker: undefined };
  }

  test('is done on day 40 of 60', () => {
    expect(instagramAdapter.renewWithinMs).toBe(RENEW_WITHIN_MS);
    expect(RENEW_WITHIN_MS).toBe(20 * DAY);
  });

  test('gives 60 more days, and the fresh token works when the old one has ended', async () => {
    const world = await newInstagramWorld();
    world.wait(40 * DAY);

    const renewed = await renew(world.api.secrets(), contextOf(world));

    if (!('secrets' in renewed)) throw new Error(renewed.trouble.failure.code);
    expect(renewed.expiresAt).toBe(world.now() + 60 * DAY);
    expect(renewed.secrets).toMatchObject({ issuedAt: world.now(), expiresAt: world.now() + 60 * DAY });
    world.wait(30 * DAY);
    const request = { method: 'GET', url: `${world.instagram.url}/v26.0/me?fields=username` } as const;
    expect((await nodeHttp().send(instagramAdapter.authorize(request, renewed.secrets))).status).toBe(200);
    expect((await nodeHttp().send(instagramAdapter.authorize(request, world.api.secrets()))).status).toBe(401);
  });

  test('on the first day asks nobody: Instagram would refuse', async () => {
    const world = await newInstagramWorld();
    world.wait(23 * 3_600_000);

    expect(await renew(world.api.secrets(), contextOf(world))).toEqual({ secrets: world.api.secrets() });
    expect(world.instagram.faults.seen()).toEqual([]);
  });

  test('what has ended cannot be renewed: the person signs in again', async () => {
    const world = await newInstagramWorld();
    world.wait(61 * DAY);

    expect(await renew(world.api.secrets(), contextOf(world))).toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
  });

  test('a refusal before the end stops nothing yet', async () => {
    const world = await newInstagramWorld();
    world.wait(40 * DAY);
    const odd = { error: { message: 'odd', code: 100 } };
    world.instagram.faults.order('GET', '/refresh_access_token', { kind: 'status', status: 400, body: odd });
    const secrets = { ...world.api.secrets(), expiresAt: world.now() + 20 * DAY };

    expect(await renew(secrets, contextOf(world))).toMatchObject({ trouble: { kind: 'temporary' } });
  });

  test.each(['instagram', 'facebook'] as const)('that cannot be asked is tried again (%s)', async (login) => {
    const world = await newInstagramWorld({ login });
    world.wait(40 * DAY);
    const http: Http = { send: () => Promise.reject(new NoAnswer('offline', 'no')) };

    expect(await renew(world.api.secrets(), contextOf(world, http))).toMatchObject({
      trouble: { kind: 'temporary', failure: { code: 'publish.unreachable' } },
    });
  });

  test('at Facebook gives the person’s and the page’s token anew', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    world.wait(40 * DAY);

    const renewed = await renew(world.api.secrets(), contextOf(world));

    if (!('secrets' in renewed)) throw new Error(renewed.trouble.failure.code);
    expect(renewed.expiresAt).toBe(world.now() + 60 * DAY);
    const old = world.api.secrets();
    expect(renewed.secrets['pageToken']).not.toBe(old['pageToken']);
    expect(renewed.secrets['userToken']).not.toBe(old['userToken']);
  });

  test('at Facebook what has ended cannot be renewed', async () => {
    const world = await newInstagramWorld({ login: 'facebook' });
    world.wait(61 * DAY);

    expect(await renew(world.api.secrets(), contextOf(world))).toMatchObject({ trouble: { kind: 'signed-out' } });
  });

  test.each(['/:version/me/accounts', '/:version/oauth/access_token'])(
    'at Facebook trouble of theirs (%s) signs nobody out',
    async (path) => {
      const world = await newInstagramWorld({ login: 'facebook' });
      world.instagram.faults.order('GET', path, { kind: 'status', status: 500 });

      const renewed = await renew(world.api.secrets(), contextOf(world));

      if (!('trouble' in renewed)) throw new Error('renewed');
      expect(['temporary', 'not-arrived']).toContain(renewed.trouble.kind);
    },
  );
});
