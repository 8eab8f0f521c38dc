import { describe, expect, test } from 'vitest';
import { sentenceOf, type FailureCode } from '#shared/failures.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { duplicateIn, troubleOf, wordsOf, type Asking } from '#shared/platforms/linkedin/failures.ts';
import { isExpired } from '#shared/platforms/linkedin/secrets.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const POST: Asking = { channel: 'Maria Baker', now: NOW, what: 'post' };
const COMMENT: Asking = { ...POST, what: 'comment' };
const FILE: Asking = { ...POST, what: 'unseen', file: 'cake.jpg' };

const LIMIT =
  '{"status":429,"serviceErrorCode":101,"code":"TOO_MANY_REQUESTS","message":"Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached."}';
const DENIED =
  '{"status":403,"serviceErrorCode":100,"code":"ACCESS_DENIED","message":"Not enough permissions to access: posts.CREATE.20260801"}';
const REVOKED =
  '{"status":401,"serviceErrorCode":65601,"code":"REVOKED_ACCESS_TOKEN","message":"The token used in the request has been revoked by the user"}';
const EXPIRED =
  '{"status":401,"serviceErrorCode":65602,"code":"EXPIRED_ACCESS_TOKEN","message":"The token used in the request has expired"}';
const INVALID =
  '{"status":401,"serviceErrorCode":65600,"code":"INVALID_ACCESS_TOKEN","message":"Invalid access token"}';
const DUPLICATE =
  '{"status":422,"message":"Content is a duplicate of urn:li:share:7141138937766391808","errorDetailType":"com.linkedin.common.error.BadRequest","errorDetails":{"inputErrors":[{"description":"Duplicate post is detected","input":{},"code":"DUPLICATE_POST"}]}}';
const VERSION = '{"status":426,"code":"NONEXISTENT_VERSION","message":"Requested version 20240601 is not active"}';
const PROXY = '<html><head><style>a{}</style></head><body><h1>Sorry, you have been blocked</h1></body></html>';

function invalidInput(code: string, message = 'Unprocessable Entity'): string {
  const inputErrors = [{ code, description: 'What is wrong', input: {} }];
  return JSON.stringify({ status: 422, message, errorDetails: { inputErrors } });
}

function answerOf(status: number, body: string): HttpAnswer {
  return { status, headers: {}, body };
}

