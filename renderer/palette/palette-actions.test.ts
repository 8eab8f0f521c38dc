import { describe, expect, test } from 'vitest';
import { fitting, type PaletteAction } from './palette-actions.tsx';

const action = (words: string, also?: string): PaletteAction =>
  ({ id: words, words, ...(also === undefined ? {} : { also }), run: () => undefined }) as unknown as PaletteAction;

describe('the palette offers an action', () => {
  const all = [action('Pause @bäckerei@example.social'), action('New post', 'Write'), action('Dark look', 'Theme')];
  const offered = (typed: string): string[] => fitting(all, typed).map((one) => one.words);

  test.each([
    ['by the beginnings of its words, in any order', 'post ne', ['New post']],
    ['by another word for it', 'writ', ['New post']],
    ['by a name, without its accents and signs', 'pause backerei', ['Pause @bäckerei@example.social']],
    ['and none that lacks a word', 'new theme', []],
  ])('%s', (_how, typed, found) => {
    expect(offered(typed)).toEqual(found);
  });

  test('of every kind while nothing is typed', () => {
    expect(offered('  ')).toHaveLength(3);
  });
});
