import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { mastodon } from '#shared/platforms/mastodon/rules.ts';
import type { AccountLimits } from '#shared/platforms/platform.ts';
import { problemSentence } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

const { rules } = mastodon;

describe('limits of PLATFORMS.md 8.3', () => {
  test('the usual ones hold where a server names none', () => {
    expect(rules.count('Hello', {})).toEqual({ used: 5, limit: 500 });
    expect(rules.maxImages({})).toBe(4);
    expect(rules.maxAlt({})).toBe(1500);
  });

  test("a server's own come first", () => {
    const limits: AccountLimits = { maxCharacters: 5000, maxMedia: 10, reservedPerUrl: 40, altMax: 300 };
    expect(rules.count('https://example.com', limits)).toEqual({ used: 40, limit: 5000 });
    expect(rules.maxImages(limits)).toBe(10);
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
      'At most 4 images; this has 5.',
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

function draft(...parts: [text: string, media?: DraftMedia[]][]): Draft {
  return { segments: parts.map(([text, media = []]) => ({ text, media })) };
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
