import { mergeText } from '#shared/posts/merge-text.ts';

// One text under a person's hands. The field always shows `text`; what the library holds may arrive at any
// moment and is merged in. A keystroke is never dropped: where words collide the field keeps its own, and the
// library, asked to save it, keeps both.

export interface TextEdit {
  /** The library's text that `text` grew out of. */
  readonly base: string;
  readonly text: string;
  /** On its way to the library; `version` is known once it has answered. */
  readonly sent?: { readonly text: string; readonly version?: number };
}

/** The library's side of one text. */
export interface LibraryText {
  readonly text: string;
  readonly version: number;
  /** Two texts of this segment wait for a person to choose. */
  readonly inConflict: boolean;
  /** It is words, which are merged; anything else, such as a choice, is one or the other. */
  readonly isProse: boolean;
}

export function startEdit(text: string): TextEdit {
  return { base: text, text };
}

export function typed(edit: TextEdit, text: string): TextEdit {
  return { ...edit, text };
}

/** The library does not have all of it yet. */
export function isUnsaved(edit: TextEdit): boolean {
  return edit.text !== (edit.sent?.text ?? edit.base);
}

/** Nothing is on its way and nothing is waiting: the library's own text can be shown. */
export function isSettled(edit: TextEdit): boolean {
  return edit.sent === undefined && edit.text === edit.base;
}

export function isInFlight(edit: TextEdit): boolean {
  return edit.sent !== undefined && edit.sent.version === undefined;
}

/** Starts a save; `base` is the text it is an edit of. */
export function sending(edit: TextEdit): TextEdit {
  return { base: edit.sent?.text ?? edit.base, text: edit.text, sent: { text: edit.text } };
}

export function answered(edit: TextEdit, version: number): TextEdit {
  return edit.sent === undefined ? edit : { ...edit, sent: { text: edit.sent.text, version } };
}

/** The save did not work: the words are still here and still unsaved. */
export function refusedSave(edit: TextEdit): TextEdit {
  return { base: edit.base, text: edit.text };
}

/** The library's text as a fact brought it. While a save is unanswered, older versions say nothing new. */
export function arrived(edit: TextEdit, library: LibraryText): TextEdit {
  if (isInFlight(edit)) return edit;
  if (edit.sent?.version !== undefined && library.version < edit.sent.version) return edit;
  const from = edit.sent?.text ?? edit.base;
  if (library.inConflict) return { base: library.text, text: isSettled(edit) ? library.text : edit.text };
  if (!library.isProse) return { base: library.text, text: edit.text === from ? library.text : edit.text };
  const merged = mergeText(from, edit.text, library.text);
  return merged.ok ? { base: library.text, text: merged.text } : { base: from, text: edit.text };
}

/** Where the caret belongs after `before` became `after` around it. */
export function movedCaret(before: string, after: string, caret: number): number {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (caret <= start) return caret;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (caret >= before.length - end) return caret + after.length - before.length;
  return Math.min(caret, after.length - end);
}
