import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { beforeFold, withShortLinks } from '#shared/posts/fold-text.ts';

const length = (text: string): number => text.length;

test('a short text is shown whole', () => {
  expect(beforeFold('Bread today', { after: 20, says: 'more' }, length)).toBeUndefined();
});

test('a long one is folded at so many characters, or at so many lines', () => {
  expect(beforeFold('Bread and rye today', { after: 9, says: 'more' }, length)).toBe('Bread and');
  expect(beforeFold('a\nb\nc\nd', { after: 99, lines: 3, says: 'more' }, length)).toBe('a\nb\nc');
});

test('a character that people see as one is not cut', () => {
  expect(beforeFold('Hi 👩‍🌾👩‍🌾', { after: 5, says: 'more' }, length)).toBe('Hi');
});

test('an address is shown in short, and what a sentence puts behind it stays', () => {
  expect(withShortLinks('See https://www.mill.example/. And https://mill.example/a/rather/long/way/home!')).toBe(
    'See mill.example. And mill.example/a/rather/lon…!',
  );
});

test.each(
  CATALOG.flatMap(({ name, rules, shows }) => (shows?.fold === undefined ? [] : [[name, rules, shows.fold] as const])),
)('what %s shows before its fold is the beginning of the text, and no longer than it shows', (_name, rules, fold) => {
  const measure = (text: string): number => rules.count(text, {}).used;
  const text = fc.array(fc.constantFrom('mill ', 'ä', '👩‍🌾', 'https://mill.example/x ', '\n', '水'), { maxLength: 400 });
  fc.assert(
    fc.property(text, (words) => {
      const whole = words.join('');
      const shown = beforeFold(whole, fold, measure);
      const seen = shown ?? whole;
      expect(whole.startsWith(seen)).toBe(true);
      expect(measure(seen)).toBeLessThanOrEqual(fold.after);
    }),
    { numRuns: 25 },
  );
});
