import { expect, test } from 'vitest';
import type { MediaId } from '#shared/ids.ts';
import { chooseAll, chooseAlso, chooseOnly, chooseTo, moveTo, NOTHING, type Choice } from './choice.ts';

const FILES = ['a', 'b', 'c', 'd', 'e'] as MediaId[];
const idAt = (index: number) => FILES[index];
const chosen = (choice: Choice) => [...choice.ids].join('');

test('a click chooses one, with Ctrl one more or one less, with Shift all between', () => {
  const one = chooseOnly(1, idAt);
  expect(chosen(one)).toBe('b');
  const two = chooseAlso(one, 3, idAt);
  expect(chosen(two)).toBe('bd');
  expect(chosen(chooseAlso(two, 1, idAt))).toBe('d');
  expect(chosen(chooseTo(one, 4, idAt))).toBe('bcde');
  expect(chosen(chooseTo(chooseTo(one, 4, idAt), 0, idAt))).toBe('ab');
});

test('moving on chooses nothing, and Shift counts from there', () => {
  const moved = moveTo(chooseOnly(0, idAt), 2);
  expect(chosen(moved)).toBe('a');
  expect(chosen(chooseTo(moved, 3, idAt))).toBe('cd');
});

test('all are chosen, read or not; a place that is not read chooses nothing', () => {
  expect(chosen(chooseAll(NOTHING, FILES))).toBe('abcde');
  expect(chosen(chooseOnly(9, idAt))).toBe('');
});
