import type { Fact } from '#shared/ipc/facts.ts';

/** Tells the window that something changed, as the main process does after a commit. */
export type Tell = (known: Fact) => void;

/** The usual fact: what of a topic changed. */
export type Changed = (topic: Extract<Fact, { fact: 'changed' }>['topic'], ids?: readonly string[]) => void;

export function changedFrom(tell: Tell): Changed {
  return (topic, ids = []) => tell({ fact: 'changed', topic, ids: [...ids] });
}
