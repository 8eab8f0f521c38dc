import { describe, expect, test } from 'vitest';
import { sentenceOf, type FailureCode } from '#shared/failures.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import {
  containerTrouble,
  isCannotFetch,
  isMissing,
  troubleOf,
  type About,
} from '#shared/platforms/threads/failures.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const MINUTE = 60_000;
const PREPARE: About = { channel: '@bakery', now: NOW, shows: false };
const FILE: About = { ...PREPARE, file: 'oven.mp4' };
const PUBLISH: About = { ...PREPARE, shows: true };

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** As PLATFORMS.md 3.2 and 6.4 show it. */
function refusal(code: number, subcode?: number, words = 'No.', more: Record<string, unknown> = {}): HttpAnswer {
  const numbers = { code, ...(subcode === undefined ? {} : { error_subcode: subcode }) };
  return answer(400, { error: { message: words, type: 'OAuthException', ...numbers, fbtrace_id: 'A7', ...more } });
}

function outcome({ kind, failure }: Trouble): [Trouble['kind'], FailureCode] {
  expect(sentenceOf(failure), 'every detail is given').not.toContain('…');
  return [kind, failure.code];
}

type Row = [what: string, said: HttpAnswer, about: About, kind: Trouble['kind'], code: FailureCode];

describe('every signal of PLATFORMS.md 6.4', () => {
  const tooLong = {
    error: {
      message: 'Param text must be at most 500 characters long.',
      type: 'THApiException',
      code: 100,
      fbtrace_id: 'A7',
    },
  };
  const expired = {
    error: {
      message: 'Error validating access token: Session has expired',
      type: 'OAuthException',
      code: 190,
      error_subcode: 463,
      fbtrace_id: 'A8',
    },
  };
  const uri = 'The media could not be fetched from this URI: https://bakery.example/oven.mp4.';

  test.each<Row>([
    ['190, as it was recorded', answer(401, expired), PUBLISH, 'signed-out', 'channel.token-expired'],
    ['the text is too long', answer(400, tooLong), PREPARE, 'refused', 'publish.refused'],
    ['the text is too long, with a file', answer(400, tooLong), FILE, 'refused', 'publish.media-refused'],
    [
      'too many links',
      refusal(100, undefined, 'THREADS_API__LINK_LIMIT_EXCEEDED'),
      PREPARE,
      'refused',
      'publish.refused',
    ],
    ['blocked as spam', refusal(4, 2207051, 'Action is blocked'), PUBLISH, 'refused', 'publish.blocked'],
    ['user restricted', refusal(10, 4279013, 'Restricted'), PUBLISH, 'signed-out', 'channel.needs-attention'],
    ['quota reached', refusal(9, 2207042, 'Limit'), PUBLISH, 'temporary', 'publish.rate-limited'],
    ['quota reached, without a subcode', refusal(9), PUBLISH, 'temporary', 'publish.rate-limited'],
    ['the file was not fetched', refusal(9004, 2207052, uri), FILE, 'temporary', 'media.fetch-failed'],
    ['… by its code alone', refusal(9004), FILE, 'temporary', 'media.fetch-failed'],
    ['… by its subcode alone', refusal(1, 2207052), FILE, 'temporary', 'media.fetch-failed'],
    ['… by its words alone', refusal(-1, undefined, uri), FILE, 'temporary', 'media.fetch-failed'],
    [
      '… by the words for people',
      refusal(1, undefined, 'x', { error_user_msg: uri }),
      FILE,
      'temporary',
      'media.fetch-failed',
    ],
    ['published right after it was made', refusal(9007, 2207027), PUBLISH, 'temporary', 'publish.processing'],
    ['media not found', refusal(24, 4279009, 'Media Not Found'), PUBLISH, 'temporary', 'publish.processing'],
  ])('%s', (_what, said, about, kind, code) => {
    expect(outcome(troubleOf(said, about))).toEqual([kind, code]);
  });

  test.each([4, 17, 32, 613])('%i is retried later: in a quarter of an hour where nobody says when', (code) => {
    const trouble = troubleOf(refusal(code, undefined, 'Limit reached'), PUBLISH);

    expect(outcome(trouble)).toEqual(['temporary', 'publish.rate-limited']);
    expect(trouble).toMatchObject({ retryAt: NOW + 15 * MINUTE });
  });

  test('the quota of the day moves on: asked again in an hour', () => {
    expect(troubleOf(refusal(9, 2207042), PUBLISH)).toMatchObject({ retryAt: NOW + 60 * MINUTE });
  });

  test('what was made a moment ago is tried again in half a minute', () => {
    expect(troubleOf(refusal(24, 4279009), PUBLISH)).toMatchObject({ retryAt: NOW + 30_000 });
  });

  test('a file that was not fetched is named, with what was said', () => {
    const { failure } = troubleOf(refusal(9004, 2207052, uri), FILE);

    expect(sentenceOf(failure)).toBe(`Threads could not fetch oven.mp4: ${uri}`);
  });

  test('too many links are told in plain words', () => {
    const { failure } = troubleOf(refusal(100, undefined, 'THREADS_API__LINK_LIMIT_EXCEEDED'), PREPARE);

    expect(sentenceOf(failure)).toContain('more than 5 links');
    expect(sentenceOf(failure)).not.toContain('THREADS_API');
  });
});

