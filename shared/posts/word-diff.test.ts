import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from '#shared/posts/word-diff.ts';

test('the words that changed are told from those that stayed', () => {
  expect(wordDiff('Rye at 3 euros', 'Rye at 4 euros today')).toEqual([
    { kind: 'same', text: 'Rye at ' },
    { kind: 'gone', text: '3' },
    { kind: 'new', text: '4' },
    { kind: 'same', text: ' euros' },
    { kind: 'new', text: ' today' },
  ]);
});

test('both texts can be read off the stretches', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const stretches = wordDiff(before, after);
      const without = (kind: string): string =>
        stretches.flatMap((one) => (one.kind === kind ? [] : one.text)).join('');
      expect([without('new'), without('gone')]).toEqual([before, after]);
    }),
  );
});
