import { createContext, useContext } from 'react';
import type { SegmentId } from '#shared/posts/post.ts';

// The text fields of a post, by part: what is put in at the caret from outside (an emoji, a snippet, a mention) goes
// through here, and so does the caret when parts are split and joined.

export interface Fields {
  /** The field of a part appeared, or went away. */
  set(segment: SegmentId, node: HTMLTextAreaElement | null): void;
  get(segment: SegmentId): HTMLTextAreaElement | undefined;
  /** Puts `text` in the place of the marked words, or of those between `from` and the caret, and goes on writing behind it. */
  insert(segment: SegmentId, text: string, from?: number): void;
  /** The part whose field had the focus last. */
  last(): SegmentId | undefined;
  focused(segment: SegmentId): void;
  /** As soon as this part appears or shows other words, the caret goes there. */
  goTo(segment: SegmentId, at: number): void;
  /** Called by a field that appeared or shows other words: where its caret belongs, once. */
  arrived(segment: SegmentId): number | undefined;
}

export function createFields(): Fields {
  const nodes = new Map<SegmentId, HTMLTextAreaElement>();
  let wanted: { readonly segment: SegmentId; readonly at: number } | undefined;
  let last: SegmentId | undefined;
  return {
    last: () => (last !== undefined && nodes.has(last) ? last : [...nodes.keys()][0]),
    focused: (segment) => void (last = segment),
    set: (segment, node) => void (node === null ? nodes.delete(segment) : nodes.set(segment, node)),
    get: (segment) => nodes.get(segment),
    insert(segment, text, from) {
      const node = nodes.get(segment);
      if (node === undefined) return;
      node.focus();
      if (from !== undefined) node.setSelectionRange(from, node.selectionEnd);
      // Deprecated, and the only way that Ctrl+Z takes back like any other typing.
      document.execCommand('insertText', false, text);
    },
    goTo(segment, at) {
      wanted = { segment, at };
    },
    arrived(segment) {
      if (wanted?.segment !== segment) return undefined;
      const { at } = wanted;
      wanted = undefined;
      return at;
    },
  };
}

const FieldsContext = createContext<Fields>(createFields());
export const FieldsProvider = FieldsContext.Provider;

export function useFields(): Fields {
  return useContext(FieldsContext);
}
