import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { typeLimits } from '#shared/platforms/mastodon/limits.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import type { AccountLimits } from '#shared/platforms/platform.ts';
import { problemSentence } from '#shared/posts/draft-problems.ts';
import type { Poll } from '#shared/posts/poll.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

const { rules } = mastodon;

describe('limits of PLATFORMS.md 8.3', () => {
  test('the usual ones hold where a server names none', () => {
    expect(rules.count('Hello', {})).toEqual({ used: 5, limit: 500 });
    expect(rules.maxMedia({})).toBe(4);
    expect(rules.maxAlt({})).toBe(1500);
  });

  test("a server's own come first", () => {
    const limits: AccountLimits = { maxCharacters: 5000, maxMedia: 10, reservedPerUrl: 40, altMax: 300 };
    expect(rules.count('https://example.com', limits)).toEqual({ used: 40, limit: 5000 });
    expect(rules.maxMedia(limits)).toBe(10);
    expect(rules.maxAlt(limits)).toBe(300);
  });
});

describe('check', () => {
  test('a text of 500 with a picture and its description is fine', () => {
    expect(rules.check(draft(['a'.repeat(500), [image()]]), {})).toEqual([]);
  });

  test('a picture without words is fine', () => {
    expect(rules.check(draft(['', [image()]]), {})).toEqual([]);
  });

  test.each<[what: string, draft: Draft, limits: AccountLimits, sentence: string, severity: 'stops' | 'warns']>([
    ['nothing at all', draft(['  \n']), {}, 'Write something or add an image.', 'stops'],
    ['an empty part of a thread', draft(['a'], ['']), {}, 'Part 2 of the thread is empty.', 'stops'],
    ['501 characters', draft(['a'.repeat(501)]), {}, '1 characters too many (501 of 500).', 'stops'],
    [
      'five pictures',
      draft(['a', [image(), image(), image(), image(), image()]]),
      {},
      'At most 4 files; this has 5.',
      'stops',
    ],
    [
      'a type it does not take',
      draft(['a', [image({ mimeType: 'image/tiff' })]]),
      {},
      'cake.jpg: this network takes JPEG, PNG, WEBP, GIF.',
      'stops',
    ],
    [
      'as large as the limit',
      draft(['a', [image({ bytes: 16_777_216 })]]),
      {},
      'cake.jpg has 16.0 MB; the most is 16.0 MB.',
      'stops',
    ],
    [
      'larger than its server takes',
      draft(['a', [image({ bytes: 3000 })]]),
      { imageBytes: 2048 },
      'cake.jpg has 3 kB; the most is 2 kB.',
      'stops',
    ],
    [
      'too many pixels',
      draft(['a', [image({ width: 8000, height: 8000 })]]),
      {},
      'cake.jpg has 64000000 pixels; the most is 33177600.',
      'stops',
    ],
    [
      'a description of 1501',
      draft(['a', [image({ alt: 'a'.repeat(1501) })]]),
      {},
      'The description of cake.jpg is 1 characters too long.',
      'stops',
    ],
    [
      'no description',
      draft(['a', [image({ alt: ' ' })]]),
      {},
      'cake.jpg has no description for people who do not see it.',
      'warns',
    ],
  ])('%s', (_what, written, limits, sentence, severity) => {
    expect(rules.check(written, limits).map((problem) => [problemSentence(problem), problem.severity])).toEqual([
      [sentence, severity],
    ]);
  });

  test('says which part and which picture', () => {
    const problems = rules.check(draft(['a'], ['b', [image(), image({ mimeType: 'image/tiff' })]]), {});
    expect(problems).toMatchObject([{ code: 'media.wrong-type', segment: 1, media: 1 }]);
  });
});

