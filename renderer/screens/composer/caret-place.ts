/** What decides where a letter of a text field stands. */
const COPIED = [
  'font',
  'letterSpacing',
  'lineHeight',
  'padding',
  'border',
  'boxSizing',
  'textTransform',
  'wordSpacing',
  'tabSize',
  // An Arabic text is laid out from the right, in whatever window.
  'direction',
  'unicodeBidi',
] as const;

export interface CaretPlace {
  /** Pixels from the field's own corner. */
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** Where a letter of a text field is drawn. A field does not tell: its text is laid out once more, unseen. */
export function caretPlace(field: HTMLTextAreaElement, at: number): CaretPlace {
  const style = getComputedStyle(field);
  const copy = document.createElement('div');
  for (const name of COPIED) copy.style[name] = style[name];
  Object.assign(copy.style, {
    position: 'absolute',
    visibility: 'hidden',
    width: `${field.offsetWidth}px`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
  });
  copy.textContent = field.value.slice(0, at);
  const mark = document.createElement('span');
  mark.textContent = field.value.slice(at, at + 1) || '.';
  copy.append(mark);
  document.body.append(copy);
  const place = { left: mark.offsetLeft, top: mark.offsetTop - field.scrollTop, height: mark.offsetHeight };
  copy.remove();
  return place;
}
