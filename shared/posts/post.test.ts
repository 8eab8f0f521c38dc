import { expect, test } from 'vitest';
import { excerptOf } from '#shared/posts/post.ts';

test('an excerpt is one line of the parts, whatever space is between the words', () => {
  expect(excerptOf([{ text: '  Rye\n\n today ' }, { text: 'and\ttomorrow' }])).toBe('Rye today and tomorrow');
});

test('one that is too long ends with an ellipsis and is as long as it may be', () => {
  expect(excerptOf([{ text: 'Bread and more bread' }], 8)).toBe('Bread a…');
  expect(excerptOf([{ text: 'Bread' }], 5)).toBe('Bread');
});

test('no character is cut in half at its end', () => {
  expect(excerptOf([{ text: 'Rye 🍞🍞🍞' }], 6)).toBe('Rye …');
  expect(excerptOf([{ text: 'Rye 🍞🍞🍞' }], 7)).toBe('Rye 🍞…');
});
