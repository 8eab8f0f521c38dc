import { slowDown } from '#shared/platforms/answers.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// LinkedIn counts per day and names no time (PLATFORMS.md 2.4): a quarter of an hour at first, as `troubleOf` says,
// then midnight UTC. That it was the first time is kept as a step.

const SAME_RUN_MS = 60_000;
const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** The same trouble, with more patience where LinkedIn has asked for it before. */
export async function withPatience(thrown: unknown, run: StepRunner, api: Api): Promise<unknown> {
  if (!(thrown instanceof StepTrouble) || thrown.trouble.failure.code !== 'publish.rate-limited') return thrown;
  const now = api.now();
  const firstAt = await run.step('first-slowed-down', 'repeatable', async () => now);
  if (Math.abs(now - firstAt) < SAME_RUN_MS) return thrown;
  return new StepTrouble(slowDown(laterThan(now), thrown.trouble.failure.about), { cause: thrown });
}

/** Midnight; but soon after ours, LinkedIn's may be still to come. */
function laterThan(now: number): number {
  const sinceMidnightMs = now % DAY_MS;
  return sinceMidnightMs < HOUR_MS ? now + QUARTER_MS : now - sinceMidnightMs + DAY_MS;
}
