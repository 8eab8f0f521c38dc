import twitterText from 'twitter-text';

// How X counts a text (PLATFORMS.md 1.3): with its own open library, whose default is configuration 3. Most letters weigh 1, the rest 2,
// a link always 23, an emoji 2; NFC first. The package is CommonJS for Node and a module for vite; its default import is
// the same object in both.
// @NOTE its list of emoji is of 2018: a newer sequence of several counts too much, never too little.

/** The weighted length, as X counts it against 280. */
export function weightedLength(text: string): number {
  return twitterText.parseTweet(text).weightedLength;
}

/** Whether X makes a link of anything in it; `example.com` alone is enough. */
export function hasLink(text: string): boolean {
  return twitterText.extractUrls(text).length > 0;
}

/** How many cashtags it has: `$AAPL`. */
export function cashtagsIn(text: string): number {
  return twitterText.extractCashtags(text).length;
}
