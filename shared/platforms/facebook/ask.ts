import { serverNow } from '#shared/platforms/answers.ts';
import { graphAddress, permalink } from '#shared/platforms/facebook/addresses.ts';
import { troubleOf } from '#shared/platforms/facebook/failures.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import type { HttpAnswer, HttpRequest } from '#shared/platforms/http.ts';
import type { Asking } from '#shared/platforms/meta/graph.ts';
import type { Api } from '#shared/platforms/platform.ts';
import { StepTrouble, type StepStart, type Trouble } from '#shared/publishing/steps.ts';

// How this folder asks Facebook, and what it says when the answer is none.

/** Reads something. */
export function get(path: string, query: Readonly<Record<string, string>>, api: Api): Promise<HttpAnswer> {
  return sendUnseen({ method: 'GET', url: graphAddress(api.account.server, path, query) }, api);
}

/** A request that shows nothing to anybody: a lost answer means that it is made again, and leaves no doubt. */
export async function sendUnseen(request: HttpRequest, api: Api): Promise<HttpAnswer> {
  try {
    return await api.send(request);
  } catch (thrown) {
    if (!(thrown instanceof StepTrouble) || thrown.trouble.kind !== 'maybe') throw thrown;
    throw stopped({ kind: 'temporary', failure: thrown.trouble.failure }, { cause: thrown });
  }
}

/** Trouble of a request that showed nothing. */
export function unseenTrouble(answer: HttpAnswer, api: Api, file?: string): StepTrouble {
  return stopped(troubleOf(answer, { ...asking(api), shows: false, ...(file === undefined ? {} : { file }) }));
}

/** Trouble of a request that people would have seen the result of. */
export function visibleTrouble(answer: HttpAnswer, api: Api, file?: string): StepTrouble {
  return stopped(troubleOf(answer, { ...asking(api), shows: true, ...(file === undefined ? {} : { file }) }));
}

function asking(api: Api): Omit<Asking, 'shows'> {
  return { platform: facebook.name, channel: api.account.displayName, now: api.now() };
}

export function stopped(why: Trouble, options?: { cause: unknown }): StepTrouble {
  return new StepTrouble(why, options);
}

/** Why it could not be settled. */
export function unconfirmed(api: Api): StepTrouble {
  return stopped({ kind: 'unconfirmed', failure: { code: 'publish.unconfirmed', about: aboutPage(api) } });
}

/** What every failure of a publication says. */
export function aboutPage(api: Api): { readonly platform: string; readonly channel: string } {
  return { platform: facebook.name, channel: api.account.displayName };
}

/** PLATFORMS.md 9.2. */
const SKEW_MS = 2 * 60_000;

/**
 * When a step started, by the server's clock and with some room; `undefined` when our clock was set back since, and no
 * time says anything.
 */
export function startOnServer(start: StepStart, answer: HttpAnswer, api: Api): number | undefined {
  const agoMs = api.now() - start.startedAt;
  return agoMs < 0 ? undefined : serverNow(answer, api.now()) - agoMs - SKEW_MS;
}

/** The name of a step that may be made again because what it rests on ran out. */
export function stepName(name: string, round: number): string {
  return round === 0 ? name : `${name}/again-${round}`;
}

/** Where people see something of the page. */
export function shownAt(said: string | null | undefined, otherwise: string, api: Api): string {
  return permalink(api.account.server, said, otherwise);
}
