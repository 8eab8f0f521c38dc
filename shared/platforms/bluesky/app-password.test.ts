import { describe, expect, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type Http, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { ConnectContext } from '#shared/platforms/platform.ts';
import { appPassword } from '#shared/platforms/bluesky/app-password.ts';
import { authorize, isExpired, renew } from '#shared/platforms/bluesky/session.ts';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const SESSION = {
  did: 'did:plc:alice',
  handle: 'alice.bsky.social',
  accessJwt: 'access-1',
  refreshJwt: 'refresh-1',
  active: true,
};

describe('signing in', () => {
  test('asks bsky.social unless another server is named', async () => {
    const network = scripted({ 'com.atproto.server.createSession': ok(SESSION) });
    const { account, secrets } = await signIn({ handle: '@alice.bsky.social', password: 'app-pass' }, network);
    expect(account).toMatchObject({
      remoteId: 'did:plc:alice',
      handle: 'alice.bsky.social',
      server: 'https://bsky.social',
    });
    expect(secrets).toMatchObject({
      identifier: 'alice.bsky.social',
      password: 'app-pass',
      server: 'https://bsky.social',
    });
    expect(network.asked[0]).toMatchObject({
      url: 'https://bsky.social/xrpc/com.atproto.server.createSession',
      body: { json: { identifier: 'alice.bsky.social', password: 'app-pass' } },
    });
  });

  test('goes on with the server that the account’s document names', async () => {
    const network = scripted({
      'com.atproto.server.createSession': ok({
        ...SESSION,
        didDoc: documentNaming('https://shiitake.us-east.host.bsky.network'),
      }),
    });
    const { account, secrets } = await signIn({ handle: 'alice@example.com', password: 'p' }, network);
    expect([account.server, secrets['server']]).toEqual(Array(2).fill('https://shiitake.us-east.host.bsky.network'));
  });

  test('stays on the base address that was set', async () => {
    const network = scripted({
      'com.atproto.server.createSession': ok({ ...SESSION, didDoc: documentNaming('https://elsewhere.example') }),
    });
    const { account } = await signIn(
      { handle: 'alice', password: 'p', server: 'https://typed.example' },
      network,
      'http://localhost:2583',
    );
    expect(account.server).toBe('http://localhost:2583');
    expect(network.asked.every((request) => request.url.startsWith('http://localhost:2583/'))).toBe(true);
  });

  test.each([
    ['a server without https', 'http://elsewhere.example'],
    ['a port of this computer', 'http://localhost:8080'],
    ['something that is no address', 'did:web:elsewhere.example'],
  ])('never follows a document to %s', async (_what, endpoint) => {
    const network = scripted({
      'com.atproto.server.createSession': ok({ ...SESSION, didDoc: documentNaming(endpoint) }),
    });
    expect((await signIn({ handle: 'alice', password: 'p' }, network)).account.server).toBe('https://bsky.social');
  });

  test('takes a handle as it is pasted from a web page', async () => {
    const network = scripted({ 'com.atproto.server.createSession': ok(SESSION) });
    const { secrets } = await signIn({ handle: ' \u202A@alice.bsky.social\u202C ', password: ' p ' }, network);
    expect(secrets).toMatchObject({ identifier: 'alice.bsky.social', password: 'p' });
  });

  test('shows the name and picture of the profile', async () => {
    const value = { displayName: 'Alice', avatar: { $type: 'blob', ref: { $link: 'bafkrei' } } };
    const network = scripted({
      'com.atproto.server.createSession': ok(SESSION),
      'com.atproto.repo.getRecord': ok({ uri: 'at://x', value }),
    });
    const { account } = await signIn({ handle: 'alice', password: 'p' }, network);
    expect(account).toMatchObject({
      displayName: 'Alice',
      avatarUrl: 'https://bsky.social/xrpc/com.atproto.sync.getBlob?did=did%3Aplc%3Aalice&cid=bafkrei',
    });
  });

  test.each([
    ['the password is wrong', refusal(401, 'AuthenticationRequired'), 'sign-in.wrong-password'],
    ['the account’s own password needs a code', refusal(401, 'AuthFactorTokenRequired'), 'sign-in.refused'],
    ['the account was taken down', refusal(401, 'AccountTakedown'), 'sign-in.refused'],
    ['the account is deactivated', ok({ ...SESSION, active: false, status: 'deactivated' }), 'sign-in.refused'],
    ['there were too many sign-ins', refusal(429, 'RateLimitExceeded'), 'sign-in.refused'],
    ['the server has trouble', refusal(502, 'UpstreamFailure'), 'sign-in.refused'],
    ['the handle makes no sense', refusal(400, 'InvalidRequest'), 'sign-in.bad-answer'],
    ['a web site answers', { status: 200, headers: {}, body: '<html>Hello</html>' }, 'sign-in.not-a-server'],
    [
      'a web site has no such page',
      { status: 404, headers: {}, body: '{"error":"Not Found","message":"Cannot POST /xrpc"}' },
      'sign-in.not-a-server',
    ],
    [
      'a web site sends us elsewhere',
      { status: 301, headers: { location: 'https://www.example.com' }, body: '' },
      'sign-in.not-a-server',
    ],
  ])('fails with a named failure when %s', async (_when, answer, code) => {
    const network = scripted({ 'com.atproto.server.createSession': answer });
    await expect(signIn({ handle: 'alice', password: 'p', server: 'example.com' }, network)).rejects.toMatchObject({
      code,
    });
  });

  test('says how to go on when the account’s own password needs a code', async () => {
    const network = scripted({ 'com.atproto.server.createSession': refusal(401, 'AuthFactorTokenRequired') });
    await expect(signIn({ handle: 'alice', password: 'p' }, network)).rejects.toThrow('Use an app password.');
  });

  test.each([
    ['a server that was typed is not there', 'example.invalid', 'sign-in.not-a-server'],
    ['this computer is offline', '', 'sign-in.refused'],
  ])('fails with a named failure when %s', async (_when, server, code) => {
    const network = scripted({ 'com.atproto.server.createSession': new NoAnswer('ENOTFOUND', 'no') });
    await expect(signIn({ handle: 'alice', password: 'p', server }, network)).rejects.toMatchObject({ code });
  });

  test.each([
    ['no handle', { handle: ' @ ', password: 'p' }],
    ['no password', { handle: 'alice', password: ' ' }],
    ['a server without https', { handle: 'alice', password: 'p', server: 'http://example.com' }],
  ])('asks again for %s, without asking the network', async (_what, answers) => {
    const network = scripted({});
    await expect(signIn(answers, network)).rejects.toMatchObject({ code: 'sign-in.bad-answer' });
    expect(network.asked).toEqual([]);
  });
});

const SECRETS = {
  did: 'did:plc:alice',
  accessJwt: 'access-1',
  refreshJwt: 'refresh-1',
  password: 'app-pass',
  identifier: 'alice.bsky.social',
  server: 'https://pds.example',
};

describe('renewing', () => {
  test('uses the refresh token', async () => {
    const network = scripted({
      'com.atproto.server.refreshSession': ok({ ...SESSION, accessJwt: 'access-2', refreshJwt: 'refresh-2' }),
    });
    expect(await renewWith(network)).toEqual({
      secrets: { ...SECRETS, accessJwt: 'access-2', refreshJwt: 'refresh-2' },
    });
    expect(network.asked).toEqual([
      {
        method: 'POST',
        url: 'https://pds.example/xrpc/com.atproto.server.refreshSession',
        headers: { authorization: 'Bearer refresh-1' },
      },
    ]);
  });

  test.each(['ExpiredToken', 'InvalidToken'])(
    'opens a new session by the password when the refresh token meets %s',
    async (error) => {
      const network = scripted({
        'com.atproto.server.refreshSession': refusal(400, error),
        'com.atproto.server.createSession': ok({ ...SESSION, accessJwt: 'access-3', refreshJwt: 'refresh-3' }),
      });
      expect(await renewWith(network)).toMatchObject({
        secrets: { accessJwt: 'access-3', refreshJwt: 'refresh-3', password: 'app-pass' },
      });
      expect(network.asked).toHaveLength(2);
    },
  );

  test('never takes the session of whoever has the handle now', async () => {
    const network = scripted({
      'com.atproto.server.refreshSession': refusal(400, 'ExpiredToken'),
      'com.atproto.server.createSession': ok({ ...SESSION, did: 'did:plc:mallory' }),
    });
    expect(await renewWith(network)).toMatchObject({ trouble: { kind: 'signed-out' } });
    expect(network.asked.map((request) => request.body)).toEqual([
      undefined,
      { json: { identifier: 'alice.bsky.social', password: 'app-pass' } },
      { json: { identifier: 'did:plc:alice', password: 'app-pass' } },
    ]);
  });

  test('ends signed out when the password was taken back', async () => {
    const network = scripted({
      'com.atproto.server.refreshSession': refusal(400, 'ExpiredToken'),
      'com.atproto.server.createSession': refusal(401, 'AuthenticationRequired'),
    });
    expect(await renewWith(network)).toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
  });

  test('ends signed out at once when the account was taken down', async () => {
    const network = scripted({ 'com.atproto.server.refreshSession': refusal(401, 'AccountTakedown') });
    expect(await renewWith(network)).toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.no-permission' } },
    });
  });

  test.each([
    ['the line is down', new NoAnswer('ENOTFOUND', 'no'), 'not-arrived'],
    ['the answer is lost', new NoAnswer('ECONNRESET', 'maybe'), 'not-arrived'],
    ['the server has trouble', refusal(503, 'NotEnoughResources'), 'temporary'],
    ['the server asks for patience', refusal(429, 'RateLimitExceeded'), 'temporary'],
    ['a proxy answers', { status: 403, headers: {}, body: '<html>Blocked</html>' }, 'temporary'],
  ])('is tried again later when %s', async (_when, answer, kind) => {
    const network = scripted({ 'com.atproto.server.refreshSession': answer });
    expect(await renewWith(network)).toMatchObject({ trouble: { kind } });
    expect(network.asked).toHaveLength(1);
  });
});

