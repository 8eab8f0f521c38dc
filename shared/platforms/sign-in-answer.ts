import type { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import { shownWords } from '#shared/platforms/answers.ts';
import { jsonOf, NoAnswer, type HttpRequest } from '#shared/platforms/http.ts';
import type { ConnectContext, Platform } from '#shared/platforms/platform.ts';
import { redactText } from '#shared/redact.ts';

/**
 * What the network says to a request of signing in. Throws `sign-in.unreachable`, `sign-in.refused`, and `unknown` where
 * it says that it knows no such sign-in (401, 404).
 */
export async function askSignIn<T>(
  request: HttpRequest,
  schema: z.ZodType<T>,
  { name: platform }: Platform,
  { http }: ConnectContext,
  unknown: Failure = new Failure('sign-in.wrong-password', { platform }),
): Promise<T> {
  const answer = await http.send(request).catch((thrown: unknown) => {
    if (!(thrown instanceof NoAnswer)) throw thrown;
    throw new Failure('sign-in.unreachable', { platform, reason: redactText(thrown.message) }, { cause: thrown });
  });
  const read = schema.safeParse(jsonOf(answer));
  if (answer.status < 300 && read.success) return read.data;
  if (answer.status === 401 || answer.status === 404) throw unknown;
  throw new Failure('sign-in.refused', { platform, answer: shownWords(answer.body, answer) });
}

/** What was typed into the `at`th field of the network's first way will not do. */
export function badAnswer({ ways }: Platform, at: number, problem: string): Failure {
  return new Failure('sign-in.bad-answer', { field: ways[0]?.fields[at]?.label ?? '', problem });
}
