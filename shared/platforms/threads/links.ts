/** What Threads certainly makes a link of, up to what a sentence puts behind it. */
const WRITTEN_OUT = /(?<![\p{L}\p{N}@.])(?:https?:\/\/|www\.)[^\s<>"'\u201C\u201D\u2018\u2019]+/giu;
/** UNCONFIRMED whether `bakery.example/menu` is one too. */
const BARE =
  /(?<![\p{L}\p{N}@./:_-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?:\/[^\s<>"'\u201C\u201D\u2018\u2019]*)?/giu;
const BEHIND = /[.,;:!?\u2026)\]}]+$/u;

/** How many different links a post has: those of its text, and its card's where that is another one (PLATFORMS.md 6.3). */
export function linksOf(text: string, card: string | undefined): { readonly sure: number; readonly possible: number } {
  const sure = new Set(card === undefined ? [] : [keyOf(card)]);
  for (const [address] of text.matchAll(WRITTEN_OUT)) sure.add(keyOf(address));
  const possible = new Set(sure);
  for (const [address] of text.replaceAll(WRITTEN_OUT, ' ').matchAll(BARE)) possible.add(keyOf(address));
  return { sure: sure.size, possible: possible.size };
}

/** The same for two ways of writing the same address. */
function keyOf(address: string): string {
  const written = address.replace(BEHIND, '');
  const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`;
  return URL.canParse(whole) ? new URL(whole).href : whole;
}
