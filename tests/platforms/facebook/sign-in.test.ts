import Fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { facebookAdapter } from '#shared/platforms/facebook/adapter.ts';
import { renew } from '#shared/platforms/facebook/renew.ts';
import { authorize } from '#shared/platforms/facebook/secrets.ts';
import { NoAnswer, type Http } from '#shared/platforms/http.ts';
import type {
  BrowserConnector,
  BrowserSignIn,
  ConnectAnswers,
  ConnectContext,
  Connected,
} from '#shared/platforms/platform.ts';
import {
  APP,
  startFacebook,
  type Facebook,
  type FacebookOptions,
  type SimulatedPage,
  type SimulatedPerson,
} from '#simulators/facebook.ts';
import { approveSignIn, type Decision } from '#simulators/person.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

const RETURN = 'https://postwright.app/oauth/return';
const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const DAY = 24 * 3_600_000;
const KEYS = { clientId: APP.id, clientSecret: APP.secret, returnAddress: RETURN };
const NEEDED = ['pages_show_list', 'pages_manage_posts', 'pages_read_engagement'];
const SCOPES = [
  ...NEEDED,
  'pages_manage_engagement',
  'pages_read_user_content',
  'read_insights',
  'business_management',
];

type WayId = 'own-keys' | 'broker';

interface Server {
  readonly facebook: Facebook;
  readonly baker: SimulatedPerson;
  readonly bakery: SimulatedPage;
}

/** One person with one page. */
async function newServer(options?: FacebookOptions): Promise<Server> {
  const facebook = await startFacebook({ clock: { now: () => START }, ...options });
  onTestFinished(() => facebook.stop());
  const baker = facebook.createPerson({ name: 'Maria Baker' });
  const bakery = facebook.createPage({ name: 'The Bakery', username: 'bakery' });
  baker.joins(bakery);
  return { facebook, baker, bakery };
}

function connectorOf(way: WayId): BrowserConnector {
  const connector = facebookAdapter.connectors[way];
  if (connector?.how !== 'browser') throw new Error(`${way} signs in by browser`);
  return connector;
}

function contextFor({ facebook }: Pick<Server, 'facebook'>, more: Partial<ConnectContext> = {}): ConnectContext {
  return { http: nodeHttp(), now: () => START, baseUrl: facebook.url, broker: undefined, ...more };
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
async function connect(server: Server, way: WayId = 'own-keys', story: Story = {}): Promise<readonly Connected[]> {
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

  test('of the team server is the app’s own link', () => {
    expect(connectorOf('broker').returnTo({})).toEqual({ at: 'deep-link' });
  });
});

