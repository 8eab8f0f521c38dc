import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { readParams, type Params } from '#simulators/form-params.ts';
import { codePage, signInPage, troublePage } from '#simulators/mastodon/pages.ts';
import { invalid, OAUTH_WORDS, oauthError } from '#simulators/mastodon/refusal.ts';
import { addApp, addToken, holdsScope, newSecret, type App, type World } from '#simulators/mastodon/world.ts';

/** Shows the code instead of leading anywhere. */
const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';
const CODE_LASTS_MS = 10 * 60_000;
const SCOPES = [
  'profile',
  'read',
  'read:accounts',
  'read:statuses',
  'read:notifications',
  'write',
  'write:accounts',
  'write:media',
  'write:statuses',
  'follow',
  'push',
];

/** Registering an app, the page a person approves, and the tokens. PLATFORMS.md 8.1. */
export function addSignInRoutes(app: FastifyInstance, world: World): void {
  app.get('/.well-known/oauth-authorization-server', () => ({
    issuer: `${world.url}/`,
    authorization_endpoint: `${world.url}/oauth/authorize`,
    token_endpoint: `${world.url}/oauth/token`,
    revocation_endpoint: `${world.url}/oauth/revoke`,
    app_registration_endpoint: `${world.url}/api/v1/apps`,
    service_documentation: 'https://docs.joinmastodon.org/',
    scopes_supported: SCOPES,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  }));
  app.post('/api/v1/apps', register);
  app.get('/oauth/authorize', showPage);
  app.post('/oauth/authorize', decide);
  app.get('/oauth/authorize/native', async (request, reply) => {
    const code = (await readParams(request)).text('code') ?? '';
    return reply.type('text/html').send(codePage(code));
  });
  app.post('/oauth/token', giveToken);
  app.post('/oauth/revoke', revoke);

  async function register(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    const name = params.text('client_name') ?? '';
    const redirectUris =
      params.list('redirect_uris') ?? params.text('redirect_uris')?.split(/\s+/).filter(Boolean) ?? [];
    const scopes = (params.text('scopes') ?? 'read').split(/\s+/).filter(Boolean);
    if (name === '') throw invalid("Application name can't be blank");
    if (redirectUris.length === 0) throw invalid("Redirect URI can't be blank");
    if (!redirectUris.every(isAllowedRedirect)) throw invalid('Redirect URI must be an absolute URI.');
    if (!scopes.every((scope) => SCOPES.includes(scope)))
      throw invalid("Scopes doesn't match configured on the server.");
    const made = addApp(world, { name, website: params.text('website') ?? null, redirectUris, scopes });
    return {
      id: made.id,
      name,
      website: made.website,
      scopes,
      redirect_uri: redirectUris.join('\n'),
      redirect_uris: redirectUris,
      client_id: made.clientId,
      client_secret: made.clientSecret,
      client_secret_expires_at: 0,
    };
  }

  async function showPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readParams(request);
    const asked = checkedRequest(params, reply);
    if (!asked) return reply;
    const carried = [
      'client_id',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
      'code_challenge',
      'code_challenge_method',
    ];
    const hidden = carried.flatMap((name): [string, string][] => {
      const value = params.text(name);
      return value === undefined ? [] : [[name, value]];
    });
    const people = [...world.accounts.values()];
    return reply.type('text/html').send(signInPage(asked.app.name, asked.scopes, hidden, people));
  }

  async function decide(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readParams(request);
    const asked = checkedRequest(params, reply);
    if (!asked) return reply;
    if (params.text('decision') !== 'approve')
      return leadBack(reply, asked, { error: 'access_denied', error_description: OAUTH_WORDS.access_denied });
    const person = [...world.accounts.values()].find((account) => account.username === params.text('account'));
    if (!person) return reply.code(422).type('text/html').send(troublePage('Choose who you are.'));
    const code = newSecret();
    world.grants.set(code, {
      code,
      clientId: asked.app.clientId,
      accountId: person.id,
      redirectUri: asked.redirectUri,
      scopes: asked.scopes,
      challenge: params.text('code_challenge'),
      expiresAt: world.now() + CODE_LASTS_MS,
    });
    if (asked.redirectUri === OUT_OF_BAND) return reply.redirect(`/oauth/authorize/native?code=${code}`, 302);
    return leadBack(reply, asked, { code });
  }

  /** What is asked for; `undefined` when it was refused on the spot. Only a known app and address are ever led back to. */
  function checkedRequest(params: Params, reply: FastifyReply): Asked | undefined {
    const known = world.apps.get(params.text('client_id') ?? '');
    const redirectUri = params.text('redirect_uri') ?? '';
    if (!known) return void reply.code(401).type('text/html').send(troublePage(OAUTH_WORDS.invalid_client));
    if (!known.redirectUris.includes(redirectUri)) {
      return void reply.code(400).type('text/html').send(troublePage('The redirect uri included is not valid.'));
    }
    const scopes = (params.text('scope') ?? 'read').split(/[\s+]+/).filter(Boolean);
    const asked = { app: known, redirectUri, scopes, state: params.text('state') };
    const error = problemOf(params, asked);
    if (error) return void leadBack(reply, asked, { error, error_description: OAUTH_WORDS[error] });
    return asked;
  }

  async function giveToken(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    const known = authenticated(request, params);
    if (params.text('grant_type') === 'client_credentials') {
      const scopes = (params.text('scope') ?? 'read').split(/\s+/).filter(Boolean);
      if (!scopes.every((scope) => holdsScope(known.scopes, scope))) throw oauthError(400, 'invalid_scope');
      return tokenJson(addToken(world, undefined, scopes, known.clientId));
    }
    if (params.text('grant_type') !== 'authorization_code') throw oauthError(400, 'unsupported_grant_type');
    const grant = world.grants.get(params.text('code') ?? '');
    const isGood = grant && grant.clientId === known.clientId && grant.redirectUri === params.text('redirect_uri');
    if (!isGood || world.now() >= grant.expiresAt) throw oauthError(400, 'invalid_grant');
    checkVerifier(grant.challenge, params.text('code_verifier'));
    world.grants.delete(grant.code);
    return tokenJson(addToken(world, grant.accountId, grant.scopes, known.clientId));
  }

  async function revoke(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    const known = authenticated(request, params);
    const token = world.tokens.get(params.text('token') ?? '');
    if (token && token.clientId !== known.clientId) throw oauthError(403, 'unauthorized_client');
    if (token) token.revoked = true;
    return {};
  }

  function authenticated(request: FastifyRequest, params: Params): App {
    const [clientId, secret] = basicOf(request) ?? [params.text('client_id') ?? '', params.text('client_secret') ?? ''];
    const known = world.apps.get(clientId);
    if (!known || !isSame(known.clientSecret, secret)) throw oauthError(401, 'invalid_client');
    return known;
  }
}

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
}

