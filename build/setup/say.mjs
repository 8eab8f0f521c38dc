// What set-up tells the person in front of it. Everything goes to standard error, one sentence a line, so that
// a command's own output stays clean and parts that run side by side do not overwrite each other.

const TICK_MS = 10_000;

/** A failure that the person can do something about: printed as two sentences, without a stack. */
export class SetupFailure extends Error {
  /** @override */
  name = 'SetupFailure';

  /**
   * @param {string} what what could not be done, and why
   * @param {string} remedy what the person can do about it
   */
  constructor(what, remedy) {
    super(`${what}\n${remedy}`);
  }
}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence.replaceAll(/^/gm, 'set-up: ')}\n`);
}

/** @param {unknown} failure */
export function sayFailure(failure) {
  if (failure instanceof SetupFailure) say(failure.message);
  else say(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
}

/**
 * Says how long `work` has been running, every few seconds, and how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function ticking(what, work) {
  const startedAt = performance.now();
  const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
  say(`${what} …`);
  const ticks = setInterval(() => say(`${what} … ${seconds()}`), TICK_MS);
  try {
    const outcome = await work();
    say(`${what}: done in ${seconds()}`);
    return outcome;
  } finally {
    clearInterval(ticks);
  }
}
