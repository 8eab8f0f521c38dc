// Comma-separated values (RFC 4180), for people who open them in a spreadsheet.

/** Excel takes a file for UTF-8 only with this before it. */
const BYTE_ORDER_MARK = '\uFEFF';

export type Cell = string | number | undefined;

/** Rows as a file: CRLF after each, quotes where they are needed, formulas defused. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

/** A spreadsheet runs a text that begins like a formula; an apostrophe before it makes it text (OWASP, CSV injection). */
function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function cellOf(cell: Cell): string {
  if (cell === undefined) return '';
  const text = typeof cell === 'number' ? String(cell) : defused(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
