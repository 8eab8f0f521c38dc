import { describe, expect, test } from 'vitest';
import { sentenceOf, type FailureCode } from '#shared/failures.ts';
import { isDuplicate, isExpired, isMediaGone, quotaOf, troubleOf, type Asking } from '#shared/platforms/x/failures.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

// Every row of PLATFORMS.md 1.4 as it was recorded there.

const NOW = Date.UTC(2026, 10, 23, 9);
const ASKING: Asking = { channel: 'bakery', now: NOW };
const TYPE = 'https://api.x.com/2/problems/';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

function forbidden(detail: string, more: Record<string, unknown> = {}): HttpAnswer {
  return answer(403, { detail, type: 'about:blank', title: 'Forbidden', status: 403, ...more });
}

type Row = [what: string, answer: HttpAnswer, kind: Trouble['kind'], code: FailureCode, asking?: Partial<Asking>];

const DUPLICATE = forbidden('You are not allowed to create a Tweet with duplicate content.');
const REPLY = forbidden(
  'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
);
const MEDIA_IDS = answer(400, {
  errors: [{ parameters: { 'media.media_ids': ['["1"]'] }, message: 'Your media IDs are invalid.' }],
  title: 'Invalid Request',
  detail: 'One or more parameters to your request was invalid.',
  type: `${TYPE}invalid-request`,
});

