import { notDoneUnseen, sendUnseen } from '#shared/platforms/bluesky/asking.ts';
import { COUNTED_BY } from '#shared/platforms/bluesky/metrics.ts';
import { foundActors, readAnswer, xrpc } from '#shared/platforms/bluesky/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { Mentionable } from '#shared/posts/mentions.ts';

/** `app.bsky.actor.searchActorsTypeahead`: made for being asked while somebody types. */
export async function findAccounts(typed: string, most: number, api: Api): Promise<readonly Mentionable[]> {
  const answer = await sendUnseen(api, {
    method: 'GET',
    url: xrpc(api.account.server, 'app.bsky.actor.searchActorsTypeahead', { q: typed, limit: String(most) }),
    headers: { 'atproto-proxy': COUNTED_BY },
  });
  const found = readAnswer(foundActors, answer);
  if (!found) throw notDoneUnseen(answer, api);
  return found.actors.map(({ handle, displayName = '' }) => ({ handle, displayName }));
}
