import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badToken, GraphRefusal } from '#simulators/meta/graph.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import { signInPage, troublePage } from '#simulators/threads/pages.ts';
import type { App, World } from '#simulators/threads/world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LONG_SECONDS = 60 * 86_400;

const SCOPES = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_insights',
  'threads_delete',
  'threads_keyword_search',
  'threads_manage_mentions',
  'threads_location_tagging',
  'threads_profile_discovery',
];

/** The page a person approves, the code, the short token, the long one and its renewal. PLATFORMS.md 6.1. */
export function addSignInRoutes(app: FastifyInstance, world: World): void {
  app.get('/oauth/authorize', showPage);
  app.post('/oauth/authorize', decide);
  app.post('/oauth/access_token', redeem);
  app.get('/access_token', exchange);
  app.get('/refresh_access_token', refresh);

  async function showPage(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const asked = askedFor(params, reply);
    if (!asked) return reply;
    const hidden = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'].flatMap(
      (name): [string, string][] => {
        const value = params.text(name);
        return value === undefined ? [] : [[name, value]];
      },
    );
    return reply.type('text/html').send(signInPage(asked.app.name, asked.scopes, hidden, [...world.people.values()]));
  }

  async function decide(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const asked = askedFor(params, reply);
    if (!asked) return reply;
    if (params.text('decision') !== 'approve') {
      const denied = {
        error: 'access_denied',
        error_reason: 'user_denied',
        error_description: 'The user denied your request.',
      };
      return leadBack(reply, asked, denied);
    }
    const person = [...world.people.values()].find(({ username }) => username === params.text('account'));
    if (!person) return reply.code(422).type('text/html').send(troublePage('Choose who you are.'));
    const without = (params.text('without') ?? '').split(/[\s,]+/);
    const grant = world.grants.issue({
      appId: asked.app.id,
      userId: person.id,
      redirectUri: asked.redirectUri,
      scopes: asked.scopes.filter((scope) => !without.includes(scope)),
    });
    return leadBack(reply, asked, { code: grant.code });
  }

  /** Only a known app and an https address, or one of this computer, registered with it, are ever led back to. */
  function askedFor(params: GraphParams, reply: FastifyReply): Asked | undefined {
    const known = world.apps.get(params.text('client_id') ?? '');
    const redirectUri = params.text('redirect_uri') ?? '';
    const scopes = (params.text('scope') ?? '').split(',').filter(Boolean);
    const problem = problemOf(known, redirectUri, scopes, params);
    if (problem !== undefined || !known) {
      return void reply
        .code(400)
        .type('text/html')
        .send(troublePage(problem ?? 'Invalid App ID.'));
    }
    return { app: known, redirectUri, scopes, state: params.text('state') };
  }

  async function redeem(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const known = world.apps.get(params.text('client_id') ?? '');
    if (!known)
      throw new GraphRefusal(101, 'Error validating application. Cannot get application info due to a system error.');
    mustKnowSecret(known, params);
    if (params.text('grant_type') !== 'authorization_code') throw new GraphRefusal(100, 'Invalid grant_type');
    const grant = world.grants.get(params.text('code') ?? '');
    if (!grant || grant.appId !== known.id) throw new GraphRefusal(100, 'Invalid verification code format.');
    if (grant.isUsed) throw new GraphRefusal(100, 'This authorization code has been used.', { subcode: 36_009 });
    if (world.now() >= grant.expiresAt)
      throw new GraphRefusal(100, 'This authorization code has expired.', { subcode: 36_007 });
    if (grant.redirectUri !== params.text('redirect_uri')) {
      throw new GraphRefusal(
        100,
        'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
        { subcode: 36_008 },
      );
    }
    grant.isUsed = true;
    const { userId, scopes } = grant;
    const token = world.tokens.issue({
      appId: known.id,
      userId,
      scopes,
      prefix: 'THAA',
      expiresAt: world.now() + HOUR_MS,
    });
    // As a number, whose last digits many readers of JSON lose.
    return reply.type('application/json').send(`{"access_token":"${token.value}","user_id":${userId}}`);
  }

  async function exchange(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    if (params.text('grant_type') !== 'th_exchange_token') throw new GraphRefusal(100, 'Invalid grant_type');
    const token = livingToken(params);
    const known = world.apps.get(token.appId);
    if (known) mustKnowSecret(known, params);
    return longToken(token);
  }

  async function refresh(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    if (params.text('grant_type') !== 'th_refresh_token') throw new GraphRefusal(100, 'Invalid grant_type');
    const token = livingToken(params);
    if (!token.isLongLived || world.now() - token.issuedAt < DAY_MS) {
      throw new GraphRefusal(100, 'Only long-lived tokens that are at least 24 hours old can be refreshed.');
    }
    return longToken(token);
  }

  function livingToken(params: GraphParams) {
    const token = world.tokens.get(params.text('access_token') ?? '');
    if (!token) throw badToken();
    const wrong = world.tokens.wrongWith(token);
    if (wrong !== undefined) throw badToken(wrong);
    return token;
  }

  function longToken(from: { appId: string; userId: string; scopes: readonly string[] }): unknown {
    const { appId, userId, scopes } = from;
    const expiresAt = world.now() + LONG_SECONDS * 1000;
    const token = world.tokens.issue({ appId, userId, scopes, prefix: 'THAA', isLongLived: true, expiresAt });
    return { access_token: token.value, token_type: 'bearer', expires_in: LONG_SECONDS };
  }
}

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
}

function problemOf(
  known: App | undefined,
  redirectUri: string,
  scopes: readonly string[],
  params: GraphParams,
): string | undefined {
  if (!known) return 'Invalid App ID.';
  if (!known.redirectUris.includes(redirectUri)) return 'URL blocked: this redirect is not registered with the app.';
  if (params.text('response_type') !== 'code') return 'Invalid response_type.';
  if (!scopes.includes('threads_basic')) return 'threads_basic is always needed.';
  return scopes.every((scope) => SCOPES.includes(scope)) ? undefined : 'Invalid Scopes.';
}

function mustKnowSecret(known: App, params: GraphParams): void {
  if (params.text('client_secret') !== known.secret)
    throw new GraphRefusal(1, 'Error validating client secret.', { status: 400 });
}

/** The site puts `#_` behind the address. */
function leadBack(reply: FastifyReply, asked: Asked, answer: Record<string, string>): FastifyReply {
  const query = new URLSearchParams({ ...answer, ...(asked.state === undefined ? {} : { state: asked.state }) });
  return reply.redirect(`${asked.redirectUri}${asked.redirectUri.includes('?') ? '&' : '?'}${query.toString()}#_`, 302);
}
