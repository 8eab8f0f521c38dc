import { z } from 'zod';
import type { Bridge } from '#shared/ipc/bridge.ts';
import { calls, refusedAnswer, type CallInput, type CallName, type CallOutput } from '#shared/ipc/contract.ts';
import { fact, type Fact } from '#shared/ipc/facts.ts';
import { Failure } from '#shared/failures.ts';

// The only file that touches the bridge. What comes back is parsed before anybody sees it.

declare global {
  interface Window {
    readonly postwright: Bridge;
  }
}

// The window's content policy forbids code made from strings, which zod would otherwise try to make.
z.config({ jitless: true });

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  refusedAnswer.extend({ ok: z.literal(false) }),
]);

/** Asks the main process. Throws `Failure` with the code it refused with, or `call.bad-output`. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const raw: unknown = await window.postwright.call(name, input);
  const parsed = answer.safeParse(raw);
  if (!parsed.success) throw new Failure('call.bad-output', { call: name }, { cause: parsed.error });
  if (!parsed.data.ok) throw new Failure(parsed.data.code, parsed.data.about);
  const value = calls[name].output.safeParse(parsed.data.value);
  if (!value.success) throw new Failure('call.bad-output', { call: name }, { cause: value.error });
  return value.data as CallOutput<N>;
}

/** Hears every fact that can be understood. The answer stops listening. */
export function onFact(listener: (known: Fact) => void): () => void {
  return window.postwright.onFact((raw) => {
    const parsed = fact.safeParse(raw);
    if (parsed.success) listener(parsed.data);
    else console.error('A fact could not be understood.', parsed.error);
  });
}
