/** Stops with `sentence` when something that must hold does not: a fault of ours, never of the person. */
export function invariant(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new Error(`Invariant broken: ${sentence}`);
}

/** The end of every switch over a union: a member that was forgotten is a compile error here. */
export function never(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
