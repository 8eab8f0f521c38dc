// Between the window and the main process: without the contract, which takes a while to load.

/** The one IPC channel for calls, and the one for facts. */
export const CALL_CHANNEL = 'postwright:call';
export const FACT_CHANNEL = 'postwright:fact';

/** What the preload script puts on `window.postwright`; nothing else is exposed. */
export interface Bridge {
  /** The answer as JSON: a text crosses whole, and of anything else every single value would be copied by itself. */
  call(name: string, input: unknown): Promise<string>;
  /** The answer stops listening. */
  onFact(listener: (fact: unknown) => void): () => void;
}
