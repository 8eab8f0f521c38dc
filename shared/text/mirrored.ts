import type { WordsLike } from '#shared/text/words.ts';

// A language for tests alone: every word 40 % longer and begun from the right, as German and Hebrew would have it in one.

const LETTERS = 'אבגדהוזחטיכלמנסעפצקרשת';

/** The same table, its words mirrored. */
export function mirroredTable<English>(table: English): WordsLike<English> {
  return mirroredThing(table) as WordsLike<English>;
}

/** `New post` is `אבגד New post`. What is in braces is filled in later and stays. */
export function mirroredWords(words: string): string {
  if (words.trim() === '') return words;
  const more = Math.max(1, Math.ceil(words.length * 0.4) - 1);
  const filler = Array.from({ length: more }, (_letter, at) => (at % 7 === 6 ? ' ' : LETTERS[at % LETTERS.length]));
  return `${filler.join('').trim()} ${words}`;
}

function mirroredThing(thing: unknown): unknown {
  if (typeof thing === 'string') return mirroredWords(thing);
  if (typeof thing === 'function') {
    const words = thing as (...given: readonly unknown[]) => string;
    return (...given: readonly unknown[]) => mirroredWords(words(...given));
  }
  if (Array.isArray(thing)) return thing.map(mirroredThing);
  if (typeof thing !== 'object' || thing === null) return thing;
  // Names of keys are the keyboard's, and formats are no words.
  return Object.fromEntries(
    Object.entries(thing).map(([name, value]) => [
      name,
      name === 'keys' || name === 'formats' ? value : mirroredThing(value),
    ]),
  );
}
