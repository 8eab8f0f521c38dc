import Fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type Http } from '#shared/platforms/http.ts';
import { threadsAdapter } from '#shared/platforms/threads/adapter.ts';
import type {
  BrowserConnector,
  BrowserSignIn,
  ConnectAnswers,
  ConnectContext,
  Connected,
} from '#shared/platforms/platform.ts';
import { approveSignIn, type Decision } from '#simulators/person.ts';
import { startThreads, type Threads, type ThreadsOptions } from '#simulators/threads.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

const RETURN = 'https://postwright.app/oauth/return';
const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SCOPES = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_insights',
  'threads_delete',
];

type WayId = 'own-keys' | 'broker';

interface Place {
  readonly server: Threads;
  readonly keys: ConnectAnswers;
}

/** Threads, with an app of the person's own. */
async function newPlace(options?: ThreadsOptions): Promise<Place> {
  const server = await startThreads({ clock: { now: () => START }, ...options });
  onTestFinished(() => server.stop());
  const app = server.createApp({ name: 'Bakery posts', redirectUris: [RETURN] });
  return { server, keys: { clientId: app.id, clientSecret: app.secret, returnAddress: RETURN } };
}

function connectorOf(way: WayId): BrowserConnector {
  const connector = threadsAdapter.connectors[way];
  if (connector?.how !== 'browser') throw new Error(`${way} signs in by browser`);
  return connector;
}

function contextFor(server: Threads, more: Partial<ConnectContext> = {}): ConnectContext {
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
  readonly way?: WayId;
  readonly answers?: ConnectAnswers;
  readonly decision?: Decision;
  readonly context?: Partial<ConnectContext>;
}

