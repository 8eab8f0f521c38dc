import { describe, expect, test } from 'vitest';
import { sentenceOf, type FailureCode } from '#shared/failures.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { quotaOf, troubleOf, wordsOf, type Asking } from '#shared/platforms/mastodon/failures.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const CREATE: Asking = { channel: 'bakery@mastodon.social', now: NOW };
const REPLY: Asking = { ...CREATE, isReply: true };
const UPLOAD: Asking = { ...CREATE, file: 'cake.jpg' };

const CLOUDFLARE =
  '<!DOCTYPE html><html><head><title>Attention Required!</title><style>a{}</style></head><body><h1>Sorry, you have been blocked</h1></body></html>';
const NGINX_413 =
  '<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center></body></html>';

describe('every signal of PLATFORMS.md 8.4', () => {
  test.each<[what: string, asking: Asking, status: number, body: string, kind: Trouble['kind'], code: FailureCode]>([
    ['429', CREATE, 429, '{"error":"Too many requests"}', 'temporary', 'publish.rate-limited'],
    ['429 in another language', CREATE, 429, '{"error":"Zu viele Anfragen"}', 'temporary', 'publish.rate-limited'],
    [
      '500',
      CREATE,
      500,
      "<html><title>We're sorry, but something went wrong (500)</title></html>",
      'maybe',
      'publish.server-trouble',
    ],
    [
      '500 of a picture',
      UPLOAD,
      500,
      '{"error":"Error processing thumbnail for uploaded media"}',
      'maybe',
      'publish.server-trouble',
    ],
    ['502', CREATE, 502, '<html><head><title>502 Bad Gateway</title></head></html>', 'maybe', 'publish.server-trouble'],
    [
      '503 while the key is locked',
      CREATE,
      503,
      '{"error":"There was a temporary problem serving your request, please try again"}',
      'maybe',
      'publish.server-trouble',
    ],
    ['504', CREATE, 504, '', 'maybe', 'publish.server-trouble'],
    ['408', CREATE, 408, '', 'maybe', 'publish.unknown-answer'],

    ['401 invalid', CREATE, 401, '{"error":"The access token is invalid"}', 'signed-out', 'channel.token-expired'],
    ['401 revoked', UPLOAD, 401, '{"error":"The access token was revoked"}', 'signed-out', 'channel.token-expired'],
    ['401 expired', CREATE, 401, '{"error":"The access token expired"}', 'signed-out', 'channel.token-expired'],
    ['401 without words', CREATE, 401, '', 'signed-out', 'channel.token-expired'],
    [
      "422 of a token that is only the app's",
      CREATE,
      422,
      '{"error":"This method requires an authenticated user"}',
      'signed-out',
      'channel.token-expired',
    ],

    [
      '403 outside the scopes',
      CREATE,
      403,
      '{"error":"This action is outside the authorized scopes"}',
      'signed-out',
      'channel.no-permission',
    ],
    [
      '403 disabled',
      CREATE,
      403,
      '{"error":"Your login is currently disabled"}',
      'signed-out',
      'channel.no-permission',
    ],
    [
      '403 pending',
      CREATE,
      403,
      '{"error":"Your login is currently pending approval"}',
      'signed-out',
      'channel.no-permission',
    ],
    [
      '403 unconfirmed e-mail',
      CREATE,
      403,
      '{"error":"Your login is missing a confirmed e-mail address"}',
      'signed-out',
      'channel.no-permission',
    ],
    ['403 this action', CREATE, 403, '{"error":"This action is not allowed"}', 'refused', 'channel.no-permission'],
    ['403 of something in between', CREATE, 403, CLOUDFLARE, 'maybe', 'publish.unknown-answer'],

    [
      '404 of the parent',
      REPLY,
      404,
      '{"error":"The post you are trying to reply to does not appear to exist."}',
      'refused',
      'publish.parent-gone',
    ],
    ['404 of the parent, older servers', REPLY, 404, '{"error":"Record not found"}', 'refused', 'publish.parent-gone'],
    [
      '404 of a repeat whose status was deleted',
      CREATE,
      404,
      '{"error":"Record not found"}',
      'refused',
      'publish.refused',
    ],

    ['422 blank', CREATE, 422, '{"error":"Validation failed: Text can\'t be blank"}', 'refused', 'publish.refused'],
    [
      '422 too long',
      CREATE,
      422,
      '{"error":"Validation failed: Text character limit of 500 exceeded"}',
      'refused',
      'publish.refused',
    ],
    [
      '422 in another language',
      CREATE,
      422,
      '{"error":"Gültigkeitsprüfung fehlgeschlagen: Text Zeichenlimit von 500 überschritten"}',
      'refused',
      'publish.refused',
    ],
    ...[
      "Validation failed: Poll options can't contain more than 4 items",
      'Cannot attach a video to a post that already contains images',
      'Validation failed: Scheduled at date must be in the future',
      'You have exceeded the limit of 25 scheduled posts for today',
    ].map((error): [string, Asking, number, string, 'refused', FailureCode] => [
      `422 ${error}`,
      CREATE,
      422,
      JSON.stringify({ error }),
      'refused',
      'publish.refused',
    ]),
    [
      '422 of a type',
      UPLOAD,
      422,
      '{"error":"Validation failed: File content type is invalid, File is invalid"}',
      'refused',
      'publish.media-refused',
    ],
    [
      '422 of a size',
      UPLOAD,
      422,
      '{"error":"Validation failed: File file size must be less than 16 MB"}',
      'refused',
      'publish.media-refused',
    ],
    ['413 of nginx', UPLOAD, 413, NGINX_413, 'refused', 'publish.media-refused'],
    [
      '422 not prepared',
      CREATE,
      422,
      '{"error":"Cannot attach files that have not finished processing. Try again in a moment!"}',
      'temporary',
      'publish.processing',
    ],

    ['an error we do not know', CREATE, 418, '{"error":"I am a teapot"}', 'refused', 'publish.unknown-answer'],
    ['a redirect', CREATE, 301, '', 'refused', 'publish.unknown-answer'],
    ['done, but not readable', CREATE, 200, '{"id":"113', 'maybe', 'publish.unknown-answer'],
  ])('%s', (_what, asking, status, body, kind, code) => {
    const trouble = troubleOf(answer(status, body), asking);
    expect([trouble.kind, trouble.failure.code]).toEqual([kind, code]);
  });
});

