const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters people see (Unicode grapheme clusters): a flag or a family is one. */
export function graphemesIn(text: string): number {
  // Printable ASCII and line feeds are one each: almost every text, at every keystroke.
  if (/^[\n -~]*$/.test(text)) return text.length;
  let count = 0;
  for (const _character of characters.segment(text)) count += 1;
  return count;
}
