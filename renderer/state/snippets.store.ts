import { create } from 'zustand';
import type { Snippet } from '#shared/posts/snippet.ts';
import { call } from '../ipc.ts';

interface SnippetsState {
  /** By name. */
  readonly all: readonly Snippet[];
}

export const useSnippets = create<SnippetsState>(() => ({ all: [] }));

export async function readSnippets(): Promise<void> {
  useSnippets.setState({ all: await call('snippets.list', undefined) });
}
