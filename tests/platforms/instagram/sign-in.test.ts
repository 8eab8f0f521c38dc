import Fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type Http } from '#shared/platforms/http.ts';
import { instagramAdapter } from '#shared/platforms/instagram/adapter.ts';
import type {
  BrowserConnector,
  BrowserSignIn,
  ConnectAnswers,
  ConnectContext,
  Connected,
} from '#shared/platforms/platform.ts';
import {
  APP,
  FACEBOOK_SCOPES,
  INSTAGRAM_SCOPES,
  startInstagram,
  type Instagram,
  type InstagramOptions,
} from '#simulators/instagram.ts';
import { approveSignIn, type Decision } from '#simulators/person.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

const RETURN = 'https://postwright.app/oauth/return';
const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const DAY = 24 * 3_600_000;
const KEYS = { clientId: APP.clientId, clientSecret: APP.clientSecret, returnAddress: RETURN };

type WayId = 'own-keys' | 'facebook-login' | 'broker';

async function newServer(options?: InstagramOptions): Promise<Instagram> {
  const server = await startInstagram({ clock: { now: () => START }, ...options });
  onTestFinished(() => server.stop());
  return server;
}

function connectorOf(way: WayId): BrowserConnector {
  const connector = instagramAdapter.connectors[way];
  if (connector?.how !== 'browser') throw new Error(`${way} signs in by browser`);
  return connector;
}

function contextFor(server: Instagram, more: Partial<ConnectContext> = {}): ConnectContext {
  return { http: nodeHttp(), now: () => START, baseUrl: server.url, broker: undefined, ...more };
}

function signInAt(redirectUri: string): BrowserSignIn {
  return {
    redirectUri,
    state: 'the-state',
    challenge: 'the-challenge',
    rememberedApp: async () => undefined,
    rememberApp: async () => undefined,
  };
}

interface Story {
  readonly answers?: ConnectAnswers;
  readonly decision?: Decision;
  readonly context?: Partial<ConnectContext>;
}

/** The whole way: what is typed, what the person decides in the browser, and what comes of it. */
async function connect(server: Instagram, way: WayId, story: Story = {}): Promise<readonly Connected[]> {
  const connector = connectorOf(way);
  const context = contextFor(server, story.context);
  const redirectUri = way === 'broker' ? 'postwright://oauth/callback' : RETURN;
  const { open, memory } = await connector.begin(story.answers ?? KEYS, signInAt(redirectUri), context);
  const code = new URL(await approveSignIn(open, story.decision)).searchParams.get('code') ?? '';
  return connector.finish(memory, { code, verifier: 'the-verifier', params: {} }, context);
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const thrown = await work.catch((failure: unknown) => failure);
  if (thrown instanceof Failure) return thrown;
  throw new Error(`No failure: ${JSON.stringify(thrown)}`);
}

describe('where the browser leads back to', () => {
  const returnTo = (answers: ConnectAnswers) => connectorOf('own-keys').returnTo(answers);

  test('is the page that is registered with the app', () => {
    expect(returnTo({ returnAddress: ` ${RETURN} ` })).toEqual({ at: 'page', uri: RETURN });
  });

  test('is this computer when the person says so', () => {
    expect(returnTo({ returnAddress: 'http://127.0.0.1:47310/oauth/callback' })).toEqual({ at: 'loopback' });
  });

  test.each([[''], ['postwright.app'], ['http://postwright.app/oauth/return']])('is not “%s”', (returnAddress) => {
    expect(() => returnTo({ returnAddress })).toThrow(/^Return address: /);
  });

  test('of the team server is the app’s own link', () => {
    expect(connectorOf('broker').returnTo({})).toEqual({ at: 'deep-link' });
  });
});

