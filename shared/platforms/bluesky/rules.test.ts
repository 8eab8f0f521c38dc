import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { utf8BytesIn } from '#shared/platforms/bluesky/text-length.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';
import type { DraftMedia } from '#shared/publishing/publication.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇩🇪';
const WAVING_DARK_SKIN = '👋🏿';
const E_WITH_COMBINING_ACUTE = 'e\u0301';

describe('a text is counted as people see it', () => {
  test.each([
    ['nothing', '', 0],
    ['letters', 'hello', 5],
    ['a family of four', FAMILY, 1],
    ['a flag', FLAG, 1],
    ['two flags side by side', `${FLAG}🇫🇷`, 2],
    ['an emoji with a skin tone', WAVING_DARK_SKIN, 1],
    ['a keycap', '1️⃣', 1],
    ['a letter with a combining mark', E_WITH_COMBINING_ACUTE, 1],
    ['a letter with twenty combining marks', `z${'\u0335'.repeat(20)}`, 1],
    ['Hangul in jamo', '각', 1],
    ['a Windows line break', 'a\r\nb', 3],
    ['half of a surrogate pair', 'a\uD83D', 2],
  ])('%s', (_what, text, used) => {
    expect(bluesky.rules.count(text, {})).toEqual({ used, limit: 300 });
  });
});

test.each([
  ['ASCII', 'hello', 5],
  ['an umlaut', 'ü', 2],
  ['the euro sign', '€', 3],
  ['an emoji', '🎉', 4],
  ['a family of four', FAMILY, 25],
  ['half of a surrogate pair, sent as U+FFFD', '\uD83D', 3],
])('the bytes of %s are those of UTF-8', (_what, text, bytes) => {
  expect(utf8BytesIn(text)).toBe(bytes);
  expect(utf8BytesIn(text)).toBe(new TextEncoder().encode(text).length);
});

describe('a text', () => {
  test('of 300 letters goes out', () => {
    expect(problemsOf('x'.repeat(300))).toEqual([]);
  });

  test('of 301 letters is one too many', () => {
    expect(problemsOf('x'.repeat(301))).toEqual([
      { code: 'text.too-long', severity: 'stops', segment: 0, about: { over: 1, used: 301, limit: 300 } },
    ]);
  });

  test('of 300 letters with combining marks goes out', () => {
    expect(problemsOf(E_WITH_COMBINING_ACUTE.repeat(300))).toEqual([]);
  });

  test('of exactly 3000 bytes goes out', () => {
    expect(problemsOf(FAMILY.repeat(120))).toEqual([]);
  });

  test('of few characters can still be too many bytes', () => {
    expect(problemsOf(`${FAMILY.repeat(120)}x`)).toEqual([
      { code: 'text.too-many-bytes', severity: 'stops', segment: 0, about: { used: 3001, limit: 3000 } },
    ]);
  });

  test('that breaks both limits hears of both', () => {
    expect(problemsOf(FAMILY.repeat(301)).map((problem) => problem.code)).toEqual([
      'text.too-long',
      'text.too-many-bytes',
    ]);
  });

  test('of nothing but spaces is empty', () => {
    expect(problemsOf(' \n ')).toEqual([{ code: 'text.empty', severity: 'stops', segment: 0, about: {} }]);
  });

  test('may be empty beside an image', () => {
    expect(problemsOf('', [image({ alt: 'A cat' })])).toEqual([]);
  });
});

describe('a thread', () => {
  test('is checked part by part', () => {
    const problems = bluesky.rules.check(
      { options: {}, segments: [part('fine'), part('x'.repeat(302)), part('  ')] },
      {},
    );
    expect(problems).toEqual([
      { code: 'text.too-long', severity: 'stops', segment: 1, about: { over: 2, used: 302, limit: 300 } },
      { code: 'thread.empty-part', severity: 'stops', segment: 2, about: { part: 3 } },
    ]);
  });

  test('may have a part that is only an image', () => {
    expect(
      bluesky.rules.check({ options: {}, segments: [part('fine'), part('', [image({ alt: 'A cat' })])] }, {}),
    ).toEqual([]);
  });
});

describe('images', () => {
  test('are at most four', () => {
    const five = Array.from({ length: 5 }, () => image({ alt: 'A cat' }));
    expect(problemsOf('cats', five)).toEqual([
      { code: 'media.too-many', severity: 'stops', segment: 0, about: { limit: 4, used: 5 } },
    ]);
    expect(problemsOf('cats', five.slice(1))).toEqual([]);
  });

  test('are at most 2,000,000 bytes each', () => {
    expect(problemsOf('cat', [image({ alt: 'A cat', bytes: 2_000_000 })])).toEqual([]);
    expect(problemsOf('cat', [image({ alt: 'A cat', bytes: 3 * 1024 * 1024 })])).toEqual([
      {
        code: 'media.too-large',
        severity: 'stops',
        segment: 0,
        media: 0,
        about: { file: 'cat.png', used: '3.0 MB', limit: '1.9 MB' },
      },
    ]);
  });

  test('are of a type every app shows', () => {
    expect(problemsOf('cat', [image({ alt: 'A cat', mimeType: 'image/tiff' })])).toEqual([
      {
        code: 'media.wrong-type',
        severity: 'stops',
        segment: 0,
        media: 0,
        about: { file: 'cat.png', allowed: 'JPEG, PNG, WEBP, GIF, MP4' },
      },
    ]);
  });

  test('without a description go out with a warning', () => {
    expect(problemsOf('cat', [image({ alt: ' ' })])).toEqual([
      { code: 'media.alt-missing', severity: 'warns', segment: 0, media: 0, about: { file: 'cat.png' } },
    ]);
  });
});

