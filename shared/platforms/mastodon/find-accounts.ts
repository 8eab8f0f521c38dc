import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { address, foundAccounts, readAnswer } from '#shared/platforms/mastodon/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Mentionable } from '#shared/posts/mentions.ts';

/** `GET /api/v1/accounts/search`: accounts that the server knows; it is not told to ask others (`resolve`). */
export async function findAccounts(typed: string, most: number, api: Api): Promise<readonly Mentionable[]> {
  const query = new URLSearchParams({ q: typed, limit: String(most), resolve: 'false' });
  const url = `${address(api.account.server, '/api/v1/accounts/search')}?${query.toString()}`;
  const answer = await api.send({ method: 'GET', url });
  const found = readAnswer(foundAccounts, answer);
  if (!found) throw stoppedBy(answer, api);
  return found.map(({ acct, display_name: displayName }) => ({ handle: acct, displayName: displayName ?? '' }));
}
