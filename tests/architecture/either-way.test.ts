import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Styles say where words begin and end, not what is left and right, so that the window can be written from either side.

const ROOT = join(import.meta.dirname, '../..');

const PHYSICAL =
  /^\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:left|right)\s*:|border-(?:top|bottom)-(?:left|right)-radius\b|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)/;

/** Four sides in one, of which the second (right) and the fourth (left) are not the same. */
const ONE = String.raw`((?:[\w-]+\((?:[^()]|\([^()]*\))*\)|[^\s;()]+))`;
const FOUR = new RegExp(String.raw`^\s*(?:margin|padding|inset)\s*:\s*${ONE} ${ONE} ${ONE} ${ONE};`);

function isPhysical(line: string): boolean {
  const [, , right, , left] = FOUR.exec(line) ?? [];
  return PHYSICAL.test(line) || right !== left;
}

/** File, what stands there, and why it has to. */
const EXCEPTIONS: readonly (readonly [file: string, line: string, why: string])[] = [
  ['renderer/theme/global.css', 'right: 24rem;', 'Mantine places notices by right; the rule is not for right-to-left.'],
  [
    'renderer/screens/calendar/drag.module.css',
    'left: 0;',
    'What is dragged follows the mouse, which counts from the left.',
  ],
];

test('styles of the window have no left and right', () => {
  const found = globSync('renderer/**/*.css', { cwd: ROOT }).flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (isPhysical(line) ? [{ file, at: at + 1, line: line.trim() }] : []))
      .filter(({ line }) => !EXCEPTIONS.some(([where, what]) => where === file && what === line)),
  );
  expect(
    found,
    'write margin-inline-start, inset-inline-end, text-align: start …, or add it to EXCEPTIONS with the reason',
  ).toEqual([]);
});

test('every exception is still there', () => {
  const gone = EXCEPTIONS.filter(([file, line]) => !readFileSync(join(ROOT, file), 'utf8').includes(line));
  expect(gone).toEqual([]);
});
