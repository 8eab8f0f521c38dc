import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeText } from '#shared/posts/merge-text.ts';

describe('two people edit one text', () => {
  test.each([
    ['different words', 'Big news on Monday', 'Great news on Monday', 'Big news on Tuesday', 'Great news on Tuesday'],
    ['one only', 'Big news', 'Big news', 'Big news!', 'Big news!'],
    ['the same change', 'Big news', 'Great news', 'Great news', 'Great news'],
    ['an added line and a mended word', 'Helo all', 'Hello all', 'Helo all\nSee you', 'Hello all\nSee you'],
    ['white space is kept', 'a  b\n\nc', 'A  b\n\nc', 'a  b\n\nC', 'A  b\n\nC'],
    ['emoji', 'Hi 👩‍👩‍👧 there', 'Hey 👩‍👩‍👧 there', 'Hi 👩‍👩‍👧 you', 'Hey 👩‍👩‍👧 you'],
  ])('%s: both changes are in the text', (_what, from, mine, theirs, text) => {
    expect(mergeText(from, mine, theirs)).toEqual({ ok: true, text });
  });

  test('the same word changed differently has no merge', () => {
    expect(mergeText('Big news', 'Great news', 'Huge news')).toEqual({ ok: false });
  });

  test('words put at the same place have no merge', () => {
    expect(mergeText('Hello', 'Hello Ada', 'Hello Bob')).toEqual({ ok: false });
  });
});

describe('for every text', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'ä', '👍', ' ', '\n', 'word'), { maxLength: 12 })
    .map((parts) => parts.join(''));

  test('an edit of an unchanged text is that edit', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        expect(mergeText(from, from, to)).toEqual({ ok: true, text: to });
        expect(mergeText(from, to, from)).toEqual({ ok: true, text: to });
      }),
    );
  });

  test('whose edit is called mine changes nothing about whether they merge', () => {
    fc.assert(
      fc.property(text, text, text, (from, mine, theirs) => {
        expect(mergeText(from, mine, theirs).ok).toBe(mergeText(from, theirs, mine).ok);
      }),
    );
  });
});
