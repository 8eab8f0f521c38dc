import { z } from 'zod';
import { graphAddress, graphPath, isUploadAddress } from '#shared/platforms/facebook/addresses.ts';
import { graphError } from '#shared/platforms/meta/graph.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import type { Secrets } from '#shared/platforms/platform.ts';

// What is kept of a page: its own token, which has no end, and the person's, from which it is made anew every
// 45 days (PLATFORMS.md 4.1, 9.4).

export const pageSecrets = z.object({
  /** Origin of the API; the tokens go nowhere else but to its host for uploads. */
  server: z.string(),
  pageId: z.string(),
  pageToken: z.string(),
  userToken: z.string(),
  /** The person's own app; absent when a team server keeps the app. */
  keys: z.object({ clientId: z.string(), clientSecret: z.string() }).optional(),
});
export type PageSecrets = z.infer<typeof pageSecrets>;

/** Asks about the page's or the person's token: which one `authorize` fills in, so that no step ever holds a token. */
export function tokenQuestion(server: string, whose: 'page' | 'person'): HttpRequest {
  return { method: 'GET', url: graphAddress(server, 'debug_token', { input_token: whose }) };
}

/** Puts the sign-in on a request to Facebook, and on no other. */
export function authorize(request: HttpRequest, secrets: Secrets): HttpRequest {
  const kept = pageSecrets.parse(secrets);
  // Uploads want the older name of the same thing (PLATFORMS.md 4.2).
  if (isUploadAddress(request.url, kept.server)) return signed(request, `OAuth ${kept.pageToken}`);
  const path = graphPath(request.url, kept.server);
  if (path === undefined) return request;
  if (path === '/debug_token') return signedQuestion(request, kept);
  return signed(request, `Bearer ${path.startsWith('/me/') ? kept.userToken : kept.pageToken}`);
}

/** Without the app's secret a token may still ask about itself, as the SDK's `getAppID` does. */
function signedQuestion(request: HttpRequest, { server, pageToken, userToken, keys }: PageSecrets): HttpRequest {
  const about = request.url.endsWith('input_token=person') ? userToken : pageToken;
  const url = graphAddress(server, 'debug_token', { input_token: about });
  return signed({ ...request, url }, `Bearer ${keys ? `${keys.clientId}|${keys.clientSecret}` : about}`);
}

function signed(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: { ...request.headers, authorization } };
}

/** What no new token helps against: the app was removed, a checkpoint, a changed password, an unconfirmed person. */
const FOR_THE_PERSON: readonly number[] = [458, 459, 460, 464];

/** The token is no longer good, and one made anew may be. */
export function isExpired(answer: HttpAnswer): boolean {
  const { code, error_subcode: subcode } = graphError(answer) ?? {};
  return (code === 190 || code === 102) && !(subcode !== undefined && FOR_THE_PERSON.includes(subcode));
}
