// People who see what arrives at a practice network. The same post always gets the same ones, and more of them with time.

export interface Reactions {
  readonly seen: number;
  readonly likes: number;
  readonly comments: number;
  readonly shares: number;
  readonly quotes: number;
  readonly saves: number;
  readonly clicks: number;
}

/** Half of a post's audience has seen it after this: what takes hours elsewhere takes minutes here. */
const HALF_MS = 4 * 60_000;
const FEWEST = 120;
const MOST = 2_400;

/** What people have done with a post by `now`. */
export function audienceOf(id: string, at: number, now: number): Reactions {
  const [size, taste] = [chance(id), chance(`${id}/taste`)];
  // Most posts are seen by few, and some by many.
  const all = FEWEST + (MOST - FEWEST) * size ** 3;
  const seen = Math.floor(all * (1 - 2 ** (-Math.max(0, now - at) / HALF_MS)));
  const of = (share: number): number => Math.floor(seen * share * (0.5 + taste));
  return {
    seen,
    likes: of(0.06),
    comments: of(0.008),
    shares: of(0.014),
    quotes: of(0.004),
    saves: of(0.006),
    clicks: of(0.02),
  };
}

/** From 0 to below 1, the same for the same text (FNV-1a, 32 bits). */
function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  // The last bits of FNV-1a are its best ones.
  return ((Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) % 100_000) / 100_000;
}
