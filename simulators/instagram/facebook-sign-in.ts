import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { signInPage, troublePage } from '#simulators/instagram/pages.ts';
import { isFacebookToken } from '#simulators/instagram/permission.ts';
import {
  appOf,
  leadBack,
  LONG_LIVED_MS,
  wrongSecret,
  wrongWith,
  wrongWithGrant,
} from '#simulators/instagram/sign-in.ts';
import { OWNER_ID, type Account, type App, type World } from '#simulators/instagram/world.ts';
import { pickFields } from '#simulators/meta/fields.ts';
import { badToken, checkedToken, GraphRefusal, tokenTextOf } from '#simulators/meta/graph.ts';
import { readGraphParams, type GraphParams } from '#simulators/meta/params.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';

// Facebook Login, as far as it leads to the Instagram accounts of one's pages (PLATFORMS.md 4.1, 5). One person owns all.

const SHORT_LIVED_MS = 3_600_000;

export function addFacebookSignIn(app: FastifyInstance, world: World, version: string): void {
  app.get(`/${version}/dialog/oauth`, async (request, reply) => {
    const params = await readGraphParams(request);
    const wrong = wrongWith(world, params);
    if (wrong !== undefined) return reply.code(400).type('text/html').send(troublePage(wrong));
    const path = request.url.split('?')[0] ?? '';
    const people = [{ name: 'The owner of the pages', value: OWNER_ID }];
    return reply.type('text/html').send(signInPage(path, appOf(world, params), params, people));
  });
  app.post(`/${version}/dialog/oauth`, async (request, reply) => {
    const params = await readGraphParams(request);
    const wrong = wrongWith(world, params);
    if (wrong !== undefined) return reply.code(400).type('text/html').send(troublePage(wrong));
    return reply.redirect(leadBack(world, params, params.text('account')));
  });
  app.get(`/${version}/oauth/access_token`, exchange);
  app.get(`/${version}/me/accounts`, pages);
  app.get(`/${version}/me/permissions`, permissions);

  async function exchange(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    const known = checkedApp(params);
    const isLong = params.text('grant_type') === 'fb_exchange_token';
    const { userId, scopes } = isLong ? userToken(params.text('fb_exchange_token')) : usedGrant(known, params);
    const lastsMs = isLong ? LONG_LIVED_MS : SHORT_LIVED_MS;
    const expiresAt = world.now() + lastsMs;
    const token = world.tokens.issue({ appId: known.clientId, userId, scopes, isLongLived: isLong, expiresAt });
    return { access_token: token.value, token_type: 'bearer', expires_in: lastsMs / 1000 };
  }

  function checkedApp(params: GraphParams): App {
    const known = appOf(world, params);
    if (!known)
      throw new GraphRefusal(101, 'Error validating application. Cannot get application info due to a system error.');
    if (known.clientSecret !== params.text('client_secret')) throw wrongSecret();
    return known;
  }

  function usedGrant(known: App, params: GraphParams): { userId: string; scopes: readonly string[] } {
    const grant = world.grants.get(params.text('code') ?? '');
    const wrong = wrongWithGrant(world, grant, known, params);
    if (wrong !== undefined || !grant) throw new GraphRefusal(100, wrong ?? '', { subcode: 36_009 });
    grant.isUsed = true;
    return grant;
  }

  async function pages(request: FastifyRequest, _reply: FastifyReply): Promise<unknown> {
    const params = await readGraphParams(request);
    const user = userToken(tokenTextOf(request, params.text('access_token')), 'pages_show_list');
    const fields = params.text('fields') ?? 'id,name';
    const shown = [...world.accounts.values()].filter((account) => account.page !== undefined);
    return { data: shown.map((account) => pickFields(pageJson(account, user), fields)) };
  }

  function pageJson(account: Account, user: MetaToken): Record<string, unknown> {
    const { id = '', name = '', tasks = [] } = account.page ?? {};
    const linked = {
      id: account.id,
      username: account.username,
      name: account.displayName,
      profile_picture_url: `${world.url}/pictures/${account.id}.svg`,
    };
    return {
      id,
      name,
      tasks,
      access_token: pageToken(world, id, user).value,
      ...(account.type === 'PERSONAL' ? {} : { instagram_business_account: linked }),
    };
  }

  async function permissions(request: FastifyRequest): Promise<unknown> {
    const params = await readGraphParams(request);
    const user = userToken(tokenTextOf(request, params.text('access_token')));
    return { data: user.scopes.map((permission) => ({ permission, status: 'granted' })) };
  }

  function userToken(text: string | undefined, ...scopes: readonly string[]): MetaToken {
    const token = checkedToken(world.tokens, text, ...scopes);
    if (!isFacebookToken(token) || token.kind !== 'user') throw badToken();
    return token;
  }
}

/** A page's token has no end where the person's is long-lived. */
export function pageToken(world: World, pageId: string, user: MetaToken): MetaToken {
  return world.tokens.issue({
    kind: 'page',
    appId: user.appId,
    userId: user.userId,
    subjectId: pageId,
    scopes: user.scopes,
    isLongLived: user.isLongLived,
    expiresAt: user.isLongLived ? undefined : user.expiresAt,
  });
}
