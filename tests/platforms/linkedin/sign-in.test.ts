import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '#shared/failures.ts';
import { NoAnswer, type Http } from '#shared/platforms/http.ts';
import { linkedinAdapter } from '#shared/platforms/linkedin/adapter.ts';
import type {
  BrowserConnector,
  BrowserSignIn,
  CameBack,
  ConnectContext,
  Connected,
  ReturnPlace,
  Secrets,
} from '#shared/platforms/platform.ts';
import { startLinkedin, type Linkedin, type LinkedinOptions } from '#simulators/linkedin.ts';
import type { SimulatedMember } from '#simulators/linkedin/people.ts';
import { approveSignIn, type Decision } from '#simulators/person.ts';
import { nodeHttp } from '#tests/kit/node-http.ts';
import { startTeamServer, type Given, type TeamServer } from '#tests/platforms/linkedin/team-server.ts';
import { START } from '#tests/platforms/linkedin/world.ts';

const RETURN = 'https://postwright.app/oauth/return';
const DAY = 24 * 3_600_000;
const MEMBER_SCOPES = ['openid', 'profile', 'w_member_social'];

const stopped: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(stopped.splice(0).map((one) => one.stop()));
});

interface World {
  readonly linkedin: Linkedin;
  readonly person: SimulatedMember;
  now(): number;
  wait(ms: number): void;
}

async function newWorld(options: LinkedinOptions = {}): Promise<World> {
  let at = START;
  const linkedin = await startLinkedin({ ...options, clock: { now: () => at } });
  stopped.push(linkedin);
  const person = linkedin.createPerson({ firstName: 'Maria', lastName: 'Baker' });
  return { linkedin, person, now: () => at, wait: (ms) => void (at += ms) };
}

type Way = 'own-keys' | 'own-keys-pages' | 'broker';

function connectorOf(way: Way): BrowserConnector {
  const connector = linkedinAdapter.connectors[way];
  if (connector?.how !== 'browser') throw new Error('LinkedIn signs in by browser');
  return connector;
}

/** The app's side of a sign-in. */
function newApp(world: World, given: { way: Way; broker?: string; http?: Http; answers?: Record<string, string> }) {
  const { way, broker, http = nodeHttp() } = given;
  const isPages = way === 'own-keys-pages';
  const product = isPages ? 'community' : 'share';
  const { clientId, clientSecret } = world.linkedin.createApp({ product, redirectUris: [RETURN] });
  const answers = given.answers ?? { clientId, clientSecret, returnAddress: RETURN };
  const context: ConnectContext = { http, now: () => world.now(), baseUrl: world.linkedin.url, broker };
  const verifier = randomBytes(32).toString('base64url');
  const connector = connectorOf(way);
  const signIn: BrowserSignIn = {
    redirectUri: way === 'broker' ? 'postwright://oauth/callback' : RETURN,
    state: 'the-state',
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    rememberedApp: async () => undefined,
    rememberApp: async () => undefined,
  };

  return { keys: { clientId, clientSecret }, context, begin, finish, connect };

  function begin(): Promise<{ open: string; memory: Secrets }> {
    return connector.begin(answers, signIn, context);
  }

  function finish(memory: Secrets, ledBackTo: string): Promise<readonly Connected[]> {
    const params = Object.fromEntries(new URL(ledBackTo).searchParams);
    const came: CameBack = { code: params['code'] ?? '', verifier, params };
    return connector.finish(memory, came, context);
  }

  async function connect(decision?: Decision): Promise<readonly Connected[]> {
    const { open, memory } = await begin();
    return finish(memory, await approveSignIn(open, decision));
  }
}

