import { diffComm } from 'node-diff3';

/** A stretch of words: in both texts, only in the earlier, or only in the later one. */
export interface Stretch {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** What changed between two texts, word by word; white space belongs to no word. */
export function wordDiff(before: string, after: string): readonly Stretch[] {
  return diffComm(wordsOf(before), wordsOf(after)).flatMap((part): Stretch[] => {
    if ('common' in part) return [{ kind: 'same', text: part.common.join('') }];
    const { buffer1, buffer2 } = part;
    return [
      ...(buffer1.length > 0 ? [{ kind: 'gone', text: buffer1.join('') } as const] : []),
      ...(buffer2.length > 0 ? [{ kind: 'new', text: buffer2.join('') } as const] : []),
    ];
  });
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/gu) ?? [];
}