/** The whole way: what is typed, what the person decides in the browser, and what comes of it. */
async function connect({ server, keys }: Place, story: Story = {}): Promise<readonly Connected[]> {
  const { way = 'own-keys' } = story;
  const connector = connectorOf(way);
  const context = contextFor(server, story.context);
  const redirectUri = way === 'broker' ? 'postwright://oauth/callback' : RETURN;
  const { open, memory } = await connector.begin({ ...keys, ...story.answers }, signInAt(redirectUri), context);
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

describe('with own app keys', () => {
  test('a person allows it in the browser, and the channel knows its name, its address and its end', async () => {
    const place = await newPlace();
    const bakery = place.server.createAccount({ username: 'bakery', displayName: 'The Bakery' });

    const [connected, ...others] = await connect(place);

    expect(others).toEqual([]);
    expect(connected?.account).toEqual({
      remoteId: bakery.id,
      handle: '@bakery',
      displayName: 'The Bakery',
      avatarUrl: `${place.server.url}/avatars/${bakery.id}.svg`,
      server: place.server.url,
      profileUrl: `${place.server.url}/@bakery`,
      limits: {},
    });
    expect(connected?.expiresAt).toBe(START + 60 * DAY);
  });

  test('keeps nothing but the token of 60 days: no app secret', async () => {
    const place = await newPlace();
    place.server.createAccount({ username: 'bakery' });

    const [connected] = await connect(place);

    expect(connected?.secrets).toEqual({
      accessToken: expect.stringMatching(/^THAA/) as unknown,
      server: place.server.url,
    });
  });

  test('the page asks for what posting, answering, numbers and deletion need, with the state', async () => {
    const { server, keys } = await newPlace();

    const { open } = await connectorOf('own-keys').begin(keys, signInAt(RETURN), contextFor(server));

    expect(new URL(open).pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(new URL(open).searchParams)).toEqual({
      client_id: keys['clientId'],
      redirect_uri: RETURN,
      response_type: 'code',
      scope: SCOPES.join(','),
      state: 'the-state',
    });
  });

  test('the page is Threads’ own where nothing stands in for it, and the secret is not in its address', async () => {
    const context = { http: nodeHttp(), now: () => START, baseUrl: undefined, broker: undefined };
    const keys = { clientId: '1', clientSecret: 'hush', returnAddress: RETURN };

    const { open } = await connectorOf('own-keys').begin(keys, signInAt(RETURN), context);

    expect(open).toMatch(/^https:\/\/threads\.com\/oauth\/authorize\?client_id=1&/);
    expect(open).not.toContain('hush');
  });

  test('a person who says no is led back without a code', async () => {
    const { server, keys } = await newPlace();
    server.createAccount({ username: 'bakery' });
    const { open } = await connectorOf('own-keys').begin(keys, signInAt(RETURN), contextFor(server));

    const back = new URL(await approveSignIn(open, { press: 'deny' }));

    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('the-state');
    expect(back.searchParams.has('code')).toBe(false);
  });

  test('a code with Meta’s tail on it still counts', async () => {
    const { server, keys } = await newPlace();
    server.createAccount({ username: 'bakery' });
    const connector = connectorOf('own-keys');
    const { open, memory } = await connector.begin(keys, signInAt(RETURN), contextFor(server));
    const code = new URL(await approveSignIn(open)).searchParams.get('code') ?? '';

    const came = { code: `${code}#_`, verifier: '', params: {} };

    await expect(connector.finish(memory, came, contextFor(server))).resolves.toHaveLength(1);
  });

  test('of two profiles the one the person chose is connected, and connecting again gives the same one', async () => {
    const place = await newPlace();
    place.server.createAccount({ username: 'bakery' });
    const mill = place.server.createAccount({ username: 'mill' });
    const decision = { fill: { account: 'mill' } };

    const [first] = await connect(place, { decision });
    const [again] = await connect(place, { decision });

    expect([first?.account.remoteId, again?.account.remoteId]).toEqual([mill.id, mill.id]);
    expect(again?.secrets).not.toEqual(first?.secrets);
  });

  test.each(['threads_content_publish', 'threads_read_replies'])(
    'without %s the permission is named',
    async (scope) => {
      const place = await newPlace();
      place.server.createAccount({ username: 'bakery' });

      const failure = await failureOf(connect(place, { decision: { fill: { without: scope } } }));

      expect(failure).toMatchObject({ code: 'sign-in.missing-permission', about: { scopes: scope } });
    },
  );

  test('without threads_basic nothing is known of the person, and Threads’ words are shown', async () => {
    const place = await newPlace();
    place.server.createAccount({ username: 'bakery' });

    const failure = await failureOf(connect(place, { decision: { fill: { without: 'threads_basic' } } }));

    expect(failure.code).toBe('sign-in.refused');
    expect(failure.message).toContain('threads_basic');
  });

  test('a wrong secret is said to be wrong', async () => {
    const place = await newPlace();
    place.server.createAccount({ username: 'bakery' });

    const failure = await failureOf(connect(place, { answers: { clientSecret: 'nonsense' } }));

    expect(failure.code).toBe('sign-in.wrong-keys');
    expect(JSON.stringify([failure.about, failure.message])).not.toContain('nonsense');
  });

  test('an app nobody knows is refused by Threads’ own page', async () => {
    const place = await newPlace();
    place.server.createAccount({ username: 'bakery' });

    await expect(connect(place, { answers: { clientId: '12' } })).rejects.toThrow(/\(400\): .*Something went wrong/s);
  });

  test.each(['clientId', 'clientSecret'])('without %s nothing is opened', async (missing) => {
    const { server, keys } = await newPlace();

    const failure = await failureOf(
      connectorOf('own-keys').begin({ ...keys, [missing]: ' ' }, signInAt(RETURN), contextFor(server)),
    );

    expect(failure.code).toBe('sign-in.bad-answer');
  });

  test('a code works once', async () => {
    const { server, keys } = await newPlace();
    server.createAccount({ username: 'bakery' });
    const connector = connectorOf('own-keys');
    const { open, memory } = await connector.begin(keys, signInAt(RETURN), contextFor(server));
    const code = new URL(await approveSignIn(open)).searchParams.get('code') ?? '';
    const came = { code, verifier: '', params: {} };
    await connector.finish(memory, came, contextFor(server));

    const failure = await failureOf(connector.finish(memory, came, contextFor(server)));

    expect(failure).toMatchObject({
      code: 'sign-in.refused',
      about: { answer: 'This authorization code has been used.' },
    });
  });

  test.each([
    ['POST', '/oauth/access_token'],
    ['GET', '/access_token'],
    ['GET', '/v1.0/me'],
  ])('trouble at %s %s is told, and connecting again works', async (method, path) => {
    const place = await newPlace();
    place.server.createAccount({ username: 'bakery' });
    place.server.faults.order(method, path, { kind: 'status', status: 503, body: 'down' });

    expect((await failureOf(connect(place))).code).toBe('sign-in.unreachable');
    await expect(connect(place)).resolves.toHaveLength(1);
  });

  test('a network that does not answer is said to be unreachable', async () => {
    const place = await newPlace();
    place.server.createAccount({ username: 'bakery' });
    const http: Http = { send: () => Promise.reject(new NoAnswer('timed out', 'maybe')) };

    const failure = await failureOf(connect(place, { context: { http } }));

    expect(failure.message).toBe('Threads could not be reached: timed out');
  });

  test('no failure holds a secret', async () => {
    const place = await newPlace();
    const secret = place.keys['clientSecret'] ?? '';
    place.server.createAccount({ username: 'bakery' });
    const leaky = { error: { message: `client_secret=${secret} was odd`, code: 100 } };
    place.server.faults.order('POST', '/oauth/access_token', { kind: 'status', status: 400, body: leaky });

    const failure = await failureOf(connect(place));

    expect(JSON.stringify([failure.about, failure.message])).not.toContain(secret);
  });
});

describe('through the team server', () => {
  /** As much of a team server as a sign-in needs: it keeps the secret and gives the token to who holds the verifier. */
  async function newBroker(accessToken: string): Promise<string> {
    const app = Fastify();
    app.get<{ Querystring: { state: string; return_to: string } }>('/oauth/threads/authorize', (request, reply) => {
      const { state, return_to: back } = request.query;
      const form = `<form method="post" action="/allow?state=${state}&back=${encodeURIComponent(back)}"></form>`;
      return reply.type('text/html').send(form);
    });
    app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _body, done) => done(null, {}));
    app.post<{ Querystring: { state: string; back: string } }>('/allow', (request, reply) =>
      reply.redirect(`${request.query.back}?code=of-the-broker&state=${request.query.state}`),
    );
    app.post('/oauth/threads/redeem', (request, reply) => {
      const { code, verifier } = request.body as Record<string, string>;
      if (code !== 'of-the-broker' || verifier !== 'the-verifier') return reply.code(403).send({ error: 'no' });
      return { access_token: accessToken, expires_in: 5_184_000 };
    });
    onTestFinished(() => app.close());
    return app.listen({ host: '127.0.0.1', port: 0 });
  }

  test('a person without app keys is connected', async () => {
    const place = await newPlace();
    const bakery = place.server.createAccount({ username: 'bakery' });
    const token = bakery.token();
    const broker = await newBroker(token);

    const [connected] = await connect(place, { way: 'broker', context: { broker } });

    expect(connected?.account).toMatchObject({ remoteId: bakery.id, handle: '@bakery' });
    expect(connected?.expiresAt).toBe(START + 60 * DAY);
    expect(connected?.secrets).toEqual({ accessToken: token, server: place.server.url });
  });

  test('a missing permission is named', async () => {
    const place = await newPlace();
    const token = place.server.createAccount({ username: 'bakery' }).token({ scopes: ['threads_basic'] });
    const broker = await newBroker(token);

    const failure = await failureOf(connect(place, { way: 'broker', context: { broker } }));

    expect(failure).toMatchObject({
      code: 'sign-in.missing-permission',
      about: { scopes: 'threads_content_publish, threads_read_replies' },
    });
  });

  test('without the server’s address nothing is opened', async () => {
    const place = await newPlace();

    expect((await failureOf(connect(place, { way: 'broker' }))).code).toBe('sign-in.no-broker');
  });
});

