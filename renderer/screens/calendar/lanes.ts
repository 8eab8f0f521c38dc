// Posts that are near each other in time, side by side. A post has no length; it is drawn as long as can be read.

/** Where something is drawn in its column. */
export interface Placed<T> {
  readonly item: T;
  /** Minutes from the start of the day. */
  readonly top: number;
  readonly lane: number;
  /** How many lanes it takes: its own, and those after it that nothing else needs meanwhile. */
  readonly span: number;
  /** How many lanes share the width here. */
  readonly lanes: number;
  /** Beside these lanes there is a way to what did not fit. */
  readonly hasMore: boolean;
}

/** What did not fit beside the others, and where the way to it is. */
export interface Crowd<T> {
  readonly top: number;
  readonly items: readonly T[];
}

export interface Lanes<T> {
  readonly placed: readonly Placed<T>[];
  readonly crowds: readonly Crowd<T>[];
}

interface Timed<T> {
  readonly item: T;
  readonly top: number;
}

/**
 * Puts items, which come in the order of their minutes, into as few lanes as they need, and into `most` at most. What is
 * left over is gathered by the hour.
 */
export function lanesOf<T>(timed: readonly Timed<T>[], length: number, most: number): Lanes<T> {
  const placed: Placed<T>[] = [];
  const crowds: Crowd<T>[] = [];
  for (const cluster of clustersOf(timed, length)) {
    const ends: number[] = [];
    const inLanes: { readonly one: Timed<T>; readonly lane: number }[] = [];
    const left: Timed<T>[] = [];
    for (const one of cluster) {
      const free = ends.findIndex((end) => end <= one.top);
      const lane = free === -1 ? ends.length : free;
      if (lane >= most) {
        left.push(one);
        continue;
      }
      ends[lane] = one.top + length;
      inLanes.push({ one, lane });
    }
    const shared = { lanes: ends.length, hasMore: left.length > 0 };
    for (const { one, lane } of inLanes) {
      const inTheWay = inLanes.filter((other) => other.lane > lane && Math.abs(other.one.top - one.top) < length);
      const end = Math.min(ends.length, ...inTheWay.map((other) => other.lane));
      placed.push({ ...one, lane, span: end - lane, ...shared });
    }
    for (const some of Map.groupBy(left, ({ top }) => Math.floor(top / 60)).values())
      crowds.push({ top: some[0]?.top ?? 0, items: some.map(({ item }) => item) });
  }
  return { placed, crowds };
}

/** Runs of items each of which begins before one before it ends. */
function clustersOf<T>(timed: readonly Timed<T>[], length: number): readonly (readonly Timed<T>[])[] {
  const clusters: Timed<T>[][] = [];
  let end = -Infinity;
  for (const one of timed) {
    if (one.top >= end) clusters.push([]);
    clusters.at(-1)?.push(one);
    end = one.top + length;
  }
  return clusters;
}
