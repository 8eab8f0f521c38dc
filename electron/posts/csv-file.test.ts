import { expect, test } from 'vitest';
import { CSV_MAX_BYTES, readTable, writtenTable } from '#electron/posts/csv-file.ts';

const TEXT = 'Date;Text\r\n24.11.2026 09:00;"Rye, wheat\r\nand „barley“ – fresh"\r\n';
const cells = (bytes: Uint8Array): unknown => readTable('mill.csv', bytes).rows.map((row) => row.cells);
const EXPECTED = [
  ['Date', 'Text'],
  ['24.11.2026 09:00', 'Rye, wheat\r\nand „barley“ – fresh'],
];

test('a file in UTF-8, UTF-16 or Windows-1252, with its mark or without, says the same', () => {
  const utf16 = Buffer.from(TEXT, 'utf16le');
  expect(cells(Buffer.from(TEXT))).toEqual(EXPECTED);
  expect(cells(Buffer.from(`\uFEFF${TEXT}`))).toEqual(EXPECTED);
  expect(cells(Buffer.from(`\uFEFF${TEXT}`, 'utf16le'))).toEqual(EXPECTED);
  expect(cells(utf16)).toEqual(EXPECTED);
  expect(cells(Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16())).toEqual(EXPECTED);
  const windows = Buffer.from(TEXT.replace('„', '\x84').replace('“', '\x93').replace('–', '\x96'), 'latin1');
  expect(readTable('mill.csv', windows)).toMatchObject({ encoding: 'Windows-1252', delimiter: ';' });
  expect(cells(windows)).toEqual(EXPECTED);
});

test('commas and tabs separate, too; commas inside quotes do not', () => {
  expect(cells(Buffer.from('a,"b;c;d;e"\n1,2\n'))).toEqual([
    ['a', 'b;c;d;e'],
    ['1', '2'],
  ]);
  expect(cells(Buffer.from('a\tb,c\n1\t2\n'))).toEqual([
    ['a', 'b,c'],
    ['1', '2'],
  ]);
});

test('empty rows are left out and the others keep their place', () => {
  expect(readTable('mill.csv', Buffer.from('a,b\n\n,\n1,2\n')).rows.map(({ row }) => row)).toEqual([1, 4]);
});

test('a quote in the middle of a word harms nothing, and rows may differ in length', () => {
  expect(cells(Buffer.from('12" wheel,b\nc\n'))).toEqual([['12" wheel', 'b'], ['c']]);
});

test('what is too large, too long, empty or never closed is refused by its name', () => {
  const refusal = (text: string | Buffer): unknown => {
    try {
      return readTable('mill.csv', Buffer.from(text));
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(refusal(Buffer.alloc(CSV_MAX_BYTES + 1, 'a'))).toBe('csv.too-large');
  expect(refusal('a\n'.repeat(5002))).toBe('csv.too-many-rows');
  expect(refusal('\n,,\n')).toBe('csv.empty');
  expect(refusal('a,"b\n')).toBe('csv.unreadable');
});

test('what is written is read again as it was', () => {
  const rows = [['a "b"', ' c', 'd\r\ne', 'f,g', '', 'é']];
  expect(cells(Buffer.from(writtenTable(rows)))).toEqual(rows);
});
