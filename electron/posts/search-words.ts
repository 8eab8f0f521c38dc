// What a person types, as FTS5 reads it (sqlite.org/fts5.html, 3. Full-text Query Syntax). Every word is put in quotes, so
// that nothing a person types is syntax.

/** More words find nothing more; they only take time. */
const MOST_WORDS = 16;

/** What `unicode61` takes for part of a word: letters, numbers, private use. A word without any of them finds nothing. */
const HAS_WORD = /[\p{L}\p{N}\p{Co}]/u;

export interface SearchQuery {
  /** Every word as it is. */
  readonly whole: string;
  /** The last word may be the beginning of one, as it is while somebody types; and any word that ends in a star. */
  readonly begun: string;
}

/**
 * The queries for what was typed: all words; what stands in quotes in this order. `undefined` when there is nothing in it
 * that could be looked for.
 */
export function searchQuery(typed: string): SearchQuery | undefined {
  const terms = [...typed.replaceAll('\0', ' ').matchAll(/"([^"]*)"?|[^\s"]+/g)]
    .map(([word, phrase]) => ({ text: phrase ?? word, isBegun: phrase === undefined && word.endsWith('*') }))
    .filter(({ text }) => HAS_WORD.test(text))
    .slice(0, MOST_WORDS);
  if (terms.length === 0) return undefined;
  const quoted = terms.map(({ text, isBegun }) => `"${text}"${isBegun ? '*' : ''}`).join(' ');
  // After a quote nobody is in the middle of a word.
  const isOpen = !typed.trimEnd().endsWith('"') && !quoted.endsWith('*');
  return { whole: quoted, begun: isOpen ? `${quoted}*` : quoted };
}