test('the sign-in goes to the account’s own server and to no other', () => {
  const own: HttpRequest = { method: 'GET', url: 'https://pds.example/xrpc/x', headers: { accept: 'a' } };
  expect(authorize(own, SECRETS).headers).toEqual({ accept: 'a', authorization: 'Bearer access-1' });
  for (const url of [
    'https://pds.example.evil.com/xrpc/x',
    'https://evil.com/https://pds.example/',
    'http://pds.example/xrpc/x',
  ]) {
    expect(authorize({ method: 'GET', url }, SECRETS).headers).toBeUndefined();
  }
});

test('a token for another service is left alone, and what that service says of it too', () => {
  const theirs: HttpRequest = {
    method: 'GET',
    url: 'https://pds.example/xrpc/x',
    headers: { authorization: 'Bearer x' },
  };
  expect(authorize(theirs, SECRETS)).toEqual(theirs);
  expect(isExpired({ status: 400, headers: {}, body: '{"error":"InvalidToken"}' }, theirs)).toBe(false);
});

test.each([
  [400, '{"error":"ExpiredToken"}', true],
  [400, '{"error":"InvalidToken"}', true],
  [401, '{"error":"InvalidToken"}', true],
  [401, '{"error":"AuthenticationRequired"}', false],
  [400, '{"error":"InvalidRequest","message":"ExpiredToken"}', false],
  [500, '{"error":"ExpiredToken"}', false],
  [400, 'ExpiredToken', false],
])('renewing may help after %s %s: %s', (status, body, expected) => {
  expect(isExpired({ status, headers: {}, body })).toBe(expected);
});

