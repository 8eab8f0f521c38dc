import type { Api } from '#shared/platforms/platform.ts';
import { address } from '#shared/platforms/x/addresses.ts';
import { stopOf } from '#shared/platforms/x/failures.ts';
import { readAnswer, removed } from '#shared/platforms/x/wire.ts';
import type { Receipt } from '#shared/publishing/publication.ts';

/** Takes every part down, the last first, so that nothing answers a post that is gone (PLATFORMS.md 1.8). */
export async function remove(receipt: Receipt, api: Api): Promise<void> {
  for (const { remoteId } of receipt.parts.toReversed()) {
    const answer = await api.send({ method: 'DELETE', url: address(api.account.server, `/2/tweets/${remoteId}`) });
    // How X says that a post is not there any more is UNCONFIRMED (PLATFORMS.md register 7).
    if (answer.status !== 404 && !readAnswer(removed, answer)) throw stopOf(answer, api);
  }
}
