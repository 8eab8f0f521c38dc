const EMOJI = /\p{Extended_Pictographic}/u;

/** Characters, with every emoji as its UTF-8 bytes (PLATFORMS.md 6.3). */
export function lengthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (EMOJI.test(letter) ? Buffer.byteLength(letter) : 1), 0);
}

/** How many different addresses a post names, its card's included. */
export function linkCount(text: string, card: string | undefined): number {
  const links = [...text.matchAll(/\b(?:https?:\/\/|www\.)[^\s]+/g)].map(([address]) =>
    address.replace(/[.,;:!?)]+$/, ''),
  );
  return new Set(card === undefined ? links : [...links, card]).size;
}
