import type { FailureValue } from '#shared/failures.ts';
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
