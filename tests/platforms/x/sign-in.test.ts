import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure, sentenceOf, type FailureValue } from '#shared/failures.ts';
import type { BrowserConnector, BrowserSignIn, ConnectContext, Connected } from '#shared/platforms/platform.ts';
import { xAdapter } from '#shared/platforms/x/adapter.ts';
import { x as platform } from '#shared/platforms/x/rules.ts';
import { approveSignIn, type Decision } from '#simulators/person.ts';
import { startX, type SimulatedAccount, type SimulatedX } from '#simulators/x.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

const REDIRECT = 'http://127.0.0.1:53684/callback';
const CALLBACKS = [53_682, 53_683, 53_684, 53_685, 53_686].map((port) => `http://127.0.0.1:${port}/callback`);

let at: number;
let x: SimulatedX;
let person: SimulatedAccount;
let clientId: string;

beforeEach(async () => {
  at = Date.UTC(2026, 10, 23, 9);
  x = await startX({ clock: { now: () => at } });
  person = x.createAccount({ username: 'bakery', name: 'The Bakery' });
  clientId = x.createApp({ name: 'The Bakery’s own app', callbacks: CALLBACKS }).clientId;
});

afterEach(async () => {
  await x.stop();
});

function context(): ConnectContext {
  return { http: nodeHttp(), now: () => at, baseUrl: x.url, broker: undefined };
}

function connector(): BrowserConnector {
  const found = xAdapter.connectors['own-client'];
  if (found?.how !== 'browser') throw new Error('no way in the browser');
  return found;
}

interface UnderWay {
  readonly open: string;
  finish(cameBack: string): Promise<readonly Connected[]>;
}

async function begin(answers: Record<string, string> = { clientId }, redirectUri = REDIRECT): Promise<UnderWay> {
  const verifier = randomBytes(32).toString('base64url');
  const signing: BrowserSignIn = {
    redirectUri,
    state: 'the-state',
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    rememberedApp: () => Promise.resolve(undefined),
    rememberApp: () => Promise.resolve(),
  };
  const { open, memory } = await connector().begin(answers, signing, context());
  return {
    open,
    finish: (cameBack) => {
      const params = Object.fromEntries(new URL(cameBack).searchParams);
      // What is kept meanwhile is JSON.
      const kept = JSON.parse(JSON.stringify(memory)) as typeof memory;
      return connector().finish(kept, { code: params['code'] ?? '', verifier, params }, context());
    },
  };
}

async function signIn(decision?: Decision): Promise<Connected> {
  const underWay = await begin();
  const [connected] = await underWay.finish(await approveSignIn(underWay.open, decision));
  if (!connected) throw new Error('nothing connected');
  return connected;
}

async function failureOf(work: Promise<unknown>): Promise<FailureValue> {
  const thrown = await work.catch((error: unknown) => error);
  if (thrown instanceof Failure) return { code: thrown.code, about: { ...thrown.about } };
  throw new Error(`No failure: ${String(thrown)}`);
}

describe('signing in', () => {
  test('a person allows it in the browser, and the channel knows its name, address, limits and end', async () => {
    const { account, secrets, expiresAt } = await signIn();

    expect(account).toEqual({
      remoteId: person.id,
      handle: 'bakery',
      displayName: 'The Bakery',
      avatarUrl: `${x.url}/avatars/${person.id}.svg`,
      server: x.url,
      profileUrl: `${x.url}/bakery`,
      limits: {},
    });
    expect(secrets).toMatchObject({ clientId, server: x.url });
    expect(expiresAt).toBe(at + 2 * 3_600_000);
  });

  test('it leads back to a port of this computer, and asks for exactly what posting needs, with PKCE', async () => {
    const { open } = await begin();
    expect(connector().returnTo({ clientId })).toEqual({ at: 'loopback' });
    const query = new URL(open).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: REDIRECT,
      scope: 'tweet.read tweet.write users.read media.write offline.access',
      state: 'the-state',
      code_challenge_method: 'S256',
    });
    const leadsTo = new URL(await approveSignIn(open));
    expect(leadsTo.origin + leadsTo.pathname).toBe(REDIRECT);
    expect(leadsTo.searchParams.get('state')).toBe('the-state');
  });

  test.each(CALLBACKS)('%s is one of the addresses that the help names', async (callback) => {
    expect(platform.ways[0]?.fields[0]?.help).toContain(callback);
    const underWay = await begin({ clientId }, callback);
    expect(await underWay.finish(await approveSignIn(underWay.open))).toHaveLength(1);
  });

  test('without POSTWRIGHT_X_URL it goes to X', async () => {
    const signing = {
      redirectUri: REDIRECT,
      state: 's',
      challenge: 'c',
      rememberedApp: () => Promise.resolve(undefined),
      rememberApp: () => Promise.resolve(),
    };
    const { open } = await connector().begin({ clientId: ' my-app ' }, signing, { ...context(), baseUrl: undefined });
    expect(open).toMatch(/^https:\/\/x\.com\/i\/oauth2\/authorize\?response_type=code&client_id=my-app&/);
  });

  test('a person who says no is led back without a code', async () => {
    const { open } = await begin();
    const leadsTo = new URL(await approveSignIn(open, { press: 'deny' }));
    expect(Object.fromEntries(leadsTo.searchParams)).toEqual({ state: 'the-state', error: 'access_denied' });
  });

  test('of two accounts the one the person chose is connected', async () => {
    const other = x.createAccount({ username: 'butcher', name: 'The Butcher' });
    expect((await signIn({ fill: { account: 'butcher' } })).account.remoteId).toBe(other.id);
  });

  test('signing in again gives the same account another pair', async () => {
    const [first, second] = [await signIn(), await signIn()];
    expect(second.account.remoteId).toBe(first.account.remoteId);
    expect(second.secrets['accessToken']).not.toBe(first.secrets['accessToken']);
  });

  test.each([
    ['None', {}],
    ['Basic', { longestText: 4000 }],
    ['Premium', { longestText: 4000 }],
    ['PremiumPlus', { longestText: 4000 }],
  ] as const)('a subscription %s gives the limits %o', async (subscription, limits) => {
    person.setSubscription(subscription);
    expect((await signIn()).account.limits).toEqual(limits);
  });

  test('a request is signed for X’s API, and for nobody else', async () => {
    const { secrets } = await signIn();
    const signed = (url: string) => xAdapter.authorize({ method: 'GET', url }, secrets).headers?.['authorization'];
    expect(signed(`${x.url}/2/tweets`)).toBe(`Bearer ${String(secrets['accessToken'])}`);
    expect(signed('https://example.com/2/tweets')).toBeUndefined();
    expect(signed(`${x.url}.example.com/2/tweets`)).toBeUndefined();
  });
});

