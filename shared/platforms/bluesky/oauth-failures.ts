import {
  OAuthCallbackError,
  OAuthResolverError,
  OAuthResponseError,
  TokenInvalidError,
  TokenRefreshError,
  TokenRevokedError,
} from '@atproto/oauth-client';
import { Failure } from '#shared/failures.ts';
import { NoAnswer } from '#shared/platforms/http.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { BROWSER_WAY } from '#shared/platforms/bluesky/ways.ts';
import { StepTrouble, type Trouble } from '#shared/publishing/steps.ts';
import { redactText } from '#shared/redact.ts';

// What atproto's OAuth client throws, as failures and troubles of ours. It wraps errors in errors; what counts is in the
// chain of causes.

const MOST_SHOWN = 300;

/** Why the browser sign-in came to nothing. */
export function whyNotSignedIn(thrown: unknown): Failure {
  const unanswered = inChain(thrown, NoAnswer);
  if (unanswered) {
    const about = { platform: bluesky.name, reason: redactText(unanswered.message) };
    return new Failure('sign-in.unreachable', about, { cause: thrown });
  }
  const refused = inChain(thrown, OAuthResponseError);
  if (refused?.error === 'invalid_dpop_proof') return notSignedIn('the clock of this computer is wrong.', thrown);
  if (refused) return notSignedIn(wordsOf(refused), thrown);
  const unresolved = inChain(thrown, OAuthResolverError);
  if (unresolved?.message.startsWith('Failed to resolve identity')) {
    const field = BROWSER_WAY.fields[0]?.label ?? 'Handle';
    return new Failure('sign-in.bad-answer', { field, problem: 'nobody has this handle.' }, { cause: thrown });
  }
  return notSignedIn(messageOf(inChain(thrown, OAuthCallbackError) ?? thrown), thrown);
}

function notSignedIn(answer: string, cause: unknown): Failure {
  return new Failure('sign-in.refused', { platform: bluesky.name, answer }, { cause });
}

/** Whom and what the trouble is about. */
export interface OAuthAsking {
  readonly channel: string;
  /** The request itself may have been sent, and not only what has to come before it. */
  readonly mayBeSent: boolean;
}

/** Why a request could not be sent with this sign-in. */
export function troubleOfSession(thrown: unknown, asking: OAuthAsking): StepTrouble {
  const known = inChain(thrown, StepTrouble);
  return known ?? new StepTrouble(troubleOf(thrown, asking), { cause: thrown });
}

function troubleOf(thrown: unknown, { channel, mayBeSent }: OAuthAsking): Trouble {
  const about = { platform: bluesky.name, channel };
  if (isOver(thrown)) return { kind: 'signed-out', failure: { code: 'channel.token-expired', about } };
  const unanswered = inChain(thrown, NoAnswer);
  if (unanswered) {
    const failure = {
      code: 'publish.unreachable' as const,
      about: { ...about, reason: redactText(unanswered.message) },
    };
    if (unanswered.arrived === 'no') return { kind: 'not-arrived', failure };
    return { kind: mayBeSent ? 'maybe' : 'temporary', failure };
  }
  // Asked in vain for something that has to come first: the server's metadata, a fresh token.
  const answer = wordsOf(inChain(thrown, OAuthResponseError) ?? thrown);
  return { kind: 'temporary', failure: { code: 'publish.unknown-answer', about: { ...about, answer } } };
}

/** The refresh token was refused, or the account lives elsewhere now: nothing but a new sign-in helps. */
function isOver(thrown: unknown): boolean {
  if (inChain(thrown, TypeError)?.message === 'Issuer mismatch') return true;
  return [TokenRefreshError, TokenRevokedError, TokenInvalidError].some((kind) => inChain(thrown, kind) !== undefined);
}

function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof OAuthResponseError)) return messageOf(thrown);
  return shown([thrown.error ?? `status ${thrown.status}`, thrown.errorDescription].filter(Boolean).join(': '));
}

function messageOf(thrown: unknown): string {
  return shown(thrown instanceof Error ? thrown.message : String(thrown));
}

function shown(words: string): string {
  return redactText(words).slice(0, MOST_SHOWN);
}

/** The first of this kind among an error and what caused it. */
function inChain<T>(thrown: unknown, kind: abstract new (...given: never[]) => T): T | undefined {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 8; error = error.cause, depth += 1)
    if (error instanceof kind) return error;
  return undefined;
}
