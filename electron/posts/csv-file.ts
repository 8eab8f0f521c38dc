import { CsvError, parse } from 'csv-parse/sync';
import { Failure } from '#shared/failures.ts';
import { sizeText } from '#shared/posts/draft-problems.ts';

// A file of rows as other programs and spreadsheets write it: in whatever character set and with whatever separator.

/** The largest file that is read, bytes. */
export const CSV_MAX_BYTES = 5 * 1024 * 1024;
/** The most rows of one file; Publer takes 500 and Hootsuite 350. */
export const CSV_MAX_ROWS = 5000;

export interface Table {
  /** Every row that is not empty, the names included, with where it stands in the file, counted from 1. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
  readonly delimiter: ',' | ';' | '\t';
}

/** Throws `csv.too-large`, `csv.too-many-rows`, `csv.unreadable`, `csv.empty`. */
export function readTable(name: string, bytes: Uint8Array): Table {
  if (bytes.byteLength > CSV_MAX_BYTES)
    throw new Failure('csv.too-large', {
      file: name,
      size: sizeText(bytes.byteLength),
      limit: sizeText(CSV_MAX_BYTES),
    });
  const { text, encoding } = decoded(bytes);
  const delimiter = delimiterOf(text);
  const rows = recordsOf(name, text, delimiter)
    .map((cells, at) => ({ row: at + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) throw new Failure('csv.empty', { file: name });
  // One more than that: the names.
  if (rows.length > CSV_MAX_ROWS + 1)
    throw new Failure('csv.too-many-rows', { file: name, rows: rows.length, limit: CSV_MAX_ROWS });
  return { rows, encoding, delimiter };
}

function recordsOf(name: string, text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Failure('csv.unreadable', { file: name, reason: error.message }, { cause: error });
  }
}

function decoded(bytes: Uint8Array): Pick<Table, 'encoding'> & { readonly text: string } {
  const wide = wideOf(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch (_expected) {
    // Not UTF-8: what spreadsheets of Windows write otherwise. Every byte means something in it.
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

/** By its mark (Unicode 16, 23.8); without one, by every other byte of the start being zero. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = [...bytes.subarray(0, 64)];
  const zeros = (odd: 0 | 1): number => start.filter((byte, at) => at % 2 === odd && byte === 0).length;
  const half = start.length / 2;
  if (half >= 2 && zeros(1) > half * 0.7) return 'utf-16le';
  return half >= 2 && zeros(0) > half * 0.7 ? 'utf-16be' : undefined;
}

/** The separator that the first record has most of, outside of quotes. */
function delimiterOf(text: string): Table['delimiter'] {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let isQuoted = false;
  for (const letter of text.slice(0, 65_536)) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === '\n' && Object.values(counts).some((count) => count > 0)) break;
    else if (!isQuoted && (letter === ',' || letter === ';' || letter === '\t')) counts[letter] += 1;
  }
  if (counts['\t'] > 0 && counts['\t'] >= counts[';'] && counts['\t'] >= counts[',']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}

/** A file of rows that every spreadsheet opens: UTF-8 with its mark, lines as RFC 4180 has them. */
export function writtenTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(quoted).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
