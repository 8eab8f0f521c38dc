import {
  OAuthCallbackError,
  OAuthResolverError,
  OAuthResponseError,
  TokenInvalidError,
  TokenRefreshError,
} from '@atproto/oauth-client';
import { describe, expect, test } from 'vitest';
import { NoAnswer } from '#shared/platforms/http.ts';
import { troubleOfSession, whyNotSignedIn } from '#shared/platforms/bluesky/oauth-failures.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';

const DID = 'did:plc:alice';
const NO_LINE = new NoAnswer('ECONNREFUSED', 'no');
const LOST = new NoAnswer('ECONNRESET', 'maybe');
const FULL_DISK = new StepTrouble({ kind: 'not-arrived', failure: { code: 'library.full', about: {} } });

describe('a sign-in ends with', () => {
  test.each<[what: string, thrown: unknown, code: string, words: string]>([
    ['no line', resolving('Failed to resolve identity: a', NO_LINE), 'sign-in.unreachable', 'ECONNREFUSED'],
    ['an unknown handle', resolving('Failed to resolve identity: a'), 'sign-in.bad-answer', 'nobody has this handle'],
    ['a server without OAuth', resolving('Failed to resolve OAuth server metadata'), 'sign-in.refused', 'metadata'],
    ['a wrong clock', refused(400, 'invalid_dpop_proof'), 'sign-in.refused', 'the clock of this computer is wrong'],
    ['a refusal', refused(400, 'invalid_client_metadata', 'No'), 'sign-in.refused', 'invalid_client_metadata: No'],
    ['a person who declines', callback('access_denied'), 'sign-in.refused', 'access_denied'],
    ['a used link', callback('x', refused(400, 'invalid_grant', 'Gone')), 'sign-in.refused', 'invalid_grant: Gone'],
    ['something new', new Error('Bearer abcdefghijk'), 'sign-in.refused', 'Bearer [redacted]'],
  ])('%s', (_what, thrown, code, words) => {
    const failure = whyNotSignedIn(thrown);
    expect(failure).toMatchObject({ code });
    expect(failure.message).toContain(words);
  });
});

describe('a request that could not be sent is', () => {
  test.each<[what: string, thrown: unknown, mayBeSent: boolean, kind: string, code: string]>([
    ['over: its token was refused', new TokenRefreshError(DID, 'no'), false, 'signed-out', 'channel.token-expired'],
    ['over: its session is invalid', new TokenInvalidError(DID), true, 'signed-out', 'channel.token-expired'],
    ['over: the account moved', new TypeError('Issuer mismatch'), false, 'signed-out', 'channel.token-expired'],
    ['not sent, without a line', resolving('x', NO_LINE), true, 'not-arrived', 'publish.unreachable'],
    ['in doubt, without an answer', LOST, true, 'maybe', 'publish.unreachable'],
    ['not in doubt, when only the renewal had no answer', LOST, false, 'temporary', 'publish.unreachable'],
    [
      'to be tried again, when the server stumbles',
      refused(500, 'server_error'),
      false,
      'temporary',
      'publish.unknown-answer',
    ],
    [
      'to be tried again, when our page is not there',
      refused(400, 'invalid_client'),
      false,
      'temporary',
      'publish.unknown-answer',
    ],
    ['to be tried again, whatever it is', new TypeError('odd'), false, 'temporary', 'publish.unknown-answer'],
    ['what it was called before', new Error('wrapped', { cause: FULL_DISK }), false, 'not-arrived', 'library.full'],
  ])('%s', (_what, thrown, mayBeSent, kind, code) => {
    expect(troubleOfSession(thrown, { channel: 'alice.test', mayBeSent })).toMatchObject({
      trouble: { kind, failure: { code } },
    });
  });
});

function refused(status: number, error: string, description?: string): OAuthResponseError {
  return new OAuthResponseError(new Response('{}', { status }), { error, error_description: description ?? '' });
}

function resolving(message: string, cause?: unknown): OAuthResolverError {
  return new OAuthResolverError(message, { cause });
}

function callback(error: string, cause?: unknown): OAuthCallbackError {
  return new OAuthCallbackError(new URLSearchParams({ error, error_description: error }), undefined, undefined, cause);
}
