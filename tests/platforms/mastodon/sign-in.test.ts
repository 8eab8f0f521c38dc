import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type Http } from '#shared/platforms/http.ts';
import { mastodonAdapter } from '#shared/platforms/mastodon/adapter.ts';
import { allLimits, typesTaken } from '#shared/platforms/mastodon/limits.ts';
import type { BrowserConnector, ConnectContext, Connected, Secrets } from '#shared/platforms/platform.ts';
import { startMastodon, type Mastodon, type MastodonOptions } from '#simulators/mastodon.ts';
import { approveSignIn, type Decision } from '#simulators/person.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';

const REDIRECT = 'postwright://oauth/callback';
const connector = browserConnector();

const servers: Mastodon[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function newServer(options?: MastodonOptions): Promise<Mastodon> {
  const server = await startMastodon(options);
  server.createAccount({ username: 'bakery', displayName: 'The Bakery' });
  servers.push(server);
  return server;
}

/** The app's side of a sign-in: what it remembers between two of them, and what it keeps during one. */
function newApp(http: Http = nodeHttp()) {
  const remembered = new Map<string, Secrets>();
  const context: ConnectContext = { http, now: () => Date.now(), baseUrl: undefined, broker: undefined };
  const verifier = randomBytes(32).toString('base64url');

  async function begin(server: string, redirectUri = REDIRECT): Promise<{ open: string; memory: Secrets }> {
    const signIn = {
      redirectUri,
      state: 'the-state',
      challenge: createHash('sha256').update(verifier).digest('base64url'),
      rememberedApp: async (at: string) => remembered.get(at),
      rememberApp: async (at: string, app: Secrets) => void remembered.set(at, app),
    };
    return connector.begin({ server }, signIn, context);
  }

  async function finish(memory: Secrets, code: string, with_ = verifier): Promise<Connected> {
    const [connected] = await connector.finish(memory, { code, verifier: with_, params: { code } }, context);
    if (!connected) throw new Error('No account');
    return connected;
  }

  async function connect(server: string, decision?: Decision): Promise<Connected> {
    const { open, memory } = await begin(server);
    return finish(memory, codeIn(await approveSignIn(open, decision)));
  }

  return { remembered, begin, finish, connect };
}

function browserConnector(): BrowserConnector {
  const found = mastodonAdapter.connectors['browser'];
  if (found?.how !== 'browser') throw new Error('Mastodon signs in by browser');
  return found;
}

function codeIn(ledBackTo: string): string {
  return new URL(ledBackTo).searchParams.get('code') ?? '';
}

function registrations(server: Mastodon): number {
  return server.faults.seen().filter((request) => request.path === '/api/v1/apps').length;
}

describe('connecting', () => {
  test('a person allows it in the browser, and the channel knows its name, address and limits', async () => {
    const server = await newServer({ limits: { maxCharacters: 1234 } });
    const host = new URL(server.url).host;

    const connected = await newApp().connect(server.url);

    expect(connected.account).toMatchObject({
      handle: `bakery@${host}`,
      displayName: 'The Bakery',
      server: server.url,
      profileUrl: `${server.url}/@bakery`,
      limits: {
        maxCharacters: 1234,
        maxMedia: 4,
        reservedPerUrl: 23,
        altMax: 1500,
        imageBytes: 16_777_216,
        imagePixels: 33_177_600,
        videoBytes: 103_809_024,
        videoPixels: 8_294_400,
        pollMostAnswers: 4,
        pollLongestAnswer: 50,
        pollLeastSeconds: 300,
        pollMostSeconds: 2_629_746,
      },
    });
    expect(connected.secrets).toEqual({ accessToken: expect.any(String) as unknown, server: server.url });
    expect(connected.expiresAt).toBeUndefined();
  });

  test('what is opened in the browser asks for four scopes, with the state and PKCE', async () => {
    const server = await newServer();

    const open = new URL((await newApp().begin(server.url)).open);

    expect(`${open.origin}${open.pathname}`).toBe(`${server.url}/oauth/authorize`);
    expect(Object.fromEntries(open.searchParams)).toEqual({
      response_type: 'code',
      client_id: expect.any(String) as unknown,
      redirect_uri: REDIRECT,
      scope: 'read:accounts read:statuses write:statuses write:media',
      state: 'the-state',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      code_challenge_method: 'S256',
    });
  });

  test('the browser leads back with the state', async () => {
    const server = await newServer();
    const { open } = await newApp().begin(server.url);

    expect(await approveSignIn(open)).toMatch(/^postwright:\/\/oauth\/callback\?code=[\w-]+&state=the-state$/);
  });

  test('a person who says no is led back without a code', async () => {
    const server = await newServer();
    const { open } = await newApp().begin(server.url);

    expect(await approveSignIn(open, { press: 'deny' })).toMatch(/\?error=access_denied&.*state=the-state$/);
  });

  test('of two accounts the one the person chose is connected', async () => {
    const server = await newServer();
    server.createAccount({ username: 'cafe' });

    const { account } = await newApp().connect(server.url, { fill: { account: 'cafe' } });

    expect(account.handle).toMatch(/^cafe@/);
  });

  test('POSTWRIGHT_MASTODON_URL takes the place of what was typed', async () => {
    const server = await newServer();
    const signIn = {
      redirectUri: REDIRECT,
      state: 's',
      challenge: 'c',
      rememberedApp: async () => undefined,
      rememberApp: async () => undefined,
    };

    const { open } = await connector.begin({ server: 'mastodon.social' }, signIn, {
      http: nodeHttp(),
      now: () => 0,
      baseUrl: server.url,
      broker: undefined,
    });

    expect(new URL(open).origin).toBe(server.url);
  });
});

describe('the registration with a server', () => {
  test('is made once and used again', async () => {
    const server = await newServer();
    const app = newApp();

    await app.connect(server.url);
    await app.connect(server.url);

    expect(registrations(server)).toBe(1);
    expect(app.remembered.get(server.url)).toEqual({
      clientId: expect.any(String) as unknown,
      clientSecret: expect.any(String) as unknown,
      redirectUri: REDIRECT,
    });
  });

  test('is made anew when the server no longer knows it', async () => {
    const server = await newServer();
    const app = newApp();
    await app.connect(server.url);
    server.forgetApps();

    const connected = await app.connect(server.url);

    expect(registrations(server)).toBe(2);
    expect(connected.account.displayName).toBe('The Bakery');
  });

  test('is made anew when it leads back to another address', async () => {
    const server = await newServer();
    const app = newApp();
    await app.begin(server.url, 'http://127.0.0.1:50000/callback');

    await app.connect(server.url);

    expect(registrations(server)).toBe(2);
  });

  test('is made anew when what is kept cannot be read', async () => {
    const server = await newServer();
    const app = newApp();
    app.remembered.set(server.url, { something: 'else' });

    await expect(app.connect(server.url)).resolves.toBeDefined();
  });

  test('forgotten while the person was in the browser: refused, and the next sign-in works', async () => {
    const server = await newServer();
    const app = newApp();
    const { open, memory } = await app.begin(server.url);
    const code = codeIn(await approveSignIn(open));
    server.forgetApps();

    await expect(app.finish(memory, code)).rejects.toMatchObject({ code: 'sign-in.refused' });
    await expect(app.connect(server.url)).resolves.toBeDefined();
  });
});

describe('refused', () => {
  test('a code works once', async () => {
    const server = await newServer();
    const app = newApp();
    const { open, memory } = await app.begin(server.url);
    const code = codeIn(await approveSignIn(open));
    await app.finish(memory, code);

    await expect(app.finish(memory, code)).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('a code is worth nothing without the verifier', async () => {
    const server = await newServer();
    const app = newApp();
    const { open, memory } = await app.begin(server.url);
    const code = codeIn(await approveSignIn(open));

    await expect(app.finish(memory, code, 'another-verifier')).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('a code is worth nothing after ten minutes', async () => {
    let at = Date.now();
    const server = await newServer({ clock: { now: () => at } });
    const app = newApp();
    const { open, memory } = await app.begin(server.url);
    const code = codeIn(await approveSignIn(open));
    at += 10 * 60_000;

    await expect(app.finish(memory, code)).rejects.toMatchObject({
      code: 'sign-in.refused',
      about: { answer: expect.stringMatching(/^invalid_grant/) as unknown },
    });
  });

  test.each([
    ['', 'sign-in.bad-answer'],
    ['not a server', 'sign-in.bad-answer'],
    ['http://mastodon.social', 'sign-in.bad-answer'],
  ])('“%s”: %s', async (typed, code) => {
    await expect(newApp().begin(typed)).rejects.toMatchObject({ code });
  });

  test.each<[what: string, status: number, body: string | Record<string, unknown>, code: string]>([
    ['a website that is no Mastodon server', 404, '<html>Not found</html>', 'sign-in.not-a-server'],
    ['a website that takes anything', 200, '<html>Welcome</html>', 'sign-in.not-a-server'],
    ['an API that knows no such call', 404, { error: 'Not found' }, 'sign-in.not-a-server'],
    ['a server that leads elsewhere', 301, '', 'sign-in.not-a-server'],
    ['a server with trouble', 503, { error: 'There was a temporary problem' }, 'sign-in.refused'],
    ['a server that asks for patience', 429, { error: 'Too many requests' }, 'sign-in.refused'],
    ['a server that takes no apps', 403, { error: 'This action is not allowed' }, 'sign-in.refused'],
  ])('%s', async (_what, status, body, code) => {
    const server = await newServer();
    server.faults.order('POST', '/api/v1/apps', { kind: 'status', status, body });

    await expect(newApp().begin(server.url)).rejects.toMatchObject({ code });
  });

  test('a person who gives less than posting needs', async () => {
    const server = await newServer();
    server.faults.order('POST', '/oauth/token', {
      kind: 'status',
      status: 200,
      body: { access_token: 'T', token_type: 'Bearer', scope: 'read write:statuses' },
    });

    await expect(newApp().connect(server.url)).rejects.toMatchObject({
      code: 'sign-in.missing-permission',
      about: { platform: 'Mastodon', scopes: 'write:media' },
    });
  });

  test('an app whose keys the server does not take', async () => {
    const server = await newServer();
    const app = newApp();
    const { open, memory } = await app.begin(server.url);
    const code = codeIn(await approveSignIn(open));

    await expect(app.finish({ ...memory, clientSecret: 'wrong' }, code)).rejects.toMatchObject({
      code: 'sign-in.refused',
      about: { answer: expect.stringMatching(/^invalid_client/) as unknown },
    });
  });

  test('taken back, and connected again: the same account, and it works', async () => {
    const server = await newServer();
    const app = newApp();
    const before = await app.connect(server.url);
    server.forgetApps();

    const after = await app.connect(server.url);

    expect(after.account.remoteId).toBe(before.account.remoteId);
    expect(after.secrets['accessToken']).not.toBe(before.secrets['accessToken']);
    const asked = mastodonAdapter.authorize(
      { method: 'GET', url: `${server.url}/api/v1/accounts/verify_credentials` },
      after.secrets,
    );
    expect((await nodeHttp().send(asked)).status).toBe(200);
  });

  test('a server that is not there', async () => {
    const server = await newServer();
    await server.stop();

    await expect(newApp().begin(server.url)).rejects.toMatchObject({
      code: 'sign-in.not-a-server',
      about: { host: new URL(server.url).host },
    });
  });

  test('a server that does not answer', async () => {
    const http: Http = { send: () => Promise.reject(new NoAnswer('timed out', 'maybe')) };

    await expect(newApp(http).begin('mastodon.social')).rejects.toThrow(
      'Mastodon did not sign you in: mastodon.social did not answer (timed out)',
    );
  });

  test('an account that its server has not let in yet', async () => {
    const server = await newServer();
    server.createAccount({ username: 'new' }).setStanding('pending');

    await expect(newApp().connect(server.url, { fill: { account: 'new' } })).rejects.toThrow(
      'Your login is currently pending approval',
    );
  });

  test('and no failure holds a secret', async () => {
    const server = await newServer();
    const app = newApp();
    const { open, memory } = await app.begin(server.url);
    const code = codeIn(await approveSignIn(open));
    const kept = Object.values(app.remembered.get(server.url) ?? {})
      .map(String)
      .filter((value) => value.length > 30);
    server.faults.order('POST', '/oauth/token', {
      kind: 'status',
      status: 400,
      body: { error: 'invalid_grant', error_description: `${kept.join(' ')} ${code}` },
    });

    const thrown = await app.finish(memory, code).catch((failure: unknown) => failure);

    expect(thrown).toBeInstanceOf(Failure);
    for (const secret of [...kept, code]) expect(JSON.stringify([thrown, String(thrown)])).not.toContain(secret);
  });
});

describe('limits', () => {
  const V2 = '/api/v2/instance';
  const V1 = '/api/v1/instance';

  async function limitsAfter(order: (server: Mastodon) => void) {
    const server = await newServer({ limits: { maxCharacters: 700 } });
    order(server);
    return (await newApp().connect(server.url)).account.limits;
  }

  test('of a server before 4.0 come from the older call', async () => {
    const limits = await limitsAfter((server) =>
      server.faults.order('GET', V2, { kind: 'status', status: 404, body: { error: 'Not found' } }),
    );
    expect(limits).toMatchObject({ maxCharacters: 700 });
  });

  test('of a fork are where it puts them, and its keys are not trusted', async () => {
    const pleroma = {
      uri: 'https://pleroma.example/',
      version: '2.7.2 (compatible; Pleroma 2.6.0)',
      max_toot_chars: 5000,
      description_limit: 5000,
    };
    const limits = await limitsAfter((server) => {
      server.faults.order('GET', V2, { kind: 'status', status: 404 });
      server.faults.order('GET', V1, { kind: 'status', status: 200, body: pleroma });
    });
    expect(limits).toEqual({ maxCharacters: 5000, altMax: 5000, repeatWithinMin: 0, quotePolicy: 0 });
  });

  test('of Pleroma: polls where it puts them, one limit for every file, and none of what it does not do', async () => {
    const pleroma = {
      uri: 'https://pleroma.example/',
      version: '2.7.2 (compatible; Pleroma 2.6.0)',
      upload_limit: 16_000_000,
      poll_limits: { max_options: 20, max_option_chars: 200, min_expiration: 0, max_expiration: 31_536_000 },
    };
    const withPolls = { ...pleroma, pleroma: { metadata: { features: ['pleroma_api', 'polls'] } } };
    const without = { ...pleroma, pleroma: { metadata: { features: ['pleroma_api'] } } };
    const limitsOf = (body: Record<string, unknown>) =>
      limitsAfter((server) => {
        server.faults.order('GET', V2, { kind: 'status', status: 404 });
        server.faults.order('GET', V1, { kind: 'status', status: 200, body });
      });

    expect(await limitsOf(withPolls)).toMatchObject({
      imageBytes: 16_000_000,
      videoBytes: 16_000_000,
      pollMostAnswers: 20,
      pollLongestAnswer: 200,
      pollMostSeconds: 31_536_000,
    });
    expect(await limitsOf(without)).toMatchObject({ pollMostAnswers: 0 });
  });

  test.each<[what: string, body: Record<string, unknown>, quotePolicy: number]>([
    ['4.5', { version: '4.5.2', api_versions: { mastodon: 7 } }, 1],
    ['4.4', { version: '4.4.9', api_versions: { mastodon: 6 } }, 0],
    ['4.2, which tells no version of its interface', { version: '4.2.20' }, 0],
    ['5.0 that tells none', { version: '5.0.0' }, 1],
    ['software that is compatible', { version: '9.9.9 (compatible; Other 1.0)' }, 0],
  ])('whether a status can say who may quote it: %s', async (_what, body, quotePolicy) => {
    const limits = await limitsAfter((server) =>
      server.faults.order('GET', V2, { kind: 'status', status: 200, body: { domain: 'a.example', ...body } }),
    );
    expect(allLimits(limits).quotePolicy).toBe(quotePolicy);
  });

  test('name the types of files this server takes', async () => {
    const configuration = { media_attachments: { supported_mime_types: ['image/png', 'video/mp4', 'image/heic'] } };
    const limits = await limitsAfter((server) =>
      server.faults.order('GET', V2, { kind: 'status', status: 200, body: { version: '4.5.0', configuration } }),
    );
    expect(typesTaken(limits)).toEqual(['image/png', 'video/mp4']);
  });

  test('that make no sense are left out', async () => {
    const odd = {
      domain: 'a.example',
      version: '4.5.0',
      configuration: { statuses: { max_characters: -1, max_media_attachments: 'many' } },
    };
    const limits = await limitsAfter((server) =>
      server.faults.order('GET', V2, { kind: 'status', status: 200, body: odd }),
    );
    expect(limits).toEqual({});
  });

  test('are the usual ones where nothing can be had', async () => {
    const limits = await limitsAfter((server) => {
      server.faults.order('GET', V2, { kind: 'answer-lost' });
      server.faults.order('GET', V1, { kind: 'malformed' });
    });
    expect(allLimits(limits)).toMatchObject({ maxCharacters: 500, maxMedia: 4, repeatWithinMin: 55 });
  });

  test('an account named after another domain than its server is called so', async () => {
    const server = await newServer();
    server.faults.order('GET', V2, {
      kind: 'status',
      status: 200,
      body: { domain: 'bakery.example', version: '4.5.0' },
    });
    expect((await newApp().connect(server.url)).account.handle).toBe('bakery@bakery.example');
  });
});
