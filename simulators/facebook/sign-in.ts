import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pageJson } from '#simulators/facebook/page-tokens.ts';
import { paged } from '#simulators/facebook/paged.ts';
import { signInPage, troublePage } from '#simulators/facebook/pages.ts';
import type { App, World } from '#simulators/facebook/world.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { badParameter, checkedToken, GraphRefusal, noSuchObject, tokenTextOf } from '#simulators/meta/graph.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';

const SHORT_MS = 90 * 60_000;
const DATA_ACCESS_MS = 90 * 24 * 3_600_000;
const KNOWN_SCOPES = [
  'public_profile',
  'email',
  'pages_show_list',
  'pages_manage_posts',
  'pages_read_engagement',
  'pages_manage_engagement',
  'pages_read_user_content',
  'pages_manage_metadata',
  'read_insights',
  'business_management',
  'publish_video',
];

/** The dialog a person approves, the tokens, and whose pages they open. PLATFORMS.md 4.1. */
export function addSignInRoutes(app: FastifyInstance, world: World, version: string): void {
  app.get(`/${version}/dialog/oauth`, showDialog);
  app.post(`/${version}/dialog/oauth`, decide);
  app.get(`/${version}/oauth/access_token`, giveToken);
  app.post(`/${version}/oauth/access_token`, giveToken);
  app.get(`/${version}/debug_token`, debugToken);
  app.get(`/${version}/me`, async (request) => {
    const { token, params } = await userOf(request);
    const me = { id: token.subjectId, name: nameOf(token.subjectId) };
    return pickFields(me, params.text('fields') ?? 'id,name');
  });
  app.get(`/${version}/me/permissions`, async (request) => {
    const { token } = await userOf(request);
    return { data: KNOWN_SCOPES.flatMap((permission) => statusOf(permission, token)) };
  });
  app.delete(`/${version}/me/permissions`, async (request) => {
    const { token } = await userOf(request);
    world.tokens.spoil(458, (one) => one.userId === token.userId && one.appId === token.appId);
    return { success: true };
  });
  app.delete<{ Params: { permission: string } }>(`/${version}/me/permissions/:permission`, async (request) => {
    const { token } = await userOf(request);
    for (const one of world.tokens.all()) {
      if (one.userId !== token.userId || one.appId !== token.appId) continue;
      one.scopes = one.scopes.filter((scope) => scope !== request.params.permission);
    }
    return { success: true };
  });
  app.get(`/${version}/me/accounts`, async (request) => {
    const { token, params } = await userOf(request, 'pages_show_list');
    const person = world.people.get(token.userId);
    return listOf([...(person?.roles.keys() ?? [])], token, params, request);
  });
  app.get(`/${version}/me/businesses`, async (request) => {
    const { token } = await userOf(request, 'business_management');
    const person = world.people.get(token.userId);
    const own = [...(person?.businessIds ?? [])].flatMap((id) => world.businesses.get(id) ?? []);
    return { data: own.map(({ id, name }) => ({ id, name })) };
  });
  for (const [edge, list] of [
    ['owned_pages', 'owned'],
    ['client_pages', 'clients'],
  ] as const) {
    app.get<{ Params: { business: string } }>(`/${version}/:business/${edge}`, async (request) => {
      const { token, params } = await userOf(request, 'business_management');
      const business = world.businesses.get(request.params.business);
      const person = world.people.get(token.userId);
      if (!business || !person?.businessIds.has(business.id)) throw noSuchObject(request.params.business);
      return listOf(business[list], token, params, request);
    });
  }

  async function showDialog(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const asked = checkedRequest(params, reply);
    if (!asked) return reply;
    const carried = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'];
    const hidden = carried.map((name): [string, string] => [name, params.text(name) ?? '']);
    const path = request.url.split('?')[0] ?? '';
    return reply.type('text/html').send(signInPage(path, asked.app, asked.scopes, hidden, [...world.people.values()]));
  }

  async function decide(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const asked = checkedRequest(params, reply);
    if (!asked) return reply;
    if (params.text('decision') !== 'approve') {
      return leadBack(reply, asked, {
        error: 'access_denied',
        error_code: '200',
        error_description: 'Permissions error',
        error_reason: 'user_denied',
      });
    }
    const person = world.people.get(params.text('person') ?? '');
    if (!person) return reply.code(400).type('text/html').send(troublePage('Choose who you are.'));
    const declined = (params.text('declined') ?? '').split(/[\s,]+/);
    const scopes = ['public_profile', ...asked.scopes.filter((scope) => !declined.includes(scope))];
    const { app: known, redirectUri } = asked;
    const grant = world.grants.issue({ appId: known.id, userId: person.id, redirectUri, scopes });
    return leadBack(reply, asked, { code: grant.code });
  }

  /** What is asked for; `undefined` when it was refused on the spot: only a registered address is ever led back to. */
  function checkedRequest(params: GraphParams, reply: FastifyReply): Asked | undefined {
    const known = world.apps.get(params.text('client_id') ?? '');
    const redirectUri = params.text('redirect_uri') ?? '';
    const refuse = (words: string): undefined => void reply.code(400).type('text/html').send(troublePage(words));
    if (!known) return refuse('Invalid App ID: The provided app ID does not look like a valid app ID.');
    if (!known.redirectUris.includes(redirectUri)) {
      return refuse(
        "URL blocked: This redirect failed because the redirect URI is not white-listed in the app's client OAuth settings.",
      );
    }
    const scopes = (params.text('scope') ?? '').split(/[\s,]+/).filter(Boolean);
    const unknown = scopes.filter((scope) => !KNOWN_SCOPES.includes(scope));
    if (unknown.length > 0) return refuse(`Invalid Scopes: ${unknown.join(', ')}.`);
    return { app: known, redirectUri, scopes, state: params.text('state') };
  }

  async function giveToken(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    const known = world.apps.get(params.text('client_id') ?? '');
    if (!known) {
      throw new GraphRefusal(101, 'Error validating application. Cannot get application info due to a system error.');
    }
    if (params.text('client_secret') !== known.secret) {
      throw new GraphRefusal(1, 'Error validating client secret.', { status: 400 });
    }
    if (params.text('grant_type') === 'fb_exchange_token') return exchanged(params, known);
    return redeemed(params, known);
  }

  function redeemed(params: GraphParams, known: App): unknown {
    const grant = world.grants.get(params.text('code') ?? '');
    if (!grant || grant.appId !== known.id) throw badParameter('Invalid verification code format.');
    if (grant.isUsed) throw badParameter('This authorization code has been used.', { subcode: 36_009 });
    if (world.now() >= grant.expiresAt) throw badParameter('This authorization code has expired.', { subcode: 36_007 });
    if (grant.redirectUri !== params.text('redirect_uri')) {
      const words =
        'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request';
      throw badParameter(words, { subcode: 36_008 });
    }
    grant.isUsed = true;
    const { userId, scopes } = grant;
    return tokenJson(world.tokens.issue({ appId: known.id, userId, scopes, expiresAt: world.now() + SHORT_MS }));
  }

  function exchanged(params: GraphParams, known: App): unknown {
    const token = checkedToken(world.tokens, params.text('fb_exchange_token'));
    if (token.appId !== known.id) throw new GraphRefusal(190, 'The access token does not belong to application.');
    const { userId, scopes } = token;
    const expiresAt = world.now() + world.behaviour.longLivedMs;
    return tokenJson(world.tokens.issue({ appId: known.id, userId, scopes, expiresAt, isLongLived: true }));
  }

  function tokenJson({ value, expiresAt }: MetaToken): unknown {
    const seconds = Math.floor(((expiresAt ?? 0) - world.now()) / 1000);
    return { access_token: value, token_type: 'bearer', expires_in: seconds };
  }

  async function debugToken(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    const input = params.text('input_token') ?? '';
    const by = tokenTextOf(request, params.text('access_token')) ?? '';
    const [appId = '', secret] = by.split('|', 2);
    const isApp = secret !== undefined && world.apps.get(appId)?.secret === secret;
    const isItself = by === input && world.behaviour.tokensMayAskAboutThemselves;
    if (!isApp && !isItself) {
      if (world.tokens.get(by) && by === input) checkedToken(world.tokens, by);
      throw badParameter(
        'You must provide an app access token, or a user access token that is an owner or developer of the app',
      );
    }
    if (isItself) checkedToken(world.tokens, by);
    return { data: debugged(input) };
  }

  function debugged(input: string): Record<string, unknown> {
    const token = world.tokens.get(input);
    if (!token) return { error: { code: 190, message: 'Invalid OAuth access token.' }, is_valid: false, scopes: [] };
    const wrong = world.tokens.wrongWith(token);
    const known = world.apps.get(token.appId);
    return {
      app_id: token.appId,
      type: token.kind.toUpperCase(),
      application: known?.name ?? '',
      data_access_expires_at: Math.floor((token.issuedAt + DATA_ACCESS_MS) / 1000),
      expires_at: token.expiresAt === undefined ? 0 : Math.floor(token.expiresAt / 1000),
      is_valid: wrong === undefined,
      ...(wrong === undefined
        ? {}
        : { error: { code: 190, message: 'Error validating access token', subcode: wrong } }),
      issued_at: Math.floor(token.issuedAt / 1000),
      ...(token.kind === 'page' ? { profile_id: token.subjectId } : {}),
      scopes: token.scopes,
      user_id: token.userId,
    };
  }

  async function userOf(
    request: FastifyRequest,
    ...scopes: string[]
  ): Promise<{ token: MetaToken; params: GraphParams }> {
    const params = await readGraphParams(request);
    return { token: checkedToken(world.tokens, tokenTextOf(request, params.text('access_token')), ...scopes), params };
  }

  function statusOf(permission: string, token: MetaToken): { permission: string; status: string }[] {
    if (token.scopes.includes(permission)) return [{ permission, status: 'granted' }];
    return [];
  }

  function nameOf(id: string): string {
    return world.people.get(id)?.name ?? world.pages.get(id)?.name ?? '';
  }

  /** Pages the person has a part in, a list at a time. */
  function listOf(
    ids: readonly string[],
    token: MetaToken,
    params: GraphParams,
    request: FastifyRequest,
  ): Record<string, unknown> {
    const person = world.people.get(token.userId);
    const all = ids.flatMap((id) => {
      const page = world.pages.get(id);
      const tasks = person?.roles.get(id);
      return page && tasks && person ? [pageJson(world, page, person, token, tasks)] : [];
    });
    return paged(all, params, request, world.url, 'id,name,access_token,tasks');
  }
}

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
}

function leadBack(reply: FastifyReply, asked: Asked, answer: Record<string, string>): FastifyReply {
  const query = new URLSearchParams({ ...answer, ...(asked.state === undefined ? {} : { state: asked.state }) });
  // Facebook ends its addresses like this when they have no fragment of their own.
  return reply.redirect(
    `${asked.redirectUri}${asked.redirectUri.includes('?') ? '&' : '?'}${query.toString()}#_=_`,
    302,
  );
}
