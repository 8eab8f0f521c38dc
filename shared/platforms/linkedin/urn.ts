// URNs: `urn:li:person:AbC123`, `urn:li:organization:1`, `urn:li:share:7141138937766391808`.

const PAGE = 'urn:li:organization:';

/** A page of an organisation, not a person's profile. */
export function isPage(author: string): boolean {
  return author.startsWith(PAGE);
}

/** The URN of a post that a sentence names (PLATFORMS.md 2.5). */
export function postUrnIn(words: string): string | undefined {
  return /urn:li:(?:share|ugcPost):\d+/.exec(words)?.[0];
}

/** What stands in a query as `share` or `ugcPost` (PLATFORMS.md 2.6). */
export function isUgcPost(urn: string): boolean {
  return urn.startsWith('urn:li:ugcPost:');
}

const TIME_BITS = 22n;
const EARLIEST = Date.UTC(2010, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * When a post was made, by its number, whose upper bits are UTC ms: 7141138937766391808 is of 14 December 2023. Seen in
 * every number and documented nowhere, so it may only ever make us more careful, or stand in for a time nobody told.
 */
export function madeAt(urn: string): number | undefined {
  const digits = /:(\d{15,20})$/.exec(urn)?.[1];
  if (digits === undefined) return undefined;
  const at = Number(BigInt(digits) >> TIME_BITS);
  return at > EARLIEST && at < LATEST ? at : undefined;
}
