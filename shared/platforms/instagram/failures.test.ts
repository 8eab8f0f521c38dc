import { describe, expect, test } from 'vitest';
import { sentenceOf, type FailureCode } from '#shared/failures.ts';
import type { HttpAnswer } from '#shared/platforms/http.ts';
import { isGone, isSpoilt, troubleOf, whyContainerFailed, type Asking } from '#shared/platforms/instagram/failures.ts';
import type { Trouble } from '#shared/publishing/steps.ts';

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const PREPARE: Asking = { platform: 'Instagram', channel: 'bakery', now: NOW, shows: false };
const FILE: Asking = { ...PREPARE, file: 'bread.jpg' };
const PUBLISH: Asking = { ...PREPARE, shows: true };

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** As PLATFORMS.md 5.4 shows it. */
function refusal(code: number, subcode: number | undefined, words: string): HttpAnswer {
  return answer(400, {
    error: {
      message: words,
      type: 'OAuthException',
      code,
      ...(subcode === undefined ? {} : { error_subcode: subcode }),
      is_transient: false,
      fbtrace_id: 'A4',
    },
  });
}

type Row = [
  code: number,
  subcode: number | undefined,
  words: string,
  asking: Asking,
  kind: Trouble['kind'],
  as: FailureCode,
];

const ROWS: Row[] = [
  [-2, 2207003, 'It takes too long to download the media.', FILE, 'temporary', 'media.fetch-failed'],
  [-2, 2207020, 'The media you are trying to access has expired.', PREPARE, 'temporary', 'publish.server-trouble'],
  [-1, 2207001, 'Instagram server error. Try again.', PREPARE, 'temporary', 'publish.server-trouble'],
  [-1, 2207001, 'Instagram server error. Try again.', PUBLISH, 'maybe', 'publish.server-trouble'],
  [-1, 2207032, 'Create media fail, please try to re-create media', FILE, 'temporary', 'publish.server-trouble'],
  [-1, 2207053, 'unknown upload error', FILE, 'temporary', 'publish.server-trouble'],
  [-1, 2207073, 'Media type is not supported for this endpoint', PREPARE, 'refused', 'publish.not-removable'],
  [1, 2207057, 'Thumbnail offset must be less than video duration', FILE, 'refused', 'publish.refused'],
  [4, 2207051, 'We restrict certain activity', PUBLISH, 'refused', 'publish.blocked'],
  [9, 2207042, 'You reached maximum number of posts', PUBLISH, 'temporary', 'publish.rate-limited'],
  [24, 2207006, 'Media not found', PUBLISH, 'refused', 'channel.no-permission'],
  [24, 2207008, 'The media builder has expired or does not exist', PUBLISH, 'temporary', 'publish.server-trouble'],
  [25, 2207050, 'Your account is restricted', PUBLISH, 'signed-out', 'channel.needs-attention'],
  [100, 2207023, 'The media type is unknown', FILE, 'refused', 'publish.refused'],
  [100, 2207028, 'Your post won’t work as a carousel', PREPARE, 'refused', 'publish.refused'],
  [100, 2207040, 'Cannot use more than 20 tags', FILE, 'refused', 'publish.refused'],
  [100, 33, 'Object does not exist', PREPARE, 'refused', 'publish.refused'],
  [352, 2207026, 'The video format is not supported', FILE, 'refused', 'publish.media-refused'],
  [9004, 2207052, 'The media could not be fetched from this URI', FILE, 'temporary', 'media.fetch-failed'],
  [9007, 2207027, 'Media ID is not available', PUBLISH, 'processing', 'publish.processing'],
  [36_000, 2207004, 'The image size is too large.', FILE, 'refused', 'publish.media-refused'],
  [36_001, 2207005, 'The image format is not supported.', FILE, 'refused', 'publish.media-refused'],
  [36_003, 2207009, 'The aspect ratio is not supported.', FILE, 'refused', 'publish.media-refused'],
  [36_004, 2207010, 'The caption was too long.', FILE, 'refused', 'publish.refused'],
  [100, 2207035, 'Product tag without a product', FILE, 'refused', 'publish.refused'],
  [100, 2207036, 'Product tag of somebody else', FILE, 'refused', 'publish.refused'],
  [100, 2207037, 'Product tag refused', FILE, 'refused', 'publish.refused'],
  [100, 2207067, 'The VIDEO value for media_type is no longer supported', FILE, 'refused', 'publish.refused'],
  [-1, 2207077, 'Video download failed', FILE, 'temporary', 'media.fetch-failed'],
  [-1, 2207082, 'Video upload failed', FILE, 'temporary', 'publish.server-trouble'],
  [100, 2207081, 'This account cannot do trial reels', FILE, 'refused', 'publish.refused'],
  [190, undefined, 'The session has been invalidated', PUBLISH, 'signed-out', 'channel.token-expired'],
  // Codes that Instagram may send without a subcode.
  [9, undefined, 'Limit', PUBLISH, 'temporary', 'publish.rate-limited'],
  [25, undefined, 'Restricted', PUBLISH, 'signed-out', 'channel.needs-attention'],
  [352, undefined, 'Format', FILE, 'refused', 'publish.media-refused'],
  [9004, undefined, 'Fetch', FILE, 'temporary', 'media.fetch-failed'],
  [9007, undefined, 'Not ready', PUBLISH, 'processing', 'publish.processing'],
  [36_000, undefined, 'Size', FILE, 'refused', 'publish.media-refused'],
];

