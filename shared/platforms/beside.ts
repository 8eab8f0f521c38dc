import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/**
 * Runs what comes after a post that is already out and is not the post itself (a first comment). Where the network
 * refuses it, or cannot tell whether it took it, the post stays out and its receipt says what it is `without`; trouble
 * that will pass is thrown, and the publication goes on later.
 */
export async function beside<T>(
  code: FailureCode,
  work: () => Promise<T>,
): Promise<{ readonly done: T } | { readonly without: FailureValue }> {
  try {
    return { done: await work() };
  } catch (thrown) {
    if (!(thrown instanceof StepTrouble)) throw thrown;
    const { kind, failure } = thrown.trouble;
    if (kind !== 'refused' && kind !== 'unconfirmed') throw thrown;
    return { without: { code, about: { answer: failure.code, ...failure.about } } };
  }
}
