import { describe, expect, test } from 'vitest';
import { sentenceOf, type FailureCode } from '#shared/failures.ts';
import { isDuplicate, isMissing, troubleOf } from '#shared/platforms/facebook/failures.ts';
import { isExpired } from '#shared/platforms/facebook/secrets.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import type { Asking } from '#shared/platforms/meta/graph.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const MINUTE = 60_000;
const POST: Asking = { platform: 'Facebook', channel: 'The Bakery', now: NOW, shows: true };
const READ: Asking = { ...POST, shows: false };
const FILE: Asking = { ...READ, file: 'bread.jpg' };

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** As PLATFORMS.md 3.2 shows it. */
function refusal(message: string, code: number | undefined, subcode?: number, status = 400): HttpAnswer {
  return answer(status, {
    error: {
      message,
      type: 'OAuthException',
      ...(code === undefined ? {} : { code }),
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      fbtrace_id: 'A1',
    },
  });
}

type Row = [what: string, answer: HttpAnswer, asking: Asking, kind: Trouble['kind'], as: FailureCode];

/** Every row of PLATFORMS.md 3.2. */
const OF_META: Row[] = [
  ['1 on posting', refusal('An unknown error occurred', 1, undefined, 500), POST, 'maybe', 'publish.server-trouble'],
  ['1 elsewhere', refusal('An unknown error occurred', 1), READ, 'temporary', 'publish.server-trouble'],
  ['2 on posting', refusal('Service temporarily unavailable', 2), POST, 'maybe', 'publish.server-trouble'],
  ['2 elsewhere', refusal('Service temporarily unavailable', 2), READ, 'temporary', 'publish.server-trouble'],
  ...[4, 17, 32, 341, 613, 80_001, 80_002].map((code): Row => [
    `${code}`,
    refusal(`(#${code}) Page request limit reached`, code, undefined, 403),
    POST,
    'temporary',
    'publish.rate-limited',
  ]),
  ['102', refusal('Session key invalid', 102, undefined, 401), POST, 'signed-out', 'channel.token-expired'],
  ['190', refusal('Invalid OAuth access token', 190, undefined, 401), POST, 'signed-out', 'channel.token-expired'],
  ...[458, 460, 463, 467].map((subcode): Row => [
    `190/${subcode}`,
    refusal('Error validating access token', 190, subcode, 401),
    POST,
    'signed-out',
    'channel.token-expired',
  ]),
  ...[459, 464].map((subcode): Row => [
    `190/${subcode}`,
    refusal('Error validating access token', 190, subcode, 401),
    POST,
    'signed-out',
    'channel.needs-attention',
  ]),
  ['3', refusal('(#3) Application does not have the capability', 3), POST, 'refused', 'channel.no-permission'],
  ['10', refusal('(#10) Permission denied', 10), POST, 'refused', 'channel.no-permission'],
  ['200', refusal('(#200) If posting to a group …', 200), POST, 'refused', 'channel.no-permission'],
  ['299', refusal('(#299) Permission', 299), POST, 'refused', 'channel.no-permission'],
  ['100', refusal('(#100) Invalid parameter', 100), POST, 'refused', 'publish.refused'],
  ['100 about a file', refusal('(#100) Invalid parameter', 100), FILE, 'refused', 'publish.media-refused'],
  ['100/33', refusal('Unsupported get request', 100, 33), READ, 'refused', 'publish.refused'],
  ['368', refusal('(#368) The action is deemed abusive', 368), POST, 'refused', 'publish.blocked'],
  ['506', refusal('Duplicate status message', 506), POST, 'refused', 'publish.duplicate'],
  ['1609005', refusal('The link could not be scraped', 1_609_005), POST, 'refused', 'publish.refused'],
];

