import { Failure } from '#shared/failures.ts';
import { NoAnswer, type HttpAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import { graphError, graphWords } from '#shared/platforms/meta/graph.ts';
import type { ConnectContext } from '#shared/platforms/platform.ts';
import { redactText } from '#shared/redact.ts';

// What the sign-ins of Facebook, Instagram and Threads have in common: asking, and what a refusal there means.

/** The answer, whatever it says. Throws `sign-in.unreachable` where none came. */
export async function askAtSignIn(
  request: HttpRequest,
  network: { readonly name: string },
  context: Pick<ConnectContext, 'http'>,
): Promise<HttpAnswer> {
  try {
    return await context.http.send(request);
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    throw new Failure(
      'sign-in.unreachable',
      { platform: network.name, reason: redactText(thrown.message) },
      { cause: thrown },
    );
  }
}

/**
 * Why a sign-in was refused: `sign-in.wrong-keys` where it was about the app, `sign-in.unreachable` where the network has
 * trouble of its own, which says nothing about the sign-in, else `sign-in.refused`.
 */
export function signInFailure(answer: HttpAnswer, network: { readonly name: string }): Failure {
  const words = graphWords(answer);
  if (isAboutKeys(answer)) return new Failure('sign-in.wrong-keys', { platform: network.name, answer: words });
  const isTheirs = answer.status >= 500 || answer.status === 429 || graphError(answer)?.is_transient === true;
  return isTheirs
    ? new Failure('sign-in.unreachable', { platform: network.name, reason: words })
    : new Failure('sign-in.refused', { platform: network.name, answer: words });
}

/** An unknown app is 101; a wrong secret is 1, the code of everything, in these words [BK]. */
function isAboutKeys(answer: HttpAnswer): boolean {
  const error = graphError(answer);
  return error?.code === 101 || /client[ _]?(secret|id)|validating application/i.test(error?.message ?? '');
}
