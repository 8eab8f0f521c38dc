import { publishableIn, rolesRequest } from '#shared/platforms/linkedin/accounts.ts';
import { sendUnseen, trouble } from '#shared/platforms/linkedin/failures.ts';
import { isPage } from '#shared/platforms/linkedin/urn.ts';
import { isDone } from '#shared/platforms/linkedin/wire.ts';
import type { Api, Health } from '#shared/platforms/platform.ts';

/** A page's role can be taken away at any time. A person's sign-in either works or does not; its end is known. */
export async function health(api: Api): Promise<Health> {
  const { server, remoteId } = api.account;
  if (!isPage(remoteId)) return ofMember(server, api);
  const answer = await sendUnseen(rolesRequest(server), api);
  const pages = publishableIn(answer);
  if (answer.status === 403) return { missingPermissions: ['rw_organization_admin'] };
  if (!pages) throw trouble(answer, api, { what: 'unseen' });
  return { missingPermissions: pages.includes(remoteId) ? [] : ['ADMINISTRATOR or CONTENT_ADMINISTRATOR of the page'] };
}

/** Which of the two an app may ask is not known here; 403 means only that it is the other. */
async function ofMember(server: string, api: Api): Promise<Health> {
  const answer = await sendUnseen({ method: 'GET', url: `${server}/v2/userinfo` }, api);
  if (!isDone(answer) && answer.status !== 403) throw trouble(answer, api, { what: 'unseen' });
  return { missingPermissions: [] };
}
