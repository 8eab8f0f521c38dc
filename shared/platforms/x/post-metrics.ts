import type { Api } from '#shared/platforms/platform.ts';
import { readPosts, type ReadPosts } from '#shared/platforms/x/read-posts.ts';
import type { Metrics } from '#shared/publishing/metrics.ts';
import type { Receipt } from '#shared/publishing/publication.ts';

/** What only the owner is told, X tells for 30 days (PLATFORMS.md 1.6). */
const TOLD_FOR_MS = 30 * 24 * 3_600_000;

/** How the post is doing, all parts together (PLATFORMS.md 1.6). */
export async function metrics(receipt: Receipt, api: Api): Promise<Metrics> {
  const isYoung = api.now() - receipt.publishedAt < TOLD_FOR_MS;
  const read = await readMetrics(receipt, isYoung ? ['public_metrics', 'non_public_metrics'] : ['public_metrics'], api);
  // Asked for what it does not tell any more, X may leave a post out altogether.
  const isShort = isYoung && read.list.length < receipt.parts.length;
  const { list, media } = isShort ? await readMetrics(receipt, ['public_metrics'], api) : read;
  const told: Readonly<Record<keyof Metrics, number | undefined>> = {
    impressions: sum(list, (post) => post.public?.impression_count ?? post.own?.impression_count),
    likes: sum(list, (post) => post.public?.like_count),
    comments: withoutOurs(
      sum(list, (post) => post.public?.reply_count),
      list.length - 1,
    ),
    shares: sum(list, (post) => post.public?.retweet_count ?? post.public?.repost_count),
    quotes: sum(list, (post) => post.public?.quote_count),
    saves: sum(list, (post) => post.public?.bookmark_count),
    clicks: sum(list, (post) => post.own?.url_link_clicks),
    views: sum(media, (film) => film.public_metrics?.view_count),
    reach: undefined,
  };
  return Object.fromEntries(Object.entries(told).filter(([, count]) => count !== undefined));
}

function readMetrics(receipt: Receipt, fields: readonly string[], api: Api): Promise<ReadPosts> {
  const ids = receipt.parts.map(({ remoteId }) => remoteId).join(',');
  const query = { ids, expansions: 'attachments.media_keys', 'media.fields': 'public_metrics' };
  return readPosts('/2/tweets', fields, query, api);
}

/** What X told of any of them; `undefined` when of none. */
function sum<T>(list: readonly T[], of: (one: T) => number | null | undefined): number | undefined {
  const told = list.flatMap((one) => of(one) ?? []);
  return told.length === 0 ? undefined : told.reduce((all, one) => all + one, 0);
}

/** Every part but the first is a reply to the one before. */
function withoutOurs(replies: number | undefined, ours: number): number | undefined {
  return replies === undefined ? undefined : Math.max(0, replies - Math.max(0, ours));
}
