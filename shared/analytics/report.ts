import { z } from 'zod';
import { channelId, instant, postId, publicationId } from '#shared/ids.ts';
import { bestTimes, bestTimesOf } from '#shared/analytics/best-times.ts';
import { dateRange, instantsOf, periodBefore, type DateRange } from '#shared/analytics/date-range.ts';
import { grouped } from '#shared/analytics/grouped.ts';
import { measureOf, MEASURES, type MeasuredPost } from '#shared/analytics/measures.ts';
import { point, seriesOf } from '#shared/analytics/series.ts';
import { engagementRate, rate, totals, totalsOf } from '#shared/analytics/totals.ts';
import { wallClock } from '#shared/analytics/wall-clock.ts';
import { metrics } from '#shared/publishing/metrics.ts';

/** What a person wants to see: which days, which channels (none: all), and what is drawn and sorted by. */
export const reportQuery = z.object({
  range: dateRange,
  channels: z.array(channelId).max(500),
  drawn: z.enum(['posts', ...MEASURES]),
});
export type ReportQuery = z.infer<typeof reportQuery>;

/** Some posts together. */
export const summary = z.object({ posts: z.int().min(0), totals, rate: rate.optional() });
export type Summary = z.infer<typeof summary>;

export const topPost = z.object({
  publication: publicationId,
  post: postId,
  channel: channelId,
  publishedAt: instant,
  /** Its first words. */
  excerpt: z.string(),
  metrics,
  interactions: z.int().min(0).optional(),
});
export type TopPost = z.infer<typeof topPost>;

/** How many follow a channel: the newest count up to the end of the range, and the first one in it. */
export const followers = z.object({ count: z.int().min(0), at: instant, first: z.int().min(0).optional() });

/** How the posts of some days did, as the window shows it and a client gets it. */
export const report = z.object({
  range: dateRange,
  before: dateRange,
  now: summary,
  /** The period of the same length right before. */
  then: summary,
  /** Posts of the range whose numbers nobody has been told yet. */
  unread: z.int().min(0),
  channels: z.array(summary.extend({ channel: channelId, followers: followers.optional() })),
  labels: z.array(summary.extend({ label: z.string() })),
  series: z.array(point),
  times: bestTimes,
  top: z.array(topPost),
});
export type Report = z.infer<typeof report>;

const MOST_TOP = 10;

/** What a report is made of. */
export interface ReportSource {
  readonly zone: string;
  /** Posts of the range and of the period before, in any order. */
  readonly posts: readonly MeasuredPost[];
  /** Names of the labels of a post. */
  labelsOf(post: MeasuredPost['post']): readonly string[];
  excerptOf(post: MeasuredPost): string;
  followersOf(channel: MeasuredPost['channel']): z.infer<typeof followers> | undefined;
  /** Channels to speak of, whether they posted or not. */
  readonly channels: readonly MeasuredPost['channel'][];
  /** From which age on a post counts as grown, ms; a day unless said. */
  readonly grownAtMs?: number;
}

/** All sums of a report. Pure: the same source gives the same report. */
export function reportOf(source: ReportSource, { range, drawn }: Pick<ReportQuery, 'range' | 'drawn'>): Report {
  const before = periodBefore(range);
  const now = within(source.posts, range, source.zone);
  const then = within(source.posts, before, source.zone);
  const shownAt = wallClock(range, source.zone);
  const byChannel = grouped(now, ({ channel }) => channel);
  return {
    range,
    before,
    now: summaryOf(now),
    then: summaryOf(then),
    unread: now.filter(({ reading }) => reading === undefined).length,
    channels: source.channels.map((channel) => {
      const count = source.followersOf(channel);
      return { channel, ...summaryOf(byChannel.get(channel) ?? []), ...(count && { followers: count }) };
    }),
    labels: byLabel(now, source),
    series: seriesOf(now, range, shownAt, drawn),
    times: bestTimesOf(now, shownAt, source.grownAtMs),
    top: topOf(now, drawn === 'posts' ? 'interactions' : drawn).map((post) => ({
      publication: post.publication,
      post: post.post,
      channel: post.channel,
      publishedAt: post.publishedAt,
      excerpt: source.excerptOf(post),
      metrics: post.reading?.metrics ?? {},
      ...present(measureOf(post, 'interactions')),
    })),
  };
}

export function summaryOf(posts: readonly MeasuredPost[]): Summary {
  const engagement = engagementRate(posts);
  return { posts: posts.length, totals: totalsOf(posts), ...(engagement && { rate: engagement }) };
}

function within(posts: readonly MeasuredPost[], range: DateRange, zone: string): MeasuredPost[] {
  const { from, until } = instantsOf(range, zone);
  return posts.filter(({ publishedAt }) => publishedAt >= from && publishedAt < until);
}

/** A post with several labels counts for each of them. */
function byLabel(posts: readonly MeasuredPost[], source: ReportSource): Report['labels'] {
  const groups = new Map<string, MeasuredPost[]>();
  for (const post of posts) {
    for (const label of source.labelsOf(post.post)) groups.set(label, [...(groups.get(label) ?? []), post]);
  }
  return [...groups]
    .map(([label, own]) => ({ label, ...summaryOf(own) }))
    .toSorted((a, b) => b.posts - a.posts || a.label.localeCompare(b.label));
}

/** The most first, of two alike the newer; a post of which this was not told is in no ranking. */
function topOf(posts: readonly MeasuredPost[], measure: (typeof MEASURES)[number]): MeasuredPost[] {
  return posts
    .flatMap((post) => {
      const value = measureOf(post, measure);
      return value === undefined ? [] : [{ post, value }];
    })
    .toSorted((a, b) => b.value - a.value || b.post.publishedAt - a.post.publishedAt)
    .slice(0, MOST_TOP)
    .map(({ post }) => post);
}

function present(interactions: number | undefined): { interactions?: number } {
  return interactions === undefined ? {} : { interactions };
}
