import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { facebook } from '#shared/platforms/facebook/rules.ts';
import { problemSentence, stopping } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

const { rules } = facebook;
const MIB = 1024 * 1024;

function picture(more: Partial<DraftMedia> = {}): DraftMedia {
  return {
    media: mediaId.parse('a'.repeat(64)),
    alt: 'Bread',
    name: 'bread.jpg',
    mimeType: 'image/jpeg',
    bytes: MIB,
    width: 1080,
    height: 1350,
    ...more,
  };
}

function film(more: Partial<DraftMedia> = {}): DraftMedia {
  return picture({
    alt: '',
    name: 'oven.mp4',
    mimeType: 'video/mp4',
    width: 1080,
    height: 1920,
    durationMs: 30_000,
    ...more,
  });
}

function draft(text: string, media: DraftMedia[] = [], more: Partial<Draft> = {}): Draft {
  return { segments: [{ text, media }], options: {}, ...more };
}

const reel = (...media: DraftMedia[]): Draft => draft('Watch', media, { options: { kind: 'reel' } });
const story = (...media: DraftMedia[]): Draft => draft('', media, { options: { kind: 'story' } });

function said(what: Draft): string[] {
  return rules.check(what, {}).map((problem) => `${problem.severity}: ${problemSentence(problem)}`);
}

describe('what can go out', () => {
  test.each<[what: string, draft: Draft]>([
    ['words', draft('Fresh bread')],
    ['63,206 characters', draft('a'.repeat(63_206))],
    ['a photo without words', draft('', [picture()])],
    ['a PNG of exactly 4 MiB', draft('', [picture({ mimeType: 'image/png', bytes: 4 * MIB })])],
    [
      'ten photos',
      draft(
        'All',
        Array.from({ length: 10 }, () => picture()),
      ),
    ],
    ['a video of 20 minutes and 1 GiB', draft('', [film({ durationMs: 1_200_000, bytes: 1024 * MIB })])],
    ['a wide MOV', draft('', [film({ mimeType: 'video/quicktime', width: 1920, height: 1080 })])],
    ['a video of unknown length', draft('', [without(film(), 'durationMs')])],
    ['a reel of 3 seconds', reel(film({ durationMs: 3_000 }))],
    ['a reel of 90 seconds', reel(film({ durationMs: 90_000 }))],
    ['a reel of 540 × 960', reel(film({ width: 540, height: 960 }))],
    ['a reel a pixel off', reel(film({ width: 1080, height: 1918 }))],
    ['a reel of unknown size', reel(film({ width: 0, height: 0 }))],
    ['a story of a photo', story(picture())],
    ['a story of a minute', story(film({ durationMs: 60_000 }))],
    ['8,000 characters of comment', draft('Bread', [], { firstComment: 'a'.repeat(8_000) })],
    ['a post for Facebook’s own scheduler', draft('Bread', [], { handOverFor: 1 })],
  ])('%s', (_what, what) => {
    expect(said(what)).toEqual([]);
  });

  function without(media: DraftMedia, name: 'durationMs'): DraftMedia {
    const { [name]: _left, ...rest } = media;
    return rest;
  }
});

