import { create } from 'zustand';
import { call } from '../ipc.ts';

// How far the imports are that this window began.

export interface ImportProgress {
  readonly done: number;
  readonly of: number;
}

interface ImportsState {
  readonly byId: ReadonlyMap<string, ImportProgress>;
  readonly stopped: ReadonlySet<string>;
}

export const useImports = create<ImportsState>(() => ({ byId: new Map(), stopped: new Set() }));

export function setImport(id: string, progress: ImportProgress): void {
  useImports.setState(({ byId }) => ({ byId: new Map(byId).set(id, progress) }));
}

/** It has ended: nothing of it is shown any more. */
export function forgetImport(id: string): void {
  useImports.setState(({ byId, stopped }) => ({
    byId: new Map([...byId].filter(([known]) => known !== id)),
    stopped: new Set([...stopped].filter((known) => known !== id)),
  }));
}

/** Ends it early; what is in by then stays. */
export async function stopImport(id: string): Promise<void> {
  useImports.setState(({ stopped }) => ({ stopped: new Set([...stopped, id]) }));
  await call('media.stopImport', { import: id });
}

export function isStopped(id: string): boolean {
  return useImports.getState().stopped.has(id);
}
