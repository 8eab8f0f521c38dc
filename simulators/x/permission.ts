import type { FastifyRequest } from 'fastify';
import { forbidden, noCredits, notEnrolled, SENTENCES, suspended, unauthorized } from '#simulators/x/refusal.ts';
import type { Account, App, Token, World } from '#simulators/x/world.ts';

/** The token of a request, if it is still good. */
export function tokenOf(world: World, request: FastifyRequest): Token | undefined {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? '';
  const token = world.tokens.get(given);
  return token && token.until > world.clock() ? token : undefined;
}

/** The person behind a request, whose token must hold every one of `scopes`. */
export function personOf(world: World, request: FastifyRequest, ...scopes: string[]): Account {
  const token = tokenOf(world, request);
  const account = token && world.accounts.get(token.accountId);
  if (!token || !account) throw unauthorized();
  if (!appOf(world, token)?.isEnrolled) throw notEnrolled();
  if (!world.behaviour.hasCredits) throw noCredits();
  if (!scopes.every((scope) => token.scopes.includes(scope))) throw forbidden(SENTENCES.permission);
  return account;
}

/** Refuses whoever X has stopped. */
export function mustBeActive(account: Account): void {
  if (account.standing === 'suspended') throw suspended();
  if (account.standing === 'locked') throw forbidden(SENTENCES.locked);
}

function appOf(world: World, token: Token): App | undefined {
  return world.apps.get(token.clientId);
}