describe('with Instagram Login and own keys', () => {
  test('a person allows it in the browser, and the channel knows its name, its address and its end', async () => {
    const server = await newServer();
    const bakery = server.createAccount({ username: 'bakery', displayName: 'The Bakery' });

    const [connected, ...others] = await connect(server, 'own-keys');

    expect(others).toEqual([]);
    expect(connected?.account).toEqual({
      remoteId: bakery.id,
      handle: 'bakery',
      displayName: 'The Bakery',
      avatarUrl: `${server.url}/pictures/${bakery.id}.svg`,
      server: server.url,
      profileUrl: `${server.url}/bakery/`,
      limits: {},
    });
    expect(connected?.expiresAt).toBe(START + 60 * DAY);
    expect(connected?.secrets).toEqual({
      login: 'instagram-login',
      server: server.url,
      accessToken: expect.stringMatching(/^IGAA/) as unknown,
      issuedAt: START,
      expiresAt: START + 60 * DAY,
    });
  });

  test('the page asks for four permissions, with the state', async () => {
    const server = await newServer();
    const connector = connectorOf('own-keys');

    const { open } = await connector.begin(KEYS, signInAt(RETURN), contextFor(server));

    expect(Object.fromEntries(new URL(open).searchParams)).toEqual({
      enable_fb_login: '0',
      client_id: APP.clientId,
      redirect_uri: RETURN,
      response_type: 'code',
      scope: INSTAGRAM_SCOPES.join(','),
      state: 'the-state',
    });
  });

  test('the page is Instagram’s own where nothing stands in for it', async () => {
    const connector = connectorOf('own-keys');
    const context = { http: nodeHttp(), now: () => START, baseUrl: undefined, broker: undefined };

    const { open } = await connector.begin(KEYS, signInAt(RETURN), context);

    expect(open).toMatch(/^https:\/\/www\.instagram\.com\/oauth\/authorize\?enable_fb_login=0&/);
  });

  test('a person who says no is led back without a code', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });
    const { open } = await connectorOf('own-keys').begin(KEYS, signInAt(RETURN), contextFor(server));

    const back = await approveSignIn(open, { press: 'deny' });

    expect(back).toMatch(/\?error=access_denied&.*state=the-state/);
  });

  test('a code with Meta’s tail on it still counts', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });
    const connector = connectorOf('own-keys');
    const { open, memory } = await connector.begin(KEYS, signInAt(RETURN), contextFor(server));
    const code = new URL(await approveSignIn(open)).searchParams.get('code') ?? '';

    const came = { code: `${code}#_`, verifier: '', params: {} };

    await expect(connector.finish(memory, came, contextFor(server))).resolves.toHaveLength(1);
  });

  test('of two accounts the one the person chose is connected, and connecting again gives the same one', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });
    const mill = server.createAccount({ username: 'mill' });
    const decision = { fill: { account: 'mill' } };

    const [first] = await connect(server, 'own-keys', { decision });
    const [again] = await connect(server, 'own-keys', { decision });

    expect([first?.account.remoteId, again?.account.remoteId]).toEqual([mill.id, mill.id]);
    expect(again?.secrets).not.toEqual(first?.secrets);
  });

  test('a personal account is told what to do', async () => {
    const server = await newServer();
    server.createAccount({ username: 'anna', type: 'PERSONAL' });

    const failure = await failureOf(connect(server, 'own-keys'));

    expect(failure.code).toBe('sign-in.no-accounts');
    expect(failure.message).toContain('anna is a personal account');
  });

  test('a missing permission to publish is named', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });

    const failure = await failureOf(
      connect(server, 'own-keys', { decision: { fill: { scope: 'instagram_business_basic' } } }),
    );

    expect(failure).toMatchObject({
      code: 'sign-in.missing-permission',
      about: { scopes: 'instagram_business_content_publish' },
    });
  });

  test('a secret that fits no app is said to be wrong', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });

    const failure = await failureOf(connect(server, 'own-keys', { answers: { ...KEYS, clientSecret: 'nonsense' } }));

    expect(failure).toMatchObject({ code: 'sign-in.wrong-keys', about: { answer: 'Invalid platform app' } });
  });

  test.each(['clientId', 'clientSecret'])('without %s nothing is opened', async (missing) => {
    const server = await newServer();

    const failure = await failureOf(
      connectorOf('own-keys').begin({ ...KEYS, [missing]: ' ' }, signInAt(RETURN), contextFor(server)),
    );

    expect(failure.code).toBe('sign-in.bad-answer');
  });

  test('a code works once, and not after ten minutes', async () => {
    let at = START;
    const server = await newServer({ clock: { now: () => at } });
    server.createAccount({ username: 'bakery' });
    const connector = connectorOf('own-keys');
    const begin = () => connector.begin(KEYS, signInAt(RETURN), contextFor(server));
    const { open, memory } = await begin();
    const codes = [await approveSignIn(open), await approveSignIn(open)];
    const [used = '', late = ''] = codes.map((back) => new URL(back).searchParams.get('code') ?? '');
    await connector.finish(memory, { code: used, verifier: '', params: {} }, contextFor(server));
    at += 10 * 60_000;

    for (const code of [used, late]) {
      const failure = await failureOf(connector.finish(memory, { code, verifier: '', params: {} }, contextFor(server)));
      expect(failure.code).toBe('sign-in.refused');
    }
  });

  test.each(['/oauth/access_token', '/access_token', '/:version/me'])(
    'trouble at %s can be tried again',
    async (path) => {
      const server = await newServer();
      server.createAccount({ username: 'bakery' });
      const method = path === '/oauth/access_token' ? 'POST' : 'GET';
      server.faults.order(method, path, { kind: 'status', status: 503, body: 'down' });

      expect((await failureOf(connect(server, 'own-keys'))).code).toBe('sign-in.unreachable');
      await expect(connect(server, 'own-keys')).resolves.toHaveLength(1);
    },
  );

  test('a network that does not answer is said to be unreachable', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });
    const http: Http = { send: () => Promise.reject(new NoAnswer('timed out', 'maybe')) };

    const failure = await failureOf(connect(server, 'own-keys', { context: { http } }));

    expect(failure.message).toBe('Instagram could not be reached: timed out');
  });

  test('and no failure holds a secret', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });
    const leaky = { error_type: 'x', code: 400, error_message: `client_secret=${APP.clientSecret} was odd` };
    server.faults.order('POST', '/oauth/access_token', { kind: 'status', status: 400, body: leaky });

    const failure = await failureOf(connect(server, 'own-keys'));

    expect(JSON.stringify([failure.about, failure.message])).not.toContain(APP.clientSecret);
  });
});