describe('when to try again', () => {
  test.each<[what: string, headers: Record<string, string>, retryAt: number | undefined]>([
    ['Retry-After in seconds', { 'retry-after': '17' }, NOW + 17_000],
    ['Retry-After as a date', { 'retry-after': 'Mon, 23 Nov 2026 09:00:30 GMT' }, NOW + 30_000],
    ['the reset, an ISO time', { 'x-ratelimit-reset': '2026-11-23T09:05:00.000000Z' }, NOW + 5 * 60_000],
    [
      'Retry-After before the reset',
      { 'retry-after': '17', 'x-ratelimit-reset': '2026-11-23T09:05:00Z' },
      NOW + 17_000,
    ],
    [
      "the reset by the server's clock, an hour ahead of ours",
      { 'x-ratelimit-reset': '2026-11-23T10:05:00Z', date: 'Mon, 23 Nov 2026 10:00:00 GMT' },
      NOW + 5 * 60_000,
    ],
    ['a reset that has passed', { 'x-ratelimit-reset': '2026-11-23T08:55:00Z' }, NOW],
    ['nothing said', {}, undefined],
    ['nonsense said', { 'retry-after': 'soon', 'x-ratelimit-reset': 'later' }, undefined],
  ])('%s', (_what, headers, retryAt) => {
    const trouble = troubleOf(answer(429, '{"error":"Too many requests"}', headers), CREATE);
    expect(trouble.kind === 'temporary' ? trouble.retryAt : 'no').toBe(retryAt);
  });

  test('media that is not prepared is asked for again after 5 s', () => {
    const trouble = troubleOf(
      answer(422, '{"error":"Cannot attach files that have not finished processing. Try again in a moment!"}'),
      CREATE,
    );
    expect(trouble).toMatchObject({ kind: 'temporary', retryAt: NOW + 5_000 });
  });
});

describe('what is left', () => {
  const headers = {
    'x-ratelimit-limit': '300',
    'x-ratelimit-remaining': '12',
    'x-ratelimit-reset': '2026-11-23T09:05:00.000000Z',
  };

  test('comes from the headers', () => {
    expect(quotaOf(answer(200, '{}', headers), NOW)).toEqual({ remaining: 12, resetAt: NOW + 5 * 60_000 });
  });

  test('is not told by the small limit of uploads, which must not stop the status', () => {
    expect(
      quotaOf(answer(200, '{}', { ...headers, 'x-ratelimit-limit': '30', 'x-ratelimit-remaining': '0' }), NOW),
    ).toBeUndefined();
  });

  test('is unknown without headers', () => {
    expect(quotaOf(answer(200, '{}'), NOW)).toBeUndefined();
  });
});

describe('what a person reads', () => {
  const TOKEN = 'ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0';

  test("is the server's own words", () => {
    const { failure } = troubleOf(answer(422, '{"error":"Validation failed: Text can\'t be blank"}'), CREATE);
    expect(sentenceOf(failure)).toBe("Mastodon refused this post: Validation failed: Text can't be blank");
  });

  test('is the page of something in between, without its tags', () => {
    expect(wordsOf(answer(403, CLOUDFLARE))).toBe('Attention Required! Sorry, you have been blocked');
  });

  test.each([
    `{"error":"no","error_description":"token ${TOKEN} is not good"}`,
    `{"error":"no Authorization: Bearer short.token"}`,
    `oops {"access_token":"short","client_secret":"secret"}`,
    `<pre>access_token=short&amp;x=1 client_secret: secret</pre>`,
  ])('is never a token: %s', (body) => {
    const words = wordsOf(answer(400, body));
    expect(words).toContain('[redacted]');
    expect(words).not.toMatch(new RegExp(`${TOKEN}|short|secret["=:\\s]+secret`));
  });

  test('is never very long', () => {
    expect(wordsOf(answer(500, 'very long '.repeat(10_000))).length).toBeLessThanOrEqual(301);
  });
});

function answer(status: number, body: string, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body };
}
