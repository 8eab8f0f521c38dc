import type { FailureCode, FailureValue } from '#shared/failures.ts';
import { onOurClock, shownWords, slowDown, wholeNumber } from '#shared/platforms/answers.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Quota } from '#shared/platforms/platform.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import { readRefusal } from '#shared/platforms/mastodon/wire.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { REDACTED } from '#shared/redact.ts';

// Every refusal of Mastodon, mapped once (PLATFORMS.md 8.4). Servers word most refusals in their own language, so the
// status decides; the few sentences that are read are English everywhere, or only make a good case better.

/** What the sentence of a failure is filled with, and what the request was. */
export interface Asking {
  readonly channel: string;
  readonly now: number;
  /** The picture's name, when the request was about one. */
  readonly file?: string;
  /** The status that was sent continues another. */
  readonly isReply?: boolean;
}

/** PLATFORMS.md 9.3: what is not prepared yet is asked for again after 5 s. */
export const PREPARING_MS = 5_000;

/** Why a request did not do what it should have done. */
export function troubleOf(answer: HttpAnswer, asking: Asking): Trouble {
  const { status } = answer;
  const about = { platform: mastodon.name, channel: asking.channel, answer: wordsOf(answer) };

  if (status === 429) return slowDown(resetOf(answer, asking.now), about);
  // The status may have been written before the server stumbled, and a held lock says that it is being written.
  if (status >= 500) return { kind: 'maybe', failure: { code: 'publish.server-trouble', about: { ...about, status } } };
  // Done, but not what; or the server gave up waiting for us.
  if (status < 300 || status === 408) return maybe(about);
  if (status === 401) return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  // nginx in front of the server refuses large files with a page of its own.
  if (status === 413)
    return refused(asking.file === undefined ? 'publish.refused' : 'publish.media-refused', about, asking);
  if (status < 400) return refused('publish.unknown-answer', about, asking);

  const error = readRefusal(answer)?.error;
  // No words of Mastodon's: something in between answered, and what it did is not known (PLATFORMS.md 9.1).
  if (error === undefined) return maybe(about);
  if (status === 403) return notAllowed(error, about, asking);
  if (status === 404) return refused(asking.isReply ? 'publish.parent-gone' : 'publish.refused', about, asking);
  if (status === 422) return invalid(error, about, asking);
  return refused('publish.unknown-answer', about, asking);
}

function notAllowed(error: string, about: FailureValue['about'], asking: Asking): Trouble {
  // The sign-in or the whole account may not: the channel stops, not one post after the other. Both are in English everywhere.
  const stopsChannel = /outside the authorized scopes|^Your login is/.test(error);
  if (stopsChannel) return { kind: 'signed-out', failure: { code: 'channel.no-permission', about } };
  return refused('channel.no-permission', about, asking);
}

function invalid(error: string, about: FailureValue['about'], asking: Asking): Trouble {
  if (/requires an authenticated user/.test(error))
    return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  if (/not finished processing/.test(error)) {
    return { kind: 'temporary', failure: { code: 'publish.processing', about }, retryAt: asking.now + PREPARING_MS };
  }
  return refused(asking.file === undefined ? 'publish.refused' : 'publish.media-refused', about, asking);
}

function refused(code: FailureCode, about: FailureValue['about'], asking: Asking): Trouble {
  return {
    kind: 'refused',
    failure: { code, about: asking.file === undefined ? about : { ...about, file: asking.file } },
  };
}

function maybe(about: FailureValue['about']): Trouble {
  return { kind: 'maybe', failure: { code: 'publish.unknown-answer', about } };
}

/** Uploads and deletions have a small limit of their own, 30 in 30 minutes (PLATFORMS.md 8.3). */
const LIMIT_OF_ITS_OWN = 30;

/** What `X-RateLimit-Remaining` and `X-RateLimit-Reset` say of the limit that holds for every request of the channel. */
export function quotaOf(answer: HttpAnswer, now: number): Quota | undefined {
  const limit = wholeNumber(answer.headers['x-ratelimit-limit']);
  const remaining = wholeNumber(answer.headers['x-ratelimit-remaining']);
  const resetAt = rateLimitReset(answer, now);
  // Thirty uploads must not stop the status that they are for.
  if (limit !== undefined && limit <= LIMIT_OF_ITS_OWN) return undefined;
  return remaining === undefined || resetAt === undefined ? undefined : { remaining, resetAt };
}

/** When a request that was too much may be sent again: `Retry-After` (RFC 9110, seconds or a date), else the reset. */
function resetOf(answer: HttpAnswer, now: number): number | undefined {
  const after = answer.headers['retry-after'];
  const seconds = wholeNumber(after);
  if (seconds !== undefined) return now + seconds * 1000;
  return onOurClock(Date.parse(after ?? ''), answer, now) ?? rateLimitReset(answer, now);
}

/** `X-RateLimit-Reset` is an ISO time (PLATFORMS.md 8.3). */
function rateLimitReset(answer: HttpAnswer, now: number): number | undefined {
  return onOurClock(Date.parse(answer.headers['x-ratelimit-reset'] ?? ''), answer, now);
}

/** What the server said, for a person: the words of a refusal, otherwise the body without its tags; tokens removed. */
export function wordsOf(answer: HttpAnswer): string {
  const said = readRefusal(answer);
  const words = said ? [said.error, said.error_description].filter(Boolean).join(': ') : textOf(answer.body);
  return shownWords(words.replaceAll(TOKEN, REDACTED), answer);
}

/** Nothing else that a server says is as long as its tokens and in one piece. */
const TOKEN = /[\w-]{40,}/g;

function textOf(body: string): string {
  return body
    .slice(0, 20_000)
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
