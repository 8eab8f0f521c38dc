import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cashtagsIn, hasLink, weightedLength } from '#shared/platforms/x/text-length.ts';
import { weightOf } from '#simulators/x/text-rules.ts';

// PLATFORMS.md 1.3: most letters weigh 1, the rest 2, a link 23, an emoji 2.

describe('a text weighs', () => {
  test.each<[what: string, text: string, weight: number]>([
    ['nothing where there is nothing', '', 0],
    ['one for each Latin letter', 'Fresh bread', 11],
    ['one for Greek, Cyrillic, Hebrew, Arabic, Thai', 'ΑΩЖשعก', 6],
    ['one up to U+10FF and two from U+1100', '\u10ff\u1100', 3],
    ['two for Chinese, Japanese and Korean', '日本語한국', 10],
    ['two for full-width letters', 'ＡＢ', 4],
    ['one for the dash, quotes and bullets of U+2010 to U+201F', '‐–—‘’“”', 7],
    ['two for an ellipsis, U+2026', '…', 2],
    ['one for primes, U+2032 to U+2037', '′″‷', 3],
    ['one for what U+2000 to U+200D hold', 'a\u200bb\u200dc', 5],
    ['two for the euro sign', '€', 2],
    ['one for an accent, however it is written', 'e\u0301', 1],
    ['one for an accent in one code point', '\u00e9', 1],
    ['a line feed as a letter', 'a\nb', 3],
    ['two for an emoji', '😀', 2],
    ['two for a family of three, joined', '👨‍👩‍👧', 2],
    ['two for an emoji with a colour of skin', '👍🏽', 2],
    ['two for a flag', '🇩🇪', 2],
    ['two for a digit in a box', '1️⃣', 2],
    ['two for a heart, with or without its selector', '❤️❤', 4],
    ['two for an emoji newer than the list', '🥲', 2],
    ['too much, never too little, for a sequence newer than the list', '🧑‍🦰', 5],
    ['23 for a long link', `https://example.com/${'a'.repeat(300)}`, 23],
    ['23 for a short one, as for t.co', 'https://t.co/abc', 23],
    ['23 for one without a scheme', 'example.com', 23],
    ['23 for each, and what is between them', 'a.com b.com', 47],
    ['23 for one with a full stop behind it, and the stop', 'https://example.com.', 24],
    ['23 for one in brackets, and the brackets', '(https://example.com/a_(b))', 25],
    ['an address of mail as letters', 'foo@example.com', 15],
    ['a server of this computer as letters', 'http://localhost:80', 19],
    ['a name with a dot that is no domain as letters', 'readme.txt', 10],
    ['a mention and a hashtag as letters', '@bakery #bread', 14],
    ['white space at its ends too', '  a  ', 5],
  ])('%s', (_what, text, weight) => {
    expect(weightedLength(text)).toBe(weight);
  });

  test('as the simulator counts it by rules of its own', () => {
    const word = fc.oneof(
      fc.constantFrom('bread', 'Brötchen', 'パン', '面包', '빵', '“so”', '…', '—', '€', '😀', '👨‍👩‍👧', '🇩🇪', '👍🏽', '\n'),
      fc.constantFrom('https://example.com/a?b=c#d', 'http://t.co/abcdefghij', 'example.com', 'www.example.org/bread'),
      fc.stringMatching(/^[a-zäöüßéèñ]{1,12}$/),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join(' ');
        expect(weightedLength(text)).toBe(weightOf(text));
      }),
    );
  });

  test('25,000 letters with links and emoji, quickly enough for every keystroke', () => {
    const text = 'Fresh bread 🥐 at https://example.com/bread every day. '.repeat(460);
    weightedLength(text);
    const started = performance.now();
    weightedLength(text);
    expect(performance.now() - started).toBeLessThan(150);
  });
});

describe('a text has', () => {
  test.each([
    ['see https://example.com', true],
    ['see example.com.', true],
    ['see nothing', false],
    ['mail foo@example.com', false],
  ])('a link: %s', (text, has) => {
    expect(hasLink(text)).toBe(has);
  });

  test.each([
    ['$AAPL', 1],
    ['$AAPL and $MSFT', 2],
    ['$5 for a loaf', 0],
    ['no$cash', 0],
  ])('cashtags: %s', (text, count) => {
    expect(cashtagsIn(text)).toBe(count);
  });
});
