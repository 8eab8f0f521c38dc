import { read } from '#shared/platforms/threads/requests.ts';
import { address, insights } from '#shared/platforms/threads/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';

/** `followers_count` of the account (PLATFORMS.md 6.6). Throws `StepTrouble`. */
export async function followers(api: Api): Promise<number | undefined> {
  const { server, remoteId } = api.account;
  const url = address(server, `${remoteId}/threads_insights`, { metric: 'followers_count' });
  const { data } = await read(insights, url, api);
  const told = data.find(({ name }) => name === 'followers_count');
  return told?.total_value?.value ?? told?.values?.[0]?.value;
}
