import type { FastifyRequest } from 'fastify';
import {
  badRequest,
  denied,
  expiredToken,
  invalidToken,
  revokedToken,
  versionGone,
} from '#simulators/linkedin/refusal.ts';
import type { Organization, Person, Token, World } from '#simulators/linkedin/world.ts';

const PUBLISH_ROLES = ['ADMINISTRATOR', 'CONTENT_ADMINISTRATOR'];

/** The sign-in of a request. Refuses one that is unknown, revoked or run out. */
export function tokenOf(world: World, request: FastifyRequest): Token {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = world.tokens.get(given?.trim() ?? '');
  if (!token) throw invalidToken();
  if (token.isRevoked) throw revokedToken();
  if (world.now() >= token.expiresAt) throw expiredToken();
  return token;
}

/** The sign-in, which must hold one of `scopes`; `what` is the call in LinkedIn's words. */
export function allowed(world: World, request: FastifyRequest, what: string, ...scopes: string[]): Token {
  const token = tokenOf(world, request);
  if (!scopes.some((scope) => token.scopes.includes(scope))) throw denied(what);
  return token;
}

/** Every versioned call names a version that is alive, and Rest.li 2.0.0 (PLATFORMS.md 2.1). */
export function checkVersion(world: World, request: FastifyRequest): void {
  const version = headerOf(request, 'linkedin-version');
  if (version === undefined)
    throw badRequest('VERSION_MISSING', 'A version must be present in the LinkedIn-Version header.');
  if (!world.behaviour.versions.includes(version)) throw versionGone(version);
  if (headerOf(request, 'x-restli-protocol-version') !== '2.0.0') {
    throw badRequest('ILLEGAL_ARGUMENT', 'X-RestLi-Protocol-Version: 2.0.0 is required');
  }
}

export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** A sign-in that may post as `author`: the person itself, or a page where it has a publish role. */
export function mayPostAs(world: World, request: FastifyRequest, author: string, what: string): Token {
  if (author.startsWith('urn:li:organization:')) {
    const token = allowed(world, request, what, 'w_organization_social');
    if (!hasRole(world, token, author)) throw denied(what);
    return token;
  }
  const token = allowed(world, request, what, 'w_member_social');
  if (token.personUrn !== author) throw denied(what);
  return token;
}

/** Only pages can be read, and only by who has a role there; people not at all (PLATFORMS.md 2.5). */
export function mayReadOf(world: World, request: FastifyRequest, author: string, what: string): Token {
  if (!author.startsWith('urn:li:organization:')) throw denied(what);
  const token = allowed(world, request, what, 'r_organization_social');
  if (!hasRole(world, token, author)) throw denied(what);
  return token;
}

function hasRole(world: World, token: Token, organizationUrn: string): boolean {
  const held = organizationBy(world, organizationUrn)?.roles.get(token.personUrn);
  return held?.state === 'APPROVED' && PUBLISH_ROLES.includes(held.role);
}

export function organizationBy(world: World, urn: string): Organization | undefined {
  return [...world.organizations.values()].find((one) => one.urn === urn);
}

export function personBy(world: World, urn: string): Person | undefined {
  return [...world.people.values()].find((one) => one.urn === urn);
}
