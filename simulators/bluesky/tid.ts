const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';
const CLOCK_BITS = 10n;

/** Keys that grow with time: microseconds and a clock's number, in a base 32 that sorts (atproto.com/specs/tid). */
export function tidMaker(now: () => number): () => string {
  const clock = 7n;
  let last = 0n;
  return () => {
    const micros = BigInt(Math.floor(now())) * 1000n;
    last = micros > last ? micros : last + 1n;
    return written((last << CLOCK_BITS) | clock);
  };
}

function written(tid: bigint): string {
  return Array.from({ length: 13 }, (_letter, at) => LETTERS[Number((tid >> (60n - 5n * BigInt(at))) & 31n)]).join('');
}
