// The arithmetic of the measurements of the window, and the table they are printed in.

/** Many measurements of one thing. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

/** How well a limit was kept: always, in 95 of 100 cases, in the usual case, or not even then. */
export type Verdict = 'kept' | 'kept in 95 %' | 'median only' | 'missed';

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly ours: Spread | undefined;
  /** The same, of what stands beside us. */
  readonly beside?: Spread | undefined;
  readonly besideName?: string;
  readonly limit?: number;
  readonly unit?: 'ms' | 'MB' | '%' | '×' | '';
}

/** Throws for no measurements at all: a table must not say that nothing is fast. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    median: quantileOf(sorted, 0.5),
    p95: quantileOf(sorted, 0.95),
    worst: sorted.at(-1) ?? Number.NaN,
  };
}

/** One number, as a spread of itself. */
export function alone(value: number): Spread {
  return spreadOf([value]);
}

/** The smallest value that at least this share of the values does not exceed. */
function quantileOf(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function verdictOf({ median, p95, worst }: Spread, limit: number): Verdict {
  if (worst <= limit) return 'kept';
  if (p95 <= limit) return 'kept in 95 %';
  return median <= limit ? 'median only' : 'missed';
}

/** How many of 100 values lie above a limit. */
export function shareOver(values: readonly number[], limit: number): number {
  if (values.length === 0) throw new Error('nothing was measured');
  return (values.filter((value) => value > limit).length / values.length) * 100;
}

const HEADS = ['', 'Postwright', 'beside it', 'limit', ''] as const;

/** The lines of a table: median / 95 of 100 / worst of each, and what the limit says. */
export function tableLines(figures: readonly Figure[]): string[] {
  const rows = [HEADS as readonly string[], ...figures.map(cellsOf)];
  const widths = HEADS.map((_head, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf({ what, ours, beside, besideName, limit, unit = 'ms' }: Figure): readonly string[] {
  return [
    what,
    ours === undefined ? 'not there' : spreadText(ours, unit),
    beside === undefined ? '' : `${spreadText(beside, unit)}${besideName === undefined ? '' : ` ${besideName}`}`,
    limit === undefined ? '' : `${limit} ${unit}`.trim(),
    limit === undefined || ours === undefined ? '' : verdictOf(ours, limit),
  ];
}

function spreadText({ count, median, p95, worst }: Spread, unit: string): string {
  const said = count === 1 ? [median] : [median, p95, worst];
  return `${said.map((value) => numberText(value, unit)).join(' / ')} ${unit}`.trim();
}

function numberText(value: number, unit: string): string {
  if (unit === '×') return value.toFixed(2);
  return unit === '' ? value.toFixed(3) : value.toFixed(Math.abs(value) < 10 ? 1 : 0);
}
