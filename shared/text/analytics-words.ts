import { analytics as de } from '#shared/text/de/analytics.ts';
import { analytics as en } from '#shared/text/en/analytics.ts';
import { analytics as es } from '#shared/text/es/analytics.ts';
import { inSpoken } from '#shared/text/spoken.ts';
import type { WordsLike } from '#shared/text/words.ts';

/** What every language calls numbers. */
export type AnalyticsWords = WordsLike<typeof en>;

/** What numbers are called, in the language that is spoken. */
export function analyticsWords(): AnalyticsWords {
  return inSpoken<AnalyticsWords>({ en, de, es });
}