type Scripted = Http & { readonly asked: readonly HttpRequest[] };

/** A network that gives each method its answer; what it has none for is not there. */
function scripted(answers: Readonly<Record<string, HttpAnswer | NoAnswer>>): Scripted {
  const asked: HttpRequest[] = [];
  return {
    asked,
    send: async (request) => {
      asked.push(request);
      const method = /\/xrpc\/([^?]+)/.exec(request.url)?.[1] ?? '';
      const answer = answers[method] ?? refusal(400, 'RecordNotFound');
      if (answer instanceof NoAnswer) throw answer;
      return answer;
    },
  };
}

function signIn(
  answers: Record<string, string>,
  http: Http,
  baseUrl?: string,
): ReturnType<Extract<typeof appPassword, { how: 'password' }>['signIn']> {
  if (appPassword.how !== 'password') throw new Failure('app.unexpected');
  return appPassword.signIn(answers, context(http, baseUrl));
}

function renewWith(http: Http): ReturnType<typeof renew> {
  return renew(SECRETS, context(http));
}

function context(http: Http, baseUrl?: string): ConnectContext {
  return { http, now: () => NOW, baseUrl, broker: undefined };
}

function ok(body: unknown): HttpAnswer {
  return { status: 200, headers: {}, body: JSON.stringify(body) };
}

function refusal(status: number, error: string): HttpAnswer {
  return { status, headers: {}, body: JSON.stringify({ error, message: `about ${error}` }) };
}

function documentNaming(serviceEndpoint: string): unknown {
  return { id: 'did:plc:alice', service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint }] };
}
