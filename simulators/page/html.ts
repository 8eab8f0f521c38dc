// HTML in template strings: what is filled in is escaped unless it is HTML already.

export interface Html {
  readonly text: string;
}

type Filling = Html | string | number;

export function html(parts: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  const text = parts.reduce((before, part, at) => before + filled(fillings[at - 1]) + part);
  return { text };
}

/** One after the other. */
export function joined(pieces: readonly Html[]): Html {
  return { text: pieces.map((piece) => piece.text).join('') };
}

/** Text of ours that is no HTML and must not be escaped: the style sheet and the script. */
export function raw(ours: string): Html {
  return { text: ours };
}

function filled(filling: Filling | undefined): string {
  if (typeof filling === 'object') return filling.text;
  return escaped(String(filling ?? ''));
}

/** Text as HTML writes it, in a page and in an attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
