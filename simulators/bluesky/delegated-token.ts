import { hasSigned } from '#simulators/bluesky/keys.ts';
import { unauthorized } from '#simulators/bluesky/refusal.ts';
import { readPart } from '#simulators/bluesky/tokens.ts';
import { serverDid, type Account, type World } from '#simulators/bluesky/world.ts';

// Tokens with which another service acts for an account: signed with the account's own key, for one audience and one
// method (atproto.com/specs/xrpc, Inter-Service Authentication).

/** It names a method, as no session's token does. */
export function isDelegated(token: string): boolean {
  return readPart(token.split('.')[1] ?? '')?.['lxm'] !== undefined;
}

/** For whom a service may call `method` with this token. */
export function accountDelegating(world: World, token: string, method: string): Account {
  const [head = '', middle = '', signature = ''] = token.split('.');
  const claims = readPart(middle) ?? {};
  if (Number(claims['exp']) * 1000 <= world.now()) throw unauthorized('jwt expired', 'JwtExpired');
  if (claims['aud'] !== serverDid(world))
    throw unauthorized('jwt audience does not match service did', 'BadJwtAudience');
  if (claims['lxm'] !== method)
    throw unauthorized(`bad jwt lexicon method ("lxm"). must match: ${method}`, 'BadJwtLexiconMethod');
  const account = world.accounts.get(String(claims['iss']));
  if (!account) throw unauthorized('could not resolve iss did');
  if (!hasSigned(`${head}.${middle}`, signature, account.keys))
    throw unauthorized('jwt signature does not match jwt issuer', 'BadJwtSignature');
  return account;
}
