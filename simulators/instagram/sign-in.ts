import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signInPage, troublePage } from '#simulators/instagram/pages.ts';
import { isFacebookToken } from '#simulators/instagram/permission.ts';
import { DAY_MS, type App, type World } from '#simulators/instagram/world.ts';
import { badParameter, badToken, checkedToken, GraphRefusal } from '#simulators/meta/graph.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import type { Grant, MetaToken } from '#simulators/meta/tokens.ts';

// Instagram Login (PLATFORMS.md 5.1): a page, a code, a token of an hour, one of 60 days, and its renewal.

const HOUR_MS = 3_600_000;
export const LONG_LIVED_MS = 60 * DAY_MS;

export function addInstagramSignIn(app: FastifyInstance, world: World): void {
  app.get('/oauth/authorize', async (request, reply) => {
    const params = await readGraphParams(request);
    const wrong = wrongWith(world, params);
    if (wrong !== undefined) return reply.code(400).type('text/html').send(troublePage(wrong));
    return reply.type('text/html').send(signInPage('/oauth/authorize', appOf(world, params), params, namesOf(world)));
  });
  app.post('/oauth/authorize', decide);
  app.post('/oauth/access_token', exchangeCode);
  app.get('/access_token', exchangeToken);
  app.get('/refresh_access_token', refresh);

  async function decide(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const wrong = wrongWith(world, params);
    if (wrong !== undefined) return reply.code(400).type('text/html').send(troublePage(wrong));
    const account = [...world.accounts.values()].find((one) => one.username === params.text('account'));
    return reply.redirect(leadBack(world, params, account?.id));
  }

  async function exchangeCode(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const known = world.apps.get(params.text('client_id') ?? '');
    if (!known || known.clientSecret !== params.text('client_secret')) return refuse(reply, 'Invalid platform app');
    const grant = world.grants.get(params.text('code') ?? '');
    const wrong = wrongWithGrant(world, grant, known, params);
    if (wrong !== undefined || !grant) return refuse(reply, wrong ?? 'Invalid authorization code');
    grant.isUsed = true;
    const token = world.tokens.issue({
      appId: known.clientId,
      userId: grant.userId,
      scopes: grant.scopes,
      expiresAt: world.now() + HOUR_MS,
      prefix: 'IGAA',
    });
    // A number that no JavaScript number holds exactly, as the real one.
    const json = JSON.stringify({ access_token: token.value, user_id: 0, permissions: grant.scopes });
    return reply.type('application/json').send(json.replace('"user_id":0', `"user_id":${grant.userId}`));
  }

  async function exchangeToken(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    if (params.text('grant_type') !== 'ig_exchange_token') throw badParameter('Invalid grant_type');
    const token = goodToken(params);
    const app_ = world.apps.get(token.appId);
    if (app_?.clientSecret !== params.text('client_secret')) throw wrongSecret();
    return longLived(token);
  }

  async function refresh(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    if (params.text('grant_type') !== 'ig_refresh_token') throw badParameter('Invalid grant_type');
    const token = goodToken(params);
    if (!token.isLongLived) throw badParameter('Only long-lived tokens can be refreshed');
    if (world.now() - token.issuedAt < DAY_MS) throw badParameter('The token is younger than 24 hours');
    return longLived(token);
  }

  function goodToken(params: GraphParams): MetaToken {
    const token = checkedToken(world.tokens, params.text('access_token'));
    if (isFacebookToken(token)) throw badToken();
    return token;
  }

  function longLived(from: MetaToken): unknown {
    const token = world.tokens.issue({
      appId: from.appId,
      userId: from.userId,
      scopes: from.scopes,
      isLongLived: true,
      expiresAt: world.now() + LONG_LIVED_MS,
      prefix: 'IGAA',
    });
    return { access_token: token.value, token_type: 'bearer', expires_in: LONG_LIVED_MS / 1000 };
  }

  function refuse(reply: FastifyReply, message: string): FastifyReply {
    return reply.code(400).send({ error_type: 'OAuthException', code: 400, error_message: message });
  }
}

export const wrongSecret = (): GraphRefusal => new GraphRefusal(1, 'Error validating client secret.', { status: 400 });

export function appOf(world: World, params: GraphParams): App | undefined {
  return world.apps.get(params.text('client_id') ?? '');
}

/** Why no page to sign in is shown. */
export function wrongWith(world: World, params: GraphParams): string | undefined {
  const app = appOf(world, params);
  if (!app) return 'Invalid request: Request parameters are invalid: Invalid platform app';
  const redirectUri = params.text('redirect_uri') ?? '';
  if (!app.redirectUris.includes(redirectUri))
    return 'Invalid request: Request parameters are invalid: Invalid redirect_uri';
  return params.text('response_type') === 'code' ? undefined : 'Invalid request: Invalid response_type';
}

/** Where the browser goes after the decision; Meta hangs `#_` on it. */
export function leadBack(world: World, params: GraphParams, userId: string | undefined): string {
  const redirectUri = params.text('redirect_uri') ?? '';
  const state = params.text('state') ?? '';
  const back = new URL(redirectUri);
  if (params.text('decision') !== 'allow' || userId === undefined) {
    const denied = {
      error: 'access_denied',
      error_reason: 'user_denied',
      error_description: 'The user denied your request',
      state,
    };
    for (const [name, value] of Object.entries(denied)) back.searchParams.set(name, value);
    return back.href;
  }
  const scopes = (params.text('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  const appId = params.text('client_id') ?? '';
  const { code } = world.grants.issue({ appId, userId, redirectUri, scopes });
  back.searchParams.set('code', code);
  back.searchParams.set('state', state);
  return `${back.href}#_`;
}

/** Why a code is worth nothing. */
export function wrongWithGrant(
  world: World,
  grant: Grant | undefined,
  app: App,
  params: GraphParams,
): string | undefined {
  if (!grant || grant.appId !== app.clientId) return 'Invalid authorization code';
  if (grant.isUsed) return 'This authorization code has been used';
  if (world.now() >= grant.expiresAt) return 'This authorization code has expired';
  if (grant.redirectUri !== params.text('redirect_uri')) {
    return 'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request';
  }
  return undefined;
}

function namesOf(world: World): { name: string; value: string }[] {
  return [...world.accounts.values()].map(({ displayName, username }) => ({
    name: `${displayName} (@${username})`,
    value: username,
  }));
}
