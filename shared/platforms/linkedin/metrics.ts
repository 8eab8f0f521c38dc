import { enc, rest } from '#shared/platforms/linkedin/addresses.ts';
import { sendUnseen, trouble } from '#shared/platforms/linkedin/failures.ts';
import { isPage, isUgcPost } from '#shared/platforms/linkedin/urn.ts';
import { memberStatistics, pageStatistics, readAnswer } from '#shared/platforms/linkedin/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import type { MetricName, Metrics } from '#shared/publishing/metrics.ts';
import type { Receipt } from '#shared/publishing/publication.ts';

/** How a post is doing (PLATFORMS.md 2.6): a page's numbers in one call, a person's one number per call. */
export function metrics(receipt: Receipt, api: Api): Promise<Metrics> {
  const urn = receipt.remoteId;
  return isPage(api.account.remoteId) ? ofPage(urn, api) : ofMember(urn, api);
}

async function ofPage(urn: string, api: Api): Promise<Metrics> {
  const list = `${isUgcPost(urn) ? 'ugcPosts' : 'shares'}=List(${enc(urn)})`;
  const path = `/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=${enc(api.account.remoteId)}&${list}`;
  const answer = await sendUnseen(rest(api.account.server, 'GET', path, { restliMethod: 'FINDER' }), api);
  const read = readAnswer(pageStatistics, answer);
  if (!read) throw trouble(answer, api, { what: 'unseen' });
  const counts = read.elements.find((one) => (one.share ?? one.ugcPost) === urn)?.totalShareStatistics;
  return told({
    impressions: counts?.impressionCount,
    reach: counts?.uniqueImpressionsCount,
    clicks: counts?.clickCount,
    likes: counts?.likeCount,
    comments: counts?.commentCount,
    shares: counts?.shareCount,
  });
}

/** The last two are younger than the rest (202604), and an app may not have them. */
const MEMBER_QUERIES: readonly { readonly name: MetricName; readonly queryType: string; readonly mayFail?: true }[] = [
  { name: 'impressions', queryType: 'IMPRESSION' },
  { name: 'reach', queryType: 'MEMBERS_REACHED' },
  { name: 'likes', queryType: 'REACTION' },
  { name: 'comments', queryType: 'COMMENT' },
  { name: 'shares', queryType: 'RESHARE' },
  { name: 'saves', queryType: 'POST_SAVE', mayFail: true },
  { name: 'clicks', queryType: 'LINK_CLICKS', mayFail: true },
];

async function ofMember(urn: string, api: Api): Promise<Metrics> {
  const entity = `(${isUgcPost(urn) ? 'ugc' : 'share'}:${enc(urn)})`;
  const counts: Partial<Record<MetricName, number | undefined>> = {};
  for (const { name, queryType, mayFail } of MEMBER_QUERIES) {
    const path = `/memberCreatorPostAnalytics?q=entity&entity=${entity}&queryType=${queryType}&aggregation=TOTAL`;
    const answer = await sendUnseen(rest(api.account.server, 'GET', path, { restliMethod: 'FINDER' }), api);
    const read = readAnswer(memberStatistics, answer);
    if (read) counts[name] = read.elements[0]?.count;
    else if (!mayFail || answer.status !== 400) throw trouble(answer, api, { what: 'unseen' });
  }
  return told(counts);
}

function told(counts: Partial<Record<MetricName, number | undefined>>): Metrics {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined));
}
