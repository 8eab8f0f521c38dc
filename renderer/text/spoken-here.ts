import { speak } from '#shared/text/spoken.ts';
import { spokenLanguage } from '#shared/text/language.ts';

// The window hears its language in its address, before anything of it is drawn or even read: tables, plans of the rail and
// column names are made while files are loaded. Another language is another address (state/take-up-language.ts).

/** The name of the language in the window's address. */
export const LANGUAGE_PARAMETER = 'language';

// In a unit test there is no address.
const address = (globalThis as { location?: Location }).location;
const asked = spokenLanguage.safeParse(new URLSearchParams(address?.search).get(LANGUAGE_PARAMETER));
speak(asked.success ? asked.data : 'en', navigator.languages);
