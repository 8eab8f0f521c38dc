import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { x } from '#shared/platforms/x/rules.ts';
import { problemSentence } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia, DraftSegment } from '#shared/publishing/publication.ts';

const MIB = 1024 * 1024;

function file(more: Partial<DraftMedia> = {}): DraftMedia {
  return {
    media: mediaId.parse('0'.repeat(64)),
    alt: 'A loaf',
    name: 'loaf.jpg',
    mimeType: 'image/jpeg',
    bytes: 1000,
    width: 100,
    height: 100,
    ...more,
  };
}

const gif = (more: Partial<DraftMedia> = {}): DraftMedia => file({ name: 'bun.gif', mimeType: 'image/gif', ...more });
const film = (more: Partial<DraftMedia> = {}): DraftMedia =>
  file({ name: 'film.mp4', mimeType: 'video/mp4', durationMs: 9_000, alt: '', width: 1280, height: 720, ...more });

function draft(...parts: readonly (string | Partial<DraftSegment>)[]): Draft {
  const segments = parts.map((part) => ({
    text: '',
    media: [],
    ...(typeof part === 'string' ? { text: part } : part),
  }));
  return { segments, options: {} };
}

function said(given: Draft, limits: Readonly<Record<string, number>> = {}): string[] {
  return x.rules.check(given, limits).map((one) => `${one.severity}: ${problemSentence(one)}`);
}

describe('words', () => {
  test('280 weighted letters fit, and one more does not', () => {
    expect(said(draft('a'.repeat(280)))).toEqual([]);
    expect(said(draft('日'.repeat(140)))).toEqual([]);
    expect(said(draft('日'.repeat(141)))).toEqual(['stops: 2 characters too many (282 of 280).']);
  });

  test('an account that pays has more', () => {
    expect(said(draft('a'.repeat(4000)), { longestText: 4000 })).toEqual([]);
    expect(x.rules.count('a'.repeat(4001), { longestText: 4000 })).toEqual({ used: 4001, limit: 4000 });
  });

  test('each part of a thread is counted for itself', () => {
    const problems = x.rules.check(draft('One', 'b'.repeat(281)), {});
    expect(problems).toMatchObject([{ code: 'text.too-long', segment: 1 }]);
  });

  test('one cashtag is allowed', () => {
    expect(said(draft('$AAPL'))).toEqual([]);
    expect(said(draft('$AAPL $MSFT'))).toEqual(['stops: At most 1 cashtag; this has 2.']);
    expect(said({ ...draft('One'), firstComment: '$AAPL $MSFT' })).toEqual(['stops: At most 1 cashtag; this has 2.']);
  });

  test('nothing at all is not enough, and no part of a thread may be empty', () => {
    expect(said(draft(' '))).toEqual(['stops: Write something or add an image.']);
    expect(said(draft('One', ' '))).toEqual(['stops: Part 2 of the thread is empty.']);
    expect(said(draft({ media: [file()] }))).toEqual([]);
  });

  test('the first comment is as long as a post', () => {
    expect(said({ ...draft('One'), firstComment: 'c'.repeat(280) })).toEqual([]);
    expect(said({ ...draft('One'), firstComment: 'c'.repeat(285) })).toEqual([
      'stops: The first comment is 5 characters too long (285 of 280).',
    ]);
  });
});

