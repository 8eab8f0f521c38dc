import type { Session } from '@atproto/oauth-client';
import { JoseKey } from '@atproto/jwk-jose';
import { z } from 'zod';

// What is kept about a sign-in in the browser: the key that every request is signed with, and the tokens bound to it.

const authMethod = z.object({ method: z.literal('none') });
const jwk = z.record(z.string(), z.unknown());

/** While the person is in the browser. */
export const underWay = z.object({
  redirectUri: z.string(),
  state: z.string(),
  iss: z.string(),
  verifier: z.string(),
  authMethod,
  dpopJwk: jwk,
});

const tokenSet = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.string(),
  scope: z.string(),
  access_token: z.string(),
  refresh_token: z.string().optional(),
  token_type: z.literal('DPoP'),
  expires_at: z.string().optional(),
});

export const oauthSecrets = z.object({
  did: z.string(),
  /** What the account was called when it signed in, for failures. */
  handle: z.string(),
  /** Origin of the server that holds the account; what is signed goes nowhere else. */
  server: z.string(),
  /** Says which client the tokens were given to. */
  redirectUri: z.string(),
  /** When the sign-in ends for good, UTC ms. */
  endsAt: z.number(),
  authMethod,
  dpopJwk: jwk,
  tokenSet,
});
export type OAuthSecrets = z.infer<typeof oauthSecrets>;

/** A private key as it is kept. */
export function jwkOf(key: Session['dpopKey']): z.infer<typeof jwk> {
  const kept = key.privateJwk;
  if (kept === undefined) throw new Error('the key of a sign-in can be kept');
  return { ...kept };
}

export async function sessionIn(kept: OAuthSecrets): Promise<Session> {
  const dpopKey = await JoseKey.fromJWK(kept.dpopJwk);
  return { dpopKey, authMethod: kept.authMethod, tokenSet: kept.tokenSet as Session['tokenSet'] };
}

/** What a session consists of, to be kept. Throws where the library made something that we did not ask for. */
export function keepable(session: Session): Pick<OAuthSecrets, 'authMethod' | 'dpopJwk' | 'tokenSet'> {
  return {
    authMethod: authMethod.parse(session.authMethod),
    dpopJwk: jwkOf(session.dpopKey),
    tokenSet: tokenSet.parse(session.tokenSet),
  };
}
