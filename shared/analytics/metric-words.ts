import type { Platform } from '#shared/platforms/platform.ts';
import { METRIC_NAMES, type MetricName } from '#shared/publishing/metrics.ts';
import { analyticsWords } from '#shared/text/analytics-words.ts';
import { phrase } from '#shared/text/phrases.ts';
import { anyOf } from '#shared/text/spoken.ts';

// What a network does not tell, in the window and in what leaves it.

/** Counted in one form or another wherever a network counts at all; nobody misses these. */
const MISSED: readonly MetricName[] = METRIC_NAMES.filter((name) => name !== 'views' && name !== 'quotes');

/** One plain sentence on what a network does not tell. */
export function notProvided({ name, takes }: Pick<Platform, 'name' | 'takes'>): string {
  const words = analyticsWords();
  const shows = takes.metrics.includes('impressions') || takes.metrics.includes('views');
  const missing = MISSED.filter((metric) => !takes.metrics.includes(metric) && !(metric === 'impressions' && shows));
  if (takes.metrics.length === 0) return [words.tellsNothing(name), ...followersOf(takes)].join(' ');
  const first =
    missing.length === 0
      ? words.tellsAll(name)
      : words.tellsNot(name, anyOf(missing.map((metric) => words.lower(words.measures[metric]))));
  return [first, ...followersOf(takes), ...costOf(takes)].join(' ');
}

function followersOf({ followers }: Platform['takes']): string[] {
  const { noFollowers, noFollowersWhy } = analyticsWords();
  if (followers === 'told') return [];
  return [followers === undefined ? noFollowers : noFollowersWhy(phrase(followers.why))];
}

function costOf({ metricsCostMilliUsd: cost }: Platform['takes']): string[] {
  return cost === undefined ? [] : [analyticsWords().costs(cost / 1000)];
}
