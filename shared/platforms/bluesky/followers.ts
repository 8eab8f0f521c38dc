import type { Api } from '#shared/platforms/platform.ts';
import { notDoneUnseen, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import { COUNTED_BY } from '#shared/platforms/bluesky/metrics.ts';
import { profileCounts, readAnswer, xrpc } from '#shared/platforms/bluesky/wire.ts';

/** `followersCount` of the profile, as the service that counts has it. */
export async function followers(api: Api): Promise<number | undefined> {
  const answer = await sendUnseen(api, {
    method: 'GET',
    url: xrpc(api.account.server, 'app.bsky.actor.getProfile', { actor: api.account.remoteId }),
    headers: { 'atproto-proxy': COUNTED_BY },
  });
  const counted = readAnswer(profileCounts, answer);
  if (!counted) throw notDoneUnseen(answer, api);
  return counted.followersCount;
}
