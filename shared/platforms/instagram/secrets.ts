import { z } from 'zod';
import { isUpload } from '#shared/platforms/instagram/addresses.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import type { Secrets } from '#shared/platforms/platform.ts';

/** A sign-in at Instagram itself, with own keys or through the team server. It is renewed without the app's secret. */
const instagramSecrets = z.object({
  login: z.literal('instagram-login'),
  /** Origin of the API that took the token; it goes nowhere else. */
  server: z.string(),
  accessToken: z.string(),
  /** UTC ms: a token younger than a day cannot be renewed (PLATFORMS.md 5.1). */
  issuedAt: z.number(),
  expiresAt: z.number().optional(),
});
export type InstagramSecrets = z.infer<typeof instagramSecrets>;

/** A sign-in at Facebook. The page's token publishes, the person's deletes (PLATFORMS.md 5). */
const facebookSecrets = z.object({
  login: z.literal('facebook-login'),
  server: z.string(),
  pageId: z.string(),
  pageToken: z.string(),
  userToken: z.string(),
  expiresAt: z.number().optional(),
  clientId: z.string(),
  clientSecret: z.string(),
});
export type FacebookSecrets = z.infer<typeof facebookSecrets>;

/** What is kept of a sign-in. */
export const secretsOfAccount = z.discriminatedUnion('login', [instagramSecrets, facebookSecrets]);

/** Puts the sign-in on a request to the API or to where its uploads go, and on no other. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const kept = secretsOfAccount.parse(secrets);
  const upload = isUpload(request.url, kept.server);
  if (!upload && !request.url.startsWith(`${kept.server}/`)) return request;
  const token = kept.login === 'instagram-login' ? kept.accessToken : facebookToken(request, kept);
  const authorization = `${upload ? 'OAuth' : 'Bearer'} ${token}`;
  return { ...request, headers: { ...request.headers, authorization } };
}

function facebookToken({ method, url }: HttpRequest, { pageToken, userToken }: FacebookSecrets): string {
  const isThePersons = method === 'DELETE' || new URL(url).pathname.endsWith('/me/permissions');
  return isThePersons ? userToken : pageToken;
}
