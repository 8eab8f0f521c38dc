import { Failure } from '#shared/failures.ts';
import { NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { ConnectContext, Platform } from '#shared/platforms/platform.ts';
import { redactText } from '#shared/redact.ts';

/** The answer to a request of signing in. Throws `sign-in.unreachable`. */
export async function signInAnswer(
  request: HttpRequest,
  platform: Platform,
  { http }: ConnectContext,
): Promise<HttpAnswer> {
  try {
    return await http.send(request);
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    const about = { platform: platform.name, reason: redactText(thrown.message) };
    throw new Failure('sign-in.unreachable', about, { cause: thrown });
  }
}

/** What was typed into the `at`th field of the network's first way will not do. */
export function badAnswer({ ways }: Platform, at: number, problem: string): Failure {
  return new Failure('sign-in.bad-answer', { field: ways[0]?.fields[at]?.label ?? '', problem });
}
