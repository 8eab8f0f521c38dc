// What may stand in one cell of a CSV of ours. Every function has its reverse, so that what is written can be read again.

/**
 * Spreadsheets run a cell that begins with one of these as a formula (OWASP, CSV injection). Texts that begin with the
 * mark itself get one more, so that taking one away gives back exactly what was written.
 */
const RUNS = /^'*[=+\-@\t\r]/;

/** A text that no spreadsheet runs. */
export function defused(text: string): string {
  return RUNS.test(text) ? `'${text}` : text;
}

/** What `defused` was given. */
export function undefused(cell: string): string {
  return cell.startsWith("'") && RUNS.test(cell) ? cell.slice(1) : cell;
}

/** Several values in one cell: `a | b`. Bars and backslashes inside them get a backslash. */
export function joinedCell(values: readonly string[]): string {
  const marked = values.map((value) => value.replaceAll(/[\\|]/g, String.raw`\$&`));
  // One empty value is not the same as none.
  return marked.length === 1 && marked[0] === '' ? '|' : marked.join(' | ');
}

/** What `joinedCell` was given. */
export function splitCell(cell: string): string[] {
  if (cell === '') return [];
  if (cell === '|') return [''];
  const values = [''];
  for (let at = 0; at < cell.length; at += 1) {
    const last = values.length - 1;
    if (cell[at] === '\\') values[last] += cell[(at += 1)] ?? '';
    else if (cell.startsWith(' | ', at)) {
      values.push('');
      at += 2;
    } else values[last] += cell[at] ?? '';
  }
  return values;
}

/** Addresses or paths of a file of others: by comma, bar, semicolon or line (Publer's help: “separated by comma”). */
export function listedFiles(cell: string): string[] {
  const byLine = cell.split(/[\n|;]|,(?=\s*(?:https?:|[/\\]|[A-Za-z]:\\))|,\s+/);
  return byLine.map((one) => one.trim()).filter((one) => one !== '');
}

/** Descriptions of a file of others: by `||` or line; by comma only where that makes one for each file. */
export function listedTexts(cell: string, files: number): string[] {
  const trimmed = cell.trim();
  if (trimmed === '') return [];
  const parts = trimmed.split(/\|\||\n/).map((one) => one.trim());
  if (parts.length > 1 || files < 2) return files < 2 ? [trimmed] : parts;
  const byComma = trimmed.split(',').map((one) => one.trim());
  return byComma.length === files ? byComma : [trimmed];
}
