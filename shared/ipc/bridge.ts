// Between the window and the main process: without the contract, which takes a while to load.

/** The one IPC channel for calls, the one for answers that are there before their calls, and the one for facts. */
export const CALL_CHANNEL = 'postwright:call';
export const AHEAD_CHANNEL = 'postwright:ahead';
export const FACT_CHANNEL = 'postwright:fact';

/** A call that a page is about to make, and its answer as JSON. */
export interface Foreseen {
  readonly name: string;
  readonly input: unknown;
  readonly answer: string;
}

/** What the preload script puts on `window.postwright`; nothing else is exposed. */
export interface Bridge {
  /** The answer as JSON: a text crosses whole, and of anything else every single value would be copied by itself. */
  call(name: string, input: unknown): Promise<string>;
  /** The answer stops listening. */
  onFact(listener: (fact: unknown) => void): () => void;
}
