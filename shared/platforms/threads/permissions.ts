import { graphError } from '#shared/platforms/meta/graph.ts';
import { limitAddress } from '#shared/platforms/threads/allowance.ts';
import { address } from '#shared/platforms/threads/wire.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';

/**
 * What a sign-in asks for (PLATFORMS.md 6.1): reading replies is for finding a part of a thread whose answer was lost,
 * managing them for answering one's own posts.
 */
export const SCOPES: readonly string[] = [
  'threads_basic',
  'threads_content_publish',
  'threads_manage_replies',
  'threads_read_replies',
  'threads_manage_insights',
  'threads_delete',
];

/** A person may untick permissions, and no answer lists what is left: a request that needs one tells. */
export async function missingScopes(
  account: { readonly server: string; readonly user: string },
  send: (request: HttpRequest) => Promise<HttpAnswer>,
): Promise<string[]> {
  const { server, user } = account;
  const probes = [
    { scope: 'threads_content_publish', url: limitAddress(server, user) },
    { scope: 'threads_read_replies', url: address(server, 'me/replies', { fields: 'id', limit: '1' }) },
  ];
  const missing: string[] = [];
  for (const { scope, url } of probes) {
    if (isNotAllowed(await send({ method: 'GET', url }))) missing.push(scope);
  }
  return missing;
}

/** PLATFORMS.md 3.2. */
function isNotAllowed(answer: HttpAnswer): boolean {
  const code = graphError(answer)?.code;
  return code === 3 || code === 10 || (code !== undefined && code >= 200 && code <= 299);
}