describe('every row of PLATFORMS.md 3.2', () => {
  test.each<Row>([
    ['1', refusal(1), PREPARE, 'temporary', 'publish.server-trouble'],
    ['1, publishing', refusal(1), PUBLISH, 'maybe', 'publish.server-trouble'],
    ['2', refusal(2, undefined, 'down', { is_transient: true }), PREPARE, 'temporary', 'publish.server-trouble'],
    [
      '2, publishing',
      refusal(2, undefined, 'down', { is_transient: true }),
      PUBLISH,
      'maybe',
      'publish.server-trouble',
    ],
    ['341', refusal(341), PUBLISH, 'temporary', 'publish.rate-limited'],
    ['80001', refusal(80_001), PUBLISH, 'temporary', 'publish.rate-limited'],
    ['80002', refusal(80_002), PUBLISH, 'temporary', 'publish.rate-limited'],
    ['102', refusal(102), PUBLISH, 'signed-out', 'channel.token-expired'],
    ['190 without a subcode', refusal(190), PUBLISH, 'signed-out', 'channel.token-expired'],
    ['190/458 app removed', refusal(190, 458), PUBLISH, 'signed-out', 'channel.token-expired'],
    ['190/459 checkpoint', refusal(190, 459), PUBLISH, 'signed-out', 'channel.needs-attention'],
    ['190/460 password changed', refusal(190, 460), PUBLISH, 'signed-out', 'channel.token-expired'],
    ['190/464 unconfirmed user', refusal(190, 464), PUBLISH, 'signed-out', 'channel.needs-attention'],
    ['190/467 invalid', refusal(190, 467), PUBLISH, 'signed-out', 'channel.token-expired'],
    ['3', refusal(3), PREPARE, 'refused', 'channel.no-permission'],
    ['10', refusal(10), PREPARE, 'refused', 'channel.no-permission'],
    ['200', refusal(200), PREPARE, 'refused', 'channel.no-permission'],
    ['299', refusal(299), PREPARE, 'refused', 'channel.no-permission'],
    ['100', refusal(100), PREPARE, 'refused', 'publish.refused'],
    ['100/33, not there', refusal(100, 33), PREPARE, 'temporary', 'publish.processing'],
    ['368', refusal(368), PUBLISH, 'refused', 'publish.blocked'],
    ['506', refusal(506), PUBLISH, 'refused', 'publish.duplicate'],
    ['1609005', refusal(1_609_005), PREPARE, 'refused', 'publish.refused'],
  ])('%s', (_what, said, about, kind, code) => {
    expect(outcome(troubleOf(said, about))).toEqual([kind, code]);
  });

  test('the headers say when there is room again', () => {
    const used = { '178': [{ type: 'threads', call_count: 100, estimated_time_to_regain_access: 12 }] };
    const headers = { 'x-business-use-case-usage': JSON.stringify(used) };

    expect(troubleOf({ ...refusal(4), headers }, PUBLISH)).toMatchObject({ retryAt: NOW + 12 * MINUTE });
  });
});

