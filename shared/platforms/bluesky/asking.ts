import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { troubleOf, withNothingPosted, type Asking } from '#shared/platforms/bluesky/failures.ts';
import { readRefusal } from '#shared/platforms/bluesky/wire.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

// How the parts of this adapter talk to the server, and what they throw when it does not do what was asked.

/** Sends what shows nothing to anybody (an upload, a question): when its answer is lost, nothing is in doubt. */
export async function sendUnseen(api: Api, request: HttpRequest): Promise<HttpAnswer> {
  try {
    return await api.send(request);
  } catch (thrown) {
    if (thrown instanceof StepTrouble) throw new StepTrouble(withNothingPosted(thrown.trouble), { cause: thrown });
    throw thrown;
  }
}

/** Why something that people would see was not done, or may have been. */
export function notDone(answer: HttpAnswer, api: Api): StepTrouble {
  return new StepTrouble(troubleOf(answer, asking(api)));
}

/** Why something that nobody would see was not done. */
export function notDoneUnseen(answer: HttpAnswer, api: Api, about: Pick<Asking, 'file'> = {}): StepTrouble {
  return new StepTrouble(withNothingPosted(troubleOf(answer, { ...asking(api), ...about })));
}

/** The server refused it under this name. */
export function refusedAs(answer: HttpAnswer, name: string): boolean {
  return answer.status === 400 && readRefusal(answer)?.error === name;
}

function asking(api: Api): Asking {
  return { channel: api.account.handle, now: api.now() };
}
