import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { redactText } from '#shared/redact.ts';
import { quotaOf, troubleOf, withNothingPosted } from '#shared/platforms/bluesky/failures.ts';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const RESET = NOW / 1000 + 90;

// Recorded from @atproto/pds 0.5.35 where it gives them, otherwise as written in PLATFORMS.md 7.4.
describe('each refusal of PLATFORMS.md 7.4 means one thing', () => {
  test.each([
    ['429', '{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}', 'temporary', 'publish.rate-limited'],
    ['429', '<html>slow down</html>', 'temporary', 'publish.rate-limited'],
    ['500', '{"error":"InternalServerError","message":"Internal Server Error"}', 'maybe', 'publish.server-trouble'],
    ['502', '{"error":"UpstreamFailure","message":"Upstream Failure"}', 'maybe', 'publish.server-trouble'],
    ['503', '{"error":"NotEnoughResources","message":"Not Enough Resources"}', 'maybe', 'publish.server-trouble'],
    [
      '504',
      '{"error":"UpstreamTimeout","message":"Operation timed out, please try again."}',
      'maybe',
      'publish.server-trouble',
    ],
    ['502', '<html>Bad gateway</html>', 'maybe', 'publish.server-trouble'],
    ['408', '', 'maybe', 'publish.unknown-answer'],
    ['200', '{"ok":true}', 'maybe', 'publish.unknown-answer'],
    ['200', '<html>Welcome to this hotel</html>', 'maybe', 'publish.unknown-answer'],
    ['400', '{"error":"ExpiredToken","message":"Token has expired"}', 'signed-out', 'channel.token-expired'],
    ['400', '{"error":"InvalidToken","message":"Token could not be verified"}', 'signed-out', 'channel.token-expired'],
    ['401', '{"error":"InvalidToken","message":"Token could not be verified"}', 'signed-out', 'channel.token-expired'],
    ['400', '{"error":"InvalidToken","message":"Bad token scope"}', 'signed-out', 'channel.token-expired'],
    ['401', '{"error":"AuthMissing","message":"Authentication Required"}', 'signed-out', 'channel.token-expired'],
    [
      '401',
      '{"error":"AuthenticationRequired","message":"Authentication Required"}',
      'signed-out',
      'channel.token-expired',
    ],
    [
      '401',
      '{"error":"AuthFactorTokenRequired","message":"A sign in code is needed"}',
      'signed-out',
      'channel.token-expired',
    ],
    [
      '401',
      '{"error":"use_dpop_nonce","message":"Authorization server requires nonce"}',
      'signed-out',
      'channel.token-expired',
    ],
    [
      '401',
      '{"error":"AccountTakedown","message":"Account has been taken down"}',
      'signed-out',
      'channel.no-permission',
    ],
    ['401', '{"error":"AccountDeactivated","message":"Account is deactivated"}', 'signed-out', 'channel.no-permission'],
    [
      '403',
      '{"error":"ScopeMissingError","message":"Missing required scope \\"blob:*/*\\""}',
      'signed-out',
      'channel.no-permission',
    ],
    [
      '400',
      '{"error":"InvalidRequest","message":"Invalid app.bsky.feed.post record: …"}',
      'refused',
      'publish.refused',
    ],
    ['400', '{"error":"BlobTooLarge","message":"This file is too large…"}', 'refused', 'publish.media-refused'],
    ['413', '{"error":"PayloadTooLarge","message":"request entity too large"}', 'refused', 'publish.media-refused'],
    [
      '400',
      '{"error":"InvalidMimeType","message":"Referenced Mimetype does not match stored blob."}',
      'refused',
      'publish.media-refused',
    ],
    [
      '400',
      '{"error":"InvalidSize","message":"Referenced Size does not match stored blob."}',
      'refused',
      'publish.media-refused',
    ],
    ['400', '{"error":"BlobNotFound","message":"Could not find blob: bafkrei"}', 'refused', 'publish.media-refused'],
    ['400', '{"error":"InvalidSwap","message":"Record was at bafyrei"}', 'refused', 'publish.unknown-answer'],
    ['400', '{"error":"SomethingNew","message":"Nobody knows"}', 'refused', 'publish.unknown-answer'],
    ['400', '{"error":"constructor"}', 'refused', 'publish.unknown-answer'],
    ['401', '{"error":"SomethingNew"}', 'signed-out', 'channel.token-expired'],
    ['413', '<html>Too large</html>', 'refused', 'publish.media-refused'],
    ['401', '<html>Who are you?</html>', 'maybe', 'publish.unknown-answer'],
    ['403', '<html>Blocked by your company</html>', 'maybe', 'publish.unknown-answer'],
    ['404', '{"message":"no route"}', 'maybe', 'publish.unknown-answer'],
    ['302', '', 'maybe', 'publish.unknown-answer'],
  ])('%s %s', (status, body, kind, code) => {
    const trouble = troubleOf(answer(Number(status), body), { channel: 'alice.test', now: NOW });
    expect([trouble.kind, trouble.failure.code]).toEqual([kind, code]);
  });

  test('a refusal of an upload is about its picture', () => {
    const refused = answer(400, '{"error":"InvalidRequest","message":"Unsupported encoding"}');
    expect(troubleOf(refused, { channel: 'alice.test', now: NOW, file: 'cat.png' })).toEqual({
      kind: 'refused',
      failure: {
        code: 'publish.media-refused',
        about: {
          platform: 'Bluesky',
          channel: 'alice.test',
          file: 'cat.png',
          answer: 'InvalidRequest: Unsupported encoding',
        },
      },
    });
  });

  test('what shows nothing to anybody is never in doubt', () => {
    const lost = troubleOf(answer(502, ''), { channel: 'alice.test', now: NOW });
    expect(withNothingPosted(lost)).toEqual({ kind: 'temporary', failure: lost.failure });
  });
});

