import { z } from 'zod';
import { Failure } from '#shared/failures.ts';
import type { Answer, CallName, Calls, Handlers } from '#shared/ipc/contract.ts';
import { asShownFailure } from '#shared/redact.ts';
import { spokenCall } from '#electron/ipc/call-name.ts';
import type { Log } from '#electron/log.ts';

/** A handler for every call of the contract. */
export type AllHandlers = Handlers<''>;

export interface Answerable<Name extends CallName> {
  readonly calls: Pick<Calls, Name>;
  readonly handlers: Pick<AllHandlers, Name>;
  readonly log: Log;
}

/**
 * Answers one call: what is asked and what is answered are parsed, and whatever goes wrong becomes a failure as a
 * value. Never throws.
 */
export async function answerCall<Name extends CallName>(
  d: Answerable<Name>,
  name: unknown,
  input: unknown,
): Promise<Answer<unknown>> {
  try {
    return { ok: true, value: await carryOut(d, name, input) };
  } catch (error) {
    if (!(error instanceof Failure)) d.log.error('call', { call: spokenCall(name), error });
    return { ok: false, ...asShownFailure(error) };
  }
}

async function carryOut<Name extends CallName>(
  { calls, handlers }: Answerable<Name>,
  name: unknown,
  input: unknown,
): Promise<unknown> {
  if (!isAmong(calls, name)) throw new Failure('call.unknown', { call: spokenCall(name) });
  const asked = calls[name].input.safeParse(input);
  if (!asked.success) throw new Failure('call.bad-input', { call: name, problem: problemOf(asked.error) });
  // The contract ties each name to its input and output; a union of handlers cannot say so.
  const handle = handlers[name] as (asked: unknown) => unknown;
  const value = await handle(asked.data);
  const { output } = calls[name];
  // TypeScript lets a handler that promises nothing give something.
  if (output instanceof z.ZodVoid) return undefined;
  const answered = output.safeParse(value);
  if (!answered.success) {
    throw new Failure('call.bad-output', { call: name, problem: problemOf(answered.error) }, { cause: answered.error });
  }
  return answered.data;
}

function isAmong<Name extends CallName>(calls: Pick<Calls, Name>, name: unknown): name is Name {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

function problemOf(error: z.ZodError): string {
  const [first] = error.issues;
  return first === undefined ? 'malformed' : `${first.path.join('.') || 'input'}: ${first.message}`;
}