describe('the error_message of a container', () => {
  test.each([
    'FAILED_PROCESSING_AUDIO',
    'FAILED_PROCESSING_VIDEO',
    'INVALID_ASPEC_RATIO',
    'INVALID_BIT_RATE',
    'INVALID_DURATION',
    'INVALID_FRAME_RATE',
    'INVALID_AUDIO_CHANNELS',
    'INVALID_AUDIO_CHANNEL_LAYOUT',
  ])('%s is about the file, for good, in words a person knows', (said) => {
    const trouble = containerTrouble(said, FILE);

    expect(outcome(trouble)).toEqual(['refused', 'publish.media-refused']);
    expect(sentenceOf(trouble.failure)).toMatch(new RegExp(`^Threads refused oven\\.mp4: .* \\(${said}\\)`));
  });

  test.each(['FAILED_DOWNLOADING_VIDEO', 'UNKNOWN', '', 'The media could not be fetched from this URI'])(
    '“%s” is worth another try, and names the file',
    (said) => {
      const trouble = containerTrouble(said, FILE);

      expect(outcome(trouble)).toEqual(['temporary', 'media.fetch-failed']);
      expect(sentenceOf(trouble.failure)).toContain('oven.mp4');
    },
  );

  test('UNKNOWN of a post of words alone is about no file', () => {
    expect(outcome(containerTrouble('UNKNOWN', { channel: '@bakery' }))).toEqual([
      'temporary',
      'publish.unknown-answer',
    ]);
  });

  test('a word nobody knows is shown, and ends it', () => {
    const trouble = containerTrouble('INVALID_MOOD', FILE);

    expect(outcome(trouble)).toEqual(['refused', 'publish.media-refused']);
    expect(sentenceOf(trouble.failure)).toContain('INVALID_MOOD');
  });

  test('it shows no token', () => {
    const { failure } = containerTrouble('got https://f.example/a?access_token=THAAsecretsecret', FILE);
    expect(JSON.stringify(failure)).not.toContain('THAAsecret');
  });
});

describe('what nobody knows', () => {
  test('a code is shown with all its words', () => {
    const trouble = troubleOf(refusal(777, 888, 'The moon is full'), PUBLISH);

    expect(outcome(trouble)).toEqual(['refused', 'publish.unknown-answer']);
    expect(sentenceOf(trouble.failure)).toContain('The moon is full');
    expect(trouble.failure.about).toMatchObject({ graphCode: 777, graphSubcode: 888, trace: 'A7' });
  });

  test.each([
    ['a page', answer(200, '<html>hello')],
    ['nothing', answer(200, '')],
    ['another shape', answer(404, { problem: 'x' })],
  ])('%s leaves doubt when publishing, and none when preparing', (_what, said) => {
    expect(outcome(troubleOf(said, PUBLISH))).toEqual(['maybe', 'publish.unknown-answer']);
    expect(outcome(troubleOf(said, PREPARE))).toEqual(['temporary', 'publish.unknown-answer']);
  });

  test.each([500, 502, 503])('%i without a body is their trouble', (status) => {
    expect(outcome(troubleOf(answer(status, ''), PUBLISH))).toEqual(['maybe', 'publish.server-trouble']);
    expect(outcome(troubleOf(answer(status, ''), PREPARE))).toEqual(['temporary', 'publish.server-trouble']);
  });

  test('429 and 401 speak without a body', () => {
    expect(outcome(troubleOf(answer(429, ''), PUBLISH))).toEqual(['temporary', 'publish.rate-limited']);
    expect(troubleOf(answer(429, ''), PUBLISH)).toMatchObject({ retryAt: NOW + 15 * MINUTE });
    expect(outcome(troubleOf(answer(401, ''), PUBLISH))).toEqual(['signed-out', 'channel.token-expired']);
  });

  test('no token is ever shown', () => {
    const token = `THAA${'s3cret'.repeat(10)}`;
    for (const words of [`Malformed access token ${token}`, `https://x.example/?access_token=${token}&a=b`]) {
      expect(JSON.stringify(troubleOf(refusal(190, undefined, words), PUBLISH))).not.toContain('s3crets3cret');
      expect(JSON.stringify(troubleOf(answer(400, words), PUBLISH))).not.toContain('s3crets3cret');
    }
  });
});

describe('what is told apart', () => {
  test.each([
    ['24', refusal(24), true],
    ['any code with 4279009', refusal(1, 4279009), true],
    ['100 with 33', refusal(100, 33), true],
    ['100 alone', refusal(100), false],
    ['a page', answer(404, ''), false],
  ])('%s says that something is missing: %s', (_what, said, isIt) => {
    expect(isMissing(said)).toBe(isIt);
  });

  test('an answer that is no error says nothing about a file', () => {
    expect(isCannotFetch(answer(200, { id: '1' }))).toBe(false);
  });
});
