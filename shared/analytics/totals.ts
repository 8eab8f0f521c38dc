import { z } from 'zod';
import { measureOf, MEASURES, shownOf, type MeasuredPost, type Measure } from '#shared/analytics/measures.ts';

/** A sum, and of how many posts it is made; the others' networks did not tell. */
export const total = z.object({ value: z.int().min(0), posts: z.int().min(1) });
export type Total = z.infer<typeof total>;

/** What is missing was told by nobody. */
export const totals = z.partialRecord(z.enum(MEASURES), total);
export type Totals = z.infer<typeof totals>;

/** Interactions per time shown, over the posts whose networks tell both. */
export const rate = z.object({ value: z.number().min(0), posts: z.int().min(1) });
export type Rate = z.infer<typeof rate>;

/** One measure of many posts; `undefined` where no network told it of any. */
export function totalOf(posts: readonly MeasuredPost[], measure: Measure): Total | undefined {
  let value = 0;
  let told = 0;
  for (const post of posts) {
    const one = measureOf(post, measure);
    if (one === undefined) continue;
    value += one;
    told += 1;
  }
  return told === 0 ? undefined : { value, posts: told };
}

export function totalsOf(posts: readonly MeasuredPost[]): Totals {
  return Object.fromEntries(
    MEASURES.flatMap((measure) => {
      const sum = totalOf(posts, measure);
      return sum === undefined ? [] : [[measure, sum] as const];
    }),
  );
}

/** (likes + comments + shares + quotes + saves) ÷ (impressions, else views): large posts count for more than small ones. */
export function engagementRate(posts: readonly MeasuredPost[]): Rate | undefined {
  let [interactions, shown, told] = [0, 0, 0];
  for (const post of posts) {
    const [did, saw] = [measureOf(post, 'interactions'), shownOf(post)];
    if (did === undefined || saw === undefined || saw === 0) continue;
    interactions += did;
    shown += saw;
    told += 1;
  }
  return told === 0 ? undefined : { value: interactions / shown, posts: told };
}

/** By how much a number changed, 0.5 for half more; `undefined` where there is nothing to compare with. */
export function changeOf(now: number | undefined, before: number | undefined): number | undefined {
  if (now === undefined || before === undefined || before === 0) return undefined;
  return (now - before) / before;
}
