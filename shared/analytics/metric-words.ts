import type { Measure } from '#shared/analytics/measures.ts';
import type { Platform } from '#shared/platforms/platform.ts';
import { METRIC_NAMES, type MetricName } from '#shared/publishing/metrics.ts';

// What numbers are called, in the window and in what leaves it.

export const MEASURE_WORDS: Readonly<Record<Measure | 'posts', string>> = {
  posts: 'Posts',
  interactions: 'Interactions',
  impressions: 'Impressions',
  reach: 'Reach',
  views: 'Views',
  likes: 'Likes',
  comments: 'Comments',
  shares: 'Shares',
  quotes: 'Quotes',
  saves: 'Saves',
  clicks: 'Clicks',
};

export const INTERACTIONS_ARE = 'Interactions are likes, comments, shares, quotes and saves.';

export const RATE_IS =
  'Engagement rate: interactions divided by how often posts were shown (impressions, or views where a network counts no impressions). Posts whose network tells only one of the two are left out.';

/** Counted in one form or another wherever a network counts at all; nobody misses these. */
const MISSED: readonly MetricName[] = METRIC_NAMES.filter((name) => name !== 'views' && name !== 'quotes');

/** One plain sentence on what a network does not tell. */
export function notProvided({ name, takes }: Pick<Platform, 'name' | 'takes'>): string {
  const shows = takes.metrics.includes('impressions') || takes.metrics.includes('views');
  const missing = MISSED.filter((metric) => !takes.metrics.includes(metric) && !(metric === 'impressions' && shows));
  if (takes.metrics.length === 0) return `${name} tells apps no numbers about posts.${followersOf(takes)}`;
  const words = missing.length === 0 ? '' : ` does not tell ${list(missing.map(lower))}.`;
  const first = words === '' ? `${name} tells everything that is shown here.` : `${name}${words}`;
  return `${first}${followersOf(takes)}${costOf(takes)}`;
}

function followersOf({ followers }: Platform['takes']): string {
  if (followers === 'told') return '';
  return ` Followers are not shown${followers === undefined ? '.' : `: ${lowerFirst(followers.why)}`}`;
}

function costOf({ metricsCostMilliUsd: cost }: Platform['takes']): string {
  if (cost === undefined) return '';
  return ` It charges $${(cost / 1000).toFixed(3)} for telling the numbers of a post, so it is asked only three times.`;
}

const lower = (metric: MetricName): string => MEASURE_WORDS[metric].toLowerCase();
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
