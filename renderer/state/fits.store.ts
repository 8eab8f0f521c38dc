import { create } from 'zustand';

// How far the films are that this window has made to fit.

interface FitsState {
  /** 0 to 1. */
  readonly byId: ReadonlyMap<string, number>;
}

export const useFits = create<FitsState>(() => ({ byId: new Map() }));

export function setFitted(id: string, part: number): void {
  useFits.setState(({ byId }) => ({ byId: new Map(byId).set(id, part) }));
}

/** It has ended: nothing of it is shown any more. */
export function forgetFit(id: string): void {
  useFits.setState(({ byId }) => ({ byId: new Map([...byId].filter(([known]) => known !== id)) }));
}
