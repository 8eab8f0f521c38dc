import type { FastifyRequest } from 'fastify';
import { outsideScopes, Refusal, unauthorized, unusable } from '#simulators/mastodon/refusal.ts';
import { holdsScope, type Account, type Token, type World } from '#simulators/mastodon/world.ts';

/** The token of a request; `undefined` when it brings none. Refuses one that is unknown or revoked. */
export function tokenOf(world: World, request: FastifyRequest): Token | undefined {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined) return undefined;
  const token = world.tokens.get(given.trim());
  if (!token) throw unauthorized();
  if (token.revoked) throw unauthorized('The access token was revoked');
  return token;
}

/** The person behind a request that must hold one of `scopes`. */
export function personOf(
  world: World,
  request: FastifyRequest,
  ...scopes: string[]
): { account: Account; token: Token } {
  const token = appOrPerson(world, request, ...scopes);
  const account = token.accountId === undefined ? undefined : world.accounts.get(token.accountId);
  if (!account) throw unusable('This method requires an authenticated user');
  if (account.standing !== 'active') throw new Refusal(403, { error: STANDING[account.standing] });
  return { account, token };
}

/** Any token that holds one of `scopes`; none named means that every token will do. */
export function appOrPerson(world: World, request: FastifyRequest, ...scopes: string[]): Token {
  const token = tokenOf(world, request);
  if (!token) throw unauthorized();
  if (scopes.length > 0 && !scopes.some((scope) => holdsScope(token.scopes, scope))) throw outsideScopes();
  return token;
}

/** Who looks at something public; a token that is brought must still hold one of `scopes`. */
export function viewerOf(world: World, request: FastifyRequest, ...scopes: string[]): string | undefined {
  if (!tokenOf(world, request)) return undefined;
  return appOrPerson(world, request, ...scopes).accountId;
}

const STANDING = {
  disabled: 'Your login is currently disabled',
  unconfirmed: 'Your login is missing a confirmed e-mail address',
  pending: 'Your login is currently pending approval',
} as const;