describe('with Facebook Login', () => {
  test('every Instagram account of the person’s pages is offered, and no other', async () => {
    const server = await newServer();
    const bakery = server.createAccount({ username: 'bakery' });
    const mill = server.createAccount({ username: 'mill' });
    server.createAccount({ username: 'alone', tasks: null });
    server.createAccount({ username: 'guest', tasks: ['ANALYZE'] });
    server.createAccount({ username: 'personal', type: 'PERSONAL' });

    const connected = await connect(server, 'facebook-login');

    expect(connected.map(({ account }) => account.handle)).toEqual(['bakery', 'mill']);
    expect(connected.map(({ account }) => account.remoteId)).toEqual([bakery.id, mill.id]);
    expect(connected[0]?.account.limits).toEqual({ facebookLogin: 1 });
    expect(connected[0]?.expiresAt).toBe(START + 60 * DAY);
    expect(connected[0]?.secrets).toMatchObject({ login: 'facebook-login', pageId: bakery.pageId, ...keysOf() });
  });

  function keysOf() {
    return { clientId: APP.clientId, clientSecret: APP.clientSecret };
  }

  test('the page asks for all that publishing, comments, numbers and deletion need', async () => {
    const server = await newServer();

    const { open } = await connectorOf('facebook-login').begin(KEYS, signInAt(RETURN), contextFor(server));

    const { pathname, searchParams } = new URL(open);
    expect(pathname).toBe('/v26.0/dialog/oauth');
    expect(new Set(searchParams.get('scope')?.split(','))).toEqual(new Set(FACEBOOK_SCOPES));
  });

  test('somebody without such a page is told', async () => {
    const server = await newServer();
    server.createAccount({ username: 'alone', tasks: null });

    expect((await failureOf(connect(server, 'facebook-login'))).code).toBe('sign-in.no-accounts');
  });

  test('a permission that was taken out is named', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });
    const scope = FACEBOOK_SCOPES.filter((one) => one !== 'instagram_content_publish').join(',');

    const failure = await failureOf(connect(server, 'facebook-login', { decision: { fill: { scope } } }));

    expect(failure).toMatchObject({
      code: 'sign-in.missing-permission',
      about: { scopes: 'instagram_content_publish' },
    });
  });

  test('a secret that fits no app is said to be wrong', async () => {
    const server = await newServer();
    server.createAccount({ username: 'bakery' });

    const failure = await failureOf(connect(server, 'facebook-login', { answers: { ...KEYS, clientSecret: 'no' } }));

    expect(failure.code).toBe('sign-in.wrong-keys');
  });

  test('saying no leads back without a code', async () => {
    const server = await newServer();
    const { open } = await connectorOf('facebook-login').begin(KEYS, signInAt(RETURN), contextFor(server));

    expect(await approveSignIn(open, { press: 'deny' })).toContain('error=access_denied');
  });
});

