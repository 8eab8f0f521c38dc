import { z } from 'zod';

// What is kept about a sign-in in the browser: the key that every request is signed with, and the tokens bound to it.

export const authMethod = z.object({ method: z.literal('none') });
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

export const tokenSet = z.object({
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
