import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { areNumbered, splitText, withNumbers, withoutNumbers } from '#shared/posts/split-text.ts';

const upTo = (most: number) => (part: string) => part.length <= most;
const threaded = CATALOG.filter(({ takes }) => takes.thread).map(({ name, rules }) => {
  const fits = (part: string): boolean => rules.count(part, {}).used <= rules.count(part, {}).limit;
  return [name, fits] as const;
});

describe('a text that is too long', () => {
  test('ends a part with a paragraph where one fits', () => {
    const text = 'The wheel turns again.\n\nIt took a year. And a new axle.\n\nCome and see.';
    expect(splitText(text, { fits: upTo(60) })).toEqual([
      'The wheel turns again.\n\nIt took a year. And a new axle.',
      'Come and see.',
    ]);
  });

  test('ends it with a sentence where no paragraph fits', () => {
    const text = 'It took a year. Then the axle broke! We made a new one of oak.';
    expect(splitText(text, { fits: upTo(40) })).toEqual([
      'It took a year. Then the axle broke!',
      'We made a new one of oak.',
    ]);
  });

  test('between words where no sentence fits, and in a word only where nothing else fits', () => {
    expect(splitText('a long road to the mill', { fits: upTo(11) })).toEqual(['a long road', 'to the mill']);
    expect(splitText('Mühlenbachtalstraße 🥖🥖🥖', { fits: upTo(12) })).toEqual(['Mühlenbachta', 'lstraße', '🥖🥖🥖']);
  });

  test('never cuts an address, a mention or a hashtag', () => {
    const text =
      'See https://mill.example/a.b?c=d.e! by @mill@social.example and #BreadOfTheDay2026 mill.example/bread';
    const parts = splitText(text, { fits: upTo(20) });
    for (const whole of [
      'https://mill.example/a.b?c=d.e!',
      '@mill@social.example',
      '#BreadOfTheDay2026',
      'mill.example/bread',
    ])
      expect(parts.some((part) => part.includes(whole))).toBe(true);
  });

  test('leaves room in the last part for what a channel adds to it', () => {
    const fits = (part: string, isLast: boolean): boolean => part.length <= (isLast ? 10 : 20);
    expect(splitText('One two three. Four five.', { fits })).toEqual(['One two three.', 'Four five.']);
    expect(splitText('Seven letters.', { fits })).toEqual(['Seven', 'letters.']);
  });

  test('a text that fits stays one part, with no number', () => {
    expect(splitText('Short.', { fits: upTo(20), isNumbered: true })).toEqual(['Short.']);
  });
});

describe('numbers', () => {
  test('say which part of how many, and are counted', () => {
    const parts = splitText('One two three four five six seven', { fits: upTo(14), isNumbered: true });
    expect(parts).toEqual(['One two 1/4', 'three four 2/4', 'five six 3/4', 'seven 4/4']);
  });

  test('come anew after parts changed places, and go again', () => {
    expect(withNumbers(['b 2/2', 'a 1/2', 'c'])).toEqual(['b 2/2 1/3', 'a 1/2 2/3', 'c 3/3']);
    expect(withNumbers(['b 2/3', 'a 1/3', 'c 3/3'])).toEqual(['b 1/3', 'a 2/3', 'c 3/3']);
    expect(withoutNumbers(['b 1/3', 'a 2/3', 'c 3/3'])).toEqual(['b', 'a', 'c']);
  });

  test('are not mistaken for words that look like them', () => {
    expect(areNumbered(['open 24/7', 'closed on 1/1'])).toBe(false);
    expect(areNumbered(['open 24/7'])).toBe(false);
    expect(withoutNumbers(['open 24/7', 'and now'])).toEqual(['open 24/7', 'and now']);
  });
});

describe('for every text', () => {
  const word = fc.constantFrom(
    'mill',
    'Bread',
    'a',
    '👩‍🌾',
    'Straße',
    'https://mill.example/long/way?x=1',
    '@ada.example',
    '#rye',
    'é',
    '。',
    '水車',
  );
  const gap = fc.constantFrom(' ', '. ', '! ', '\n', '\n\n', '  ', '');
  const text = fc.array(fc.tuple(word, gap), { maxLength: 200 }).map((all) => all.flat().join(''));
  const bare = (some: string): string => some.replaceAll(/\s/gu, '');

  test('nothing is lost, and the words stay in their order', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 90 }), (written, most) => {
        const parts = splitText(written, { fits: upTo(most) });
        expect(bare(parts.join(''))).toBe(bare(written));
        expect(parts.every((part) => part === part.trim())).toBe(true);
        expect(parts.length === 1 || parts.every((part) => part !== '')).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test.each(threaded)('every part fits as %s counts, with and without numbers', (_name, onNetwork) => {
    // Words that hang together without a space may be longer than any part.
    const spaced = fc.array(fc.tuple(word, fc.constantFrom(' ', '. ', '\n', '\n\n')), { maxLength: 200 });
    fc.assert(
      fc.property(spaced, fc.boolean(), (words, isNumbered) => {
        for (const part of splitText(words.flat().join(''), { fits: onNetwork, isNumbered }))
          expect(onNetwork(part)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('numbers go as they came', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b.', 'c\nd', 'x 1'), { minLength: 2, maxLength: 30 }), (parts) => {
        expect(withoutNumbers(withNumbers(parts))).toEqual(parts);
      }),
    );
  });
});
