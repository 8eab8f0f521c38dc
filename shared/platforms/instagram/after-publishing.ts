import { graphAddress } from '#shared/platforms/instagram/addresses.ts';
import { askingOf, unseenTrouble } from '#shared/platforms/instagram/asking.ts';
import { isGone, troubleOf } from '#shared/platforms/instagram/failures.ts';
import { NEEDED } from '#shared/platforms/instagram/facebook-login.ts';
import { isFacebookLogin } from '#shared/platforms/instagram/prepare.ts';
import { postQuota } from '#shared/platforms/instagram/quota.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { counts, insights, permissions, readAnswer } from '#shared/platforms/instagram/wire.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import type { Api, Health } from '#shared/platforms/platform.ts';
import type { MetricName, Metrics } from '#shared/publishing/metrics.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// What can be done and asked once a post is out (PLATFORMS.md 5.6, 5.8).

/** Takes a post down, where the person signed in with Facebook Login. */
export async function remove(receipt: Receipt, api: Api): Promise<void> {
  if (!isFacebookLogin(api)) throw notRemovable();
  for (const { remoteId } of receipt.parts) {
    const url = graphAddress(api.account.server, `/${remoteId}`);
    const answer = await api.send({ method: 'DELETE', url });
    if (answer.status >= 200 && answer.status <= 299) continue;
    if (!isGone(answer)) throw new StepTrouble(troubleOf(answer, askingOf(api, { shows: false })));
    // Of what is not there and of what may not be deleted Instagram says the same.
    const read = await sendUnseen({ method: 'GET', url: `${url}?fields=id` }, api);
    if (!isGone(read)) throw notRemovable();
  }
}

function notRemovable(): StepTrouble {
  const about = { platform: instagram.name };
  return new StepTrouble({ kind: 'refused', failure: { code: 'publish.not-removable', about } });
}

/** What each name of Instagram's is here. */
const NAMES: Readonly<Record<string, MetricName | undefined>> = {
  views: 'views',
  reach: 'reach',
  likes: 'likes',
  comments: 'comments',
  replies: 'comments',
  saved: 'saves',
  shares: 'shares',
};

/** A metric that a kind of post does not have is refused with all others; the second list is that of stories. */
const ASKED = ['views,reach,likes,comments,saved,shares', 'views,reach,replies,shares'];

export async function metrics(receipt: Receipt, api: Api): Promise<Metrics> {
  for (const metric of ASKED) {
    const url = graphAddress(api.account.server, `/${receipt.remoteId}/insights`, { metric });
    const answer = await sendUnseen({ method: 'GET', url }, api);
    const told = readAnswer(insights, answer);
    if (told) return Object.fromEntries(told.data.flatMap(({ name, values }) => named(name, values.at(-1)?.value)));
    const trouble = troubleOf(answer, askingOf(api, { shows: false }));
    if (trouble.kind !== 'refused') throw new StepTrouble(trouble);
  }
  return fieldCounts(receipt, api);
}

function named(name: string, value: number | undefined): [MetricName, number][] {
  const known = NAMES[name];
  return known === undefined || value === undefined ? [] : [[known, value]];
}

/** Without the permission for insights, two numbers are still told. */
async function fieldCounts(receipt: Receipt, api: Api): Promise<Metrics> {
  const url = graphAddress(api.account.server, `/${receipt.remoteId}`, { fields: 'like_count,comments_count' });
  const answer = await sendUnseen({ method: 'GET', url }, api);
  const told = readAnswer(counts, answer);
  if (!told) throw unseenTrouble(answer, api);
  const { like_count: likes, comments_count: comments } = told;
  return { ...(likes === undefined ? {} : { likes }), ...(comments === undefined ? {} : { comments }) };
}

const MAY_PUBLISH = 'instagram_business_content_publish';

/** Instagram Login tells of its permissions only by refusing; Facebook Login lists them. */
export async function health(api: Api): Promise<Health> {
  const quota = await postQuota(api);
  if (!('trouble' in quota)) return { missingPermissions: await missingOf(api), posts: quota };
  const { kind, failure } = quota.trouble;
  if (kind !== 'refused') throw new StepTrouble(quota.trouble);
  const missing = await missingOf(api);
  const isPermission = failure.code === 'channel.no-permission' && missing.length === 0;
  return { missingPermissions: isPermission ? [MAY_PUBLISH] : missing };
}

async function missingOf(api: Api): Promise<string[]> {
  if (!isFacebookLogin(api)) return [];
  const url = graphAddress(api.account.server, '/me/permissions');
  const answer = await sendUnseen({ method: 'GET', url }, api);
  const told = readAnswer(permissions, answer);
  if (!told) throw unseenTrouble(answer, api);
  const granted = told.data.filter(({ status }) => status === 'granted').map(({ permission }) => permission);
  return NEEDED.filter((scope) => !granted.includes(scope));
}