describe('what is stopped', () => {
  test.each<[what: string, draft: Draft, code: string]>([
    ['nothing', draft(' \n'), 'text.empty'],
    ['63,207 characters', draft('a'.repeat(63_207)), 'text.too-long'],
    ['emoji over it: each counts as two', draft('🥖'.repeat(31_604)), 'text.too-long'],
    [
      'a thread',
      { ...draft('One'), segments: [draft('One'), draft('Two')].flatMap((one) => one.segments) },
      'thread.not-here',
    ],
    [
      'a poll',
      { segments: [{ text: 'Which?', media: [], poll: { answers: ['a', 'b'], minutes: 60 } }], options: {} },
      'poll.not-here',
    ],
    [
      'eleven photos',
      draft(
        '',
        Array.from({ length: 11 }, () => picture()),
      ),
      'media.too-many',
    ],
    ['a photo and a video', draft('', [picture(), film()]), 'media.mixed'],
    ['two videos', draft('', [film(), film()]), 'media.mixed'],
    ['a GIF', draft('', [picture({ mimeType: 'image/gif' })]), 'media.wrong-type'],
    ['a WebM', draft('', [film({ mimeType: 'video/webm' })]), 'media.wrong-container'],
    ['a photo over 4 MiB', draft('', [picture({ bytes: 4 * MIB + 1 })]), 'media.too-large'],
    ['a video over 1 GiB', draft('', [film({ bytes: 1024 * MIB + 1 })]), 'media.too-large'],
    ['a video over 20 minutes', draft('', [film({ durationMs: 1_200_001 })]), 'media.too-long'],
    ['a reel of nothing', reel(), 'media.required'],
    ['a reel of two videos', reel(film(), film()), 'media.too-many'],
    ['a reel of a photo', reel(picture()), 'media.wrong-type'],
    ['a reel as MOV', reel(film({ mimeType: 'video/quicktime' })), 'media.wrong-container'],
    ['a reel of 15 frames a second', reel(film({ details: { frameRate: 15 } })), 'media.too-few-frames'],
    ['a reel of 120 frames a second', reel(film({ details: { frameRate: 120 } })), 'media.too-many-frames'],
    ['a reel under 3 seconds', reel(film({ durationMs: 2_999 })), 'media.too-short'],
    ['a reel over 90 seconds', reel(film({ durationMs: 90_001 })), 'media.too-long'],
    ['a wide reel', reel(film({ width: 1920, height: 1080 })), 'media.wrong-ratio'],
    ['a small reel', reel(film({ width: 360, height: 640 })), 'media.wrong-dimensions'],
    ['a story of nothing', story(), 'media.required'],
    ['a story of two', story(picture(), picture()), 'media.too-many'],
    ['a story over a minute', story(film({ durationMs: 60_001 })), 'media.too-long'],
    ['a story with a first comment', { ...story(picture()), firstComment: 'Recipe' }, 'option.not-possible'],
    ['a story for the scheduler', { ...story(picture()), handOverFor: 1 }, 'option.not-possible'],
    ['8,001 characters of comment', draft('Bread', [], { firstComment: 'a'.repeat(8_001) }), 'comment.too-long'],
  ])('%s', (_what, what, code) => {
    expect(stopping(rules.check(what, {})).map((problem) => problem.code)).toEqual([code]);
  });

  test('each file is named, with its place', () => {
    const problems = rules.check(
      draft('', [picture(), picture({ name: 'big.png', mimeType: 'image/png', bytes: 5 * MIB })]),
      {},
    );

    expect(problems).toMatchObject([{ code: 'media.too-large', segment: 0, media: 1, about: { file: 'big.png' } }]);
  });
});

describe('what is warned about', () => {
  test.each<[what: string, draft: Draft, code: string]>([
    ['a photo without a description', draft('', [picture({ alt: ' ' })]), 'media.alt-missing'],
    ['a description of a video', draft('', [film({ alt: 'An oven' })]), 'media.no-alt-here'],
    ['words of a story', { ...story(picture()), segments: [{ text: 'Hi', media: [picture()] }] }, 'text.no-place'],
  ])('%s', (_what, what, code) => {
    expect(rules.check(what, {}).map((problem) => [problem.severity, problem.code])).toEqual([['warns', code]]);
  });
});

test('every sentence is complete', () => {
  const drafts = [
    draft(''),
    draft('a'.repeat(63_207), [picture({ mimeType: 'image/gif', bytes: 9 * MIB, alt: '' }), film({ durationMs: 9e9 })]),
    reel(film({ width: 1, height: 1, durationMs: 1 })),
    { ...story(picture()), firstComment: 'Recipe', handOverFor: 1 },
    draft('Bread', [], { firstComment: 'a'.repeat(8_001) }),
  ];

  for (const what of drafts) for (const sentence of said(what)) expect(sentence).not.toMatch(/[{}]|undefined/);
});

test('counts characters, and takes ten files', () => {
  expect(rules.count('Brot 🥖', {})).toEqual({ used: 7, limit: 63_206 });
  expect(rules.maxMedia({})).toBe(10);
  expect(rules.maxAlt({})).toBeUndefined();
});
