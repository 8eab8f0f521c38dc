import { slowDown } from '#shared/platforms/answers.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import { address, publishingLimit, readAnswer } from '#shared/platforms/threads/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// How much may still be posted: 250 posts and 1000 replies in any 24 hours (PLATFORMS.md 6.3).

const HOUR_MS = 3_600_000;
const FIELDS = 'quota_usage,config,reply_quota_usage,reply_config';

export function limitAddress(server: string, user: string): string {
  return address(server, `${user}/threads_publishing_limit`, { fields: FIELDS });
}

/**
 * Stops a thread that would stop in its middle. Throws `StepTrouble` (`temporary`) when the account has used up what it
 * may post; an answer that is not understood stops nothing, since publishing itself is refused in time.
 */
export async function mustHaveRoom(wanted: { readonly replies: number }, api: Api): Promise<true> {
  const { server, remoteId, handle } = api.account;
  const answer = await sendUnseen({ method: 'GET', url: limitAddress(server, remoteId) }, api);
  const said = readAnswer(publishingLimit, answer);
  const isFull = said !== undefined && said.quota_usage >= said.config.quota_total;
  const repliesLeft = (said?.reply_config?.quota_total ?? Infinity) - (said?.reply_quota_usage ?? 0);
  if (!isFull && repliesLeft >= wanted.replies) return true;
  // Room opens post by post as the 24 hours move on, and Threads does not say when.
  const words = 'the number of posts that it takes in 24 hours is used up';
  throw new StepTrouble(slowDown(api.now() + HOUR_MS, { platform: threads.name, channel: handle, answer: words }));
}
