import type { FastifyRequest } from 'fastify';
import { invalid, Refusal, unauthorized } from '#simulators/bluesky/refusal.ts';
import { accountDelegating, isDelegated } from '#simulators/bluesky/delegated-token.ts';
import { readAccess, readRefresh } from '#simulators/bluesky/tokens.ts';
import { accountCalled, type Account, type World } from '#simulators/bluesky/world.ts';

/** Who signed in; refuses a request without a good access token. */
export function signedIn(world: World): (request: FastifyRequest) => Account {
  return (request) => readAccess(world, bearerOf(request));
}

/** Whose refresh token a request brings. */
export function refreshing(
  world: World,
  given?: { evenExpired: boolean },
): (request: FastifyRequest) => { account: Account; jti: string } {
  return (request) => readRefresh(world, bearerOf(request), given);
}

/** Who uploads: somebody who signed in, or a service that has a token for just that. */
export function uploading(world: World): (request: FastifyRequest) => Account {
  return (request) => {
    const token = bearerOf(request);
    const account = isDelegated(token)
      ? accountDelegating(world, token, 'com.atproto.repo.uploadBlob')
      : readAccess(world, token);
    if (account.standing === 'takendown') throw takenDown();
    return account;
  };
}

/** The repository that is written to, which must be the writer's own. */
export function ownRepo(world: World, writer: Account, repo: string): Account {
  const account = accountCalled(world, repo);
  if (!account) throw new Refusal(403, 'AccountNotFound', 'Account not found');
  if (account.standing === 'takendown') throw takenDown();
  if (account.standing === 'deactivated') throw unauthorized('Account is deactivated', 'AccountDeactivated');
  if (account !== writer) throw unauthorized();
  return account;
}

export const takenDown = (): Refusal => unauthorized('Account has been taken down', 'AccountTakedown');

function bearerOf({ headers }: FastifyRequest): string {
  if (headers.authorization === undefined) throw unauthorized(undefined, 'AuthMissing');
  const [kind = '', token, ...more] = headers.authorization.split(' ');
  if (token === undefined || more.length > 0) throw invalid('Malformed authorization header', 'InvalidToken');
  if (kind.toLowerCase() === 'bearer') return token;
  const isKnown = kind.toLowerCase() === 'basic';
  throw invalid(isKnown ? 'Unexpected authorization type' : `Unsupported authorization type: ${kind}`, 'InvalidToken');
}
