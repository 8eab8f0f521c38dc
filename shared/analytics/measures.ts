import type { ChannelId, PlatformId, PostId, PublicationId } from '#shared/ids.ts';
import { METRIC_NAMES, type Metrics } from '#shared/publishing/metrics.ts';

/** What can be looked at: what networks count, and what people did with a post taken together. */
export const MEASURES = ['interactions', ...METRIC_NAMES] as const;
/** One of `MEASURES`. */
export type Measure = (typeof MEASURES)[number];

/** A publication that is out, with what its network told last. */
export interface MeasuredPost {
  readonly publication: PublicationId;
  readonly post: PostId;
  readonly channel: ChannelId;
  readonly platform: PlatformId;
  readonly publishedAt: number;
  /** What was told, and at which age; `undefined` while nothing was. */
  readonly reading: { readonly ageMs: number; readonly metrics: Metrics } | undefined;
}

/** A click, a view or an impression is no interaction: not every network counts them, and a view asks nothing of anybody. */
const INTERACTIONS = ['likes', 'comments', 'shares', 'quotes', 'saves'] as const;

/** One measure of one post; `undefined` where the network did not tell it, which is not zero. */
export function measureOf({ reading }: MeasuredPost, measure: Measure): number | undefined {
  if (reading === undefined) return undefined;
  if (measure !== 'interactions') return reading.metrics[measure];
  return interactionsOf(reading.metrics);
}

/** What people did with a post, taken together; `undefined` where the network tells nothing of it. */
export function interactionsOf(metrics: Metrics): number | undefined {
  const told = INTERACTIONS.flatMap((name) => metrics[name] ?? []);
  return told.length === 0 ? undefined : told.reduce((sum, count) => sum + count, 0);
}

/** How often a post was shown: its impressions, or its views where the network counts no impressions. */
export function shownOf({ reading }: MeasuredPost): number | undefined {
  return reading?.metrics.impressions ?? reading?.metrics.views;
}
