import type { App, Session } from 'electron';

/** What is checked in a session, and whose dictionaries there are. */
export interface Spelling {
  /** Dictionaries come from the internet the first time; macOS has its own. */
  readonly fetches: boolean;
  readonly available: readonly string[];
  readonly inUse: readonly string[];
}

export interface SpellingWanted {
  readonly isOn: boolean;
  /** Empty: the languages of the system. */
  readonly languages: readonly string[];
}

/** Turns checking on or off in a session. Off, no dictionary is asked for. */
export function checkSpelling(session: Session, system: readonly string[], wanted: SpellingWanted): void {
  // macOS finds out the language by itself.
  const known = session.availableSpellCheckerLanguages;
  const languages = dictionariesFor(wanted.languages.length > 0 ? wanted.languages : system, known);
  if (!wanted.isOn) session.setSpellCheckerEnabled(false);
  if (known.length > 0) session.setSpellCheckerLanguages(wanted.isOn ? [...languages] : []);
  if (wanted.isOn) session.setSpellCheckerEnabled(true);
}

/** What can be set, for the settings. */
export function spellingOf(session: Session, app: App, platform: NodeJS.Platform): Spelling {
  const available = session.availableSpellCheckerLanguages;
  return {
    fetches: platform !== 'darwin',
    available,
    inUse: dictionariesFor(app.getPreferredSystemLanguages(), available),
  };
}

/** The dictionaries for languages, in their order: `de-AT` is served by `de`, `en` by `en-US`. */
export function dictionariesFor(languages: readonly string[], available: readonly string[]): readonly string[] {
  const found = languages.flatMap((language) => {
    const [base = ''] = language.split('-');
    const exact = available.find((one) => one.toLowerCase() === language.toLowerCase());
    return exact ?? available.find((one) => one === base) ?? available.find((one) => one.startsWith(`${base}-`)) ?? [];
  });
  return [...new Set(found)];
}
