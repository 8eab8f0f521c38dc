import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';

// Every word of the window costs three people who translate it. One that no screen says any more is found here.

const ROOT = join(import.meta.dirname, '../..');
const TABLES = /[\\/]text[\\/](en|de|es)([\\/]|\.ts$)/;

/** The code of the window, and what it stands on, without the tables of words. */
const CODE = ['renderer', 'shared']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !TABLES.test(name))
  .map((name) => readFileSync(join(ROOT, name), 'utf8'))
  .join('\n');

/** Words of a table that the code does not say: `t.queue.empty`, `{ empty } = t.queue`, or `t.posts[state]` where it also names the state. */
function unusedIn(table: string, words: object, code: string): readonly string[] {
  const isChosen = new RegExp(String.raw`\bt\.${table}\[`).test(code);
  const taken = new RegExp(String.raw`\{([^{}]*)\} = t\.${table};`, 'g');
  const takenOut = new Set([...code.matchAll(taken)].flatMap(([, names = '']) => names.split(/[\s,]+/)));
  return Object.keys(words).filter((word) => {
    const isSaid = takenOut.has(word) || new RegExp(String.raw`\b${table}\s*\.\s*${word}\b`).test(code);
    return !isSaid && !(isChosen && new RegExp(String.raw`'${word}'`).test(code));
  });
}

test('a word that nobody says is found', () => {
  const code = `const title = t.queue.title;\nconst long = t.queue\n  .again(3);\nconst { one, two } = t.queue;`;
  expect(unusedIn('queue', { title: '', again: '', two: '', left: '' }, code)).toEqual(['left']);
  const chosen = `const VIEWS = ['week', 'day'];\nVIEWS.map((view) => t.calendar[view]);`;
  expect(unusedIn('calendar', { week: '', day: '', month: '' }, chosen)).toEqual(['month']);
});

// The list of fixed keys is shown whole.
const { shortcuts: _whole, ...tables } = en;

describe.each(Object.entries(tables))('the words of %s', (table, words) => {
  test('are all said somewhere in the window', () => {
    expect(unusedIn(table, words, CODE)).toEqual([]);
  });
});