describe('with one’s own app keys', () => {
  test('a person allows it, and the channel knows name, picture and when the sign-in ends', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });

    const [connected, ...others] = await app.connect();

    expect(others).toEqual([]);
    expect(connected?.account).toEqual({
      remoteId: world.person.urn,
      handle: 'Maria Baker',
      displayName: 'Maria Baker',
      avatarUrl: `${world.linkedin.url}/avatars/${world.person.id}.svg`,
      server: world.linkedin.url,
      profileUrl: `${world.linkedin.url}/in/me/`,
      limits: {},
    });
    expect(connected?.expiresAt).toBe(world.now() + 60 * DAY);
    expect(connected?.secrets).toEqual({
      accessToken: expect.any(String) as unknown,
      server: world.linkedin.url,
      expiresAt: world.now() + 60 * DAY,
      keys: app.keys,
    });
  });

  test('what is opened asks for a profile’s scopes only, with the state', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });

    const open = new URL((await app.begin()).open);

    expect(`${open.origin}${open.pathname}`).toBe(`${world.linkedin.url}/oauth/v2/authorization`);
    expect(Object.fromEntries(open.searchParams)).toEqual({
      response_type: 'code',
      client_id: app.keys.clientId,
      redirect_uri: RETURN,
      state: 'the-state',
      scope: 'openid profile w_member_social',
    });
  });

  test('at the real LinkedIn the page is on www.linkedin.com', async () => {
    const world = await newWorld();
    const { context } = newApp(world, { way: 'own-keys' });
    const answers = { clientId: 'a', clientSecret: 'b', returnAddress: RETURN };
    const signIn = { redirectUri: RETURN, state: 's', challenge: 'c' } as BrowserSignIn;

    const { open } = await connectorOf('own-keys').begin(answers, signIn, { ...context, baseUrl: undefined });

    expect(open).toMatch(/^https:\/\/www\.linkedin\.com\/oauth\/v2\/authorization\?/);
  });

  test('profile and pages: the person and every page where she may publish', async () => {
    const world = await newWorld();
    const admin = world.linkedin.createPage({ name: 'The Bakery' });
    const content = world.linkedin.createPage({ name: 'The Café' });
    const analyst = world.linkedin.createPage({ name: 'Only to look at' });
    const asked = world.linkedin.createPage({ name: 'Not approved yet' });
    world.linkedin.createPage({ name: 'Somebody else’s' });
    admin.letIn(world.person);
    content.letIn(world.person, 'CONTENT_ADMINISTRATOR');
    analyst.letIn(world.person, 'ANALYST');
    asked.letIn(world.person, 'ADMINISTRATOR', 'REQUESTED');

    const connected = await newApp(world, { way: 'own-keys-pages' }).connect();

    expect(connected.map(({ account }) => [account.remoteId, account.displayName, account.limits])).toEqual([
      [world.person.urn, 'Maria Baker', {}],
      [admin.urn, 'The Bakery', { isPage: 1 }],
      [content.urn, 'The Café', { isPage: 1 }],
    ]);
    expect(connected[1]?.account).toMatchObject({
      handle: 'the-bakery',
      profileUrl: `${world.linkedin.url}/company/the-bakery/`,
    });
    expect(connected[0]?.account.profileUrl).toBe(`${world.linkedin.url}/in/maria-baker/`);
  });

  test('a page whose name cannot be had is still offered', async () => {
    const world = await newWorld();
    const page = world.linkedin.createPage({ name: 'The Bakery' });
    page.letIn(world.person);
    world.linkedin.faults.order('GET', '/rest/organizations/:id', { kind: 'status', status: 500, body: '' });

    const connected = await newApp(world, { way: 'own-keys-pages' }).connect();

    expect(connected[1]?.account).toMatchObject({ remoteId: page.urn, displayName: `Page ${page.id}` });
  });

  test('two people share the browser: the one who was chosen is connected', async () => {
    const world = await newWorld();
    const other = world.linkedin.createPerson({ firstName: 'Jo' });

    const [connected] = await newApp(world, { way: 'own-keys' }).connect({ fill: { person: other.id } });

    expect(connected?.account).toMatchObject({ remoteId: other.urn, displayName: 'Jo' });
  });

  test('connecting again gives the same account and a fresh token', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });
    const [before] = await app.connect();
    world.wait(59 * DAY);

    const [after] = await app.connect();

    expect(after?.account.remoteId).toBe(before?.account.remoteId);
    expect(after?.secrets['accessToken']).not.toBe(before?.secrets['accessToken']);
    expect(after?.expiresAt).toBe(world.now() + 60 * DAY);
  });
});

