import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { durationOf, splitPoll, visibilityOf } from '#shared/platforms/linkedin/choices.ts';
import { linkedin } from '#shared/platforms/linkedin/rules.ts';
import { problemSentence, PROBLEMS, type Problem } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia, DraftSegment } from '#shared/publishing/publication.ts';

const MIB = 1024 * 1024;
const DAY = 24 * 60;
const { rules } = linkedin;

function file(more: Partial<DraftMedia> = {}): DraftMedia {
  const media = mediaId.parse('a'.repeat(64));
  return {
    media,
    alt: 'A cake',
    name: 'cake.png',
    mimeType: 'image/png',
    bytes: 9000,
    width: 100,
    height: 100,
    ...more,
  };
}

const FILM = { mimeType: 'video/mp4', name: 'film.mp4', alt: '', bytes: 9 * MIB, width: 1920, height: 1080 };
const PDF = { mimeType: 'application/pdf', name: 'menu.pdf', alt: '', width: 0, height: 0 };

function check(segment: Partial<DraftSegment>, more: Partial<Draft> = {}, limits = {}): readonly Problem[] {
  return rules.check({ segments: [{ text: 'Hello', media: [], ...segment }], options: {}, ...more }, limits);
}

function codes(problems: readonly Problem[]): string[] {
  return problems.map(({ code }) => code);
}

describe('words', () => {
  test.each([
    ['3000', 'x'.repeat(3000), []],
    ['3001', 'x'.repeat(3001), ['text.too-long']],
    ['nothing', ' \n', ['text.empty']],
    // Counted as Java counts, which is never less than people do.
    ['1501 emoji', '🥖'.repeat(1501), ['text.too-long']],
    ['3000 that have to be escaped', '('.repeat(3000), []],
  ])('%s', (_what, text, expected) => {
    expect(codes(check({ text }))).toEqual(expected);
  });

  test('are counted as they are written', () => {
    expect(rules.count('(#) 🥖', {})).toEqual({ used: 6, limit: 3000 });
  });

  test('nothing but a picture is enough', () => {
    expect(check({ text: '', media: [file()] })).toEqual([]);
  });

  test('threads are for other networks', () => {
    const part = { text: 'Hello', media: [] };
    expect(codes(rules.check({ segments: [part, part], options: {} }, {}))).toEqual(['thread.not-here']);
  });

  test.each([
    [1250, []],
    [1251, ['comment.too-long']],
  ])('a first comment of %i', (length, expected) => {
    expect(codes(check({}, { firstComment: 'x'.repeat(length) }))).toEqual(expected);
  });
});

describe('files', () => {
  test.each<[what: string, media: readonly DraftMedia[], expected: readonly string[]]>([
    ['twenty pictures', Array.from({ length: 20 }, () => file()), []],
    ['twenty-one', Array.from({ length: 21 }, () => file()), ['media.too-many']],
    ['a WebP', [file({ mimeType: 'image/webp' })], ['media.wrong-type']],
    ['a GIF', [file({ mimeType: 'image/gif' })], []],
    ['just not too many pixels', [file({ width: 36_152_319, height: 1 })], []],
    ['too many pixels', [file({ width: 36_152_320, height: 1 })], ['media.too-many-pixels']],
    ['no description', [file({ alt: ' ' })], ['media.alt-missing']],
    ['a description of 4086', [file({ alt: 'x'.repeat(4086) })], []],
    ['a description of 4087', [file({ alt: 'x'.repeat(4087) })], ['media.alt-too-long']],
    ['a film', [file({ ...FILM, durationMs: 60_000 })], []],
    ['a film of unknown length', [file(FILM)], []],
    ['a film of 2.9 s', [file({ ...FILM, durationMs: 2_900 })], ['media.too-short']],
    ['a film of 30 minutes', [file({ ...FILM, durationMs: 30 * 60_000 })], []],
    ['a longer film', [file({ ...FILM, durationMs: 30 * 60_000 + 1 })], ['media.too-long']],
    ['a film of 74 kB', [file({ ...FILM, bytes: 74 * 1024 })], ['media.too-small']],
    ['a film of 500 MB', [file({ ...FILM, bytes: 500 * MIB })], []],
    ['a larger film', [file({ ...FILM, bytes: 500 * MIB + 1 })], ['media.too-large']],
    ['a film as wide as can be', [file({ ...FILM, width: 2400, height: 1000 })], []],
    ['a wider film', [file({ ...FILM, width: 2410, height: 1000 })], ['media.wrong-ratio']],
    ['a film as high as can be', [file({ ...FILM, width: 1000, height: 2400 })], []],
    ['a higher film', [file({ ...FILM, width: 1000, height: 2410 })], ['media.wrong-ratio']],
    ['a film that is described', [file({ ...FILM, alt: 'A film' })], ['media.no-alt-here']],
    ['a film and a picture', [file(FILM), file()], ['media.mixed']],
    ['two films', [file(FILM), file(FILM)], ['media.mixed']],
    ['a document', [file(PDF)], []],
    ['a document of more than 100 MB', [file({ ...PDF, bytes: 100 * MIB + 1 })], ['media.too-large']],
    ['a document of 300 pages', [file({ ...PDF, details: { pages: 300 } })], []],
    ['a document of 301 pages', [file({ ...PDF, details: { pages: 301 } })], ['media.too-many-pages']],
    ['a film in a MOV', [file({ ...FILM, mimeType: 'video/quicktime' })], ['media.wrong-container']],
    ['a document and a picture', [file(), file(PDF)], ['media.stands-alone']],
    ['a Word document', [file({ mimeType: 'application/msword', alt: '' })], ['media.wrong-type']],
  ])('%s', (_what, media, expected) => {
    expect(codes(check({ media: [...media] }))).toEqual(expected);
  });

  test('every problem says which file it is about', () => {
    const problems = check({ media: [file(), file({ mimeType: 'image/webp', name: 'b.webp' })] });
    expect(problems).toMatchObject([{ segment: 0, media: 1, about: { file: 'b.webp' } }]);
  });
});