/** Every row of PLATFORMS.md 4.4. */
const OF_FACEBOOK: Row[] = [
  ['1366046', refusal('Photos should be smaller', 324, 1_366_046), FILE, 'refused', 'publish.media-refused'],
  ['1366051', refusal('Photos already posted', 100, 1_366_051), POST, 'refused', 'publish.duplicate'],
  ['1390008', refusal('You are posting too fast', 368, 1_390_008), POST, 'temporary', 'publish.rate-limited'],
  ['1346003', refusal('Reported as abusive', 368, 1_346_003), POST, 'refused', 'publish.refused'],
  ['1404006', refusal('Security check', 200, 1_404_006), POST, 'signed-out', 'channel.needs-attention'],
  ['1404102', refusal('Community standards', 368, 1_404_102), POST, 'refused', 'publish.refused'],
  ['1404078', refusal('Publishing authorization', 200, 1_404_078), POST, 'signed-out', 'channel.needs-attention'],
  ['1404112', refusal('Limited for some days', 368, 1_404_112), POST, 'refused', 'publish.blocked'],
  ['4854002', refusal('Confirm your identity', 200, 4_854_002), POST, 'signed-out', 'channel.needs-attention'],
  ['1609008', refusal('No facebook.com links', 100, 1_609_008), POST, 'refused', 'publish.refused'],
  ['2061006', refusal('Bad URL', 100, 2_061_006), POST, 'refused', 'publish.refused'],
  ['1349125', refusal('Invalid content', 100, 1_349_125), POST, 'refused', 'publish.refused'],
  ['1349125 about a file', refusal('Invalid content', 100, 1_349_125), FILE, 'refused', 'publish.media-refused'],
  ['2069019', refusal('Bad file', 100, 2_069_019), FILE, 'refused', 'publish.media-refused'],
  ['1363047 on posting', refusal('Unavailable', 100, 1_363_047), POST, 'maybe', 'publish.server-trouble'],
  ['1363047 elsewhere', refusal('Unavailable', 100, 1_363_047), READ, 'temporary', 'publish.server-trouble'],
  ['1609010', refusal('Unavailable', 100, 1_609_010), POST, 'maybe', 'publish.server-trouble'],
  ['a name that is too long', refusal('(#100) Name parameter too long', 100), FILE, 'refused', 'publish.refused'],
  [
    'no permission for the video',
    refusal('(#100) No permission to publish the video', 100),
    FILE,
    'refused',
    'channel.no-permission',
  ],
  [
    'a bad token without a code',
    refusal('Error validating access token: …', undefined, undefined, 401),
    POST,
    'signed-out',
    'channel.token-expired',
  ],
  ['352 (PLATFORMS.md 0.4)', refusal('(#352) Format', 352), FILE, 'refused', 'publish.media-refused'],
];

describe('every refusal that is known', () => {
  test.each([...OF_META, ...OF_FACEBOOK])('%s', (_what, given, asking, kind, code) => {
    const trouble = troubleOf(given, asking);

    expect([trouble.kind, trouble.failure.code]).toEqual([kind, code]);
    expect(sentenceOf(trouble.failure)).not.toMatch(/[{}]/);
    expect(trouble.failure.about).toMatchObject({ trace: 'A1' });
  });
});

describe('what is not known', () => {
  test('a new code is shown in Facebook’s words, in full', () => {
    const trouble = troubleOf(refusal('(#7777) The moon is full', 7777), POST);

    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.unknown-answer' } });
    expect(sentenceOf(trouble.failure)).toContain('(#7777) The moon is full');
  });

  test.each<[what: string, answer: HttpAnswer]>([
    ['a page of something in between', answer(502, '<html><title>Bad gateway</title></html>')],
    ['a refusal without a shape', answer(400, 'no')],
    ['half an answer', answer(200, '{"id":"1')],
    ['a new code with 500', refusal('(#7777) Oops', 7777, undefined, 500)],
    ['one that will pass', answer(400, { error: { message: 'Oops', code: 7777, is_transient: true } })],
  ])('%s leaves what people would see in doubt, and nothing else', (_what, given) => {
    expect(troubleOf(given, POST).kind).toBe('maybe');
    expect(troubleOf(given, READ).kind).toBe('temporary');
  });

  test('the words meant for a person come first', () => {
    const given = answer(400, { error: { message: '(#100) x', code: 100, error_user_msg: 'Choose another photo.' } });

    expect(troubleOf(given, POST).failure.about).toMatchObject({ answer: 'Choose another photo.' });
  });

  test('tokens and app secrets are never shown', () => {
    const token = `EAA${'b'.repeat(120)}`;
    const shown = JSON.stringify(
      troubleOf(refusal(`Malformed access token ${token} of 1234567890|s3cr3t-key`, 7777), POST),
    );

    expect(shown).not.toContain(token);
    expect(shown).not.toContain('s3cr3t-key');
  });
});

describe('patience', () => {
  test('until access is regained, where that is said', () => {
    const usage = [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 12 }];
    const headers = { 'x-business-use-case-usage': JSON.stringify({ 7: usage }) };
    const given = { ...refusal('Too many calls', 80_001), headers };

    expect(troubleOf(given, POST)).toMatchObject({ kind: 'temporary', retryAt: NOW + 12 * MINUTE });
  });

  test('an hour for posting too fast', () => {
    expect(troubleOf(refusal('Too fast', 368, 1_390_008), POST)).toMatchObject({ retryAt: NOW + 60 * MINUTE });
  });
});

test('what may be there already, what is missing, and what a renewal may help against', () => {
  expect([506, 100].map((code) => isDuplicate(refusal('x', code)))).toEqual([true, false]);
  expect(isDuplicate(refusal('x', 100, 1_366_051))).toBe(true);
  expect([33, 34].map((subcode) => isMissing(refusal('x', 100, subcode)))).toEqual([true, false]);
  expect([463, 467, 492, undefined].map((subcode) => isExpired(refusal('x', 190, subcode)))).toEqual(
    Array(4).fill(true),
  );
  expect([458, 459, 460, 464].map((subcode) => isExpired(refusal('x', 190, subcode)))).toEqual(Array(4).fill(false));
  expect(isExpired(refusal('x', 200))).toBe(false);
});
