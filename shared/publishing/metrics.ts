import { z } from 'zod';

/**
 * What networks count, under one name each: `impressions` how often it was shown · `reach` to how many people ·
 * `views` of a video, or where the network counts no impressions · `comments` answers of any kind · `shares` passed on,
 * without words of one's own · `quotes` passed on with them · `clicks` on its links.
 */
export const METRIC_NAMES = [
  'impressions',
  'reach',
  'views',
  'likes',
  'comments',
  'shares',
  'quotes',
  'saves',
  'clicks',
] as const;
/** One of `METRIC_NAMES`. */
export type MetricName = (typeof METRIC_NAMES)[number];

/** Only what the network told; a name that is missing was not told, which is not zero. */
export const metrics = z.partialRecord(z.enum(METRIC_NAMES), z.int().min(0));
export type Metrics = z.infer<typeof metrics>;
