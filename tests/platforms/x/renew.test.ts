import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentenceOf } from '#shared/failures.ts';
import type { ConnectContext, Renewed, Secrets } from '#shared/platforms/platform.ts';
import { xAdapter } from '#shared/platforms/x/adapter.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { startX, type SimulatedAccount, type SimulatedX } from '#simulators/x.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { draftOf, newXWorld, requests, secretsOf } from '#tests/platforms/x/x-world.ts';

const TOKEN = ['POST', '/2/oauth2/token'] as const;

let at: number;
let x: SimulatedX;
let person: SimulatedAccount;
let secrets: Secrets;

beforeEach(async () => {
  at = Date.UTC(2026, 10, 23, 9);
  x = await startX({ clock: { now: () => at } });
  person = x.createAccount({ username: 'bakery' });
  secrets = secretsOf(x, person);
});

afterEach(async () => {
  await x.stop();
});

function renew(kept = secrets): Promise<Renewed | { trouble: Trouble }> {
  const context: ConnectContext = { http: nodeHttp(), now: () => at, baseUrl: x.url, broker: undefined };
  if (!xAdapter.renew) throw new Error('X can be renewed');
  return xAdapter.renew(kept, context);
}

async function troubleOf(renewing: ReturnType<typeof renew>): Promise<Trouble> {
  const ended = await renewing;
  if ('trouble' in ended) return ended.trouble;
  throw new Error('it was renewed');
}

describe('renewing', () => {
  test('gives a new pair with its end, and keeps the rest', async () => {
    const renewed = await renew();
    expect(renewed).toMatchObject({
      secrets: { clientId: secrets['clientId'], server: x.url, handle: 'bakery' },
      expiresAt: at + 2 * 3_600_000,
    });
    if ('trouble' in renewed) throw new Error('not renewed');
    expect(renewed.secrets['accessToken']).not.toBe(secrets['accessToken']);
    expect(renewed.secrets['refreshToken']).not.toBe(secrets['refreshToken']);
  });

  test('happens five minutes ahead of the end', () => {
    expect(xAdapter.renewWithinMs).toBe(300_000);
  });

  test('a pair works once: the old one signs the channel out', async () => {
    await renew();
    const trouble = await troubleOf(renew());
    expect(trouble.kind).toBe('signed-out');
    expect(sentenceOf(trouble.failure)).toBe('bakery needs to be connected again.');
    expect(trouble.failure.about['answer']).toBe('Value passed for the token was invalid.');
  });

  test('a person who took the app off has to sign in again', async () => {
    person.revokeTokens();
    expect(await troubleOf(renew())).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.token-expired' } });
  });

  test('an app that is gone signs out as well', async () => {
    x.forgetApp(String(secrets['clientId']));
    expect(await troubleOf(renew())).toMatchObject({ kind: 'signed-out' });
  });

  test.each([
    ['the answer is lost', { kind: 'answer-lost' }],
    ['half of it came', { kind: 'malformed' }],
  ] as const)('%s, and with it the pair: the channel is signed out where everybody sees it', async (_what, fault) => {
    x.faults.order(...TOKEN, fault);
    const trouble = await troubleOf(renew());
    expect(trouble).toMatchObject({ kind: 'signed-out', failure: { code: 'channel.token-expired' } });
    expect(requests(x, ...TOKEN)).toBe(2);
  });

  test.each([
    ['the request is lost', { kind: 'request-lost' }],
    ['X stumbles', { kind: 'status', status: 503, body: '' }],
  ] as const)('%s once: asked again, and renewed', async (_what, fault) => {
    x.faults.order(...TOKEN, fault);
    expect(await renew()).toMatchObject({ secrets: {} });
  });

  test('X is down: nothing is lost, and it is tried later', async () => {
    x.faults.order(...TOKEN, { kind: 'status', status: 503, body: '' }, { times: 2 });
    expect(await troubleOf(renew())).toMatchObject({ kind: 'temporary', failure: { code: 'publish.server-trouble' } });
    expect(await renew()).toMatchObject({ secrets: {} });
  });

  test('nobody answers: tried later', async () => {
    x.faults.order(...TOKEN, { kind: 'request-lost' }, { times: 2 });
    expect(await troubleOf(renew())).toMatchObject({ kind: 'not-arrived', failure: { code: 'publish.unreachable' } });
  });

  test('too many: not before the reset', async () => {
    x.faults.order(...TOKEN, {
      kind: 'status',
      status: 429,
      headers: { 'x-rate-limit-reset': String(at / 1000 + 60) },
      body: { title: 'Too Many Requests', status: 429 },
    });
    expect(await troubleOf(renew())).toMatchObject({ kind: 'temporary', retryAt: at + 60_000 });
  });

  test('no failure holds a token', async () => {
    x.faults.order(...TOKEN, { kind: 'malformed' }, { times: 2 });
    const said = JSON.stringify(await troubleOf(renew()));
    expect(said).not.toContain(String(secrets['refreshToken']).slice(0, 20));
    expect(said).not.toMatch(/[\w-]{40,}/);
  });
});

describe('while publishing', () => {
  test('two requests find the token run out: one renewal, and both go through', async () => {
    const world = await newXWorld();
    world.wait(3 * 3_600_000);
    const ask = () => world.api.send({ method: 'GET', url: `${world.x.url}/2/users/me` });

    const answers = await Promise.all([ask(), ask()]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(world.api.renewals()).toBe(1);
    expect(requests(world.x, ...TOKEN)).toBe(1);
    await world.stop();
  });

  test('a post goes out with the renewed sign-in, once', async () => {
    const world = await newXWorld();
    world.wait(3 * 3_600_000);
    await world.run(draftOf('Fresh bread'));
    expect(world.texts()).toEqual(['Fresh bread']);
    expect(world.api.renewals()).toBe(1);
    await world.stop();
  });

  test('revoked: the channel is signed out, and nothing is out', async () => {
    const world = await newXWorld();
    world.person.revokeTokens();
    expect(await world.troubleOf(draftOf('Fresh bread'))).toMatchObject({
      kind: 'signed-out',
      failure: { code: 'channel.token-expired' },
    });
    expect(world.texts()).toEqual([]);
    await world.stop();
  });
});
