import type { Bridge } from '#shared/ipc/bridge.ts';
import type { Answer, CallInput, CallName, CallOutput } from '#shared/ipc/contract.ts';
import type { Fact } from '#shared/ipc/facts.ts';
import { Failure } from '#shared/failures.ts';

// The only file that touches the bridge. The main process has held against the contract what it answers and tells, and cut
// away what is not in it; the window does not do so again (docs/decisions/0022).

declare global {
  interface Window {
    readonly postwright: Bridge;
  }
}

/** Asks the main process. Throws `Failure` with the code it refused with. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = JSON.parse(await window.postwright.call(name, input)) as Answer<CallOutput<N>>;
  if (!answer.ok) throw new Failure(answer.code, answer.about);
  return answer.value;
}

/** Hears every fact. The answer stops listening. */
export function onFact(listener: (known: Fact) => void): () => void {
  return window.postwright.onFact((told) => listener(told as Fact));
}