describe('not signed in', () => {
  test.each(['', '   ', 'two words'])('“%s” is no client ID', async (typed) => {
    expect(await failureOf(begin({ clientId: typed }))).toMatchObject({
      code: 'sign-in.bad-answer',
      about: { field: 'Client ID' },
    });
  });

  test.each(['media.write', 'tweet.write', 'offline.access'])('without %s', async (without) => {
    expect(await failureOf(signIn({ fill: { without } }))).toEqual({
      code: 'sign-in.missing-permission',
      about: { platform: 'X', scopes: without },
    });
  });

  test('a code works once', async () => {
    const underWay = await begin();
    const cameBack = await approveSignIn(underWay.open);
    await underWay.finish(cameBack);
    expect(await failureOf(underWay.finish(cameBack))).toMatchObject({ code: 'sign-in.refused' });
  });

  test('a code is worth nothing after half a minute', async () => {
    const underWay = await begin();
    const cameBack = await approveSignIn(underWay.open);
    at += 31_000;
    expect(sentenceOf(await failureOf(underWay.finish(cameBack)))).toBe(
      'X did not sign you in: Value passed for the authorization code was invalid.',
    );
  });

  test('a code is worth nothing without the verifier', async () => {
    const [one, other] = [await begin(), await begin()];
    expect(await failureOf(other.finish(await approveSignIn(one.open)))).toMatchObject({ code: 'sign-in.refused' });
  });

  test('an app that is gone, or of the wrong type', async () => {
    clientId = x.createApp({ name: 'A web app', callbacks: CALLBACKS, type: 'web' }).clientId;
    expect(sentenceOf(await failureOf(signIn()))).toMatch(
      /^X did not accept these app keys: Missing valid authorization header/,
    );
    clientId = x.createApp({ name: 'Another', callbacks: CALLBACKS }).clientId;
    const underWay = await begin();
    const cameBack = await approveSignIn(underWay.open);
    x.forgetApp(clientId);
    expect(await failureOf(underWay.finish(cameBack))).toMatchObject({ code: 'sign-in.wrong-keys' });
  });

  test('an app that may not use the API', async () => {
    x.faults.order('GET', '/2/users/me', {
      kind: 'status',
      status: 403,
      body: {
        title: 'Client Forbidden',
        type: 'https://api.x.com/2/problems/client-forbidden',
        reason: 'client-not-enrolled',
        detail: 'Attach the App to a Project.',
      },
    });
    expect(await failureOf(signIn())).toEqual({
      code: 'sign-in.wrong-keys',
      about: { platform: 'X', answer: 'Attach the App to a Project.' },
    });
  });

  test.each([
    ['no answer', { kind: 'request-lost' }, 'sign-in.unreachable'],
    ['half an answer', { kind: 'malformed' }, 'sign-in.refused'],
    ['500', { kind: 'status', status: 500, body: '<h1>Over capacity</h1>' }, 'sign-in.refused'],
  ] as const)('%s to the question for the token, or for who one is', async (_what, fault, code) => {
    for (const route of ['POST /2/oauth2/token', 'GET /2/users/me']) {
      const [method = '', path = ''] = route.split(' ');
      x.faults.order(method, path, fault);
      const failure = await failureOf(signIn());
      expect(failure.code).toBe(code);
      // Half of an answer may have half of a token in it.
      expect(JSON.stringify(failure)).not.toMatch(/[\w-]{40,}/);
    }
  });
});
