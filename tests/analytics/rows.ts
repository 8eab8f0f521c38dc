import fc from 'fast-check';
import type { ChannelId, PlatformId, PostId, PublicationId } from '#shared/ids.ts';
import type { MeasuredPost } from '#shared/analytics/measures.ts';
import { METRIC_NAMES, type Metrics } from '#shared/publishing/metrics.ts';

const DAY = 86_400_000;

/** A UUID for the n-th row of a kind. */
export function idOf(kind: number, n: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

export const channelOf = (n: number): ChannelId => idOf(4, n) as ChannelId;

/** A post that is out and, unless `metrics` is `undefined`, a week old with numbers. */
export function measured(n: number, publishedAt: number, metrics: Metrics | undefined, channel = 0): MeasuredPost {
  return {
    publication: idOf(3, n) as PublicationId,
    post: idOf(2, n) as PostId,
    channel: channelOf(channel),
    platform: 'scripted' as PlatformId,
    publishedAt,
    reading: metrics && { ageMs: 7 * DAY, metrics },
  };
}

const toldMetrics = fc.dictionary(fc.constantFrom(...METRIC_NAMES), fc.nat(1_000_000)) as fc.Arbitrary<Metrics>;

/** Any posts of some days, of some channels, told of or not. */
export function anyPosts(from: number, until: number): fc.Arbitrary<MeasuredPost[]> {
  const one = fc.tuple(
    fc.integer({ min: from, max: until - 1 }),
    fc.option(toldMetrics, { nil: undefined }),
    fc.nat(3),
  );
  return fc
    .array(one, { maxLength: 60 })
    .map((all) => all.map(([at, metrics, channel], n) => measured(n, at, metrics, channel)));
}
