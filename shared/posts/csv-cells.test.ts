import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defused, joinedCell, listedFiles, listedTexts, splitCell, undefused } from '#shared/posts/csv-cells.ts';

test('a text that a spreadsheet would run gets a mark, and comes back without it', () => {
  expect(defused('=HYPERLINK("https://evil.example")')).toBe('\'=HYPERLINK("https://evil.example")');
  expect(['+1', '-1', '@mill', '\t=1', 'Rye = wheat'].map(defused)).toEqual([
    "'+1",
    "'-1",
    "'@mill",
    "'\t=1",
    'Rye = wheat',
  ]);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => undefused(defused(text)) === text));
  fc.assert(
    fc.property(
      fc.constantFrom("'", "''", ''),
      fc.constantFrom('=', '+a', 'b'),
      (a, b) => undefused(defused(a + b)) === a + b,
    ),
  );
});

test('several values in one cell come back as they were, bars and backslashes included', () => {
  const value = fc.string({ unit: fc.constantFrom('a', ' ', '|', '\\', '\n') });
  fc.assert(
    fc.property(fc.array(value), (values) => {
      expect(splitCell(joinedCell(values))).toEqual(values);
    }),
  );
});

test('files of others are told apart by comma, bar, semicolon or line, and a comma in an address stays', () => {
  const two = ['https://a.example/1,2.jpg', 'https://a.example/3.jpg'];
  expect(listedFiles(two.join(','))).toEqual(two);
  expect(listedFiles(two.join('\n'))).toEqual(two);
  expect(listedFiles('harvest.jpg; open day.png')).toEqual(['harvest.jpg', 'open day.png']);
});

test('a description with a comma stays one when there is one file', () => {
  expect(listedTexts('A field, golden', 1)).toEqual(['A field, golden']);
  expect(listedTexts('A field, a mill', 2)).toEqual(['A field', 'a mill']);
  expect(listedTexts('A field, golden || A mill', 2)).toEqual(['A field, golden', 'A mill']);
});