describe('the way back', () => {
  const returnTo = (answers: Record<string, string>): ReturnPlace => connectorOf('own-keys').returnTo(answers);

  test('is the page that is registered with the app', () => {
    expect(returnTo({ returnAddress: ` ${RETURN} ` })).toEqual({ at: 'page', uri: RETURN });
  });

  test('is a port of this computer where that is registered', () => {
    expect(returnTo({ returnAddress: 'http://127.0.0.1:18920/callback' })).toEqual({ at: 'loopback' });
  });

  test.each([
    '',
    'postwright.app/oauth',
    'http://postwright.app/oauth',
    `${RETURN}#here`,
    'http://127.0.0.1.evil.example/',
  ])('cannot be “%s”', (returnAddress) => {
    expect(() => returnTo({ returnAddress })).toThrow('Return address');
  });

  test('of a team server is our own link', () => {
    expect(connectorOf('broker').returnTo({})).toEqual({ at: 'deep-link' });
  });
});

describe('refused', () => {
  test('a person who says no', async () => {
    const world = await newWorld();
    await expect(newApp(world, { way: 'own-keys' }).connect({ press: 'deny' })).rejects.toThrow(
      'LinkedIn did not sign you in: The user cancelled the authorization',
    );
  });

  test('an app without the product: LinkedIn refuses the scopes', async () => {
    const world = await newWorld();
    const { keys } = newApp(world, { way: 'own-keys' });
    const app = newApp(world, { way: 'own-keys-pages', answers: { ...keys, returnAddress: RETURN } });
    const { open, memory } = await app.begin();
    const ledBackTo = (await fetch(open, { redirect: 'manual' })).headers.get('location') ?? '';

    await expect(app.finish(memory, ledBackTo)).rejects.toThrow('is not authorized for your application');
  });

  test('a token that lacks what was asked for', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });
    world.linkedin.faults.order('POST', '/oauth/v2/accessToken', {
      kind: 'status',
      status: 200,
      body: { access_token: 'T', expires_in: 5_184_000, scope: 'openid,profile' },
    });

    await expect(app.connect()).rejects.toMatchObject({
      code: 'sign-in.missing-permission',
      about: { scopes: 'w_member_social' },
    });
  });

  test('a client secret that is wrong', async () => {
    const world = await newWorld();
    const { keys } = newApp(world, { way: 'own-keys' });
    const answers = { clientId: keys.clientId, clientSecret: 'WPL_AP1.wrong', returnAddress: RETURN };

    await expect(newApp(world, { way: 'own-keys', answers }).connect()).rejects.toMatchObject({
      code: 'sign-in.wrong-keys',
      message: 'LinkedIn did not accept these app keys: invalid_client: Client authentication failed',
    });
  });

  test.each(['clientId', 'clientSecret'])('%s left empty', async (name) => {
    const world = await newWorld();
    const answers = { clientId: 'a', clientSecret: 'b', returnAddress: RETURN, [name]: ' ' };
    await expect(newApp(world, { way: 'own-keys', answers }).begin()).rejects.toMatchObject({
      code: 'sign-in.bad-answer',
    });
  });

  test('a code works once, and for half an hour', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });
    const { open, memory } = await app.begin();
    const ledBackTo = await approveSignIn(open);
    await app.finish(memory, ledBackTo);
    await expect(app.finish(memory, ledBackTo)).rejects.toMatchObject({ code: 'sign-in.refused' });

    const late = await approveSignIn(open);
    world.wait(31 * 60_000);
    await expect(app.finish(memory, late)).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('nothing that may be posted to', async () => {
    const world = await newWorld();
    const denied = { status: 403, serviceErrorCode: 100, code: 'ACCESS_DENIED', message: 'Not enough permissions' };
    for (const path of ['/v2/me', '/v2/userinfo']) {
      world.linkedin.faults.order('GET', path, { kind: 'status', status: 403, body: denied });
    }
    await expect(newApp(world, { way: 'own-keys-pages' }).connect()).rejects.toMatchObject({
      code: 'sign-in.no-accounts',
    });
  });

  test('LinkedIn has trouble when it is asked who it is', async () => {
    const world = await newWorld();
    world.linkedin.faults.order('GET', '/v2/userinfo', { kind: 'status', status: 503, body: '' });
    await expect(newApp(world, { way: 'own-keys' }).connect()).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('LinkedIn does not answer', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });
    const { open, memory } = await app.begin();
    const ledBackTo = await approveSignIn(open);
    const silent: Http = { send: () => Promise.reject(new NoAnswer('timed out', 'maybe')) };
    const params = Object.fromEntries(new URL(ledBackTo).searchParams);
    const came: CameBack = { code: params['code'] ?? '', verifier: '', params };

    await expect(connectorOf('own-keys').finish(memory, came, { ...app.context, http: silent })).rejects.toMatchObject({
      code: 'sign-in.unreachable',
    });
  });

  test('and no failure holds a secret', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });
    const { open, memory } = await app.begin();
    const ledBackTo = await approveSignIn(open);
    const code = new URL(ledBackTo).searchParams.get('code') ?? '';
    world.linkedin.faults.order('POST', '/oauth/v2/accessToken', {
      kind: 'status',
      status: 400,
      body: { error: 'invalid_request', error_description: `what you sent: ${app.keys.clientSecret} ${code}` },
    });

    const thrown = await app.finish(memory, ledBackTo).catch((failure: unknown) => failure);

    expect(thrown).toBeInstanceOf(Failure);
    for (const secret of [app.keys.clientSecret, code]) {
      expect(JSON.stringify([thrown, String(thrown)])).not.toContain(secret);
    }
  });
});