describe('every row of PLATFORMS.md 5.4', () => {
  test.each(ROWS)('%i / %s “%s” (%o): %s, %s', (code, subcode, words, asking, kind, as) => {
    const trouble = troubleOf(refusal(code, subcode, words), asking);

    expect({ kind: trouble.kind, code: trouble.failure.code }).toEqual({ kind, code: as });
    expect(trouble.failure.about['answer']).toBe(words);
    expect(sentenceOf(trouble.failure), 'every detail is given').not.toContain('…');
  });

  test('the daily limit is asked about again in an hour: its window moves', () => {
    expect(troubleOf(refusal(9, 2207042, 'Limit'), PUBLISH)).toMatchObject({ retryAt: NOW + 3_600_000 });
  });

  test('a container that is not ready is asked about again in a minute', () => {
    expect(troubleOf(refusal(9007, 2207027, 'Not ready'), PUBLISH)).toMatchObject({ askAt: NOW + 60_000 });
  });

  test('the recorded body of an image that is too large is told in the words for people', () => {
    const recorded = {
      error: {
        message: 'The image size is too large.',
        type: 'OAuthException',
        code: 36_000,
        error_subcode: 2207004,
        is_transient: false,
        error_user_title: 'Image size too large',
        error_user_msg: 'The image is too large to download. It should be less than 8 MiB.',
        fbtrace_id: 'A4',
      },
    };

    const { failure } = troubleOf(answer(400, recorded), FILE);

    expect(sentenceOf(failure)).toBe(
      'Instagram refused bread.jpg: The image is too large to download. It should be less than 8 MiB.',
    );
    expect(failure.about).toMatchObject({ graphCode: 36_000, graphSubcode: 2207004, trace: 'A4' });
  });
});

describe('what Instagram shares with the other networks of Meta', () => {
  test('a limit without a time is a limit', () => {
    const { kind, failure } = troubleOf(refusal(4, undefined, 'Application request limit reached'), PUBLISH);
    expect([kind, failure.code]).toEqual(['temporary', 'publish.rate-limited']);
  });

  test('the business limit says when', () => {
    const used = { '178': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 12 }] };
    const limited = {
      ...refusal(80_002, undefined, 'x'),
      headers: { 'x-business-use-case-usage': JSON.stringify(used) },
    };
    expect(troubleOf(limited, PUBLISH)).toMatchObject({ kind: 'temporary', retryAt: NOW + 12 * 60_000 });
  });

  test('a code that nobody knows stays unknown, with all its words', () => {
    const trouble = troubleOf(refusal(777, 888, 'The moon is full'), PUBLISH);
    expect(trouble).toMatchObject({ kind: 'refused', failure: { code: 'publish.unknown-answer' } });
    expect(sentenceOf(trouble.failure)).toContain('The moon is full');
  });

  test('a body that is no answer of theirs leaves doubt when publishing, and none when preparing', () => {
    expect(troubleOf(answer(200, '<html>'), PUBLISH).kind).toBe('maybe');
    expect(troubleOf(answer(200, '<html>'), PREPARE).kind).toBe('temporary');
  });

  test('no token is ever shown', () => {
    const words = 'Malformed access_token=IGAAsecretsecretsecret was given';
    const shown = JSON.stringify(troubleOf(refusal(100, undefined, words), PUBLISH));
    expect(shown).not.toContain('IGAAsecret');
    expect(JSON.stringify(whyContainerFailed({ state: 'failed', words: 'x' }, FILE))).not.toContain('IGAA');
  });
});

describe('a container that failed', () => {
  const said = (subcode: number) => ({
    state: 'failed' as const,
    words: `Error: Media upload has failed with error code ${subcode}`,
  });

  test.each<[subcode: number, kind: string, code: FailureCode]>([
    [2207026, 'refused', 'publish.media-refused'],
    [2207009, 'refused', 'publish.media-refused'],
    [2207057, 'refused', 'publish.refused'],
    [2207051, 'refused', 'publish.blocked'],
    [2207006, 'refused', 'channel.no-permission'],
    [2207050, 'signed-out', 'channel.needs-attention'],
    [2207003, 'again', 'media.fetch-failed'],
    [2207077, 'again', 'media.fetch-failed'],
    [2207053, 'again', 'publish.media-refused'],
    [2207082, 'again', 'publish.media-refused'],
    [2207001, 'again', 'publish.media-refused'],
    [2207999, 'again', 'publish.media-refused'],
  ])('with %i: %s, %s', (subcode, kind, code) => {
    const why = whyContainerFailed(said(subcode), FILE);
    const failure = 'again' in why ? why.again : why.failure;

    expect(['again' in why ? 'again' : why.kind, failure.code]).toEqual([kind, code]);
    expect(sentenceOf(failure)).not.toContain('…');
  });

  test('without a number it is made again', () => {
    expect(whyContainerFailed({ state: 'failed', words: 'Error' }, FILE)).toHaveProperty('again');
  });
});

describe('what is gone', () => {
  test('is told by 404, by 100 with 33, and by 2207006', () => {
    expect(isGone(answer(404, ''))).toBe(true);
    expect(isGone(refusal(100, 33, 'x'))).toBe(true);
    expect(isGone(refusal(24, 2207006, 'x'))).toBe(true);
    expect(isGone(refusal(100, undefined, 'x'))).toBe(false);
    expect(isGone(answer(500, ''))).toBe(false);
  });

  test.each([2207008, 2207020, 2207032, 2207053, 2207082])('%i asks for a new container', (subcode) => {
    expect(isSpoilt(refusal(-1, subcode, 'x'))).toBe(true);
  });
});