describe('a limit ends', () => {
  test('at RateLimit-Reset', () => {
    expect(retryAt({ 'ratelimit-reset': String(RESET) })).toBe(NOW + 90_000);
  });

  test('by the distance from the server’s own clock, when this computer’s is wrong', () => {
    const date = new Date(NOW + 3_600_000).toUTCString();
    expect(retryAt({ 'ratelimit-reset': String(RESET + 3600), date })).toBe(NOW + 90_000);
  });

  test('after Retry-After where that is all there is', () => {
    expect(retryAt({ 'retry-after': '30' })).toBe(NOW + 30_000);
  });

  test('never in the past', () => {
    expect(retryAt({ 'ratelimit-reset': String(NOW / 1000 - 5) })).toBe(NOW);
  });

  test('at a time nobody said, when no header can be read', () => {
    expect(retryAt({ 'ratelimit-reset': 'soon' })).toBeUndefined();
  });
});

test('an answer says what is left', () => {
  const headers = { 'ratelimit-limit': '5000', 'ratelimit-remaining': '4998', 'ratelimit-reset': String(RESET) };
  expect(quotaOf({ status: 200, headers, body: '' }, NOW)).toEqual({ remaining: 4998, resetAt: NOW + 90_000 });
  expect(quotaOf(answer(200, ''), NOW)).toBeUndefined();
});

describe('what the server said is shown', () => {
  test('without tokens and passwords', () => {
    const jwt =
      'eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJIUzI1NiJ9.eyJzY29wZSI6ImNvbS5hdHByb3RvLmFwcFBhc3MifQ.-UR073wCHQKFhK-EHa1eYz';
    expect(redactText(`no ${jwt} and "Bearer abc.def" and bgnt-euev-7f5d-gt74, please`)).toBe(
      'no [redacted] and "Bearer [redacted]" and [redacted], please',
    );
  });

  test('without the values that are named like secrets', () => {
    const body =
      '{"did":"did:plc:alice","accessJwt":"opaque-1","refreshJwt" : "opaque-2","appPassword":"x","authToken":"opaq';
    expect(redactText(body)).not.toMatch(/opaq|"x"/);
    expect(redactText(body)).toContain('did:plc:alice');
  });

  test('cut, when it is a whole page', () => {
    const shown = troubleOf(answer(404, 'x'.repeat(5000)), { channel: 'alice.test', now: NOW }).failure.about['answer'];
    expect(String(shown)).toHaveLength(301);
  });

  test('as its status, when it said nothing', () => {
    expect(troubleOf(answer(404, ''), { channel: 'alice.test', now: NOW }).failure.about['answer']).toBe('status 404');
  });
});

function retryAt(headers: Record<string, string>): number | undefined {
  const trouble = troubleOf(
    { ...answer(429, '{"error":"RateLimitExceeded"}'), headers },
    { channel: 'alice.test', now: NOW },
  );
  return trouble.kind === 'temporary' ? trouble.retryAt : undefined;
}

function answer(status: number, body: string): HttpAnswer {
  return { status, headers: {}, body };
}
