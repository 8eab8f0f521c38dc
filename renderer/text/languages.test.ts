import { describe, expect, test } from 'vitest';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { FAILURES } from '#shared/failures.ts';
import { PROBLEMS } from '#shared/posts/draft-problems.ts';
import { ROW_PROBLEMS } from '#shared/posts/row-problems.ts';
import { analytics as deAnalytics } from '#shared/text/de/analytics.ts';
import { FAILURES as deFailures } from '#shared/text/de/failures.ts';
import { PHRASES as dePhrases } from '#shared/text/de/phrases.ts';
import { PROBLEMS as deProblems, ROW_PROBLEMS as deRows } from '#shared/text/de/problems.ts';
import { program as deProgram } from '#shared/text/de/program.ts';
import { analytics } from '#shared/text/en/analytics.ts';
import { program } from '#shared/text/en/program.ts';
import { analytics as esAnalytics } from '#shared/text/es/analytics.ts';
import { FAILURES as esFailures } from '#shared/text/es/failures.ts';
import { PHRASES as esPhrases } from '#shared/text/es/phrases.ts';
import { PROBLEMS as esProblems, ROW_PROBLEMS as esRows } from '#shared/text/es/problems.ts';
import { program as esProgram } from '#shared/text/es/program.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';

// A word that is missing does not compile. Here are the ways in which one is there and still not said.

type Said = ReadonlyMap<string, string>;

/** Every word of a table by its place. Functions are asked with the same things, once for one and once for many. */
function saidIn(thing: unknown, at = ''): [string, string][] {
  if (typeof thing === 'string') return [[at, thing]];
  if (typeof thing === 'function') {
    const words = thing as (...given: unknown[]) => string;
    return [1, 3].flatMap((count): [string, string][] => {
      const given = Array.from({ length: thing.length }, () => count);
      try {
        return [[`${at}(${count})`, words(...given)]];
      } catch (_expected) {
        // It takes words and no numbers.
        return [[`${at}(${count})`, words(...given.map((one) => `name ${one}`))]];
      }
    });
  }
  if (typeof thing !== 'object' || thing === null) return [];
  return Object.entries(thing).flatMap(([name, value]) => saidIn(value, at === '' ? name : `${at}.${name}`));
}

/** A sentence with the names of its details only, in the order of the alphabet. */
function detailsOf(words: string): string {
  return [...words.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .toSorted((a, b) => a.localeCompare(b))
    .join(' ');
}

/** Places that hold no words: keys of the keyboard, formats of days, a rule of grammar. */
const NO_WORDS = /\.keys\.|\.formats\.|\.lower\(/;

/** Signs, numbers, units, addresses and names, which are the same anywhere. */
const SAME_ANYWHERE =
  /^(|Postwright|PDF|Esc|Electron|Bucket|https:\/\/\S+|[\d\s.,:%×]+|\d+ (fps|h|min|s)|.* · .*|.*→.*|\d, \d(, \d)?|name 1.*|\d: \d|\d \(\d\)|Postwright: \d|\d–\d)$/;

/** Words that are the same in both languages, one by one. */
const SAME: Readonly<Record<'de' | 'es', readonly string[]>> = {
  de: [
    'optional',
    'Likes',
    '1, 1 in 1.',
    '3, 3 in 3.',
    'Name',
    'Region',
    'Version',
    'Passphrase',
    'Label',
    'Labels',
    'Labels: ',
    'Board',
    'Text',
    'Link',
    'Emoji',
    'Agenda',
    'Alt+Enter',
  ],
  es: ['Idea', 'Zoom', 'Emoji', 'Agenda', 'General'],
};

const WHOLE = {
  de: { window: de, program: deProgram, analytics: deAnalytics },
  es: { window: es, program: esProgram, analytics: esAnalytics },
} as const;
const ENGLISH: Said = new Map(saidIn({ window: en, program, analytics }));

describe.each(['de', 'es'] as const)('%s', (language) => {
  const said: Said = new Map(saidIn(WHOLE[language]));

  test('says a word wherever English does, of as many parts', () => {
    expect(new Set(said.keys())).toEqual(new Set(ENGLISH.keys()));
    const silent = [...ENGLISH].filter(([at, words]) => (words === '') !== (said.get(at) === ''));
    expect(silent).toEqual([]);
  });

  test('repeats no English word, but where both are the same', () => {
    const same = [...ENGLISH].filter(
      ([at, words]) =>
        said.get(at) === words && !NO_WORDS.test(at) && !SAME_ANYWHERE.test(words) && !SAME[language].includes(words),
    );
    expect(same).toEqual([]);
  });

  test('fills every failure and rule with the details that English has', () => {
    const [failures, problems, rows] =
      language === 'de' ? [deFailures, deProblems, deRows] : [esFailures, esProblems, esRows];
    const english = Object.entries(FAILURES).map(([code, { say }]) => [code, detailsOf(say)]);
    expect(Object.entries(failures).map(([code, words]) => [code, detailsOf(words)])).toEqual(english);
    expect(Object.entries(problems).map(([code, words]) => [code, detailsOf(words)])).toEqual(
      Object.entries(PROBLEMS).map(([code, words]) => [code, detailsOf(words)]),
    );
    expect(Object.entries(rows).map(([code, words]) => [code, detailsOf(words)])).toEqual(
      Object.entries(ROW_PROBLEMS).map(([code, words]) => [code, detailsOf(words)]),
    );
  });

  test('knows everything that networks ask and offer', () => {
    const phrases = language === 'de' ? dePhrases : esPhrases;
    const unknown = CATALOG.flatMap(({ id, options, ways, takes }) =>
      [
        ...options.flatMap(({ label, help, choices = [] }) => [label, help, ...choices.filter(isWord).map(labelOf)]),
        ...ways.flatMap(({ name, note, fields }) => [name, note, ...fields.flatMap((one) => [one.label, one.help])]),
        typeof takes.followers === 'object' ? takes.followers.why : undefined,
      ].flatMap((words) => (words === undefined || Object.hasOwn(phrases, words) ? [] : [`${id}: ${words}`])),
    );
    expect(unknown).toEqual([]);
  });
});

const names = new Intl.DisplayNames('en', { type: 'language' });

/** Languages are named by the system (`choiceWords`). */
function isWord({ value, label }: { readonly value: string; readonly label: string }): boolean {
  return !/^[a-z]{2,3}$/.test(value) || names.of(value) !== label;
}

function labelOf({ label }: { readonly label: string }): string {
  return label;
}
