import type { FailureValue } from '#shared/failures.ts';
import { StepTrouble, type StepStart } from '#shared/publishing/steps.ts';

// For networks without keys: after a lost answer the post may take a while to show in the account's list, so one look
// that does not find it proves nothing (PLATFORMS.md 9.1, step 4).

const LOOKS_MS: readonly number[] = [5_000, 30_000, 120_000, 600_000];

/**
 * What `find` does when it has looked and there is nothing: until the last look it throws `StepTrouble`
 * (`processing`, asked again at the next one); then it answers, and the thing is absent.
 */
export function lookAgainLater(start: StepStart, now: number, about: FailureValue['about']): void {
  const next = LOOKS_MS.map((ms) => start.startedAt + ms).find((at) => at > now);
  if (next === undefined) return;
  throw new StepTrouble({ kind: 'processing', failure: { code: 'publish.unconfirmed', about }, askAt: next });
}