describe('files', () => {
  test.each<[what: string, media: DraftMedia[], problems: string[]]>([
    ['four pictures', [file(), file(), file(), file()], []],
    ['five pictures', [file(), file(), file(), file(), file()], ['stops: At most 4 files; this has 5.']],
    ['a WebP and a PNG', [file({ mimeType: 'image/webp' }), file({ mimeType: 'image/png' })], []],
    ['one GIF', [gif()], []],
    ['a GIF and a picture', [gif(), file()], ['stops: bun.gif has to be the only file.']],
    ['a film and a picture', [film(), file()], ['stops: film.mp4 has to be the only file.']],
    ['a film as MOV', [film({ mimeType: 'video/quicktime' })], []],
    [
      'a document',
      [file({ name: 'menu.pdf', mimeType: 'application/pdf' })],
      ['stops: menu.pdf: this network takes JPEG, PNG, WEBP, GIF, MP4, MOV.'],
    ],
    ['a picture of 5 MB', [file({ bytes: 5 * MIB })], []],
    ['a larger one', [file({ bytes: 6 * MIB })], ['stops: loaf.jpg has 6.0 MB; the most is 5.0 MB.']],
    ['a GIF of 15 MB', [gif({ bytes: 15 * MIB, width: 1280, height: 1080 })], []],
    ['a larger one', [gif({ bytes: 16 * MIB })], ['stops: bun.gif has 16.0 MB; the most is 15.0 MB.']],
    [
      'a wide GIF',
      [gif({ width: 1281, height: 10 })],
      ['stops: bun.gif is 1281 × 10 pixels; this network takes at most 1280 × 1080.'],
    ],
    ['a film of 512 MB', [film({ bytes: 512 * MIB })], []],
    ['a larger one', [film({ bytes: 513 * MIB })], ['stops: film.mp4 has 513.0 MB; the most is 512.0 MB.']],
    ['a film of 140 s', [film({ durationMs: 140_000 })], []],
    ['a longer one', [film({ durationMs: 140_100 })], ['stops: film.mp4 lasts 140.1 s; the most is 140 s.']],
    [
      'one in H.265',
      [film({ details: { videoCodec: 'hevc' } })],
      ['stops: film.mp4 is in H.265 (HEVC); this network takes H.264. Save it as MP4 with H.264.'],
    ],
    [
      'one with 10 bits',
      [film({ details: { videoCodec: 'avc', isYuv420p: false } })],
      ['stops: film.mp4 keeps colours in a way this network does not take. Save it with 4:2:0 and 8 bits.'],
    ],
    [
      'one in WebM',
      [film({ mimeType: 'video/webm', name: 'film.webm' })],
      ['stops: film.webm is WebM; this network takes MP4 or MOV as a video. Save it as MP4 with H.264 and AAC.'],
    ],
    ['one of a moment', [film({ durationMs: 499 })], ['stops: film.mp4 lasts 0.499 s; the least is 0.5 s.']],
    [
      'a tiny one',
      [film({ width: 20, height: 40 })],
      ['stops: film.mp4 is 20 × 40 pixels; this network takes videos of 32 × 32 and larger.'],
    ],
    [
      'a large one, which X scales down',
      [film({ width: 1080, height: 1920 })],
      ['warns: film.mp4 is 1080 × 1920 pixels; this network takes videos up to 1280 × 1024.'],
    ],
    [
      'a very wide one',
      [film({ width: 1280, height: 400 })],
      ['stops: film.mp4 is 3.2:1 (width to height); this network takes 1:3 to 3:1.'],
    ],
    ['one of unknown size and length', [file({ ...film(), width: 0, height: 0 })], []],
    ['no description', [file({ alt: ' ' })], ['warns: loaf.jpg has no description for people who do not see it.']],
    ['a description of 1000', [file({ alt: 'd'.repeat(1000) })], []],
    [
      'a longer one',
      [file({ alt: 'd'.repeat(1003) })],
      ['stops: The description of loaf.jpg is 3 characters too long.'],
    ],
    ['one of a film', [film({ alt: 'Hands' })], ['warns: This network keeps no description for film.mp4.']],
  ])('%s', (_what, media, problems) => {
    expect(said(draft({ text: 'Look', media }))).toEqual(problems);
  });

  test('problems say which file of which part', () => {
    const problems = x.rules.check(draft('One', { text: 'Two', media: [file(), file({ bytes: 6 * MIB })] }), {});
    expect(problems).toMatchObject([{ code: 'media.too-large', segment: 1, media: 1 }]);
  });
});

describe('polls', () => {
  const poll = (answers: string[], minutes = 60, more: Partial<DraftSegment> = {}): Draft =>
    draft({ text: 'Which?', poll: { answers, minutes }, ...more });

  test.each<[what: string, given: Draft, problems: string[]]>([
    ['two answers', poll(['Rye', 'Wheat']), []],
    ['four of 25 letters, for a week', poll(Array<string>(4).fill('a'.repeat(25)), 10_080), []],
    ['one answer', poll(['Rye']), ['stops: A poll has 2 to 4 answers; this has 1.']],
    ['five answers', poll(['a', 'b', 'c', 'd', 'e']), ['stops: A poll has 2 to 4 answers; this has 5.']],
    ['an empty answer', poll(['Rye', ' ']), ['stops: Answer 2 of the poll is empty.']],
    ['a long one', poll(['Rye', 'a'.repeat(27)]), ['stops: Answer 2 of the poll is 2 characters too long.']],
    ['four minutes', poll(['a', 'b'], 4), ['stops: A poll runs 5 minutes to 7 days here.']],
    ['more than a week', poll(['a', 'b'], 10_081), ['stops: A poll runs 5 minutes to 7 days here.']],
    ['a file beside it', poll(['a', 'b'], 60, { media: [file()] }), ['stops: A poll cannot have files beside it.']],
    ['no question', poll(['a', 'b'], 60, { text: '' }), ['stops: Write the question of the poll.']],
  ])('%s', (_what, given, problems) => {
    expect(said(given)).toEqual(problems);
  });
});

describe('choices', () => {
  test('every offered one is possible, and no other', () => {
    const choices = x.options.find(({ name }) => name === 'replySettings')?.choices ?? [];
    expect(choices.map(({ value }) => value)).toEqual([
      'everyone',
      'following',
      'mentionedUsers',
      'subscribers',
      'verified',
    ]);
    for (const { value } of choices) expect(said({ ...draft('One'), options: { replySettings: value } })).toEqual([]);
    expect(said({ ...draft('One'), options: { replySettings: 'nobody' } })).toEqual([
      'stops: Who can reply: X does not know “nobody”.',
    ]);
  });
});

describe('what a post costs', () => {
  test.each<[what: string, given: Draft, milliUsd: number]>([
    ['words', draft('Fresh bread'), 15],
    ['a link makes it dearer', draft('Fresh bread: example.com'), 200],
    ['each part of a thread', draft('One', 'https://example.com', 'Three'), 230],
    ['a first comment is a post', { ...draft('One'), firstComment: 'example.com' }, 215],
    ['an empty one is none', { ...draft('One'), firstComment: ' ' }, 15],
    ['each description', draft({ text: 'Look', media: [file(), file(), file({ alt: '' })] }), 25],
    ['a film has none', draft({ text: 'Look', media: [film({ alt: 'Hands' })] }), 15],
  ])('%s', (_what, given, milliUsd) => {
    expect(x.rules.costMilliUsd?.(given, {})).toBe(milliUsd);
  });
});