describe('through a team server', () => {
  async function newTeam(give: (what: 'redeem' | 'renew') => Given | undefined): Promise<TeamServer> {
    const team = await startTeamServer(give);
    stopped.push(team);
    return team;
  }

  /** The team server's page leads straight back. */
  async function connectThrough(
    world: World,
    give: (what: 'redeem' | 'renew') => Given | undefined,
  ): Promise<{ connected: readonly Connected[]; context: ConnectContext; team: TeamServer }> {
    const team = await newTeam(give);
    const app = newApp(world, { way: 'broker', broker: `${team.url}/` });
    const { open, memory } = await app.begin();
    const ledBackTo = (await fetch(open, { redirect: 'manual' })).headers.get('location') ?? '';
    return { connected: await app.finish(memory, ledBackTo), context: app.context, team };
  }

  test('a profile, without any app key on this computer', async () => {
    const world = await newWorld();
    const accessToken = world.person.token(MEMBER_SCOPES);

    const { connected } = await connectThrough(world, () => ({ accessToken, expiresInS: 5_184_000 }));

    expect(connected).toMatchObject([{ account: { remoteId: world.person.urn }, expiresAt: world.now() + 60 * DAY }]);
    expect(connected[0]?.secrets).not.toHaveProperty('keys');
  });

  test('pages too, where its app may', async () => {
    const world = await newWorld();
    const page = world.linkedin.createPage({ name: 'The Bakery' });
    page.letIn(world.person);
    const scope = 'openid,profile,w_member_social,w_organization_social,r_organization_social,rw_organization_admin';
    const accessToken = world.person.token(scope.split(','));

    const { connected } = await connectThrough(world, () => ({ accessToken, scope }));

    expect(connected.map(({ account }) => account.remoteId)).toEqual([world.person.urn, page.urn]);
    expect(connected[0]?.expiresAt).toBeUndefined();
  });

  test('that has no address set', async () => {
    const world = await newWorld();
    await expect(newApp(world, { way: 'broker' }).begin()).rejects.toMatchObject({ code: 'sign-in.no-broker' });
  });

  test('that does not know the code', async () => {
    const world = await newWorld();
    await expect(connectThrough(world, () => undefined)).rejects.toMatchObject({ code: 'sign-in.refused' });
  });

  test('a partner’s token is renewed by it', async () => {
    const world = await newWorld();
    const tokens = { redeem: world.person.token(MEMBER_SCOPES), renew: world.person.token(MEMBER_SCOPES) };
    const give = (what: 'redeem' | 'renew'): Given => ({
      accessToken: tokens[what],
      expiresInS: 5_184_000,
      refreshToken: 'R',
    });
    const { connected, context } = await connectThrough(world, give);
    world.wait(50 * DAY);

    const renewed = await linkedinAdapter.renew?.(connected[0]?.secrets ?? {}, context);

    expect(renewed).toMatchObject({ secrets: { accessToken: tokens.renew }, expiresAt: world.now() + 60 * DAY });
  });

  test('that refuses to renew: the sign-in stays good until its end', async () => {
    const world = await newWorld();
    const given: Given = { accessToken: world.person.token(), expiresInS: 5_184_000, refreshToken: 'R' };
    const { connected, context } = await connectThrough(world, (what) => (what === 'redeem' ? given : undefined));
    const secrets = connected[0]?.secrets ?? {};
    world.wait(50 * DAY);

    await expect(linkedinAdapter.renew?.(secrets, context)).resolves.toEqual({
      secrets,
      expiresAt: connected[0]?.expiresAt,
    });
    world.wait(10 * DAY);
    await expect(linkedinAdapter.renew?.(secrets, context)).resolves.toMatchObject({ trouble: { kind: 'signed-out' } });
  });

  test('that cannot be reached is asked again later', async () => {
    const world = await newWorld();
    const given: Given = { accessToken: world.person.token(), expiresInS: 5_184_000, refreshToken: 'R' };
    const { connected, context, team } = await connectThrough(world, () => given);
    await team.stop();

    await expect(linkedinAdapter.renew?.(connected[0]?.secrets ?? {}, context)).resolves.toMatchObject({
      trouble: { kind: 'not-arrived' },
    });
  });
});