describe('through the team server', () => {
  /** As much of a team server as a sign-in needs: it keeps the secret and gives the token to who holds the verifier. */
  async function newBroker(accessToken: string, scope?: string): Promise<string> {
    const app = Fastify();
    app.get<{ Querystring: { state: string; return_to: string } }>('/oauth/instagram/authorize', (request, reply) => {
      const { state, return_to: back } = request.query;
      const form = `<form method="post" action="/allow?state=${state}&back=${encodeURIComponent(back)}"></form>`;
      return reply.type('text/html').send(form);
    });
    app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _body, done) => done(null, {}));
    app.post<{ Querystring: { state: string; back: string } }>('/allow', (request, reply) =>
      reply.redirect(`${request.query.back}?code=of-the-broker&state=${request.query.state}`),
    );
    app.post('/oauth/instagram/redeem', (request, reply) => {
      const { code, verifier } = request.body as Record<string, string>;
      if (code !== 'of-the-broker' || verifier !== 'the-verifier') return reply.code(403).send({ error: 'no' });
      return { access_token: accessToken, expires_in: 5_184_000, ...(scope === undefined ? {} : { scope }) };
    });
    onTestFinished(() => app.close());
    return app.listen({ host: '127.0.0.1', port: 0 });
  }

  test('a person without app keys is connected', async () => {
    const server = await newServer();
    const bakery = server.createAccount({ username: 'bakery' });
    const broker = await newBroker(bakery.token());

    const [connected] = await connect(server, 'broker', { answers: {}, context: { broker } });

    expect(connected?.account).toMatchObject({ remoteId: bakery.id, handle: 'bakery' });
    expect(connected?.expiresAt).toBe(START + 60 * DAY);
    expect(connected?.secrets).toMatchObject({ login: 'instagram-login', issuedAt: START });
  });

  test('a missing permission is named', async () => {
    const server = await newServer();
    const broker = await newBroker(server.createAccount({ username: 'bakery' }).token(), 'instagram_business_basic');

    const failure = await failureOf(connect(server, 'broker', { answers: {}, context: { broker } }));

    expect(failure.code).toBe('sign-in.missing-permission');
  });

  test('without the server’s address nothing is opened', async () => {
    const server = await newServer();

    expect((await failureOf(connect(server, 'broker', { answers: {} }))).code).toBe('sign-in.no-broker');
  });
});
