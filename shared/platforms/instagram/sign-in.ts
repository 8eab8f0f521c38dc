import type { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { jsonOf, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { readAnswer, signInRefusal } from '#shared/platforms/instagram/wire.ts';
import { graphError, graphTrouble, graphWords } from '#shared/platforms/meta/graph.ts';
import { askAtSignIn, signInFailure } from '#shared/platforms/meta/sign-in.ts';
import type { ConnectContext } from '#shared/platforms/platform.ts';
import { redactText } from '#shared/redact.ts';

// What the three ways of signing in have in common.

/** Meta hangs `#_` on the address it leads back to (PLATFORMS.md 5.1). */
export function bareCode(code: string): string {
  return code.replace(/#_$/, '');
}

/** What a request of a sign-in says. Throws `sign-in.unreachable`, `sign-in.wrong-keys`, `sign-in.refused`. */
export async function askFor<T>(schema: z.ZodType<T>, request: HttpRequest, context: ConnectContext): Promise<T> {
  const answer = await askAtSignIn(request, instagram, context);
  const said = readAnswer(schema, answer);
  if (said === undefined) throw whyRefused(answer);
  return said;
}

function whyRefused(answer: HttpAnswer): Failure {
  const words = signInRefusal.safeParse(jsonOf(answer)).data?.error_message;
  if (words !== undefined) return refusedInWords(redactText(words).slice(0, 300));
  const failure = signInFailure(answer, instagram);
  if (failure.code === 'sign-in.wrong-keys' || !willPass(answer)) return failure;
  return new Failure('sign-in.unreachable', { platform: instagram.name, reason: graphWords(answer) });
}

/** api.instagram.com refuses everything alike; “Invalid platform app” is what it says of wrong keys. */
function refusedInWords(answer: string): Failure {
  const isAboutKeys = /platform app|client[ _]?(?:id|secret)/i.test(answer);
  return new Failure(isAboutKeys ? 'sign-in.wrong-keys' : 'sign-in.refused', { platform: instagram.name, answer });
}

/** Trouble of the moment, which says nothing about the sign-in. */
function willPass(answer: HttpAnswer): boolean {
  const asking = { platform: instagram.name, channel: '', now: 0, shows: false };
  const isTheirs = graphError(answer) !== undefined && graphTrouble(answer, asking).kind === 'temporary';
  return isTheirs || answer.status >= 500 || answer.status === 429;
}

/** Throws `sign-in.missing-permission` where one of `needed` is not among `given`. */
export function checkPermissions(given: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((scope) => !given.includes(scope));
  if (missing.length === 0) return;
  throw new Failure('sign-in.missing-permission', { platform: instagram.name, scopes: missing.join(', ') });
}
