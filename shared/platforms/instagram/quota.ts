import { onOurClock, serverNow, slowDown } from '#shared/platforms/answers.ts';
import { graphAddress } from '#shared/platforms/instagram/addresses.ts';
import { askingOf } from '#shared/platforms/instagram/asking.ts';
import { troubleOf } from '#shared/platforms/instagram/failures.ts';
import { mediaList, publishingLimit, readAnswer } from '#shared/platforms/instagram/wire.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import type { Api, Health } from '#shared/platforms/platform.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';

// How many posts Instagram still takes of apps in its moving 24 hours (PLATFORMS.md 5.3).

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

export type PostQuota = NonNullable<Health['posts']>;

/** What Instagram says of its limit, or why it does not. Throws `StepTrouble` where no answer came. */
export async function postQuota(api: Api): Promise<PostQuota | { readonly trouble: Trouble }> {
  const { server, remoteId } = api.account;
  const url = graphAddress(server, `/${remoteId}/content_publishing_limit`, { fields: 'quota_usage,config' });
  const answer = await sendUnseen({ method: 'GET', url }, api);
  const limit = readAnswer(publishingLimit, answer)?.data[0];
  if (!limit) return { trouble: troubleOf(answer, askingOf(api, { shows: false })) };
  const { quota_total: total, quota_duration: seconds } = limit.config;
  return { used: limit.quota_usage, limit: total, periodMs: seconds * 1000 };
}

/**
 * Asked before anything is made: a container that cannot be published is one of 400 a day wasted. Throws `StepTrouble`
 * (`temporary`) when nothing more goes out now. Where Instagram refuses to say, publishing itself will.
 */
export async function checkQuota(api: Api): Promise<'free' | 'not told'> {
  const quota = await postQuota(api);
  if ('trouble' in quota) {
    if (quota.trouble.kind === 'refused') return 'not told';
    throw new StepTrouble(quota.trouble);
  }
  if (quota.used < quota.limit) return 'free';
  const { platform, channel } = askingOf(api, { shows: false });
  const answer = `${quota.used} of ${quota.limit} posts in ${quota.periodMs / HOUR_MS} hours`;
  throw new StepTrouble(slowDown(await freeAt(quota, api), { platform, channel, answer }));
}

/** When the post that makes room leaves the window; in an hour where the list does not tell, as of stories. */
async function freeAt({ used, limit, periodMs }: PostQuota, api: Api): Promise<number> {
  const inAnHour = api.now() + HOUR_MS;
  const { server, remoteId } = api.account;
  const url = graphAddress(server, `/${remoteId}/media`, { fields: 'id,timestamp', limit: '100' });
  const answer = await sendUnseen({ method: 'GET', url }, api);
  const since = serverNow(answer, api.now()) - periodMs;
  const times = (readAnswer(mediaList, answer)?.data ?? []).map(({ timestamp }) => timestamp);
  const leaving = times.filter((at) => at > since).toSorted((a, b) => a - b)[used - limit];
  if (leaving === undefined) return inAnHour;
  return onOurClock(leaving + periodMs + MINUTE_MS, answer, api.now()) ?? inAnHour;
}