describe('video and sound', () => {
  const film = image({ name: 'oven.mp4', mimeType: 'video/mp4', width: 1920, height: 1080, durationMs: 30_000 });
  const sound = image({ name: 'bell.mp3', mimeType: 'audio/mpeg', width: 0, height: 0 });

  test('one of them alone is fine', () => {
    expect(rules.check(draft(['a', [film]]), {})).toEqual([]);
    expect(rules.check(draft(['', [sound]]), {})).toEqual([]);
  });

  test('each stands alone; so does a GIF, which becomes a video there', () => {
    const gif = image({ name: 'steam.gif', mimeType: 'image/gif' });
    for (const one of [film, sound, gif]) {
      expect(sentences(draft(['a', [one, image()]]))).toEqual([`${one.name} has to be the only file.`]);
    }
    expect(rules.check(draft(['a', [gif]]), {})).toEqual([]);
  });

  test.each<[what: string, file: Partial<DraftMedia>, limits: AccountLimits, sentence: string]>([
    [
      'more frames a second than the server takes',
      { details: { frameRate: 120 } },
      { videoFrameRate: 60 },
      'oven.mp4 has 120 frames a second; the most is 60. Save it with fewer.',
    ],
    ['a video as large as the limit', { bytes: 103_809_024 }, {}, 'oven.mp4 has 99.0 MB; the most is 99.0 MB.'],
    [
      'a video larger than its server takes',
      { bytes: 3_000_000 },
      { videoBytes: 2_097_152 },
      'oven.mp4 has 2.9 MB; the most is 2.0 MB.',
    ],
    [
      'more pixels than a video may have',
      { width: 3840, height: 2161 },
      {},
      'oven.mp4 has 8298240 pixels; the most is 8294400.',
    ],
    [
      'a video type no server takes',
      { mimeType: 'video/x-matroska' },
      {},
      'oven.mp4 is MATROSKA; this network takes MP4, MOV or WebM as a video. Save it as MP4 with H.264 and AAC.',
    ],
    [
      'a video type this server does not take',
      { mimeType: 'video/quicktime' },
      typeLimits(['image/png', 'video/mp4']),
      'oven.mp4 is MOV; this network takes MP4 as a video. Save it as MP4 with H.264 and AAC.',
    ],
    ['a server without videos', {}, typeLimits(['image/png', 'image/jpeg']), 'oven.mp4: this network takes JPEG, PNG.'],
  ])('%s', (_what, file, limits, sentence) => {
    expect(sentences(draft(['a', [{ ...film, ...file }]]), limits)).toEqual([sentence]);
  });

  test('4K video is taken', () => {
    expect(rules.check(draft(['a', [{ ...film, width: 3840, height: 2160 }]]), {})).toEqual([]);
  });
});

describe('polls', () => {
  const ANSWERS = ['Rye', 'Spelt'];
  const asked = (poll: Partial<Poll>, text = 'Which bread?', media: DraftMedia[] = []): Draft => ({
    ...draft(),
    segments: [{ text, media, poll: { answers: ANSWERS, minutes: 60, ...poll } }],
  });

  test('two to four answers of 50 characters, for 5 minutes to a month, are fine', () => {
    expect(rules.check(asked({}), {})).toEqual([]);
    const flags = '🇩🇪'.repeat(50);
    expect(rules.check(asked({ answers: ['a', 'b', 'c', flags], minutes: 5 }), {})).toEqual([]);
    expect(rules.check(asked({ minutes: 43_829 }), {})).toEqual([]);
  });

  test.each<[what: string, draft: Draft, limits: AccountLimits, sentence: string]>([
    ['one answer', asked({ answers: ['Rye'] }), {}, 'A poll has 2 to 4 answers; this has 1.'],
    ['five', asked({ answers: ['a', 'b', 'c', 'd', 'e'] }), {}, 'A poll has 2 to 4 answers; this has 5.'],
    ['an empty one', asked({ answers: ['Rye', ' '] }), {}, 'Answer 2 of the poll is empty.'],
    [
      'one of 51 characters',
      asked({ answers: ['a'.repeat(51), 'b'] }),
      {},
      'Answer 1 of the poll is 1 characters too long.',
    ],
    ['two alike', asked({ answers: ['Rye', 'Rye '] }), {}, 'Poll: two of its answers are the same.'],
    ['too short', asked({ minutes: 4 }), {}, 'A poll runs 5 minutes to 30 days here.'],
    ['too long', asked({ minutes: 43_830 }), {}, 'A poll runs 5 minutes to 30 days here.'],
    ['no question', asked({}, ' '), {}, 'Write the question of the poll.'],
    ['a picture beside it', asked({}, 'a', [image()]), {}, 'A poll cannot have files beside it.'],
    ['a server without', asked({}), { pollMostAnswers: 0 }, 'This network has no polls.'],
    [
      "its server's own limits",
      asked({ answers: ['a', 'b', 'c'], minutes: 120 }),
      { pollMostAnswers: 2, pollMostSeconds: 3600, pollLeastSeconds: 60 },
      'A poll has 2 to 2 answers; this has 3. A poll runs 1 minute to 1 hour here.',
    ],
  ])('%s', (_what, written, limits, sentence) => {
    expect(sentences(written, limits).join(' ')).toBe(sentence);
  });
});

