import type { HttpAnswer } from '#shared/platforms/http.ts';
import { troubleOf } from '#shared/platforms/instagram/failures.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import type { Asking } from '#shared/platforms/meta/graph.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

/** Who asks, for the sentences of failures. `shows`: people would see what the request does. */
export function askingOf(api: Pick<Api, 'account' | 'now'>, more: { shows: boolean; file?: string }): Asking {
  return { platform: instagram.name, channel: api.account.handle, now: api.now(), ...more };
}

/** Why a request that shows nothing did not do what it should have. */
export function unseenTrouble(answer: HttpAnswer, api: Pick<Api, 'account' | 'now'>, file?: string): StepTrouble {
  return new StepTrouble(troubleOf(answer, askingOf(api, { shows: false, ...(file === undefined ? {} : { file }) })));
}
