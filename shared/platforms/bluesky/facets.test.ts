import { RichText } from '@atproto/api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetsOf, spotsIn } from '#shared/platforms/bluesky/facets.ts';

describe('a link', () => {
  test.each([
    ['written out', 'see https://example.com now', 'https://example.com'],
    ['with path, query and fragment', 'https://example.com/a/b?c=d&e=f#g', 'https://example.com/a/b?c=d&e=f#g'],
    ['before a full stop', 'Read https://example.com/a.', 'https://example.com/a'],
    ['before a comma', 'https://example.com/a, then', 'https://example.com/a'],
    ['before several marks', 'Really https://example.com/a?!…', 'https://example.com/a'],
    ['in brackets', '(https://example.com/a)', 'https://example.com/a'],
    ['in brackets before a full stop', '(see https://example.com/a).', 'https://example.com/a'],
    [
      'with brackets of its own',
      'https://en.wikipedia.org/wiki/Bern_(disambiguation).',
      'https://en.wikipedia.org/wiki/Bern_(disambiguation)',
    ],
    ['with brackets of its own inside brackets', '(https://x.org/a_(b))', 'https://x.org/a_(b)'],
    ['in quotes', '“https://example.com/a”', 'https://example.com/a'],
    ['in straight quotes', '"https://example.com/a"', 'https://example.com/a'],
    ['before an invisible space', 'https://example.com\u200B!', 'https://example.com'],
    ['with http', 'http://example.com', 'http://example.com'],
    ['in capitals', 'HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
    ['with a host in another script', 'https://bücher.example/ä', 'https://bücher.example/ä'],
    ['with a port', 'http://localhost:3000/x', 'http://localhost:3000/x'],
  ])('%s is found', (_what, text, link) => {
    expect(linksOf(text)).toEqual([[link, link]]);
  });

  test.each([
    ['a domain', 'go to example.com', 'example.com'],
    ['a domain with a path', 'example.com/a?b=c.', 'example.com/a?b=c'],
    ['a domain with a hyphen', 'my-site.co.uk', 'my-site.co.uk'],
    ['a domain that begins with a digit', '9to5mac.com', '9to5mac.com'],
    ['a domain with a port', 'example.com:8080/x', 'example.com:8080/x'],
    ['a domain before a comma', 'example.com,and more', 'example.com'],
    ['a domain before a colon', 'example.com: hello', 'example.com'],
    ['a domain of someone', "example.com's", 'example.com'],
  ])('that is only %s is found', (_what, text, shown) => {
    expect(linksOf(text)).toEqual([[shown, `https://${shown}`]]);
  });

  test.each([
    'e.g. this',
    'i.e. that',
    'version 2.0.1',
    'at 7.am',
    'notes.internal',
    'me@example.com',
    'first.last@example.com',
    'example.com@home',
    'https://',
    'http://)',
    'https://?',
    'no.such_thing',
  ])('is not seen in “%s”', (text) => {
    expect(linksOf(text)).toEqual([]);
  });
});

describe('a mention', () => {
  test.each([
    ['at the start', '@alice.test hello'],
    ['before a full stop', 'Hi @alice.test.'],
    ['in brackets', '(@alice.test)'],
    ['of someone', "@alice.test's cat"],
    ['in other letters', '@Alice.TEST'],
    ['twice', '@alice.test @alice.test'],
  ])('%s is found', (_what, text) => {
    expect(new Set(spotsIn(text).map((spot) => spot.kind === 'mention' && spot.handle))).toEqual(
      new Set(['alice.test']),
    );
  });

  test.each(['mail me@alice.test', '@alice', '@alice.nosuchtld', '@@alice.test', '@alice.test@mastodon.example'])(
    'is not seen in “%s”',
    (text) => {
      expect(spotsIn(text).filter((spot) => spot.kind === 'mention')).toEqual([]);
    },
  );

  test('of a handle nobody has stays plain text', () => {
    expect(facetsOf('Hi @alice.test and @bob.test', new Map([['bob.test', 'did:plc:bob']]))).toEqual([
      {
        index: { byteStart: 19, byteEnd: 28 },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:bob' }],
      },
    ]);
  });
});

describe('a tag', () => {
  test.each([
    ['#go', ['go']],
    ['#one #two', ['one', 'two']],
    ['＃全角', ['全角']],
    ['#Überraschung!', ['Überraschung']],
    ['#a1 and #1a', ['a1', '1a']],
    ['#what?!', ['what']],
    ['#🎉', ['🎉']],
    ['buy $aapl.', ['$AAPL']],
  ])('%s', (text, tags) => {
    expect(spotsIn(text).flatMap((spot) => (spot.kind === 'tag' ? [spot.tag] : []))).toEqual(tags);
  });

  const manyBytesPerCharacter = `z${'\u0335'.repeat(9)}`;
  test.each([
    ['only digits', '#1'],
    ['nothing', '#'],
    ['nothing before a space', '# go'],
    ['the middle of a word', 'a#go'],
    ['an emoji that begins with #', '#️⃣'],
    ['only marks', '#...'],
    ['more than 64 characters', `#${'x'.repeat(65)}`],
    ['more than 640 bytes', `#${manyBytesPerCharacter.repeat(40)}`],
    ['a price', '$5'],
    ['a word after a dollar sign', '$TOOLONG'],
  ])('is not seen in %s', (_what, text) => {
    expect(spotsIn(text).filter((spot) => spot.kind === 'tag')).toEqual([]);
  });
});

describe('places are counted in UTF-8 bytes', () => {
  test.each(['👨‍👩‍👧‍👦 ', 'äöü ', '€\n', '🇩🇪🇫🇷 ', 'e\u0301 ', '漢字 '])('after “%s”', (before) => {
    const text = `${before}https://example.com/ü #täg`;
    const bytes = new TextEncoder().encode(text);
    const shown = facetsOf(text, new Map()).map(({ index }) =>
      new TextDecoder().decode(bytes.slice(index.byteStart, index.byteEnd)),
    );
    expect(shown).toEqual(['https://example.com/ü', '#täg']);
  });
});

// What these words give is the same in Bluesky's own library. They leave out what is different on purpose, see above:
// several marks after a link, domains with hyphens, quotes around links, half addresses.
const WORDS = [
  'hello',
  'wörld',
  '👨‍👩‍👧‍👦',
  '🇩🇪',
  'https://example.com',
  'https://example.com/a_(b)',
  '(https://example.com/a)',
  'http://example.com/x?y=z.',
  'example.com',
  'sub.example.co.uk/path,',
  '@alice.test',
  '@alice.test,',
  '(@bob.bsky.social)',
  '@nobody',
  '#tag',
  '#tag.',
  '#täg_1',
  '#12',
  '$AAPL',
  '$aapl,',
  'e.g.',
  'me@example.com',
  '1.5',
  '…',
];

test('finds what the library of Bluesky finds', () => {
  const text = fc.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', '\n', '  ')), { maxLength: 12 });
  fc.assert(
    fc.property(text, (words) => {
      const written = words.flat().join('');
      const theirs = new RichText({ text: written });
      theirs.detectFacetsWithoutResolution();
      expect(facetsOf(written, everyHandle)).toEqual(
        (theirs.facets ?? []).map(({ index, features }) => ({
          index: { byteStart: index.byteStart, byteEnd: index.byteEnd },
          features,
        })),
      );
    }),
    { numRuns: 2000 },
  );
});

test('never names a place outside of the text, whatever is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom(...WORDS), (noise, word) => {
      const text = `${noise} ${word}${noise}`;
      const length = new TextEncoder().encode(text).length;
      let last = 0;
      for (const { index } of facetsOf(text, everyHandle)) {
        expect(index.byteStart).toBeGreaterThanOrEqual(last);
        expect(index.byteEnd).toBeGreaterThan(index.byteStart);
        last = index.byteEnd;
      }
      expect(last).toBeLessThanOrEqual(length);
    }),
  );
});

test('a very long word is read in a moment', () => {
  const before = performance.now();
  for (const word of [
    'a'.repeat(200_000),
    'a.'.repeat(100_000),
    `https://${'(['.repeat(100_000)}`,
    `#${'1'.repeat(200_000)}`,
  ])
    spotsIn(word);
  expect(performance.now() - before).toBeLessThan(2000);
});

/** Every handle is its own id, as Bluesky's library leaves it before it asks. */
const everyHandle: ReadonlyMap<string, string> = Object.assign(new Map<string, string>(), {
  get: (handle: string) => handle,
});

function linksOf(text: string): [shown: string, uri: string][] {
  return spotsIn(text).flatMap((spot): [string, string][] =>
    spot.kind === 'link' ? [[text.slice(spot.start, spot.end), spot.uri]] : [],
  );
}