describe('what is chosen', () => {
  const chosen = (options: Record<string, string>, text = 'a'): Draft => ({ ...draft([text]), options });

  test('a content warning counts toward the limit, of every part and of the first comment', () => {
    const contentWarning = 'w'.repeat(100);
    expect(rules.check(chosen({ contentWarning }, 'a'.repeat(400)), {})).toEqual([]);
    expect(sentences(chosen({ contentWarning }, 'a'.repeat(401)))).toEqual(['1 characters too many (501 of 500).']);
    const commented = { ...chosen({ contentWarning }), firstComment: 'a'.repeat(403) };
    expect(sentences(commented)).toEqual(['The first comment is 3 characters too long (503 of 500).']);
    // A link in a warning is no link.
    expect(sentences(chosen({ contentWarning: `https://example.com/${'a'.repeat(500)}` }))).toHaveLength(1);
  });

  test('what is no choice stops', () => {
    expect(sentences(chosen({ visibility: 'direct' }))).toEqual([
      'Who can see it: “direct” is not one of the choices.',
    ]);
    expect(sentences(chosen({ language: 'klingon' }))).toHaveLength(1);
    expect(sentences(chosen({ visibility: 'unlisted', language: 'de', quotePolicy: 'nobody' }))).toEqual([]);
  });

  test('who may quote it has no effect before 4.5, and a person is told', () => {
    expect(rules.check(chosen({ quotePolicy: 'nobody' }), { quotePolicy: 0 })).toMatchObject([
      { code: 'option.not-possible', severity: 'warns' },
    ]);
  });

  test('a thread cannot be handed over, and a person is told', () => {
    const handOverFor = Date.UTC(2026, 10, 23);
    expect(rules.check({ ...draft(['a']), handOverFor }, {})).toEqual([]);
    expect(rules.check({ ...draft(['a'], ['b']), handOverFor }, {})).toMatchObject([
      { code: 'option.not-possible', severity: 'warns' },
    ]);
  });
});

function sentences(written: Draft, limits: AccountLimits = {}): string[] {
  return rules.check(written, limits).map(problemSentence);
}

function draft(...parts: [text: string, media?: DraftMedia[]][]): Draft {
  return { segments: parts.map(([text, media = []]) => ({ text, media })), options: {} };
}

function image(given: Partial<DraftMedia> = {}): DraftMedia {
  const media = mediaId.parse('a'.repeat(64));
  return {
    media,
    alt: 'A cake',
    name: 'cake.jpg',
    mimeType: 'image/jpeg',
    bytes: 1000,
    width: 640,
    height: 480,
    ...given,
  };
}
