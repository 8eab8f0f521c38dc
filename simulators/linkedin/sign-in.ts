import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { readParams, type Params } from '#simulators/form-params.ts';
import { signInPage, troublePage } from '#simulators/linkedin/pages.ts';
import { oauthError } from '#simulators/linkedin/refusal.ts';
import {
  addRefreshToken,
  addToken,
  newToken,
  type App,
  type RefreshToken,
  type World,
} from '#simulators/linkedin/world.ts';

/** The page a person approves, and the tokens (PLATFORMS.md 2.1). */
export function addSignInRoutes(app: FastifyInstance, world: World): void {
  app.get('/oauth/v2/authorization', async (request, reply) => {
    const params = await readParams(request);
    const asked = checked(params, reply);
    if (!asked) return reply;
    const hidden = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'].map((name): [string, string] => [
      name,
      params.text(name) ?? '',
    ]);
    return reply.type('text/html').send(signInPage(asked.app.name, asked.scopes, hidden, [...world.people.values()]));
  });
  app.post('/oauth/v2/authorization', decide);
  app.post('/oauth/v2/accessToken', giveToken);
  app.post('/oauth/v2/introspectToken', introspect);
  app.post('/oauth/v2/revoke', revoke);

  async function decide(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readParams(request);
    const asked = checked(params, reply);
    if (!asked) return reply;
    if (params.text('decision') !== 'approve') {
      const error = 'user_cancelled_authorize';
      return leadBack(reply, asked, { error, error_description: 'The user cancelled the authorization' });
    }
    const person = world.people.get(params.text('person') ?? '');
    if (!person) return reply.code(422).type('text/html').send(troublePage('Choose who you are.'));
    const code = newToken();
    world.grants.set(code, {
      clientId: asked.app.clientId,
      personUrn: person.urn,
      redirectUri: asked.redirectUri,
      scopes: asked.scopes,
      expiresAt: world.now() + CODE_LASTS_MS,
    });
    return leadBack(reply, asked, { code });
  }

  /** What is asked for; `undefined` when it was refused on the spot. */
  function checked(params: Params, reply: FastifyReply): Asked | undefined {
    const known = world.apps.get(params.text('client_id') ?? '');
    const redirectUri = params.text('redirect_uri') ?? '';
    if (!known) return void reply.code(400).type('text/html').send(troublePage('The passed in client_id is invalid.'));
    if (!known.redirectUris.includes(redirectUri)) {
      const words = 'The redirect_uri does not match the registered value.';
      return void reply.code(400).type('text/html').send(troublePage(words));
    }
    const scopes = (params.text('scope') ?? '').split(/[\s,]+/).filter(Boolean);
    const asked = { app: known, redirectUri, scopes, state: params.text('state') };
    const strange = scopes.find((scope) => !known.scopes.includes(scope));
    if (strange === undefined) return asked;
    const words = `Scope "${strange}" is not authorized for your application`;
    return void leadBack(reply, asked, { error: 'unauthorized_scope_error', error_description: words });
  }

  async function giveToken(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    const known = authenticated(params);
    if (params.text('grant_type') === 'refresh_token') return refreshed(params, known);
    if (params.text('grant_type') !== 'authorization_code') {
      throw oauthError(400, 'unsupported_grant_type', 'The grant type is not supported');
    }
    const code = params.text('code') ?? '';
    const grant = world.grants.get(code);
    const isGood = grant && grant.clientId === known.clientId && grant.redirectUri === params.text('redirect_uri');
    if (!isGood || world.now() >= grant.expiresAt) {
      const words =
        'Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code, or it has expired';
      throw oauthError(400, 'invalid_request', words);
    }
    world.grants.delete(code);
    return tokenJson(grant, world.behaviour.isPartner ? addRefreshToken(world, about(grant)) : undefined);
  }

  function refreshed(params: Params, known: App): unknown {
    const refresh = world.refreshTokens.get(params.text('refresh_token') ?? '');
    const isGood = refresh && refresh.clientId === known.clientId && !refresh.isRevoked;
    if (!isGood || world.now() >= refresh.expiresAt) {
      throw oauthError(
        400,
        'invalid_grant',
        'The provided authorization grant or refresh token is invalid, expired or revoked',
      );
    }
    return tokenJson(refresh, refresh);
  }

  function tokenJson(
    of: { clientId: string; personUrn: string; scopes: readonly string[] },
    refresh: RefreshToken | undefined,
  ): unknown {
    const token = addToken(world, about(of));
    return {
      access_token: token.value,
      // Of the moment it was given, which may be a millisecond ago.
      expires_in: Math.floor((token.expiresAt - token.createdAt) / 1000),
      ...(refresh
        ? {
            refresh_token: refresh.value,
            refresh_token_expires_in: Math.floor((refresh.expiresAt - world.now()) / 1000),
          }
        : {}),
      scope: token.scopes.join(','),
    };
  }

  async function introspect(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    const known = authenticated(params);
    const token = world.tokens.get(params.text('token') ?? '');
    if (!token || token.clientId !== known.clientId) return { active: false };
    const isExpired = world.now() >= token.expiresAt;
    return {
      active: !token.isRevoked && !isExpired,
      auth_type: '3L',
      authorized_at: Math.floor(token.createdAt / 1000),
      client_id: known.clientId,
      created_at: Math.floor(token.createdAt / 1000),
      expires_at: Math.floor(token.expiresAt / 1000),
      scope: token.scopes.join(','),
      status: token.isRevoked ? 'revoked' : isExpired ? 'expired' : 'active',
    };
  }

  async function revoke(request: FastifyRequest): Promise<unknown> {
    const params = await readParams(request);
    authenticated(params);
    const token = world.tokens.get(params.text('token') ?? '');
    if (token) token.isRevoked = true;
    return {};
  }

  function authenticated(params: Params): App {
    const known = world.apps.get(params.text('client_id') ?? '');
    if (!known || !isSame(known.clientSecret, params.text('client_secret') ?? '')) {
      throw oauthError(401, 'invalid_client', 'Client authentication failed');
    }
    return known;
  }
}

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
}

const CODE_LASTS_MS = 30 * 60_000;

function about(of: { clientId: string; personUrn: string; scopes: readonly string[] }): {
  clientId: string;
  personUrn: string;
  scopes: readonly string[];
} {
  const { clientId, personUrn, scopes } = of;
  return { clientId, personUrn, scopes };
}

function leadBack(reply: FastifyReply, asked: Asked, answer: Record<string, string>): FastifyReply {
  const query = new URLSearchParams({ ...answer, ...(asked.state ? { state: asked.state } : {}) });
  return reply.redirect(`${asked.redirectUri}${asked.redirectUri.includes('?') ? '&' : '?'}${query.toString()}`, 302);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