function problemOf(params: Params, asked: Asked): keyof typeof OAUTH_WORDS | undefined {
  if (params.text('response_type') !== 'code') return 'unsupported_response_type';
  if (!asked.scopes.every((scope) => holdsScope(asked.app.scopes, scope))) return 'invalid_scope';
  const method = params.text('code_challenge_method');
  return params.text('code_challenge') !== undefined && method !== 'S256' ? 'invalid_request' : undefined;
}

function leadBack(reply: FastifyReply, asked: Asked, answer: Record<string, string>): FastifyReply {
  const query = new URLSearchParams({ ...answer, ...(asked.state === undefined ? {} : { state: asked.state }) });
  return reply.redirect(`${asked.redirectUri}${asked.redirectUri.includes('?') ? '&' : '?'}${query.toString()}`, 302);
}

function checkVerifier(challenge: string | undefined, verifier: string | undefined): void {
  if (challenge === undefined) return;
  if (verifier === undefined) throw oauthError(400, 'invalid_request');
  const made = createHash('sha256').update(verifier).digest('base64url');
  // As with Doorkeeper, a wrong verifier does not use the code up.
  if (!isSame(made, challenge)) throw oauthError(400, 'invalid_grant');
}

function tokenJson(token: { value: string; scopes: readonly string[]; createdAt: number }): Record<string, unknown> {
  return {
    access_token: token.value,
    token_type: 'Bearer',
    scope: token.scopes.join(' '),
    created_at: Math.floor(token.createdAt / 1000),
  };
}

/** Absolute, and not a scheme that runs code. */
function isAllowedRedirect(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\S/i.test(uri) && !/^(data|vbscript|javascript):/i.test(uri);
}

function basicOf(request: FastifyRequest): [clientId: string, secret: string] | undefined {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) return undefined;
  const [clientId = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':', 2);
  return [clientId, secret];
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
