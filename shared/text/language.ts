import { z } from 'zod';

// Which languages there are, and which of them a person hears. Pure; what a process speaks is in spoken.ts.

/** Every language with complete tables. English is the one that others are held to. */
export const LANGUAGES = ['en', 'de', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a person chooses in the settings: one of them, or the system's. */
export const languageChoice = z.enum(['system', ...LANGUAGES]);
export type LanguageChoice = z.infer<typeof languageChoice>;

/**
 * What a process speaks. `mirrored` is nobody's language: English made longer, with the window from right to left, so that
 * tests see what such a language would clip (`POSTWRIGHT_TEST_LANGUAGE`).
 */
export const spokenLanguage = z.enum([...LANGUAGES, 'mirrored']);
export type Spoken = z.infer<typeof spokenLanguage>;

/** The language of a choice. `wishes` are the system's languages (`de-AT`, `en`), the dearest first. */
export function languageFor(choice: LanguageChoice, wishes: readonly string[]): Language {
  if (choice !== 'system') return choice;
  const wished = wishes.map((wish) => LANGUAGES.find((one) => one === rootOf(wish)));
  return wished.find((one) => one !== undefined) ?? 'en';
}

/** Where nobody says which country: what most readers of the language write. */
const USUAL_LOCALE: Readonly<Record<Spoken, string>> = { en: 'en-GB', de: 'de-DE', es: 'es-ES', mirrored: 'he-IL' };

/**
 * How dates and numbers are written in a language. The person's own country decides between 9:00 AM and 09:00, but only
 * within the language that is spoken: dates and words never speak two.
 */
export function localeFor(language: Spoken, wishes: readonly string[]): string {
  return wishes.find((wish) => rootOf(wish) === language) ?? USUAL_LOCALE[language];
}

/** Which way a language is written. */
export function directionOf(language: Spoken): 'ltr' | 'rtl' {
  return language === 'mirrored' ? 'rtl' : 'ltr';
}

function rootOf(locale: string): string {
  return locale.split(/[-_]/)[0]?.toLowerCase() ?? '';
}
