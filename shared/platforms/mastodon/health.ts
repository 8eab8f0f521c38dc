import { instanceOf, limitsOf } from '#shared/platforms/mastodon/instance-limits.ts';
import { SCOPES } from '#shared/platforms/mastodon/oauth.ts';
import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { address, credentials, readAnswer, readRefusal } from '#shared/platforms/mastodon/wire.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import type { Api, Health } from '#shared/platforms/platform.ts';

/**
 * Whether the sign-in still works and may do what publishing needs, and what the server allows now. A server does not
 * tell what a token may do, so each permission is tried on something that is never there; nothing can come of it.
 */
export async function health(api: Api): Promise<Health> {
  const missing: string[] = [];
  for (const scope of SCOPES) {
    const answer = await api.send(asking(scope, api));
    if (isOutside(answer)) missing.push(scope);
    else if (scope === 'read:accounts' && !readAnswer(credentials, answer)) throw stoppedBy(answer, api);
    // Anything but a plain answer says nothing about permissions, and may be why the next one is not answered either.
    else if (answer.status === 401 || answer.status === 429 || answer.status >= 500) throw stoppedBy(answer, api);
  }
  const known = await instanceOf(api.account.server, (request) => api.send(request));
  return { missingPermissions: missing, ...(known ? { limits: limitsOf(known) } : {}) };
}

function asking(scope: (typeof SCOPES)[number], api: Api): HttpRequest {
  const at = (path: string): string => address(api.account.server, path);
  switch (scope) {
    case 'read:accounts':
      return { method: 'GET', url: at('/api/v1/accounts/verify_credentials') };
    case 'read:statuses':
      return { method: 'GET', url: at('/api/v1/scheduled_statuses?limit=1') };
    case 'write:statuses':
      return { method: 'PUT', url: at('/api/v1/scheduled_statuses/0') };
    case 'write:media':
      return { method: 'GET', url: at('/api/v1/media/0') };
  }
}

/** In English everywhere (PLATFORMS.md 8.4). */
function isOutside(answer: HttpAnswer): boolean {
  return answer.status === 403 && /outside the authorized scopes/.test(readRefusal(answer)?.error ?? '');
}
