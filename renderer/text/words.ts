import type { WordsLike } from '#shared/text/words.ts';
import type { en } from './en.ts';

/** What every language of the window has to say. */
export type Words = WordsLike<typeof en>;
