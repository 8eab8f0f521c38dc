import { slowDown } from '#shared/platforms/answers.ts';
import { PATIENCE_MS } from '#shared/platforms/linkedin/failures.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type StepRunner } from '#shared/publishing/steps.ts';

// LinkedIn counts per day and names no time (PLATFORMS.md 2.4): a quarter of an hour at first, as `troubleOf` says,
// then midnight UTC. That it was the first time is kept as a step.

const SAME_RUN_MS = 60_000;
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/** The same trouble, with more patience where LinkedIn has asked for it before. */
export async function withPatience(thrown: unknown, run: StepRunner, api: Api): Promise<unknown> {
  if (!isSlowedDown(thrown) || !(await isAgain('first-slowed-down', run, api))) return thrown;
  return new StepTrouble(slowDown(laterThan(api.now()), thrown.trouble.failure.about), { cause: thrown });
}

/** LinkedIn asked to slow down. */
export function isSlowedDown(thrown: unknown): thrown is StepTrouble {
  return thrown instanceof StepTrouble && thrown.trouble.failure.code === 'publish.rate-limited';
}

/** Whether this happens in a later run than the first time; the time is kept under `name`. */
export async function isAgain(name: string, run: StepRunner, api: Api): Promise<boolean> {
  const now = api.now();
  const firstAt = await run.step(name, 'repeatable', async () => now);
  return Math.abs(now - firstAt) > SAME_RUN_MS;
}

/** Midnight; but soon after ours, LinkedIn's may be still to come. */
function laterThan(now: number): number {
  const sinceMidnightMs = now % DAY_MS;
  return sinceMidnightMs < HOUR_MS ? now + PATIENCE_MS : now - sinceMidnightMs + DAY_MS;
}