const ROWS: readonly Row[] = [
  [
    '429',
    answer(429, { title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank', status: 429 }),
    'temporary',
    'publish.rate-limited',
  ],
  ['429 without words', answer(429, ''), 'temporary', 'publish.rate-limited'],
  [
    'the older form of it',
    answer(429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] }),
    'temporary',
    'publish.rate-limited',
  ],
  [
    '402',
    answer(402, { title: 'CreditsDepleted', detail: 'No credits.', status: 402 }),
    'refused',
    'publish.no-credits',
  ],
  ['402 without words', answer(402, ''), 'refused', 'publish.no-credits'],
  [
    'no credits, with another status',
    answer(403, { title: 'CreditsDepleted', type: 'about:blank' }),
    'refused',
    'publish.no-credits',
  ],
  [
    'the cap of usage',
    answer(429, { title: 'UsageCapExceeded', detail: 'Usage cap exceeded', type: `${TYPE}usage-capped` }),
    'refused',
    'publish.no-credits',
  ],
  ['500', answer(500, { title: 'Internal Server Error', type: 'about:blank' }), 'maybe', 'publish.server-trouble'],
  ['502', answer(502, '<html>Bad Gateway</html>'), 'maybe', 'publish.server-trouble'],
  ['503', answer(503, { title: 'Service Unavailable', type: 'about:blank' }), 'maybe', 'publish.server-trouble'],
  ['504', answer(504, ''), 'maybe', 'publish.server-trouble'],
  [
    '“Service Unavailable” with another status',
    answer(403, { title: 'Service Unavailable', type: 'about:blank' }),
    'maybe',
    'publish.server-trouble',
  ],
  [
    '401',
    answer(401, { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' }),
    'signed-out',
    'channel.token-expired',
  ],
  [
    'unsupported authentication',
    answer(403, {
      title: 'Unsupported Authentication',
      detail: 'Authenticating with OAuth 2.0 Application-Only is forbidden for this endpoint.',
      type: `${TYPE}unsupported-authentication`,
    }),
    'signed-out',
    'channel.token-expired',
  ],
  ['a duplicate', DUPLICATE, 'refused', 'publish.duplicate'],
  [
    'a duplicate by its type',
    answer(403, { title: 'Forbidden', type: `${TYPE}duplicate-rules` }),
    'refused',
    'publish.duplicate',
  ],
  ['a reply that is not allowed', REPLY, 'refused', 'publish.reply-refused', { isReply: true }],
  [
    'a reply to what is gone',
    forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.'),
    'refused',
    'publish.parent-gone',
    { isReply: true },
  ],
  [
    '404 for the parent',
    answer(404, { title: 'Not Found Error', type: `${TYPE}resource-not-found` }),
    'refused',
    'publish.parent-gone',
    { isReply: true },
  ],
  ['not permitted', forbidden('You are not permitted to perform this action.'), 'refused', 'channel.no-permission'],
  ['two cashtags', forbidden('Posts may contain a maximum of one cashtag.'), 'refused', 'publish.refused'],
  ['an invalid link', forbidden('The Tweet contains an invalid URL.'), 'refused', 'publish.refused'],
  [
    'a long film',
    forbidden('You are not allowed to post a video longer than 2 minutes.'),
    'refused',
    'publish.refused',
  ],
  [
    'a feature one has to pay for',
    forbidden('Your account is not permitted to access this feature.'),
    'refused',
    'publish.refused',
  ],
  [
    'a suspended account',
    forbidden('Your account is suspended and is not permitted to perform this action.', {
      type: `${TYPE}user-suspended`,
    }),
    'signed-out',
    'channel.needs-attention',
  ],
  [
    'a locked account, in the older form',
    answer(403, {
      errors: [{ code: 326, message: 'To protect our users from spam, this account is temporarily locked.' }],
    }),
    'signed-out',
    'channel.needs-attention',
  ],
  [
    'an app that is not enrolled',
    answer(403, {
      title: 'Client Forbidden',
      type: `${TYPE}client-forbidden`,
      reason: 'client-not-enrolled',
      status: 403,
      detail: 'Attach the App to a Project.',
    }),
    'signed-out',
    'channel.needs-attention',
  ],
  [
    '400',
    answer(400, {
      errors: [{ message: 'text is too long' }],
      title: 'Invalid Request',
      type: `${TYPE}invalid-request`,
    }),
    'refused',
    'publish.refused',
  ],
  ['400 for media', MEDIA_IDS, 'refused', 'publish.refused'],
  [
    '400 for a file',
    answer(400, { title: 'Invalid Request', detail: 'Not an image.', type: `${TYPE}invalid-request` }),
    'refused',
    'publish.media-refused',
    { file: 'loaf.jpg' },
  ],
  ['413 for a file', answer(413, '<h1>Too large</h1>'), 'refused', 'publish.media-refused', { file: 'loaf.jpg' }],
  ['an unknown refusal', forbidden('The moon is full.'), 'refused', 'publish.unknown-answer'],
  ['an unknown 400', answer(400, { title: 'Odd', type: 'about:blank' }), 'refused', 'publish.unknown-answer'],
  ['404 for no parent', answer(404, { title: 'Not Found Error' }), 'refused', 'publish.unknown-answer'],
  ['a redirect', answer(302, ''), 'refused', 'publish.unknown-answer'],
  ['200 without a post', answer(200, { data: {} }), 'maybe', 'publish.unknown-answer'],
  ['408', answer(408, ''), 'maybe', 'publish.unknown-answer'],
  ['a page of something in between', answer(403, '<h1>Blocked by a proxy</h1>'), 'maybe', 'publish.unknown-answer'],
];

describe('a refusal is one thing', () => {
  test.each(ROWS)('%s', (_what, given, kind, code, asking = {}) => {
    const trouble = troubleOf(given, { ...ASKING, ...asking });
    expect([trouble.kind, trouble.failure.code]).toEqual([kind, code]);
    expect(sentenceOf(trouble.failure)).not.toContain('…');
  });

  test('an unknown one shows X’s words in full', () => {
    const failure = troubleOf(forbidden('The moon is full.'), ASKING).failure;
    expect(sentenceOf(failure)).toBe('X answered with something we do not know: The moon is full.');
  });

  test('all that X says of a 400 is shown', () => {
    expect(sentenceOf(troubleOf(MEDIA_IDS, ASKING).failure)).toBe(
      'X refused this post: One or more parameters to your request was invalid. Your media IDs are invalid.',
    );
  });

  test('and a page without its tags', () => {
    const page = answer(403, '<html><style>a{}</style><h1>Blocked</h1> by a <b>proxy</b></html>');
    expect(troubleOf(page, ASKING).failure.about['answer']).toBe('Blocked by a proxy');
  });

  test('no token is ever shown', () => {
    const token = `${'aB3_-'.repeat(18)}:1:at`;
    const bodies = [
      `Bearer ${token}`,
      { title: 'Odd', detail: `The token ${token} is odd`, type: 'about:blank' },
      { access_token: token },
      `{"token_type":"bearer","access_token":"${token.slice(0, 50)}`,
    ];
    for (const body of bodies) {
      const shown = JSON.stringify(troubleOf(answer(400, body), ASKING));
      expect(shown).not.toContain(token.slice(0, 20));
    }
  });
});

describe('patience', () => {
  const limited = (headers: Record<string, string>): Trouble => troubleOf(answer(429, '', headers), ASKING);

  test('until the reset', () => {
    expect(limited({ 'x-rate-limit-reset': String(NOW / 1000 + 90) })).toMatchObject({ retryAt: NOW + 90_000 });
  });

  test('by X’s clock, whatever ours says', () => {
    const date = new Date(NOW + 600_000).toUTCString();
    expect(limited({ 'x-rate-limit-reset': String(NOW / 1000 + 690), date })).toMatchObject({ retryAt: NOW + 90_000 });
  });

  test('a quarter of an hour where no reset is named', () => {
    expect(limited({})).toMatchObject({ retryAt: NOW + 900_000 });
  });

  test('what is left is what the headers say', () => {
    const headers = (limit: number, remaining: number): Record<string, string> => ({
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(remaining),
      'x-rate-limit-reset': String(NOW / 1000 + 60),
    });
    expect(quotaOf(answer(201, '', headers(100, 7)), NOW)).toEqual({ remaining: 7, resetAt: NOW + 60_000 });
    // Fifty deletions must not stop a post.
    expect(quotaOf(answer(200, '', headers(50, 0)), NOW)).toBeUndefined();
    expect(quotaOf(answer(200, ''), NOW)).toBeUndefined();
  });
});

describe('what is asked besides', () => {
  test('whether the token ran out', () => {
    expect(isExpired(answer(401, ''))).toBe(true);
    expect(isExpired(answer(403, { title: 'No', type: `${TYPE}unsupported-authentication` }))).toBe(true);
    expect(isExpired(DUPLICATE)).toBe(false);
  });

  test('whether X has it already', () => {
    expect(isDuplicate(DUPLICATE)).toBe(true);
    expect(isDuplicate(REPLY)).toBe(false);
    expect(isDuplicate(answer(500, 'duplicate content'))).toBe(false);
  });

  test('whether the files are gone', () => {
    expect(isMediaGone(MEDIA_IDS)).toBe(true);
    expect(isMediaGone(answer(400, { title: 'Invalid Request', detail: 'text is too long' }))).toBe(false);
  });
});
