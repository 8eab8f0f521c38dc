import { PHRASES as de } from '#shared/text/de/phrases.ts';
import { PHRASES as es } from '#shared/text/es/phrases.ts';
import { inSpoken, locale, spoken } from '#shared/text/spoken.ts';

// What networks' own rules call things: choices, fields, why something is not possible. A network's folder says it once, in
// English, and knows of no other language; here it is turned, the English words being the key. What is no phrase of ours (a
// name, a network's own answer) stays as it is.

const EN: Readonly<Record<string, string>> = {};

/** A phrase of a network's rules, in the language that is spoken. */
export function phrase(english: string): string {
  const tables = inSpoken<Readonly<Record<string, string>>>({ en: EN, de, es });
  return (Object.hasOwn(tables, english) ? tables[english] : undefined) ?? english;
}

/** What a choice is called. Languages are called as the system calls them. */
export function choiceWords({ value, label }: { readonly value: string; readonly label: string }): string {
  if (spoken() === 'en') return label;
  const isLanguage = /^[a-z]{2,3}$/.test(value) && languageName(value, 'en') === label;
  return isLanguage ? languageName(value, locale()) : phrase(label);
}

function languageName(code: string, inLocale: string): string {
  return new Intl.DisplayNames(inLocale, { type: 'language' }).of(code) ?? code;
}
