/**
 * What a table of words has to hold to stand in for the English one: the same names, words for words, and functions of the
 * same things. A word that is missing does not compile.
 */
export type WordsLike<English> = English extends string
  ? string
  : English extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Name in keyof English]: WordsLike<English[Name]> };
