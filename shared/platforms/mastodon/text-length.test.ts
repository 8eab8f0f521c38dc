import { expect, test } from 'vitest';
import { countedLength } from '#shared/platforms/mastodon/text-length.ts';

const LINK = 23;

test.each<[what: string, text: string, length: number]>([
  ['nothing', '', 0],
  ['plain words', 'Hello world', 11],
  ['white space at the ends is stripped by the server', '  \n Hello \t\n', 5],
  ['white space inside counts', 'a\n\nb', 4],
  ['CRLF is one character', 'a\r\nb', 3],

  ['an emoji is one', '✨', 1],
  ['a family joined of four people is one', '👨‍👩‍👧‍👦', 1],
  ['a flag is one', '🇩🇪', 1],
  ['a letter with a combining accent is one', 'e\u0301', 1],
  ['the trans flag, joined of five code points, is one', '🏳️‍⚧️', 1],

  ['a link is 23, however long', `https://example.com/${'a'.repeat(300)}`, LINK],
  ['a link is 23, however short', 'http://a.co', LINK],
  ['a link with port, path and query', 'https://example.com:8080/a/b?c=d&e=f#g', LINK],
  ['two links', 'https://example.com https://example.org', 2 * LINK + 1],
  ['upper case', 'HTTPS://EXAMPLE.COM/A', LINK],
  ['a link in another script', 'https://bücher.example/straße', LINK],
  ['a punycode domain', 'https://example.xn--p1ai/', LINK],
  ['other schemes that become links', 'gemini://example.com/page', LINK],
  ['no scheme, no link', 'example.com/page', 16],
  ['no dot in the host, no link', 'http://localhost:3000/page', 26],
  ['an address of numbers is no link', 'http://127.0.0.1/page', 21],
  ['a scheme in the middle of a word is no link', `aaahttp://${'b'.repeat(30)}.com/example`, 3 + 7 + 30 + 4 + 8],
  ['right behind characters of another script it is one', '見てhttps://example.com/', 2 + LINK],

  ['the full stop after a link is not part of it', 'See https://example.com/page.', 4 + LINK + 1],
  ['nor an exclamation mark and a quote', '"https://example.com/page!"', 1 + LINK + 2],
  ['a comma in the middle is', 'https://example.com/a,b', LINK],
  ['brackets that are closed are part of it', 'https://en.example.org/wiki/Mastodon_(software)', LINK],
  ['a bracket around it is not', '(https://example.com/page)', 1 + LINK + 1],
  ['a question mark that ends a sentence is not', 'https://example.com/page?', LINK + 1],
  ['longer than 4096 it is no link and counts in full', `http://example.com/valid?${'#foo?'.repeat(1000)}`, 25 + 5000],

  ['a mention here', '@alice', 6],
  ['of a mention elsewhere only the name', '@alice@example.com', 6],
  ['within words', `Hello @alice@${'b'.repeat(30)}.com!`, 6 + 6 + 1],
  ['two mentions', '@alice@example.com @bob@example.org', 6 + 1 + 4],
  ['names with dots and dashes', '@alice.b-c@sub.example.com', 10],
  ['the full stop after it counts', 'Thanks @alice@example.com.', 7 + 6 + 1],
  ['a domain longer than domains can be counts in full', `@alice@${'b'.repeat(500)}.com`, 7 + 500 + 4],
  ['an e-mail address is no mention', 'alice@example.com', 17],
  ['a profile address is a link and not a mention', 'https://example.com/@alice@example.org', LINK],
  ['a second @ makes it no mention', '@alice@example.com@x', 20],
])('%s', (_what, text, length) => {
  expect(countedLength(text, LINK)).toBe(length);
});

test('a server may count links otherwise', () => {
  expect(countedLength('https://example.com/a-long-address', 30)).toBe(30);
});

test('the longest draft that can be written is counted without getting stuck', () => {
  for (const hard of ['https://a.', 'https://example.com/((', '@a@', 'a@', 'https://example.com?', 'é ']) {
    expect(countedLength(hard.repeat(Math.floor(200_000 / hard.length)), LINK)).toBeGreaterThan(0);
  }
}, 20_000);
