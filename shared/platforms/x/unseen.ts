import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { stopOf } from '#shared/platforms/x/failures.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';

// Uploads, descriptions and questions show nothing to anybody. Whether one arrived does not matter: it is done again.

/** Sends what nobody can see. Throws `StepTrouble`, never in doubt. */
export async function sendUnseen(request: HttpRequest, api: Api): Promise<HttpAnswer> {
  try {
    return await api.send(request);
  } catch (thrown) {
    if (!(thrown instanceof StepTrouble)) throw thrown;
    throw new StepTrouble(withoutDoubt(thrown.trouble), { cause: thrown });
  }
}

/** Why such a request did not do what it should have done. */
export function stopUnseen(answer: HttpAnswer, api: Api, about: { readonly file?: string } = {}): StepTrouble {
  return new StepTrouble(withoutDoubt(stopOf(answer, api, about).trouble));
}

function withoutDoubt(trouble: Trouble): Trouble {
  return trouble.kind === 'maybe' ? { kind: 'temporary', failure: trouble.failure } : trouble;
}