describe('with own keys', () => {
  test('a person allows it in the browser, and the page is connected with its own token', async () => {
    const server = await newServer();

    const [connected, ...others] = await connect(server);

    expect(others).toEqual([]);
    expect(connected?.account).toEqual({
      remoteId: server.bakery.id,
      handle: 'bakery',
      displayName: 'The Bakery',
      avatarUrl: `${server.facebook.url}/avatars/${server.bakery.id}.svg`,
      server: server.facebook.url,
      profileUrl: `${server.facebook.url}/bakery`,
      limits: {},
    });
    expect(connected?.expiresAt).toBe(START + 60 * DAY);
    expect(connected?.secrets).toEqual({
      server: server.facebook.url,
      pageId: server.bakery.id,
      pageToken: expect.stringMatching(/^EAA/) as unknown,
      userToken: expect.stringMatching(/^EAA/) as unknown,
      keys: { clientId: APP.id, clientSecret: APP.secret },
    });
  });

  test('the token of the page has no end: it still works after the person’s has ended', async () => {
    let at = START;
    const server = await newServer({ clock: { now: () => at } });
    const [connected] = await connect(server);
    const pageToken = String(connected?.secrets['pageToken']);
    at += 61 * DAY;

    const headers = { authorization: `Bearer ${pageToken}` };
    const answer = await fetch(`${server.facebook.url}/v26.0/${server.bakery.id}/published_posts`, { headers });

    expect(answer.status).toBe(200);
  });

  test('the page asks for all that publishing, comments and numbers need, with the state', async () => {
    const { open } = await connectorOf('own-keys').begin(KEYS, signInAt(RETURN), contextFor(await newServer()));

    const { pathname, searchParams } = new URL(open);
    expect(pathname).toBe('/v26.0/dialog/oauth');
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: APP.id,
      redirect_uri: RETURN,
      response_type: 'code',
      scope: SCOPES.join(','),
      state: 'the-state',
    });
  });

  test('the page is Facebook’s own where nothing stands in for it', async () => {
    const context = { http: nodeHttp(), now: () => START, baseUrl: undefined, broker: undefined };

    const { open } = await connectorOf('own-keys').begin(KEYS, signInAt(RETURN), context);

    expect(open).toMatch(/^https:\/\/www\.facebook\.com\/v26\.0\/dialog\/oauth\?client_id=/);
  });

  test('a person who says no is led back without a code', async () => {
    const server = await newServer();
    const { open } = await connectorOf('own-keys').begin(KEYS, signInAt(RETURN), contextFor(server));

    expect(await approveSignIn(open, { press: 'deny' })).toMatch(/\?error=access_denied&.*state=the-state/);
  });

  test('every page that the person may write to is offered, also those of a business, each once', async () => {
    const server = await newServer();
    const { facebook, baker, bakery } = server;
    const [mill, shop, client, readOnly] = ['Mill', 'Shop', 'Client', 'Read only'].map((name) =>
      facebook.createPage({ name }),
    );
    if (!mill || !shop || !client || !readOnly) throw new Error('unreachable');
    facebook.createPage({ name: 'Somebody else’s' });
    baker.joins(mill, ['CREATE_CONTENT']);
    baker.joins(readOnly, ['ANALYZE']);
    baker.joins(shop, ['MANAGE']);
    baker.joins(client, ['CREATE_CONTENT']);
    facebook.createBusiness({ name: 'Baking Ltd', people: [baker], owned: [shop, mill], clients: [client, readOnly] });

    const names = (await connect(server)).map(({ account }) => account.displayName);

    expect(names.toSorted()).toEqual(['Client', 'Mill', 'Shop', 'The Bakery']);
    expect(bakery.name).toBe('The Bakery');
  });

  test('more than a hundred pages are all offered', async () => {
    const server = await newServer();
    for (let n = 0; n < 120; n += 1) server.baker.joins(server.facebook.createPage({ name: `Page ${n}` }));

    expect(await connect(server)).toHaveLength(121);
  });

  test('without the permission for businesses, the person’s own pages are offered', async () => {
    const decision = { fill: { declined: 'business_management' } };

    expect(await connect(await newServer(), 'own-keys', { decision })).toHaveLength(1);
  });

  test('of two people the one who signs in counts, and connecting again gives the same page', async () => {
    const server = await newServer();
    const miller = server.facebook.createPerson({ name: 'Tom Miller' });
    const mill = server.facebook.createPage({ name: 'Mill' });
    miller.joins(mill);
    const decision = { fill: { person: miller.id } };

    const [first] = await connect(server, 'own-keys', { decision });
    const [again] = await connect(server, 'own-keys', { decision });

    expect([first?.account.remoteId, again?.account.remoteId]).toEqual([mill.id, mill.id]);
    expect(again?.secrets).not.toEqual(first?.secrets);
  });

  test('somebody without a page to write to is told', async () => {
    const server = await newServer();
    server.baker.joins(server.bakery, ['ANALYZE']);

    const failure = await failureOf(connect(server));

    expect(failure.code).toBe('sign-in.no-accounts');
    expect(failure.message).toContain('no page that you may write posts for');
  });

  test.each(NEEDED)('%s that was taken out is named', async (scope) => {
    const failure = await failureOf(
      connect(await newServer(), 'own-keys', { decision: { fill: { declined: scope } } }),
    );

    expect(failure).toMatchObject({ code: 'sign-in.missing-permission', about: { scopes: scope } });
  });

  test('a secret that fits no app is said to be wrong', async () => {
    const failure = await failureOf(
      connect(await newServer(), 'own-keys', { answers: { ...KEYS, clientSecret: 'nonsense' } }),
    );

    expect(failure.code).toBe('sign-in.wrong-keys');
  });

  test.each(['clientId', 'clientSecret'])('without %s nothing is opened', async (missing) => {
    const answers = { ...KEYS, [missing]: ' ' };

    const failure = await failureOf(
      connectorOf('own-keys').begin(answers, signInAt(RETURN), contextFor(await newServer())),
    );

    expect(failure.code).toBe('sign-in.bad-answer');
  });

  test('a code works once, and not after ten minutes', async () => {
    let at = START;
    const server = await newServer({ clock: { now: () => at } });
    const connector = connectorOf('own-keys');
    const { open, memory } = await connector.begin(KEYS, signInAt(RETURN), contextFor(server));
    const codes = [await approveSignIn(open), await approveSignIn(open)];
    const [used = '', late = ''] = codes.map((back) => new URL(back).searchParams.get('code') ?? '');
    await connector.finish(memory, { code: used, verifier: '', params: {} }, contextFor(server));
    at += 10 * 60_000;

    for (const code of [used, late]) {
      const failure = await failureOf(connector.finish(memory, { code, verifier: '', params: {} }, contextFor(server)));
      expect(failure.code).toBe('sign-in.refused');
    }
  });

  test.each(['oauth/access_token', 'me/permissions', 'me/accounts', 'me/businesses'])(
    'trouble at %s can be tried again',
    async (path) => {
      const server = await newServer();
      server.facebook.faults.order('GET', `/v26.0/${path}`, { kind: 'status', status: 503, body: 'down' });

      expect((await failureOf(connect(server))).code).toMatch(/^sign-in\.(refused|unreachable)$/);
      await expect(connect(server)).resolves.toHaveLength(1);
    },
  );

  test('a list of pages that Facebook does not give is told in its words', async () => {
    const server = await newServer();
    server.facebook.faults.order('GET', '/v26.0/me/accounts', {
      kind: 'status',
      status: 403,
      body: { error: { message: '(#200) The app is in development mode', type: 'OAuthException', code: 200 } },
    });

    const failure = await failureOf(connect(server));

    expect(failure.message).toBe('Facebook did not sign you in: (#200) The app is in development mode');
  });

  test('a network that does not answer is said to be unreachable', async () => {
    const http: Http = { send: () => Promise.reject(new NoAnswer('timed out', 'maybe')) };

    const failure = await failureOf(connect(await newServer(), 'own-keys', { context: { http } }));

    expect(failure.message).toBe('Facebook could not be reached: timed out');
  });

  test('and no failure holds a secret', async () => {
    const server = await newServer();
    const message = `client_secret=${APP.secret} was odd`;
    server.facebook.faults.order('GET', '/v26.0/oauth/access_token', {
      kind: 'status',
      status: 400,
      body: { error: { message, code: 1 } },
    });

    const failure = await failureOf(connect(server));

    expect(JSON.stringify([failure.about, failure.message])).not.toContain(APP.secret);
  });
});