describe('polls', () => {
  const poll = { answers: ['Rye', 'Wheat'], minutes: 3 * DAY };
  test.each<[what: string, segment: Partial<DraftSegment>, expected: readonly string[]]>([
    ['two answers', { poll }, []],
    ['four answers', { poll: { ...poll, answers: ['A', 'B', 'C', 'D'] } }, []],
    ['five', { poll: { ...poll, answers: ['A', 'B', 'C', 'D', 'E'] } }, ['poll.answers']],
    ['one', { poll: { ...poll, answers: ['A'] } }, ['poll.answers']],
    ['an empty answer', { poll: { ...poll, answers: ['A', ' '] } }, ['poll.answer-empty']],
    ['an answer of 30', { poll: { ...poll, answers: ['A', 'x'.repeat(30)] } }, []],
    ['an answer of 31', { poll: { ...poll, answers: ['A', 'x'.repeat(31)] } }, ['poll.answer-too-long']],
    ['two days', { poll: { ...poll, minutes: 2 * DAY } }, ['poll.duration']],
    ['fourteen days', { poll: { ...poll, minutes: 14 * DAY } }, []],
    ['a question of 140', { poll, text: 'x'.repeat(140) }, []],
    ['a question of 141', { poll, text: 'x'.repeat(141) }, ['text.too-long']],
    ['a long text above a short question', { poll, text: `${'x'.repeat(3000)}\nWhich?` }, []],
    ['no question', { poll, text: ' ' }, ['poll.no-question']],
    ['a picture beside it', { poll, media: [file()] }, ['poll.with-media']],
  ])('%s', (_what, segment, expected) => {
    expect(codes(check(segment))).toEqual(expected);
  });

  test('the question is the last line', () => {
    expect(splitPoll('Hello\r\n\r\nAll good?\nWhich bread? \n')).toEqual({
      question: 'Which bread?',
      commentary: 'Hello\n\nAll good?',
    });
  });

  test.each([
    [DAY, 'ONE_DAY'],
    [3 * DAY, 'THREE_DAYS'],
    [7 * DAY, 'SEVEN_DAYS'],
    [14 * DAY, 'FOURTEEN_DAYS'],
  ])('%i minutes are %s', (minutes, word) => {
    expect(durationOf(minutes)).toBe(word);
  });
});

describe('choices', () => {
  test('a page has no connections', () => {
    const options = { visibility: 'CONNECTIONS' };
    expect(codes(check({}, { options }, { isPage: 1 }))).toEqual(['option.not-possible']);
    expect(check({}, { options })).toEqual([]);
  });

  test.each([
    ['LOGGED_IN', 'LOGGED_IN'],
    ['something else', 'PUBLIC'],
    [undefined, 'PUBLIC'],
  ])('who sees it: %s is %s', (chosen, word) => {
    expect(visibilityOf(chosen)).toBe(word);
  });
});

test('every problem has its whole sentence', () => {
  const drafts = [
    check({
      media: [file({ ...FILM, bytes: 1, durationMs: 1, width: 1, height: 9 }), file({ mimeType: 'x/y', alt: '' })],
    }),
    check(
      { text: 'x'.repeat(4000), poll: { answers: ['x'.repeat(40)], minutes: 1 } },
      { firstComment: 'x'.repeat(2000) },
    ),
    check(
      { media: [file({ width: 9e4, height: 9e4, alt: 'x'.repeat(5000) })] },
      { options: { visibility: 'CONNECTIONS' } },
      { isPage: 1 },
    ),
  ];
  for (const problem of drafts.flat()) {
    expect(Object.keys(PROBLEMS)).toContain(problem.code);
    expect(problemSentence(problem)).not.toContain('…');
  }
});
