import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readParams, type Params } from '#simulators/form-params.ts';
import { signInPage, troublePage } from '#simulators/x/pages.ts';
import { oauthError } from '#simulators/x/refusal.ts';
import { addTokens, newSecret, type App, type Grant, type RefreshToken, type World } from '#simulators/x/world.ts';

// OAuth 2 with PKCE (PLATFORMS.md 1.1): the page a person approves, the tokens, and taking them back.

/** "about 30 s" */
const CODE_LASTS_MS = 30_000;
const LONGEST_STATE = 500;
const SCOPES = [
  'tweet.read',
  'tweet.write',
  'tweet.moderate.write',
  'users.read',
  'users.email',
  'follows.read',
  'follows.write',
  'offline.access',
  'space.read',
  'mute.read',
  'mute.write',
  'like.read',
  'like.write',
  'list.read',
  'list.write',
  'block.read',
  'block.write',
  'bookmark.read',
  'bookmark.write',
  'dm.read',
  'dm.write',
  'media.write',
];

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string;
  readonly challenge: string;
  readonly method: string;
}

export function addSignInRoutes(app: FastifyInstance, world: World): void {
  app.get('/i/oauth2/authorize', showPage);
  app.post('/i/oauth2/authorize', decide);
  app.post('/2/oauth2/token', giveTokens);
  app.post('/2/oauth2/revoke', revoke);

  async function showPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readParams(request);
    const asked = askedFor(world, params);
    if (!asked) return broken(reply);
    const carried = [
      'response_type',
      'client_id',
      'redirect_uri',
      'scope',
      'state',
      'code_challenge',
      'code_challenge_method',
    ].flatMap((name): [string, string][] => {
      const value = params.text(name);
      return value === undefined ? [] : [[name, value]];
    });
    const people = [...world.accounts.values()];
    return reply.type('text/html').send(signInPage(asked.app.name, asked.scopes, carried, people));
  }

  async function decide(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readParams(request);
    const asked = askedFor(world, params);
    if (!asked) return broken(reply);
    if (params.text('decision') !== 'approve') return leadBack(reply, asked, { error: 'access_denied' });
    const person = [...world.accounts.values()].find(({ username }) => username === params.text('account'));
    if (!person) return broken(reply);
    const without = params.text('without') ?? '';
    const code = newSecret('ac');
    const { redirectUri, challenge, method } = asked;
    world.grants.set(code, {
      clientId: asked.app.clientId,
      accountId: person.id,
      redirectUri,
      scopes: asked.scopes.filter((scope) => scope !== without),
      challenge,
      method,
      until: world.clock() + CODE_LASTS_MS,
    });
    return leadBack(reply, asked, { code });
  }

  async function giveTokens(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    const clientId = clientOf(world, request, params);
    switch (params.text('grant_type') ?? '') {
      case 'authorization_code':
        return tokensJson(redeemed(world, params, clientId));
      case 'refresh_token':
        return tokensJson(refreshed(world, params, clientId));
      default:
        throw oauthError(400, 'unsupported_grant_type', 'The grant type is not supported.');
    }
  }

  async function revoke(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    clientOf(world, request, params);
    const token = params.text('token') ?? '';
    world.tokens.delete(token);
    world.refreshTokens.delete(token);
    return { revoked: true };
  }

  function tokensJson(given: RefreshToken): Record<string, unknown> {
    const { access, refresh } = addTokens(world, given);
    const json = {
      token_type: 'bearer',
      expires_in: world.behaviour.tokenLastsMs / 1000,
      access_token: access,
      scope: given.scopes.join(' '),
    };
    if (given.scopes.includes('offline.access')) return { ...json, refresh_token: refresh };
    world.refreshTokens.delete(refresh);
    return json;
  }
}

/** What is asked for; `undefined` when it is anything but in order: X then shows a page and leads nowhere. */
function askedFor(world: World, params: Params): Asked | undefined {
  const app = world.apps.get(params.text('client_id') ?? '');
  const redirectUri = params.text('redirect_uri') ?? '';
  const scopes = (params.text('scope') ?? '').split(/[\s+]+/).filter(Boolean);
  const state = params.text('state') ?? '';
  const challenge = params.text('code_challenge') ?? '';
  // Clients write `s256` too, and are let in.
  const method = (params.text('code_challenge_method') ?? 'plain').toLowerCase();
  const isInOrder =
    params.text('response_type') === 'code' &&
    state.length > 0 &&
    state.length <= LONGEST_STATE &&
    challenge !== '' &&
    ['s256', 'plain'].includes(method) &&
    scopes.length > 0 &&
    scopes.every((scope) => SCOPES.includes(scope));
  // Exactly one of those that were registered.
  if (!app || !isInOrder || !app.callbacks.includes(redirectUri)) return undefined;
  return { app, redirectUri, scopes, state, challenge, method };
}

function broken(reply: FastifyReply): FastifyReply {
  return reply
    .code(400)
    .type('text/html')
    .send(troublePage('You weren’t able to give access to the App. Go back and try logging in again.'));
}

function leadBack(reply: FastifyReply, asked: Asked, answer: Record<string, string>): FastifyReply {
  const query = new URLSearchParams({ state: asked.state, ...answer });
  return reply.redirect(`${asked.redirectUri}?${query.toString()}`, 302);
}

/** A public client names itself; a confidential one has to prove it. */
function clientOf(world: World, request: FastifyRequest, params: Params): string {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [basicId = '', secret = ''] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(/:(?=[^:]*$)/);
  const app = world.apps.get(basic === undefined ? (params.text('client_id') ?? '') : decodeURIComponent(basicId));
  if (!app) throw oauthError(400, 'invalid_request', 'Value passed for the client_id was invalid.');
  const isProven = app.type === 'native' || decodeURIComponent(secret) === app.clientSecret;
  if (!isProven) throw oauthError(401, 'unauthorized_client', 'Missing valid authorization header');
  return app.clientId;
}

function redeemed(world: World, params: Params, clientId: string): RefreshToken {
  const code = params.text('code') ?? '';
  const grant = world.grants.get(code);
  world.grants.delete(code);
  const isGood =
    grant?.clientId === clientId && grant.redirectUri === params.text('redirect_uri') && grant.until > world.clock();
  if (!grant || !isGood)
    throw oauthError(400, 'invalid_request', 'Value passed for the authorization code was invalid.');
  if (!isVerified(grant, params.text('code_verifier') ?? ''))
    throw oauthError(400, 'invalid_request', 'Value passed for the code verifier did not match the code challenge.');
  return { clientId, accountId: grant.accountId, scopes: grant.scopes };
}

function isVerified({ challenge, method }: Grant, verifier: string): boolean {
  if (method === 'plain') return verifier === challenge;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}

/** The old one is worth nothing afterwards. */
function refreshed(world: World, params: Params, clientId: string): RefreshToken {
  const value = params.text('refresh_token') ?? '';
  const known = world.refreshTokens.get(value);
  if (known?.clientId !== clientId) throw oauthError(400, 'invalid_request', 'Value passed for the token was invalid.');
  world.refreshTokens.delete(value);
  return known;
}
