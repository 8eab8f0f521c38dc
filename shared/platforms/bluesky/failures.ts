import { never } from '#shared/assert.ts';
import type { FailureValue } from '#shared/failures.ts';
import { onOurClock, shownWords, slowDown, wholeNumber } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Quota } from '#shared/platforms/platform.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { readRefusal } from '#shared/platforms/bluesky/wire.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

// Every refusal of Bluesky, mapped once (PLATFORMS.md 7.4), by its status and its error name. Its message is
// only ever shown, never read.

/** What the sentence of a failure is filled with. */
export interface Asking {
  readonly channel: string;
  readonly now: number;
  /** The picture's name, when the request carried or named one. */
  readonly file?: string;
}

type Meaning = 'sign-in-ended' | 'not-allowed' | 'text-refused' | 'media-refused';

const MEANING: ReadonlyMap<string, Meaning> = new Map([
  // Seen here only when renewing did not help: before that, see `isExpired`.
  ['ExpiredToken', 'sign-in-ended'],
  ['InvalidToken', 'sign-in-ended'],
  ['AuthMissing', 'sign-in-ended'],
  ['AuthenticationRequired', 'sign-in-ended'],
  ['AuthFactorTokenRequired', 'sign-in-ended'],

  ['AccountTakedown', 'not-allowed'],
  ['AccountDeactivated', 'not-allowed'],
  ['ScopeMissingError', 'not-allowed'],

  ['InvalidRequest', 'text-refused'],

  ['BlobTooLarge', 'media-refused'],
  ['PayloadTooLarge', 'media-refused'],
  ['InvalidMimeType', 'media-refused'],
  ['InvalidSize', 'media-refused'],
  ['BlobNotFound', 'media-refused'],
]);

/** Why a request did not do what it should have done. */
export function troubleOf(answer: HttpAnswer, asking: Asking): Trouble {
  const about = { platform: bluesky.name, channel: asking.channel, answer: wordsOf(answer) };

  if (answer.status === 429) return slowDown(resetOf(answer, asking.now), about);
  // Whatever the name: it may have been written before the server stumbled (PLATFORMS.md 7.4, 9.1).
  if (answer.status >= 500) {
    return { kind: 'maybe', failure: { code: 'publish.server-trouble', about: { ...about, status: answer.status } } };
  }
  // It says it was done, or gave up waiting for us, but not what was done.
  if (answer.status < 300 || answer.status === 408)
    return { kind: 'maybe', failure: { code: 'publish.unknown-answer', about } };

  const meaning = meaningOf(answer);
  switch (meaning) {
    case 'sign-in-ended':
      return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
    case 'not-allowed':
      return { kind: 'signed-out', failure: { code: 'channel.no-permission', about } };
    case 'text-refused':
      return { kind: 'refused', failure: refusedWhat(asking, about) };
    case 'media-refused':
      return {
        kind: 'refused',
        failure: { code: 'publish.media-refused', about: { ...about, file: asking.file ?? 'An image' } },
      };
    case 'unknown':
      return { kind: 'refused', failure: { code: 'publish.unknown-answer', about } };
    // Something in between answered, and what became of the request is not known (PLATFORMS.md 9.1).
    case 'not-from-bluesky':
      return { kind: 'maybe', failure: { code: 'publish.unknown-answer', about } };
    default:
      return never(meaning);
  }
}

function meaningOf(answer: HttpAnswer): Meaning | 'unknown' | 'not-from-bluesky' {
  // A server in front of Bluesky's refuses large files with a page of its own.
  if (answer.status === 413) return 'media-refused';
  const name = readRefusal(answer)?.error;
  if (name === undefined) return 'not-from-bluesky';
  // Whatever a 401 is called, the sign-in is not good: the channel stops, not one post after the other.
  return MEANING.get(name) ?? (answer.status === 401 ? 'sign-in-ended' : 'unknown');
}

/** Of an upload nothing but the picture can be wrong. */
function refusedWhat(asking: Asking, about: FailureValue['about']): FailureValue {
  if (asking.file === undefined) return { code: 'publish.refused', about };
  return { code: 'publish.media-refused', about: { ...about, file: asking.file } };
}

/** The trouble of a request that shows nothing to anybody (an upload, a question): to repeat it later is always right. */
export function withNothingPosted(trouble: Trouble): Trouble {
  return trouble.kind === 'maybe' ? { kind: 'temporary', failure: trouble.failure } : trouble;
}

/** What `RateLimit-Remaining` and `RateLimit-Reset` say (PLATFORMS.md 7.3). */
export function quotaOf(answer: HttpAnswer, now: number): Quota | undefined {
  const remaining = wholeNumber(answer.headers['ratelimit-remaining']);
  const resetAt = resetOf(answer, now);
  return remaining === undefined || resetAt === undefined ? undefined : { remaining, resetAt };
}

/**
 * When the limit is over, on our clock. `RateLimit-Reset` is an instant on the server's clock (unix seconds), so it
 * is read as a distance from the server's `Date` where that is given: a computer's clock may be minutes off.
 */
function resetOf(answer: HttpAnswer, now: number): number | undefined {
  const reset = wholeNumber(answer.headers['ratelimit-reset']);
  const after = wholeNumber(answer.headers['retry-after']);
  if (reset === undefined) return after === undefined ? undefined : now + after * 1000;
  return onOurClock(reset * 1000, answer, now);
}

/** What the server said, for a person: the message of a refusal, otherwise the body as it came; tokens removed. */
export function wordsOf(answer: HttpAnswer): string {
  const refused = readRefusal(answer);
  const words = refused ? [refused.error, refused.message].filter(Boolean).join(': ') : answer.body.trim();
  return shownWords(words, answer);
}
