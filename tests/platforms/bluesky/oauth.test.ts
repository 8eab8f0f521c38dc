import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Http, HttpRequest } from '#shared/platforms/http.ts';
import { NoAnswer } from '#shared/platforms/http.ts';
import type { BrowserConnector, BrowserSignIn, Connected, Renewed, Secrets } from '#shared/platforms/platform.ts';
import { blueskyAdapter } from '#shared/platforms/bluesky/adapter.ts';
import { CLIENT_METADATA } from '#shared/platforms/bluesky/client-metadata.ts';
import { oauthClient, sessionIn } from '#shared/platforms/bluesky/oauth-client.ts';
import { sessionOpener } from '#shared/platforms/bluesky/oauth-session.ts';
import type { OAuthSecrets } from '#shared/platforms/bluesky/oauth-secrets.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { startBlueskyVideo } from '#simulators/bluesky-video.ts';
import { approveOAuth } from '#tests/kit/pds/approve-oauth.ts';
import { startPds, type Pds, type PdsAccount } from '#tests/kit/pds/start-pds.ts';
import { stepMemory } from '#tests/kit/step-memory.ts';
import { apiFor, call, film, http, image, part, postsWith, publish, unique } from '#tests/platforms/bluesky/world.ts';

// Signing in with the browser, and working with that sign-in, against the real authorization server of Bluesky.

const LOOPBACK = 'http://127.0.0.1:45123/oauth/callback';
const OWN_SCHEME = 'app.postwright:/callback';

let pds: Pds;
let alice: PdsAccount;
let channel: Connected;

beforeAll(async () => {
  pds = await startPds();
  alice = await pds.createAccount('alice');
  channel = await signInWithBrowser(alice);
}, 60_000);
afterAll(() => pds.stop());

