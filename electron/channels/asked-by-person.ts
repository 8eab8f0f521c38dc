import { Failure, type About } from '#shared/failures.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/**
 * What a person asked for outside any publication: the network's no, or its silence, becomes a failure for who asked.
 * `about` says what it was about where the failure itself does not.
 */
export async function askedByPerson<T>(about: About, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof StepTrouble)) throw error;
    const { failure } = error.trouble;
    throw new Failure(failure.code, { ...about, ...failure.about }, { cause: error });
  }
}
