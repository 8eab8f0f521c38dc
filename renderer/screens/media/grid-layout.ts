// Where the tiles of the shelf stand: all are the same size, so that ten thousand of them need not be drawn.

/** CSS pixels. */
const LEAST_TILE_WIDTH = 156;
export const GAP = 12;
export const TILE_HEIGHT = 190;
const ROW_HEIGHT = TILE_HEIGHT + GAP;
/** Rows that are drawn above and below, so that scrolling shows no holes. */
const MORE_ROWS = 2;

export interface Layout {
  readonly columns: number;
  readonly tileWidth: number;
  /** Of everything, with what is not drawn. */
  readonly height: number;
  /** The tiles that are drawn, by number: from, and up to. */
  readonly from: number;
  readonly to: number;
}

export interface View {
  readonly width: number;
  readonly height: number;
  readonly scrolled: number;
}

export function layoutOf(total: number, { width, height, scrolled }: View): Layout {
  const columns = Math.max(1, Math.floor((width + GAP) / (LEAST_TILE_WIDTH + GAP)));
  const rows = Math.ceil(total / columns);
  const first = Math.max(0, Math.floor(scrolled / ROW_HEIGHT) - MORE_ROWS);
  const last = Math.ceil((scrolled + height) / ROW_HEIGHT) + MORE_ROWS;
  return {
    columns,
    tileWidth: Math.max(0, (width - (columns - 1) * GAP) / columns),
    height: Math.max(0, rows * ROW_HEIGHT - GAP),
    from: Math.min(first * columns, total),
    to: Math.min(last * columns, total),
  };
}

/** Where a tile stands. */
export function placeOf(index: number, { columns, tileWidth }: Layout): { left: number; top: number } {
  return { left: (index % columns) * (tileWidth + GAP), top: Math.floor(index / columns) * ROW_HEIGHT };
}

/** How far to scroll so that a tile is seen whole. */
export function scrolledTo(index: number, layout: Layout, { height, scrolled }: View): number {
  const { top } = placeOf(index, layout);
  if (top < scrolled) return top;
  return top + TILE_HEIGHT > scrolled + height ? top + TILE_HEIGHT - height : scrolled;
}

/** The tile that a key leads to; `undefined` for keys that lead nowhere. */
export function reachedBy(key: string, at: number, total: number, layout: Layout, height: number): number | undefined {
  const rows = Math.max(1, Math.floor(height / ROW_HEIGHT));
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - layout.columns,
    ArrowDown: at + layout.columns,
    PageUp: at - layout.columns * rows,
    PageDown: at + layout.columns * rows,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  if (to === undefined || total === 0) return undefined;
  // Up from the first row and down from the last one stays where it is; pages go as far as there is.
  if ((key === 'ArrowUp' && to < 0) || (key === 'ArrowDown' && to >= total)) return at;
  return Math.min(Math.max(to, 0), total - 1);
}
