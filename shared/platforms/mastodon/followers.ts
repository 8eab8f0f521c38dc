import { stoppedBy } from '#shared/platforms/mastodon/stopped.ts';
import { accountCounts, address, readAnswer } from '#shared/platforms/mastodon/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';

/** `followers_count` of the account itself; a server may hide it with -1. */
export async function followers(api: Api): Promise<number | undefined> {
  const url = address(api.account.server, '/api/v1/accounts/verify_credentials');
  const answer = await api.send({ method: 'GET', url });
  const counted = readAnswer(accountCounts, answer);
  if (!counted) throw stoppedBy(answer, api);
  const { followers_count: count } = counted;
  return typeof count === 'number' && count >= 0 ? count : undefined;
}