describe('renewing', () => {
  test('a partner’s sign-in at day 50: a new token, and the same refresh token', async () => {
    const world = await newWorld({ behaviour: { isPartner: true } });
    const app = newApp(world, { way: 'own-keys' });
    const [connected] = await app.connect();
    world.wait(50 * DAY);

    const renewed = await linkedinAdapter.renew?.(connected?.secrets ?? {}, app.context);

    expect(renewed).toMatchObject({
      secrets: { refreshToken: connected?.secrets['refreshToken'], keys: app.keys },
      expiresAt: world.now() + 60 * DAY,
    });
    expect(linkedinAdapter.renewWithinMs).toBe(10 * DAY);
  });

  test('without a refresh token nothing is asked, and nothing ends before its time', async () => {
    const world = await newWorld();
    const app = newApp(world, { way: 'own-keys' });
    const [connected] = await app.connect();
    const { expiresAt, secrets = {} } = connected ?? {};
    world.wait(55 * DAY);

    await expect(linkedinAdapter.renew?.(secrets, app.context)).resolves.toEqual({ secrets, expiresAt });
    world.wait(5 * DAY);
    await expect(linkedinAdapter.renew?.(secrets, app.context)).resolves.toMatchObject({
      trouble: { kind: 'signed-out', failure: { code: 'channel.token-expired' } },
    });
  });

  test('LinkedIn has trouble: asked again later', async () => {
    const world = await newWorld({ behaviour: { isPartner: true } });
    const app = newApp(world, { way: 'own-keys' });
    const [connected] = await app.connect();
    world.linkedin.faults.order('POST', '/oauth/v2/accessToken', { kind: 'status', status: 503 });

    await expect(linkedinAdapter.renew?.(connected?.secrets ?? {}, app.context)).resolves.toMatchObject({
      trouble: { kind: 'temporary' },
    });
  });
});
