import { expect, test } from 'vitest';
import { partsAndFiles } from './entry-words.ts';

test('a film is no image: each kind of file is counted by its name', () => {
  expect(partsAndFiles({ segments: 1, files: ['video'] })).toBe(' · 1 film');
  expect(partsAndFiles({ segments: 3, files: ['image', 'video', 'image'] })).toBe(' · 3 parts · 2 images · 1 film');
  expect(partsAndFiles({ segments: 1, files: ['document', 'audio'] })).toBe(' · 1 sound · 1 document');
});

test('of a plain post nothing is said', () => {
  expect(partsAndFiles({ segments: 1, files: [] })).toBe('');
});
