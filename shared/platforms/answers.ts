import type { FailureCode, FailureValue } from '#shared/failures.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';

// What every network's answers have in common: times by the server's clock, patience asked for, words to show.

const MOST_SHOWN = 300;

/** A header that is a whole number; `undefined` for any other. */
export function wholeNumber(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,12}$/.test(header) ? Number(header) : undefined;
}

/** What time it is for the server, UTC ms; ours where it does not say. */
export function serverNow(answer: HttpAnswer, now: number): number {
  const theirs = Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(theirs) ? now : theirs;
}

/** An instant the server named, moved by how far its clock is from ours: a computer's clock may be minutes off. */
export function onOurClock(theirs: number, answer: HttpAnswer, now: number): number | undefined {
  return Number.isNaN(theirs) ? undefined : now + Math.max(0, theirs - serverNow(answer, now));
}

/** The network asked for patience, until `retryAt` (UTC ms) if it said so. */
export function slowDown(retryAt: number | undefined, about: FailureValue['about']): Trouble {
  if (retryAt === undefined) {
    const unsaid = { ...about, retryAt: 'a later time' };
    return { kind: 'temporary', failure: { code: 'publish.rate-limited', about: unsaid } };
  }
  const failure: FailureValue = {
    code: 'publish.rate-limited',
    about: { ...about, retryAt: new Date(retryAt).toISOString() },
  };
  return { kind: 'temporary', failure, retryAt };
}

/** What the server said, for a person: short, without tokens, and its status where it said nothing. */
export function shownWords(words: string, answer: HttpAnswer): string {
  const shown = redactText(words || `status ${answer.status}`);
  return shown.length <= MOST_SHOWN ? shown : `${shown.slice(0, MOST_SHOWN)}…`;
}

/** Who asked: an `Api` is one. */
export interface Asker {
  readonly account: { readonly handle: string };
  now(): number;
}

/** What a network's no says, once it is read. */
export interface ReadRefusal {
  readonly platform: string;
  /** Its own words; `undefined` where the body is not the network's. */
  readonly words: string | undefined;
  /** Seconds to wait, where it said so. */
  readonly retryAfter: number | undefined;
  /** What this no is called; a `channel.` code stops the channel. */
  readonly code: FailureCode;
  /** The file that went along, for `publish.media-refused`. */
  readonly file: string | undefined;
}

/**
 * The trouble behind an answer to a request that shows something, for networks that use the statuses of HTTP as they are
 * meant: 429, 5xx and 401 say it alone, and a body that is not the network's says that nothing is known.
 */
export function usualTrouble(answer: HttpAnswer, asker: Asker, read: ReadRefusal): Trouble {
  const { status } = answer;
  const { platform, retryAfter, words, code, file } = read;
  const about = { platform, channel: asker.account.handle, answer: shownWords(words ?? answer.body, answer) };
  if (status === 429) return slowDown(retryAfter === undefined ? undefined : asker.now() + retryAfter * 1000, about);
  if (status >= 500) return { kind: 'maybe', failure: { code: 'publish.server-trouble', about: { ...about, status } } };
  if (status === 401) return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  if (words === undefined || status < 400) return { kind: 'maybe', failure: { code: 'publish.unknown-answer', about } };
  if (code.startsWith('channel.')) return { kind: 'signed-out', failure: { code, about } };
  if (code !== 'publish.media-refused') return { kind: 'refused', failure: { code, about } };
  const failure: FailureValue =
    file === undefined ? { code: 'publish.refused', about } : { code, about: { ...about, file } };
  return { kind: 'refused', failure };
}