describe('a gallery', () => {
  const cats = (count: number): DraftMedia[] => Array.from({ length: count }, () => image({ alt: 'A cat' }));

  test('holds ten pictures where it was chosen', () => {
    expect(problemsOf('cats', cats(10), { gallery: 'yes' })).toEqual([]);
    expect(problemsOf('cats', cats(11), { gallery: 'yes' })).toEqual([
      { code: 'media.too-many', severity: 'stops', segment: 0, about: { limit: 10, used: 11 } },
    ]);
    expect(bluesky.rules.maxMedia({})).toBe(10);
  });
});

describe('a video', () => {
  test('goes out alone, up to 300,000,000 bytes', () => {
    expect(problemsOf('bread', [video({ bytes: 300_000_000 })])).toEqual([]);
    expect(problemsOf('bread', [video({ bytes: 300_000_001 })])).toMatchObject([
      { code: 'media.too-large', severity: 'stops', about: { file: 'bread.mp4' } },
    ]);
  });

  test.each([
    ['a picture', [video({}), image({ alt: 'A cat' })]],
    ['another video', [video({}), video({})]],
  ])('does not go out with %s', (_what, media) => {
    expect(problemsOf('bread', media)).toEqual([{ code: 'media.mixed', severity: 'stops', segment: 0, about: {} }]);
  });

  test('over three minutes may be refused, so people are told', () => {
    expect(problemsOf('bread', [video({ durationMs: 180_000 })])).toEqual([]);
    expect(problemsOf('bread', [video({ durationMs: 200_000 })])).toEqual([
      {
        code: 'media.too-long',
        severity: 'warns',
        segment: 0,
        media: 0,
        about: { file: 'bread.mp4', used: '3 min 20 s', limit: '3 min' },
      },
    ]);
  });

  test('of another kind than MP4 is not taken', () => {
    expect(problemsOf('bread', [video({ mimeType: 'video/quicktime' })])).toMatchObject([
      { code: 'media.wrong-container' },
    ]);
  });
});

describe('a first comment', () => {
  test('is as long as a post', () => {
    expect(commentProblems('x'.repeat(300))).toEqual([]);
    expect(commentProblems('x'.repeat(302))).toEqual([
      { code: 'comment.too-long', severity: 'stops', about: { over: 2, used: 302, limit: 300 } },
    ]);
    expect(commentProblems(`${FAMILY.repeat(120)}x`)).toEqual([
      { code: 'text.too-many-bytes', severity: 'stops', about: { used: 3001, limit: 3000 } },
    ]);
  });
});

test('a quote needs no words of one’s own', () => {
  const quote = 'https://bsky.app/profile/bob.test/post/3kabc';
  expect(problemsOf('', [], { quote })).toEqual([]);
  expect(bluesky.rules.check({ segments: [part('one'), part('')], options: { quote } }, {})).toMatchObject([
    { code: 'thread.empty-part', segment: 1 },
  ]);
});

test('a poll has no place here', () => {
  const poll = { answers: ['yes', 'no'], minutes: 60 };
  expect(bluesky.rules.check({ segments: [{ ...part('Bread?'), poll }], options: {} }, {})).toEqual([
    { code: 'poll.not-here', severity: 'stops', segment: 0, about: {} },
  ]);
});

function problemsOf(text: string, media: DraftMedia[] = [], options: Record<string, string> = {}): readonly Problem[] {
  return bluesky.rules.check({ segments: [part(text, media)], options }, {});
}

function commentProblems(firstComment: string): readonly Problem[] {
  return bluesky.rules.check({ segments: [part('fine')], firstComment, options: {} }, {});
}

function video(given: Partial<DraftMedia>): DraftMedia {
  return image({ alt: 'Bread rising', name: 'bread.mp4', mimeType: 'video/mp4', ...given });
}

function part(text: string, media: DraftMedia[] = []): { text: string; media: DraftMedia[] } {
  return { text, media };
}

function image(given: Partial<DraftMedia>): DraftMedia {
  return {
    media: mediaId.parse('0'.repeat(64)),
    alt: '',
    name: 'cat.png',
    mimeType: 'image/png',
    bytes: 1000,
    width: 10,
    height: 10,
    ...given,
  };
}
