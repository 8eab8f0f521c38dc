import type { FailureValue } from '#shared/failures.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { sendUnseen } from '#shared/platforms/meta/containers.ts';
import { isMissing, troubleOf } from '#shared/platforms/threads/failures.ts';
import { readAnswer } from '#shared/platforms/threads/wire.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import type { z } from 'zod';

/** What a `GET` about something that has been there for long answers. Throws `StepTrouble` when it says anything else. */
export async function read<T>(schema: z.ZodType<T>, url: string, api: Api): Promise<T> {
  const answer = await sendUnseen({ method: 'GET', url }, api);
  const said = readAnswer(schema, answer);
  if (said !== undefined) return said;
  const { trouble } = unseenTrouble(answer, api);
  // Not “not yet”: it is gone.
  const failure: FailureValue = { code: 'publish.refused', about: trouble.failure.about };
  throw new StepTrouble(isMissing(answer) ? { kind: 'refused', failure } : trouble);
}

/** Why a request that nobody sees did not do what it should have. */
export function unseenTrouble(answer: HttpAnswer, api: Api, file?: string): StepTrouble {
  const about = { channel: api.account.handle, now: api.now(), shows: false, ...(file === undefined ? {} : { file }) };
  return new StepTrouble(troubleOf(answer, about));
}
