import { create } from 'zustand';
import type { Snippet } from '#shared/posts/snippet.ts';

interface InserterState {
  /** Puts a snippet where somebody last wrote; only while a post is open for writing. */
  readonly insert: ((snippet: Snippet) => void) | undefined;
}

/** How the palette reaches the text that is being written. */
export const useInserter = create<InserterState>(() => ({ insert: undefined }));
