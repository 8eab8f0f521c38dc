import type { HttpAnswer } from '#shared/platforms/http.ts';
import { troubleOf, type Asking } from '#shared/platforms/mastodon/failures.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/** What an answer that is not the one hoped for ends a step with. */
export function stoppedBy(answer: HttpAnswer, api: Api, about: Pick<Asking, 'file' | 'isReply'> = {}): StepTrouble {
  return new StepTrouble(troubleOf(answer, { channel: api.account.handle, now: api.now(), ...about }));
}