describe('renewing', () => {
  /** A channel whose clock is turned by hand. */
  async function newChannel() {
    let at = START;
    const { server } = await newPlace({ clock: { now: () => at } });
    const bakery = server.createAccount({ username: 'bakery' });
    const secrets = { accessToken: bakery.token(), server: server.url };
    const renew = (http: Http = nodeHttp()) =>
      threadsAdapter.renew?.(secrets, contextFor(server, { http, now: () => at })) ?? Promise.reject(new Error('none'));
    const statusWith = async (used: Record<string, unknown>): Promise<number> => {
      const request = { method: 'GET', url: `${server.url}/v1.0/me?fields=username` } as const;
      return (await nodeHttp().send(threadsAdapter.authorize(request, used))).status;
    };
    return { server, bakery, secrets, renew, statusWith, now: () => at, wait: (ms: number) => void (at += ms) };
  }

  test('is done with 20 of 60 days left', () => {
    expect(threadsAdapter.renewWithinMs).toBe(20 * DAY);
  });

  test.each([24 * HOUR, 40 * DAY, 60 * DAY - 1000])(
    'after %i ms gives 60 more days, without the app’s secret',
    async (ms) => {
      const channel = await newChannel();
      channel.wait(ms);

      const renewed = await channel.renew();

      if (!('secrets' in renewed)) throw new Error(renewed.trouble.failure.code);
      expect(renewed.expiresAt).toBe(channel.now() + 60 * DAY);
      channel.wait(59 * DAY);
      expect(await channel.statusWith(renewed.secrets)).toBe(200);
      expect(
        channel.server.faults
          .seen()
          .map(({ query }) => query)
          .join(),
      ).not.toContain('secret');
    },
  );

  test('on the first day is refused, and that signs nobody out', async () => {
    const channel = await newChannel();
    channel.wait(23 * HOUR);

    expect(await channel.renew()).toMatchObject({ trouble: { kind: 'refused', failure: { code: 'publish.refused' } } });
    expect(await channel.statusWith(channel.secrets)).toBe(200);
  });

  test('what has ended cannot be renewed: the person signs in again', async () => {
    const channel = await newChannel();
    channel.wait(60 * DAY);

    expect(await channel.renew()).toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
  });

  test('what was taken back cannot be renewed', async () => {
    const channel = await newChannel();
    channel.wait(40 * DAY);
    channel.bakery.spoilTokens(458);

    expect(await channel.renew()).toMatchObject({ trouble: { kind: 'signed-out' } });
  });

  test.each([500, 503, 429])('trouble of theirs (%i) signs nobody out', async (status) => {
    const channel = await newChannel();
    channel.wait(40 * DAY);
    channel.server.faults.order('GET', '/refresh_access_token', { kind: 'status', status });

    expect(await channel.renew()).toMatchObject({ trouble: { kind: 'temporary' } });
  });

  test('that cannot be asked is tried again', async () => {
    const channel = await newChannel();
    const offline: Http = { send: () => Promise.reject(new NoAnswer('offline', 'no')) };

    expect(await channel.renew(offline)).toMatchObject({
      trouble: { kind: 'temporary', failure: { code: 'publish.unreachable' } },
    });
  });
});