describe('every signal of PLATFORMS.md 2.4', () => {
  test.each<[what: string, asking: Asking, status: number, body: string, kind: Trouble['kind'], code: FailureCode]>([
    ['429', POST, 429, LIMIT, 'temporary', 'publish.rate-limited'],
    ['429 of a file', FILE, 429, LIMIT, 'temporary', 'publish.rate-limited'],
    ['429 without words', POST, 429, '', 'temporary', 'publish.rate-limited'],
    ['500', POST, 500, '{"status":500,"message":"Internal Server Error"}', 'maybe', 'publish.server-trouble'],
    ['502', POST, 502, '<html>502</html>', 'maybe', 'publish.server-trouble'],
    ['503', COMMENT, 503, '', 'maybe', 'publish.server-trouble'],
    ['504', POST, 504, '', 'maybe', 'publish.server-trouble'],
    ['500 of a file', FILE, 500, '', 'temporary', 'publish.server-trouble'],
    ['408', POST, 408, '', 'maybe', 'publish.server-trouble'],
    ['half an answer', POST, 201, '', 'maybe', 'publish.unknown-answer'],
    ['half an answer of a file', FILE, 200, '{"val', 'temporary', 'publish.unknown-answer'],
    [
      'an activity that cannot be had, of a post',
      POST,
      403,
      '{"status":403,"message":"Unable to obtain activity"}',
      'maybe',
      'publish.server-trouble',
    ],
    [
      'the same, of a comment',
      COMMENT,
      403,
      '{"status":403,"message":"Unable to obtain activity"}',
      'temporary',
      'publish.server-trouble',
    ],
    [
      'a forbidden resource, which passes',
      COMMENT,
      403,
      '{"status":403,"message":"The resource is forbidden"}',
      'temporary',
      'publish.server-trouble',
    ],
    [
      'no service, as 400',
      POST,
      400,
      '{"status":400,"message":"Service Unavailable"}',
      'maybe',
      'publish.server-trouble',
    ],
    ['401 invalid', POST, 401, INVALID, 'signed-out', 'channel.token-expired'],
    ['401 revoked', POST, 401, REVOKED, 'signed-out', 'channel.token-expired'],
    ['401 expired', FILE, 401, EXPIRED, 'signed-out', 'channel.token-expired'],
    ['401 without words', POST, 401, '', 'signed-out', 'channel.token-expired'],
    ['too long', POST, 422, invalidInput('FIELD_LENGTH_TOO_LONG'), 'refused', 'publish.refused'],
    ['400 with input errors', POST, 400, invalidInput('ILLEGAL'), 'refused', 'publish.refused'],
    [
      'a file that could not be processed',
      POST,
      422,
      invalidInput('MEDIA_ASSET_PROCESSING_FAILED'),
      'refused',
      'publish.media-refused',
    ],
    [
      'a file that is refused',
      FILE,
      400,
      '{"status":400,"message":"Not a picture"}',
      'refused',
      'publish.media-refused',
    ],
    ['a file that is too large', FILE, 413, '<html>413</html>', 'refused', 'publish.media-refused'],
    [
      'a file that is not there yet',
      POST,
      422,
      invalidInput('MEDIA_ASSET_WAITING_UPLOAD'),
      'temporary',
      'publish.processing',
    ],
    [
      'a file that is being processed',
      POST,
      400,
      invalidInput('MEDIA_ASSET_PROCESSING'),
      'temporary',
      'publish.processing',
    ],
    ['a duplicate', POST, 422, DUPLICATE, 'refused', 'publish.duplicate'],
    ['403 of a post', POST, 403, DENIED, 'signed-out', 'channel.no-permission'],
    ['403 of a file', FILE, 403, DENIED, 'signed-out', 'channel.no-permission'],
    ['403 of a comment', COMMENT, 403, DENIED, 'refused', 'channel.no-permission'],
    [
      '403 for another reason',
      POST,
      403,
      '{"status":403,"message":"This post is restricted"}',
      'refused',
      'channel.no-permission',
    ],
    [
      '404 of what is commented',
      COMMENT,
      404,
      '{"status":404,"message":"Not found"}',
      'refused',
      'publish.parent-gone',
    ],
    ['404', POST, 404, '{"status":404,"message":"Not found"}', 'refused', 'publish.refused'],
    ['426', POST, 426, VERSION, 'refused', 'publish.version-gone'],
    ['411', POST, 411, '{"status":411,"message":"Length Required"}', 'refused', 'publish.unknown-answer'],
    ['409', POST, 409, '{"status":409,"message":"Conflict"}', 'refused', 'publish.unknown-answer'],
    ['a page in between', POST, 403, PROXY, 'maybe', 'publish.unknown-answer'],
    ['a page in between, of a file', FILE, 403, PROXY, 'temporary', 'publish.unknown-answer'],
  ])('%s', (_what, asking, status, body, kind, code) => {
    const trouble = troubleOf(answerOf(status, body), asking);
    expect([trouble.kind, trouble.failure.code]).toEqual([kind, code]);
    // Every detail of the sentence is given.
    expect(sentenceOf(trouble.failure)).not.toContain('…');
  });
});

test('“slow down” names a quarter of an hour, since LinkedIn names nothing', () => {
  expect(troubleOf(answerOf(429, LIMIT), POST)).toMatchObject({ retryAt: NOW + 15 * 60_000 });
});

test('a duplicate names the post that is there, if it does', () => {
  expect(duplicateIn(answerOf(422, DUPLICATE))).toEqual({ urn: 'urn:li:share:7141138937766391808' });
  expect(duplicateIn(answerOf(422, invalidInput('DUPLICATE_POST')))).toEqual({ urn: undefined });
  expect(duplicateIn(answerOf(422, invalidInput('OTHER', 'like urn:li:share:1')))).toBeUndefined();
  expect(duplicateIn(answerOf(500, DUPLICATE))).toBeUndefined();
});

test('a sign-in that was taken back is not asked for again', () => {
  expect([EXPIRED, INVALID, ''].map((body) => isExpired(answerOf(401, body)))).toEqual([true, true, true]);
  expect(isExpired(answerOf(401, REVOKED))).toBe(false);
  expect(isExpired(answerOf(403, DENIED))).toBe(false);
});

describe('the words', () => {
  test('of an unknown refusal are shown in full', () => {
    const body = '{"status":409,"message":"Something new: try 42"}';
    expect(sentenceOf(troubleOf(answerOf(409, body), POST).failure)).toBe(
      'LinkedIn answered with something we do not know: Something new: try 42',
    );
  });

  test('of a page in between have no tags', () => {
    expect(wordsOf(answerOf(403, PROXY))).toBe('Sorry, you have been blocked');
  });

  test('never hold a token', () => {
    const token = `AQ${'x1Y_'.repeat(60)}`;
    const answer = answerOf(400, JSON.stringify({ status: 400, message: `Bearer ${token} and ${token}` }));
    expect(JSON.stringify(troubleOf(answer, POST))).not.toContain('x1Y_x1Y_');
  });

  test('without any are the status', () => {
    expect(wordsOf(answerOf(504, ''))).toBe('status 504');
  });
});
