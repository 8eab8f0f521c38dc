import { describe, expect, test } from 'vitest';
import { littleText, plainText, withoutMentions } from '#shared/platforms/linkedin/little-text.ts';
import { readLittleText } from '#simulators/linkedin/little-text.ts';

describe('a text becomes little text', () => {
  test.each([...String.raw`\|{}@[]()<>#*_~`])('“%s” is escaped', (char) => {
    expect(littleText(`a ${char} b`)).toBe(`a \\${char} b`);
    expect(littleText(char)).toBe(`\\${char}`);
  });

  test.each([
    ['nothing special', 'Fresh bread at nine, 50% off – “now”!\n\nCome & see: £3 + 1 = ?', undefined],
    ['an emoji', 'Bread 🥖 and 👩‍🍳', undefined],
    ['a hashtag', 'Look #FreshBread', undefined],
    ['a hashtag at the start', '#Bread is here', undefined],
    ['two hashtags', '#One #Two', undefined],
    ['a hashtag with accents and digits', '#Café24 #东京', undefined],
    ['a hashtag in brackets', '(#Bread)', String.raw`\(#Bread\)`],
    ['a hashtag with an underscore', '#fresh_bread', String.raw`{hashtag|\#|fresh\_bread}`],
    ['a language', 'C# and F#', String.raw`C\# and F\#`],
    ['a number', 'We are #1', String.raw`We are \#1`],
    ['a sign alone', '# heading', String.raw`\# heading`],
    ['two signs', '##Bread', String.raw`\#\#Bread`],
    ['an address with an anchor', 'https://x.io/a_b?c=~d#Top', String.raw`https://x.io/a\_b?c=\~d\#Top`],
    ['a mail address', 'mail@x.io', String.raw`mail\@x.io`],
    ['a handle of another network', '@bakery', String.raw`\@bakery`],
    ['a page', '@[The Bakery](urn:li:organization:123)!', undefined],
    ['a person', 'With @[Maria Baker](urn:li:person:AbC_1-2)', undefined],
    [
      'a page with signs in its name',
      '@[A (B) #c](urn:li:organization:1)',
      String.raw`@[A \(B\) \#c](urn:li:organization:1)`,
    ],
    ['two mentions', '@[A](urn:li:organization:1) @[B](urn:li:organization:2)', undefined],
    ['what only looks like a mention', '@[A](https://x.io)', String.raw`\@\[A\]\(https://x.io\)`],
    ['a mention of something else', '@[A](urn:li:share:1)', String.raw`\@\[A\]\(urn:li:share:1\)`],
    ['a template by hand', '{hashtag|#|x}', String.raw`\{hashtag\|\#\|x\}`],
    ['an escape by hand', String.raw`\(`, String.raw`\\\(`],
  ])('%s', (_what, text, little = text) => {
    expect(littleText(text)).toBe(little);
  });

  test.each([
    'Bread (rye) *fresh* at 9_00 ~ <ok> {x} [y] a|b \\ C# #FreshBread #fresh_bread mail@x.io',
    '@[The (old) Bakery](urn:li:organization:123) says ##hi #1 #One',
    String.raw`\\ \# {hashtag|\#|x} @[A](b)`,
    '((((',
  ])('and comes back as it was: %s', (text) => {
    expect(plainText(littleText(text))).toBe(text);
    // As LinkedIn gives it back, with templates for hashtags; and nothing of it was cut.
    expect(plainText(readLittleText(littleText(text)).stored)).toBe(text);
    expect(readLittleText(littleText(text)).shown).toBe(withoutMentions(text));
  });
});

test('hashtags that LinkedIn gives back as templates are hashtags', () => {
  expect(plainText(String.raw`New {hashtag|\#|bread} and {hashtag|#|fresh\_cake} \(now\)`)).toBe(
    'New #bread and #fresh_cake (now)',
  );
});
