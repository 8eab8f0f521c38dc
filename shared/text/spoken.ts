import { localeFor, type Language, type Spoken } from '#shared/text/language.ts';

// What this process speaks. It is said once, at the start of a window or of the program, and again when the person chooses
// another; everything that makes sentences asks here. It is the one thing in shared/ that is not handed in: a rule of a network
// that names what it allows, ten calls deep, would else have to carry a language that it never looks at.

const now: { spoken: Spoken; locale: string } = { spoken: 'en', locale: 'en-GB' };

/** From now on this process speaks so. `wishes` are the system's languages, the dearest first. */
export function speak(language: Spoken, wishes: readonly string[]): void {
  now.spoken = language;
  now.locale = localeFor(language, wishes);
}

/** The language of this process; English until something else is said. */
export function spoken(): Spoken {
  return now.spoken;
}

/** How this process writes dates and numbers: `de-AT`. */
export function locale(): string {
  return now.locale;
}

/** The one of these tables that is spoken. */
export function inSpoken<Table>(tables: Readonly<Record<Language, Table>>): Table {
  return tables[now.spoken === 'mirrored' ? 'en' : now.spoken];
}

/** A number as it is written here, with at most so many places: `3.4`, `3,4`. */
export function numberText(value: number, places = 0): string {
  return new Intl.NumberFormat(now.locale, { maximumFractionDigits: places, useGrouping: false }).format(value);
}

/** `MP4, MOV or WebM` */
export function anyOf(names: readonly string[]): string {
  const lists = new Intl.ListFormat(now.spoken === 'en' ? 'en-GB' : now.locale, { type: 'disjunction' });
  return lists.format(names);
}

/** `MP4, MOV and WebM` */
export function allOf(names: readonly string[]): string {
  const lists = new Intl.ListFormat(now.spoken === 'en' ? 'en-GB' : now.locale, { type: 'conjunction' });
  return lists.format(names);
}
