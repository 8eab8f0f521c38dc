import { csvOf, type Cell } from '#shared/analytics/csv.ts';
import { instantsOf } from '#shared/analytics/date-range.ts';
import { measureOf, shownOf, type MeasuredPost } from '#shared/analytics/measures.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import type { ReportQuery, ReportSource } from '#shared/analytics/report.ts';
import { METRIC_NAMES } from '#shared/publishing/metrics.ts';
import { toPlannedTime } from '#shared/time-zones.ts';

/** What the rows say besides numbers. */
export interface CsvNames {
  channel(post: MeasuredPost): string;
  network(post: MeasuredPost): string;
  permalink(post: MeasuredPost): string | undefined;
}

const HOUR_MS = 3_600_000;

/** One row for each publication of the range, oldest first. A number that was not told is an empty cell, never 0. */
export function reportCsv(source: ReportSource, names: CsvNames, { range }: Pick<ReportQuery, 'range'>): string {
  const { from, until } = instantsOf(range, source.zone);
  const posts = source.posts
    .filter(({ publishedAt }) => publishedAt >= from && publishedAt < until)
    .toSorted((a, b) => a.publishedAt - b.publishedAt);
  return csvOf([head(), ...posts.map((post) => rowOf(post, source, names))]);
}

function head(): readonly string[] {
  const { table, measures, rate } = analyticsWords();
  return [
    table.published,
    table.zone,
    table.network,
    table.channel,
    table.labels,
    table.post,
    table.link,
    ...METRIC_NAMES.map((name) => measures[name]),
    measures.interactions,
    rate,
    table.age,
  ];
}

function rowOf(post: MeasuredPost, source: ReportSource, names: CsvNames): readonly Cell[] {
  const { reading, publishedAt } = post;
  return [
    toPlannedTime(publishedAt, source.zone).wall.replace('T', ' '),
    source.zone,
    names.network(post),
    names.channel(post),
    source.labelsOf(post.post).join('; '),
    source.excerptOf(post),
    names.permalink(post),
    ...METRIC_NAMES.map((name) => reading?.metrics[name]),
    measureOf(post, 'interactions'),
    rateOf(post),
    reading && Math.round((reading.ageMs / HOUR_MS) * 10) / 10,
  ];
}

function rateOf(post: MeasuredPost): number | undefined {
  const [did, shown] = [measureOf(post, 'interactions'), shownOf(post)];
  return did === undefined || shown === undefined || shown === 0 ? undefined : Number((did / shown).toFixed(4));
}
