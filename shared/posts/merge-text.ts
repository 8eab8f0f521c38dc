import { diff3Merge } from 'node-diff3';

/** A merged text, or the two texts that changed the same words differently. */
export type Merged = { ok: true; text: string } | { ok: false };

/**
 * Merges two edits of one text, word by word (white space counts as a word of its own, so nothing is
 * reflowed). The same change made twice is made once. Where both changed the same words, there is no merge.
 */
export function mergeText(from: string, mine: string, theirs: string): Merged {
  if (mine === theirs || theirs === from) return { ok: true, text: mine };
  if (mine === from) return { ok: true, text: theirs };
  const parts = diff3Merge(wordsOf(mine), wordsOf(from), wordsOf(theirs), { excludeFalseConflicts: true });
  let text = '';
  for (const part of parts) {
    if (part.ok === undefined) return { ok: false };
    text += part.ok.join('');
  }
  return { ok: true, text };
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/gu) ?? [];
}
