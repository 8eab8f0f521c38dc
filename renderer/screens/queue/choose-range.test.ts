import { expect, test } from 'vitest';
import { chosenBetween } from './choose-range.ts';

const ORDER = ['a', 'b', 'c', 'd'];
const after = (...given: Parameters<typeof chosenBetween<string>>): string[] => [...chosenBetween(...given)].toSorted();

test('a click chooses one row, another click lets it go', () => {
  expect(after(new Set(), ORDER, undefined, 'b', true)).toEqual(['b']);
  expect(after(new Set(['b', 'c']), ORDER, undefined, 'b', false)).toEqual(['c']);
});

test('with Shift everything in between goes along, in both directions', () => {
  expect(after(new Set(['b']), ORDER, 'b', 'd', true)).toEqual(['b', 'c', 'd']);
  expect(after(new Set(ORDER), ORDER, 'd', 'b', false)).toEqual(['a']);
});

test('a row that has left the queue since is no start of a range', () => {
  expect(after(new Set(), ORDER, 'gone', 'c', true)).toEqual(['c']);
});
