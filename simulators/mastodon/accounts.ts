import type { FastifyInstance } from 'fastify';
import { appOrPerson, personOf } from '#simulators/mastodon/permission.ts';
import { notFound } from '#simulators/mastodon/refusal.ts';
import type { Account, World } from '#simulators/mastodon/world.ts';

/** Who a token belongs to, and public profiles. */
export function addAccountRoutes(app: FastifyInstance, world: World): void {
  app.get('/api/v1/accounts/verify_credentials', (request) => {
    const { account } = personOf(world, request, 'profile', 'read', 'read:accounts');
    const source = {
      privacy: 'public',
      sensitive: false,
      language: 'en',
      note: '',
      fields: [],
      follow_requests_count: 0,
    };
    return { ...accountJson(world, account), source };
  });

  app.get<{ Querystring: { q?: string; limit?: string } }>('/api/v1/accounts/search', (request) => {
    personOf(world, request, 'read', 'read:accounts');
    const typed = (request.query.q ?? '').replace(/^@/, '').toLowerCase();
    const limit = Math.min(80, Number(request.query.limit ?? 40));
    const begins = (name: string): boolean => name.toLowerCase().startsWith(typed);
    const found = [...world.accounts.values()].filter((one) => begins(one.username) || begins(one.displayName));
    return found.slice(0, limit).map((account) => accountJson(world, account));
  });

  app.get<{ Params: { id: string } }>('/api/v1/accounts/:id', (request) => {
    const account = world.accounts.get(request.params.id);
    if (!account) throw notFound();
    return accountJson(world, account);
  });

  app.get('/api/v1/apps/verify_credentials', (request) => {
    const known = world.apps.get(appOrPerson(world, request).clientId);
    if (!known) throw notFound();
    return {
      id: known.id,
      name: known.name,
      website: known.website,
      scopes: known.scopes,
      redirect_uris: known.redirectUris,
    };
  });
}

export function accountJson(world: World, account: Account): Record<string, unknown> {
  const picture = `${world.url}/avatars/${account.id}.svg`;
  const own = [...world.statuses.values()].filter(
    (status) => status.accountId === account.id && status.deletedAt === undefined,
  );
  const last = own.at(-1);
  return {
    id: account.id,
    username: account.username,
    acct: account.username,
    display_name: account.displayName,
    locked: false,
    bot: false,
    discoverable: true,
    group: false,
    created_at: new Date(account.createdAt).toISOString(),
    note: '',
    url: `${world.url}/@${account.username}`,
    uri: `${world.url}/users/${account.username}`,
    avatar: picture,
    avatar_static: picture,
    header: picture,
    header_static: picture,
    followers_count: account.followers,
    following_count: 0,
    statuses_count: own.length,
    last_status_at: last ? new Date(last.createdAt).toISOString().slice(0, 10) : null,
    emojis: [],
    fields: [],
    roles: [],
  };
}
