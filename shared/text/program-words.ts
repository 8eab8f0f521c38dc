import { program as de } from '#shared/text/de/program.ts';
import { program as en } from '#shared/text/en/program.ts';
import { program as es } from '#shared/text/es/program.ts';
import { inSpoken } from '#shared/text/spoken.ts';
import type { WordsLike } from '#shared/text/words.ts';

/** What every language says outside the window. */
export type ProgramWords = WordsLike<typeof en>;

/** What the program says outside its window, in the language it speaks now. */
export function programWords(): ProgramWords {
  return inSpoken<ProgramWords>({ en, de, es });
}