/** As much of a team server as a sign-in needs: it keeps the secret and gives tokens to who holds the verifier. */
async function newBroker(token: () => string): Promise<string> {
  const app = Fastify();
  app.get<{ Querystring: { state: string; return_to: string } }>('/oauth/facebook/authorize', (request, reply) => {
    const { state, return_to: back } = request.query;
    const form = `<form method="post" action="/allow?state=${state}&back=${encodeURIComponent(back)}"></form>`;
    return reply.type('text/html').send(form);
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', (_request, _body, done) => done(null, {}));
  app.post<{ Querystring: { state: string; back: string } }>('/allow', (request, reply) =>
    reply.redirect(`${request.query.back}?code=of-the-broker&state=${request.query.state}`),
  );
  app.post('/oauth/facebook/redeem', (request, reply) => {
    const { code, verifier } = request.body as Record<string, string>;
    if (code !== 'of-the-broker' || verifier !== 'the-verifier') return reply.code(403).send({ error: 'no' });
    return { access_token: token(), expires_in: 5_184_000 };
  });
  app.post('/oauth/facebook/renew', () => ({ access_token: token(), expires_in: 5_184_000 }));
  onTestFinished(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

describe('through the team server', () => {
  test('a person without app keys is connected, and no key is kept', async () => {
    const server = await newServer();
    const broker = await newBroker(() => server.baker.tokens(server.bakery).user);

    const [connected] = await connect(server, 'broker', { answers: {}, context: { broker } });

    expect(connected?.account).toMatchObject({ remoteId: server.bakery.id, handle: 'bakery' });
    expect(connected?.expiresAt).toBe(START + 60 * DAY);
    expect(connected?.secrets).not.toHaveProperty('keys');
  });

  test('a missing permission is named', async () => {
    const server = await newServer();
    const broker = await newBroker(() => server.baker.tokens(server.bakery, { scopes: ['pages_show_list'] }).user);

    const failure = await failureOf(connect(server, 'broker', { answers: {}, context: { broker } }));

    expect(failure).toMatchObject({
      code: 'sign-in.missing-permission',
      about: { scopes: 'pages_manage_posts, pages_read_engagement' },
    });
  });

  test('without the server’s address nothing is opened', async () => {
    expect((await failureOf(connect(await newServer(), 'broker', { answers: {} }))).code).toBe('sign-in.no-broker');
  });
});

describe('renewing', () => {
  test('exchanges the person’s token and fetches the page’s anew', async () => {
    let at = START;
    const server = await newServer({ clock: { now: () => at } });
    const [connected] = await connect(server);
    at += 45 * DAY;

    const renewed = await renew(connected?.secrets ?? {}, contextFor(server, { now: () => at }));

    if (!('secrets' in renewed)) throw new Error(JSON.stringify(renewed));
    expect(renewed.expiresAt).toBe(at + 60 * DAY);
    const { userToken, pageToken, ...kept } = renewed.secrets;
    expect(connected?.secrets).toMatchObject(kept);
    expect(userToken).not.toBe(connected?.secrets['userToken']);
    expect(pageToken).not.toBe(connected?.secrets['pageToken']);
  });

  test('through the team server', async () => {
    const server = await newServer();
    const broker = await newBroker(() => server.baker.tokens(server.bakery).user);
    const [connected] = await connect(server, 'broker', { answers: {}, context: { broker } });

    const renewed = await renew(connected?.secrets ?? {}, contextFor(server, { broker }));

    expect(renewed).toMatchObject({ expiresAt: START + 60 * DAY, secrets: { pageId: server.bakery.id } });
  });

  test.each<[what: string, prepare: (server: Server) => void]>([
    ['after the person’s token has run out', ({ baker }) => baker.spoilTokens(463)],
    ['after the password was changed', ({ baker }) => baker.spoilTokens(460)],
    ['for somebody who has no part in the page any more', ({ baker, bakery }) => baker.leaves(bakery)],
  ])('%s signs the channel out', async (_what, prepare) => {
    const server = await newServer();
    const [connected] = await connect(server);
    prepare(server);

    expect(await renew(connected?.secrets ?? {}, contextFor(server))).toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
  });

  test('with a secret that was changed meanwhile signs the channel out', async () => {
    const server = await newServer();
    const [connected] = await connect(server);
    server.facebook.registerApp({ ...APP, secret: 'another' });

    expect(await renew(connected?.secrets ?? {}, contextFor(server))).toMatchObject({
      trouble: { kind: 'signed-out' },
    });
  });

  test.each(['oauth/access_token', ':page'])('while %s is down is tried again', async (path) => {
    const server = await newServer();
    const [connected] = await connect(server);
    server.facebook.faults.order('GET', `/v26.0/${path}`, { kind: 'status', status: 503, body: 'down' });

    expect(await renew(connected?.secrets ?? {}, contextFor(server))).toMatchObject({ trouble: { kind: 'temporary' } });
    expect(await renew(connected?.secrets ?? {}, contextFor(server))).toHaveProperty('secrets');
  });

  test('without a network is tried again', async () => {
    const server = await newServer();
    const [connected] = await connect(server);
    const http: Http = { send: () => Promise.reject(new NoAnswer('timed out', 'maybe')) };

    expect(await renew(connected?.secrets ?? {}, contextFor(server, { http }))).toMatchObject({
      trouble: { kind: 'not-arrived' },
    });
  });
});

describe('a token is put on requests to Facebook only', () => {
  const secrets = { pageId: '1', pageToken: 'the-page', userToken: 'the-person' };
  const signed = (url: string, server = 'https://graph.facebook.com') =>
    authorize({ method: 'GET', url }, { ...secrets, server }).headers?.['authorization'];

  test.each<[url: string, authorization: string | undefined]>([
    ['https://graph.facebook.com/v26.0/1/feed', 'Bearer the-page'],
    ['https://graph.facebook.com/v26.0/me/permissions', 'Bearer the-person'],
    ['https://rupload.facebook.com/video-upload/v26.0/7', 'OAuth the-page'],
    ['https://graph.facebook.com.evil.example/v26.0/1/feed', undefined],
    ['https://rupload.facebook.com.evil.example/video-upload/7', undefined],
    ['http://graph.facebook.com/v26.0/1/feed', undefined],
    ['https://evil.example/?https://graph.facebook.com/', undefined],
  ])('%s', (url, authorization) => {
    expect(signed(url)).toBe(authorization);
  });

  test('also with another address for all of it', () => {
    expect(signed('http://127.0.0.1:1/v26.0/1/feed', 'http://127.0.0.1:1')).toBe('Bearer the-page');
    expect(signed('http://127.0.0.1:1/video-upload/v26.0/7', 'http://127.0.0.1:1')).toBe('OAuth the-page');
    expect(signed('https://graph.facebook.com/v26.0/1/feed', 'http://127.0.0.1:1')).toBeUndefined();
  });
});
