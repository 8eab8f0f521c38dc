// The words the window says. Screens import `t` from here and nowhere else, so that the language is decided in one place.
import './spoken-here.ts';
import { mirroredTable } from '#shared/text/mirrored.ts';
import { spoken } from '#shared/text/spoken.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Words } from './words.ts';

/** The words of the window, in the language that is spoken. */
export const t: Words = tableOf();

function tableOf(): Words {
  const language = spoken();
  return language === 'mirrored' ? mirroredTable(en) : { en, de, es }[language];
}
