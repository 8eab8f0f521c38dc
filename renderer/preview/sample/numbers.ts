import type { ReportSource } from '#shared/analytics/report.ts';
import { CATALOG, platformOf } from '#shared/platforms/catalog.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import { METRIC_NAMES, type Metrics } from '#shared/publishing/metrics.ts';
import { chance, DAY, HOUR, type Library } from './library.ts';

/** What networks would have told of the posts of the sample library: the same every time. */
export function measuredIn(library: Library): ReportSource {
  const now = Date.now();
  return {
    zone: library.workspace.zone,
    posts: [...library.publications.values()].flatMap((one) => {
      if (one.state !== 'published') return [];
      const { id: publication, post, channel, platform, receipt } = one;
      const { publishedAt } = receipt;
      const reading = { ageMs: Math.min(now - publishedAt, 28 * DAY), metrics: metricsOf(one, now) };
      return [{ publication, post, channel, platform, publishedAt, reading }];
    }),
    labelsOf: (post) =>
      (library.labelsOfPosts.get(post) ?? []).flatMap((label) => library.labels.get(label)?.name ?? []),
    excerptOf: ({ post, channel }) => {
      const written = library.posts.get(post);
      return written === undefined ? '' : excerptOf(segmentsFor(written, channel));
    },
    followersOf: (channel) => {
      const known = library.channels.get(channel);
      const takes = known && platformOf(known.platform)?.takes.followers;
      if (known === undefined || takes !== 'told') return undefined;
      const count = 900 + Math.round(chance(placeOf(known.platform)) * 6400);
      return { count, at: now - HOUR, first: Math.round(count * 0.96) };
    },
    channels: [...library.channels.keys()],
  };
}

/** What the network of a publication tells of it by now; week by week a little more than before. */
export function metricsOf(publication: Publication, now: number): Metrics {
  const told: readonly string[] = platformOf(publication.platform)?.takes.metrics ?? [];
  const index = Number.parseInt(publication.id.slice(-8), 16);
  const age = Math.max(0, now - publication.dueAt);
  const place = placeOf(publication.platform);
  const luck = 0.4 + 1.5 * chance(index) ** 2 + eveningOf(publication.dueAt);
  const grown = 1 - Math.exp(-age / (2 * DAY));
  const shown = (420 + 260 * place) * luck * grown * 1.8 * 0.92 ** (age / (7 * DAY));
  const shares: Readonly<Record<(typeof METRIC_NAMES)[number], number>> = {
    impressions: 1,
    views: 1,
    reach: 0.82,
    likes: 0.041,
    comments: 0.0062,
    shares: 0.0083,
    quotes: 0.0018,
    saves: 0.0071,
    clicks: 0.019,
  };
  const names = METRIC_NAMES.filter((name) => told.includes(name));
  return Object.fromEntries(
    names.map((name, at) => [name, Math.round(shown * shares[name] * (0.8 + 0.4 * chance(index, at)))]),
  );
}

function placeOf(platform: string): number {
  return CATALOG.findIndex((one) => one.id === platform);
}

/** People of Kiel look at their phones in the evening. */
function eveningOf(at: number): number {
  const hour = new Date(at).getUTCHours();
  return hour >= 15 ? 0.7 : 0;
}
