// Bluesky measures a text twice (PLATFORMS.md 7.3): in characters as people see them, and in UTF-8 bytes.

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters people see (Unicode grapheme clusters): a flag or a family is one. */
export function graphemesIn(text: string): number {
  // Printable ASCII and line feeds are one each: almost every text, at every keystroke.
  if (/^[\n -~]*$/.test(text)) return text.length;
  let count = 0;
  for (const _character of characters.segment(text)) count += 1;
  return count;
}

/** How many bytes `text` takes in UTF-8. Half of a surrogate pair is sent as U+FFFD, which takes three. */
export function utf8BytesIn(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character.codePointAt(0) ?? 0);
  return bytes;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