describe('signing in with the browser', () => {
  test('ends with the account, and tokens that are bound to a key', async () => {
    const { account, secrets, expiresAt } = channel;
    expect(account).toEqual({
      remoteId: alice.did,
      handle: 'alice.test',
      displayName: 'alice.test',
      server: pds.url,
      profileUrl: 'https://bsky.app/profile/alice.test',
      limits: {},
    });
    expect(secrets).toMatchObject({
      did: alice.did,
      server: pds.url,
      dpopJwk: { kty: 'EC', crv: 'P-256', d: expect.any(String) as string },
      tokenSet: { sub: alice.did, token_type: 'DPoP', scope: 'atproto transition:generic' },
    });
    expect((expiresAt ?? 0) - Date.now()).toBeGreaterThan(13.9 * 24 * 3_600_000);
    expect((expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(14 * 24 * 3_600_000);
  });

  test('works with what is published about Postwright, and comes back through its own link', async () => {
    const connected = await signInWithBrowser(alice, { redirectUri: OWN_SCHEME });
    expect(connected.account.remoteId).toBe(alice.did);
    expect((await apiFor(connected, { baseUrl: pds.url }).send(whoAmI())).status).toBe(200);
  });

  test('needs no handle: the server asks who it is', async () => {
    const { open, memory } = await begin({ handle: '' });
    expect((await finish(memory, await approveOAuth(open, alice))).account.handle).toBe('alice.test');
  });

  test('comes back under a state of the library’s own', async () => {
    const { open, memory, state } = await begin();
    const link = new URL(await approveOAuth(open, alice));
    expect(link.searchParams.get('state')).toBe(state);
    expect(`${link.origin}${link.pathname}`).toBe(LOOPBACK);
    expect(JSON.stringify(memory)).not.toContain(alice.password);
  });

  test('of a person who declines is told so', async () => {
    const { open, memory } = await begin();
    const link = await approveOAuth(open, alice, 'decline');
    expect(new URL(link).searchParams.get('error')).toBe('access_denied');
    await expect(finish(memory, link)).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('of a person who allows less than posting needs says what is missing', async () => {
    const { open, memory } = await begin();
    await expect(finish(memory, await approveOAuth(open, alice, { allowOnly: 'atproto' }))).rejects.toMatchObject({
      code: 'sign-in.missing-permission',
      about: { scopes: 'transition:generic' },
    });
  });

  test('with a handle nobody has says so, and opens nothing', async () => {
    await expect(begin({ handle: 'nobody.test' })).rejects.toMatchObject({
      code: 'sign-in.bad-answer',
      about: { field: 'Handle' },
    });
  });

  test('cannot be finished twice with one link', async () => {
    const { open, memory } = await begin();
    const link = await approveOAuth(open, alice);
    await finish(memory, link);
    await expect(finish(memory, link)).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('cannot be finished with the link of another sign-in', async () => {
    const [one, other] = [await begin(), await begin()];
    const link = await approveOAuth(other.open, alice);
    await expect(finish(one.memory, link)).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('without a line to the server says so', async () => {
    const { open, memory } = await begin();
    const link = await approveOAuth(open, alice);
    const offline: Http = { send: () => Promise.reject(new NoAnswer('ECONNREFUSED', 'no')) };
    await expect(begin({ http: offline })).rejects.toMatchObject({ code: 'sign-in.unreachable' });
    await expect(finish(memory, link, offline)).rejects.toMatchObject({ code: 'sign-in.unreachable' });
  });

  test('asks Bluesky’s own directories about a handle, and then the server that they name, all through our line', async () => {
    const asked: string[] = [];
    const did = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
    const document = {
      '@context': ['https://www.w3.org/ns/did/v1'],
      id: did,
      alsoKnownAs: ['at://alice.example.net'],
      service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: 'https://pds.example.net' }],
    };
    const scripted: Http = {
      send: async ({ url }) => {
        asked.push(url);
        const body = url.includes('resolveHandle') ? { did } : document;
        const headers = { 'content-type': 'application/json' };
        return { status: url.includes('pds.example.net') ? 503 : 200, headers, body: JSON.stringify(body) };
      },
    };
    await expect(begin({ handle: 'alice.example.net', http: scripted, baseUrl: undefined })).rejects.toMatchObject({
      code: 'sign-in.refused',
    });
    expect(asked).toEqual([
      'https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle=alice.example.net',
      `https://plc.directory/${encodeURIComponent(did)}`,
      'https://pds.example.net/.well-known/oauth-protected-resource',
    ]);
  });

  test('comes back to our own scheme, or to this computer when a server under development is set', () => {
    expect(browser().returnTo({})).toEqual({ at: 'own-scheme', uri: OWN_SCHEME });
    expect(browser().returnTo({}, 'http://localhost:2583')).toEqual({ at: 'loopback' });
  });

  test('shows what docs/oauth/client-metadata.json publishes, and nothing else', () => {
    expect(JSON.parse(readFileSync('docs/oauth/client-metadata.json', 'utf8'))).toEqual(CLIENT_METADATA);
  });
});

describe('a sign-in from the browser at work', () => {
  test('publishes a thread with a picture', async () => {
    const cat = image({ alt: 'A cat' });
    const word = unique('by oauth');
    const segments = [{ text: `${word} 1 @alice.test`, media: [cat.media] }, part(`${word} 2`)];
    const { receipt } = await publish(channel, segments, { files: [cat], baseUrl: pds.url });
    expect(receipt.confirmedBy).toBe('read-back');
    expect(await postsWith(pds, alice, word)).toHaveLength(2);
  });

  test('publishes a video, with tokens of its own for the service that makes it ready', async () => {
    let hours = 0;
    const service = await startBlueskyVideo({ server: pds.url, clock: { now: () => Date.now() + hours * 3_600_000 } });
    onTestFinished(() => service.stop());
    await pds.setVideoService(service.url);
    const bread = film();
    const word = unique('filmed');
    const [memory, segments] = [stepMemory(), [{ text: word, media: [bread.media] }]];
    const run = (): ReturnType<typeof publish> =>
      publish(channel, segments, { memory, files: [bread], baseUrl: pds.url });
    await expect(run()).rejects.toMatchObject({ trouble: { kind: 'processing' } });
    hours = 1;
    await run();
    expect(await postsWith(pds, alice, word)).toMatchObject([{ value: { embed: { alt: 'Bread rising' } } }]);
  });

  test('sends each request once, however many there are', async () => {
    const watched = watching();
    const session = opened(await signInWithBrowser(alice), { http: watched.http });
    const answers = await Promise.all([session(whoAmI()), session(whoAmI()), session(whoAmI())]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (let more = 0; more < 3; more += 1) await session(whoAmI());
    // Where the server wants a nonce it refuses the first request, which was not done.
    const refused = watched.seen.filter((one) => one.url.includes('getSession') && one.status === 401).length;
    expect(refused).toBeLessThanOrEqual(3);
    expect(watched.seen.filter((one) => one.url.includes('getSession'))).toHaveLength(6 + refused);
    expect(watched.seen.filter((one) => one.url.includes('oauth-authorization-server'))).toHaveLength(1);
  });

  test('keeps its tokens from every other host', async () => {
    const watched = watching();
    const session = opened(channel, { http: watched.http });
    await session({ method: 'GET', url: pds.url.replace('localhost', '127.0.0.1') });
    await session({ ...whoAmI(), headers: { authorization: 'Bearer for-another-service' } });
    expect(watched.seen.map(({ headers }) => headers)).toEqual([{}, { authorization: 'Bearer for-another-service' }]);
  });

  test('whose token ran out renews it once for two requests, and has it on the disk before it is used', async () => {
    const watched = watching();
    const events = watched.seen;
    const session = opened(ranOut(await signInWithBrowser(alice)), {
      http: watched.http,
      keep: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        events.push({ method: 'keep', url: 'kept', status: 0, headers: {} });
      },
    });
    const answers = await Promise.all([session(whoAmI()), session(whoAmI())]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const order = events.map(({ url }) => url).filter((url) => /oauth\/token|kept|getSession/.test(url));
    expect(renewalsIn(events)).toBe(1);
    expect(order.indexOf('kept')).toBeGreaterThan(order.findLastIndex((url) => url.includes('oauth/token')));
    expect(order.indexOf('kept')).toBeLessThan(order.findIndex((url) => url.includes('getSession')));
  });

  test('whose token the server no longer takes is renewed, and the post goes out', async () => {
    const connected = await signInWithBrowser(alice);
    const word = unique('renewed');
    const { api } = await publish(withTokens(connected, { access_token: 'rubbish' }), word, { baseUrl: pds.url });
    expect(api.renewals()).toBe(1);
    expect(await postsWith(pds, alice, word)).toHaveLength(1);
  });

  test('goes on with the newest tokens when somebody still holds the old ones', async () => {
    const connected = ranOut(await signInWithBrowser(alice));
    const watched = watching();
    for (let requests = 0; requests < 3; requests += 1)
      expect((await opened(connected, { http: watched.http })(whoAmI())).status).toBe(200);
    expect(renewalsIn(watched.seen)).toBe(1);
  });

  test('is kept by who knows what is on the disk, also when somebody with the old tokens has it renewed', async () => {
    const connected = await signInWithBrowser(alice);
    const kept: string[] = [];
    const first = opened(ranOut(connected), { keep: async () => void kept.push('first') });
    const second = opened(ranOut(connected), { keep: async () => void kept.push('second') });
    await first(whoAmI());
    let isRefused = false;
    const refusing: Http = {
      send: async (request) => {
        if (isRefused || !request.url.includes('getSession')) return http.send(request);
        isRefused = true;
        return { status: 401, headers: { 'www-authenticate': 'DPoP error="invalid_token"' }, body: '{}' };
      },
    };
    const third = opened(ranOut(connected), { http: refusing, keep: async () => void kept.push('third') });
    await Promise.all([second(whoAmI()), third(whoAmI())]);
    expect(kept).toEqual(['first', 'first']);
  });

  test('starts over with what a new sign-in brought', async () => {
    const old = await signInWithBrowser(alice);
    await opened(old)(whoAmI());
    const fresh = await signInWithBrowser(alice);
    const kept: Renewed[] = [];
    const session = opened(ranOut(fresh), { keep: async (renewed) => void kept.push(renewed) });
    expect((await session(whoAmI())).status).toBe(200);
    expect(kept).toMatchObject([
      { secrets: { dpopJwk: (fresh.secrets as OAuthSecrets).dpopJwk }, expiresAt: fresh.expiresAt },
    ]);
  });

  test('whose fresh token could not be kept sends nothing with it, and goes on once it is', async () => {
    let isDiskFull = true;
    const watched = watching();
    const connected = ranOut(await signInWithBrowser(alice));
    const session = opened(connected, {
      http: watched.http,
      keep: async () => {
        if (isDiskFull) throw new StepTrouble({ kind: 'not-arrived', failure: { code: 'library.full', about: {} } });
      },
    });
    await expect(session(whoAmI())).rejects.toMatchObject({ trouble: { failure: { code: 'library.full' } } });
    await expect(session(whoAmI())).rejects.toMatchObject({ trouble: { failure: { code: 'library.full' } } });
    expect(watched.seen.filter((one) => one.url.includes('getSession'))).toEqual([]);

    isDiskFull = false;
    expect((await session(whoAmI())).status).toBe(200);
    expect(renewalsIn(watched.seen)).toBe(1);
  });

  test('whose refresh token was used by somebody else signs the channel out', async () => {
    const connected = await signInWithBrowser(alice);
    const stolen = structuredClone(connected);
    await opened(ranOut(stolen))(whoAmI());
    // Another computer: it does not know what became of the token.
    const elsewhere = { ...connected, account: connected.account };
    await expect(openedElsewhere(ranOut(elsewhere))(whoAmI())).rejects.toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired', about: { channel: 'alice.test' } } },
    });
  });

  test('that was taken back at Bluesky signs the channel out', async () => {
    const connected = await signInWithBrowser(alice);
    await revoke(connected);
    await expect(publish(ranOut(connected), 'too late', { baseUrl: pds.url })).rejects.toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
    await expect(
      publish(withTokens(connected, { access_token: 'rubbish' }), 'too late', { baseUrl: pds.url }),
    ).rejects.toMatchObject({ trouble: { kind: 'signed-out' } });
  });

  test.each([
    ['no connection', new NoAnswer('ECONNREFUSED', 'no'), 'not-arrived'],
    ['an answer that was lost', new NoAnswer('ECONNRESET', 'maybe'), 'temporary'],
  ])('that meets %s while it renews waits, and is not signed out', async (_what, thrown, kind) => {
    const connected = ranOut(await signInWithBrowser(alice));
    const deaf: Http = {
      send: (request) => (request.url.includes('oauth/token') ? Promise.reject(thrown) : http.send(request)),
    };
    await expect(opened(connected, { http: deaf })(whoAmI())).rejects.toMatchObject({ trouble: { kind } });
  });

  test('that loses the answer to a post leaves one post after the next try', async () => {
    const word = unique('lost');
    const memory = stepMemory();
    let isLost = false;
    const losing: Http = {
      send: async (request) => {
        const given = await http.send(request);
        if (isLost || !request.url.includes('putRecord') || given.status !== 200) return given;
        isLost = true;
        throw new NoAnswer('ECONNRESET', 'maybe');
      },
    };
    await expect(publish(channel, word, { memory, http: losing, baseUrl: pds.url })).rejects.toMatchObject({
      trouble: { kind: 'maybe', failure: { code: 'publish.unreachable' } },
    });
    await publish(channel, word, { memory, http: losing, baseUrl: pds.url });
    expect(await postsWith(pds, alice, word)).toHaveLength(1);
  });

  test('tells none of its tokens in what goes wrong', async () => {
    const connected = ranOut(await signInWithBrowser(alice));
    await revoke(connected);
    const failed: unknown = await opened(connected)(whoAmI()).catch((thrown: unknown) => thrown);
    const { tokenSet, dpopJwk } = connected.secrets as OAuthSecrets;
    if (!(failed instanceof StepTrouble)) throw new Error('A sign-in that was taken back does not work.');
    const told = JSON.stringify([String(failed), failed.stack, failed.trouble]);
    for (const secret of [tokenSet.access_token, tokenSet.refresh_token ?? '', String(dpopJwk['d'])])
      expect(told).not.toContain(secret);
  });
});

// The world

interface Begun {
  readonly open: string;
  readonly memory: Secrets;
  readonly state: string;
}

function browser(): BrowserConnector {
  const connector = blueskyAdapter.connectors['browser'];
  if (connector?.how !== 'browser') throw new Error('Bluesky has a sign-in in the browser.');
  return connector;
}

async function begin(
  given: { handle?: string; redirectUri?: string; http?: Http; baseUrl?: undefined } = {},
): Promise<Begun> {
  const verifier = randomBytes(32).toString('base64url');
  const signIn: BrowserSignIn = {
    redirectUri: given.redirectUri ?? LOOPBACK,
    state: randomBytes(32).toString('base64url'),
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    rememberedApp: async () => undefined,
    rememberApp: async () => undefined,
  };
  const begun = await browser().begin({ handle: given.handle ?? 'alice.test' }, signIn, {
    ...context(given.http),
    ...('baseUrl' in given && { baseUrl: undefined }),
  });
  return { ...begun, memory: JSON.parse(JSON.stringify(begun.memory)) as Secrets, state: begun.state ?? '' };
}

async function finish(memory: Secrets, link: string, over: Http = http): Promise<Connected> {
  const params = Object.fromEntries(new URL(link).searchParams);
  const came = { code: params['code'] ?? '', verifier: 'not ours to know', params };
  const [connected] = await browser().finish(memory, came, context(over));
  if (connected === undefined) throw new Error('Nobody was signed in.');
  return { ...connected, secrets: JSON.parse(JSON.stringify(connected.secrets)) as Secrets };
}

async function signInWithBrowser(account: PdsAccount, given: { redirectUri?: string } = {}): Promise<Connected> {
  const { open, memory } = await begin({ handle: account.handle, ...given });
  return finish(memory, await approveOAuth(open, account));
}

function context(over: Http = http) {
  return { http: over, now: Date.now, baseUrl: pds.url, broker: undefined };
}

function whoAmI(): HttpRequest {
  return call('com.atproto.server.getSession', pds.url);
}

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The real network, and everything that went through it. */
function watching(): { readonly http: Http; readonly seen: Seen[] } {
  const seen: Seen[] = [];
  return {
    seen,
    http: {
      send: async (request) => {
        const answer = await http.send(request);
        seen.push({ method: request.method, url: request.url, status: answer.status, headers: request.headers ?? {} });
        return answer;
      },
    },
  };
}

function renewalsIn(seen: readonly Seen[]): number {
  return seen.filter((one) => one.url.includes('oauth/token') && one.status === 200).length;
}

type Opener = NonNullable<typeof blueskyAdapter.openSession>;
type Session = NonNullable<ReturnType<Opener>>;

const ofAdapter: Opener = (secrets, given) => blueskyAdapter.openSession?.(secrets, given);

function opened(
  connected: Connected,
  given: { http?: Http; keep?: (fresh: Renewed) => Promise<void>; opener?: Opener } = {},
): Session {
  const session = (given.opener ?? ofAdapter)(connected.secrets, {
    ...context(given.http),
    keep: given.keep ?? (async () => undefined),
  });
  if (session === undefined) throw new Error('A sign-in from the browser has a session.');
  return session;
}

/** On a computer of its own, which shares nothing with this one. */
function openedElsewhere(connected: Connected): Session {
  return opened(connected, { opener: sessionOpener() });
}

function withTokens(connected: Connected, changed: Partial<OAuthSecrets['tokenSet']>): Connected {
  const secrets = connected.secrets as OAuthSecrets;
  return { ...connected, secrets: { ...secrets, tokenSet: { ...secrets.tokenSet, ...changed } } };
}

/** As it is an hour later, by this computer's clock. */
function ranOut(connected: Connected): Connected {
  return withTokens(connected, { expires_at: new Date(Date.now() - 1000).toISOString() });
}

/** As the person would do it in Bluesky's settings. */
async function revoke(connected: Connected): Promise<void> {
  const kept = connected.secrets as OAuthSecrets;
  const nothing = { get: () => undefined, set: () => undefined, del: () => undefined };
  const client = oauthClient({
    ...context(),
    redirectUri: kept.redirectUri,
    states: nothing,
    sessions: { ...nothing, get: () => sessionIn(kept) },
  });
  await client.revoke(kept.did);
}
