import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedLength } from '#shared/platforms/mastodon/text-length.ts';
import { countableLength } from '#simulators/mastodon/status-text.ts';

// The composer's count and the server's are written apart; whatever people write, they agree.

const PIECES = [
  'word',
  'Straße',
  '日本',
  '✨',
  '👨‍👩‍👧‍👦',
  'e\u0301',
  '\n',
  '\r\n',
  ' ',
  '  ',
  '.',
  ',',
  '!',
  '?',
  '(',
  ')',
  '"',
  '“',
  ':',
  '#bread',
  '@',
  'https://example.com',
  'http://sub.example.co.uk/a/b_(c)?d=e&f=g#h',
  'https://bücher.example/straße',
  'https://example.com/@alice@example.org',
  'http://localhost:3000/x',
  'https://',
  'https://example.com:8080/',
  'HTTPS://EXAMPLE.COM/A',
  'example.com',
  '@alice',
  '@alice@example.com',
  '@a.b-c@sub.example.org',
  'alice@example.com',
  '@alice@example.com@x',
];

test('the composer and the server count alike', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }),
      fc.constantFrom('', ' '),
      (pieces, between) => {
        const text = pieces.join(between).replace(/^[\s]+|[\s]+$/g, '');
        expect([text, countedLength(text, 23)]).toEqual([text, countableLength(text, '', 23)]);
      },
    ),
    { numRuns: 3000 },
  );
});
