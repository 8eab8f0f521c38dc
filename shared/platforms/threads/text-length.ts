// How long Threads finds a text (PLATFORMS.md 6.3, 9.5): characters are code points, and an emoji counts as its UTF-8
// bytes. UNCONFIRMED whether that means its first code point or everything that is joined to it, and which signs are
// emoji: the strictest reading is taken, so that nothing is refused that was let through here.

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const bytes = new TextEncoder();

/** Pictures of any age, flags, keycaps and skin tones. `©` and `™` are among them. */
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u20E3]/u;

/** Characters as Threads counts them. It runs at every keystroke. */
export function countedLength(text: string): number {
  if (/^[\n -~]*$/.test(text)) return text.length;
  let counted = 0;
  for (const { segment } of characters.segment(text)) {
    counted += EMOJI.test(segment) ? bytes.encode(segment).length : [...segment].length;
  }
  return counted;
}
