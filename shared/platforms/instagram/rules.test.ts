import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { hashtagsIn, hasLink, mentionsIn } from '#shared/platforms/instagram/caption-marks.ts';
import { instagram } from '#shared/platforms/instagram/rules.ts';
import { problemSentence, stopping } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

const { rules } = instagram;
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

function draft(text: string, media: DraftMedia[] = [picture()], more: Partial<Draft> = {}): Draft {
  return { segments: [{ text, media }], options: {}, ...more };
}

function said(what: Draft): string[] {
  return rules.check(what, {}).map((problem) => `${problem.severity}: ${problemSentence(problem)}`);
}

const many = (what: string, count: number): string => Array.from({ length: count }, (_, n) => `${what}${n}`).join(' ');

describe('what can go out', () => {
  test.each<[what: string, draft: Draft]>([
    ['a picture with words', draft('Fresh bread')],
    ['a picture without words', draft('')],
    ['2200 characters', draft('a'.repeat(2200))],
    ['five hashtags and twenty mentions', draft(`${many('#tag', 5)} ${many('@name', 20)}`)],
    ['4:5', draft('', [picture({ width: 1080, height: 1350 })])],
    ['1.91:1', draft('', [picture({ width: 1910, height: 1000 })])],
    ['a picture whose size is not known', draft('', [picture({ width: 0, height: 0 })])],
    ['one byte under 8 MiB', draft('', [picture({ bytes: 8 * MIB - 1 })])],
    ['a reel of three seconds', draft('', [film({ durationMs: 3_000 })])],
    ['a reel of fifteen minutes and 300 MB', draft('', [film({ durationMs: 900_000, bytes: 300_000_000 })])],
    ['a MOV', draft('', [film({ mimeType: 'video/quicktime' })])],
    [
      'ten files',
      draft(
        '',
        Array.from({ length: 10 }, () => picture()),
      ),
    ],
    ['a story, upright', draft('', [picture({ alt: '', width: 1080, height: 1920 })], { options: { kind: 'story' } })],
    ['a story of a minute', draft('', [film({ durationMs: 60_000 })], { options: { kind: 'story' } })],
    ['a first comment', draft('', [picture()], { firstComment: 'First' })],
    [
      'all options of a picture',
      draft('', [picture()], { options: { locationId: '12', userTags: '@a, b', collaborators: 'c' } }),
    ],
    [
      'all options of a reel',
      draft('', [film()], { options: { kind: 'reel', shareToFeed: 'yes', coverAtMs: '29999' } }),
    ],
  ])('%s', (_what, one) => {
    expect(rules.check(one, {})).toEqual([]);
  });
});

describe('what cannot, and what a person should know', () => {
  const story = { options: { kind: 'story' } };

  test.each<[what: string, draft: Draft, sentence: string]>([
    ['nothing attached', draft('Only words', []), 'stops: This network needs a picture or a video.'],
    ['2201 characters', draft('a'.repeat(2201)), 'stops: 1 characters too many (2201 of 2200).'],
    ['six hashtags', draft(many('#t', 6)), 'warns: At most 5 hashtags; this has 6.'],
    ['31 hashtags', draft(many('#t', 31)), 'stops: At most 30 hashtags; this has 31.'],
    [
      'hashtags in the first comment count too',
      draft(many('#t', 3), [picture()], { firstComment: many('#c', 3) }),
      'warns: At most 5 hashtags; this has 6.',
    ],
    ['21 mentions', draft(many('@n', 21)), 'stops: At most 20 mentions; this has 21.'],
    ['a link', draft('See https://bakery.example'), 'warns: Nobody can click a link in this text.'],
    [
      'eleven files',
      draft(
        '',
        Array.from({ length: 11 }, () => picture()),
      ),
      'stops: At most 10 files; this has 11.',
    ],
    [
      'a PNG',
      draft('', [picture({ name: 'a.png', mimeType: 'image/png' })]),
      'stops: a.png: this network takes JPEG, MP4, MOV.',
    ],
    ['8 MiB', draft('', [picture({ bytes: 8 * MIB })]), 'stops: bread.jpg has 8.0 MB; the most is 8.0 MB.'],
    [
      'narrower than 4:5',
      draft('', [picture({ width: 1080, height: 1351 })]),
      'stops: bread.jpg is 0.799:1 (width to height); this network takes 4:5 to 1.91:1.',
    ],
    [
      'wider than 1.91:1',
      draft('', [picture({ width: 1920, height: 1000 })]),
      'stops: bread.jpg is 1.92:1 (width to height); this network takes 4:5 to 1.91:1.',
    ],
    [
      'no description',
      draft('', [picture({ alt: ' ' })]),
      'warns: bread.jpg has no description for people who do not see it.',
    ],
    [
      'a long description',
      draft('', [picture({ alt: 'a'.repeat(1001) })]),
      'stops: The description of bread.jpg is 1 characters too long.',
    ],
    ['a described video', draft('', [film({ alt: 'Oven' })]), 'warns: This network keeps no description for oven.mp4.'],
    ['a described story', draft('', [picture()], story), 'warns: This network keeps no description for bread.jpg.'],
    [
      'words in a story',
      draft('Hi', [film()], story),
      'warns: This kind of post shows no text; it goes out without it.',
    ],
    ['two files in a story', draft('', [film(), film()], story), 'stops: Kind: a story is made of one file'],
    [
      'a comment under a story',
      draft('', [film()], { ...story, firstComment: 'First' }),
      'stops: First comment: nobody can comment a story',
    ],
    ['2.9 seconds', draft('', [film({ durationMs: 2_900 })]), 'stops: oven.mp4 lasts 2.9 s; the least is 3 s.'],
    [
      '15 minutes and 1 s',
      draft('', [film({ durationMs: 901_000 })]),
      'stops: oven.mp4 lasts 15 min 1 s; the most is 15 min.',
    ],
    [
      'a story of 61 s',
      draft('', [film({ durationMs: 61_000 })], story),
      'stops: oven.mp4 lasts 1 min 1 s; the most is 1 min.',
    ],
    [
      'an AV1 film',
      draft('', [film({ details: { videoCodec: 'av1' } })]),
      'stops: oven.mp4 is in AV1; this network takes H.264 or H.265 (HEVC). Save it as MP4 with H.264.',
    ],
    [
      '120 frames a second',
      draft('', [film({ details: { frameRate: 119.88 } })]),
      'stops: oven.mp4 has 119.88 frames a second; the most is 60. Save it with fewer.',
    ],
    [
      '15 frames a second',
      draft('', [film({ details: { frameRate: 15 } })], story),
      'stops: oven.mp4 has 15 frames a second; the least is 23. Save it with more.',
    ],
    [
      'a sound in Opus',
      draft('', [film({ details: { audioCodec: 'opus' } })]),
      'stops: oven.mp4 has its sound in Opus; this network takes AAC. Save it as MP4 with AAC.',
    ],
    [
      'a sound of 96 kHz',
      draft('', [film({ details: { sampleRate: 96_000 } })]),
      'stops: oven.mp4 has sound of 96 kHz; the most is 48. Save it with 48 kHz.',
    ],
    [
      'more than 25 Mbit a second',
      draft('', [film({ bytes: 97_500_000 })]),
      'stops: oven.mp4 has 26 Mbit a second; the most is 25. Save it at a lower bit rate.',
    ],
    [
      'a story of 101 MB',
      draft('', [film({ bytes: 101_000_000, durationMs: 59_000 })], story),
      'stops: oven.mp4 has 96.3 MB; the most is 95.4 MB.',
    ],
    [
      'a video wider than 1920',
      draft('', [film({ width: 3840, height: 2160 })]),
      'stops: oven.mp4 is 3840 × 2160 pixels; this network takes videos up to 1920 pixels wide.',
    ],
    [
      'a video far too wide',
      draft('', [film({ width: 1900, height: 100 })]),
      'stops: oven.mp4 is 19:1 (width to height); this network takes 1:100 to 10:1.',
    ],
    [
      'a carousel of several ratios',
      draft('', [picture(), picture({ width: 1000, height: 1000 })]),
      'warns: bread.jpg is 1:1 (width to height); this network takes the ratio of the first file (0.8:1) and cuts the others to it.',
    ],
    [
      'a reel of a picture',
      draft('', [picture()], { options: { kind: 'reel' } }),
      'stops: Kind: a reel is made of one video',
    ],
    [
      'tags in a carousel',
      draft('', [picture(), picture()], { options: { userTags: 'a' } }),
      'stops: Tag people: a post of several files takes no tags',
    ],
    [
      'tags in a story',
      draft('', [film()], { options: { kind: 'story', userTags: 'a' } }),
      'stops: Tag people: a story takes no tags',
    ],
    [
      '21 tags',
      draft('', [picture()], { options: { userTags: many('n', 21) } }),
      'stops: Tag people: at most 20 people can be tagged',
    ],
    [
      'a name that is none',
      draft('', [picture()], { options: { userTags: 'ann-marie' } }),
      'stops: Tag people: “ann-marie” is not an Instagram name',
    ],
    [
      'a collaborator of a story',
      draft('', [film()], { options: { kind: 'story', collaborators: 'a' } }),
      'stops: Collaborators: a story takes none',
    ],
    [
      'a collaborator of a carousel',
      draft('', [picture(), picture()], { options: { collaborators: 'a' } }),
      'warns: Collaborators: Instagram refuses them for some posts of several files',
    ],
    [
      'a place by its name',
      draft('', [picture()], { options: { locationId: 'Berlin' } }),
      'stops: Location: it is the number of a page, without letters',
    ],
    [
      'a place of a story',
      draft('', [film()], { options: { kind: 'story', locationId: '1' } }),
      'stops: Location: a story takes none',
    ],
    [
      'a cover of a picture',
      draft('', [picture()], { options: { coverAtMs: '1' } }),
      'stops: Cover picture at: only a reel has a cover that can be chosen',
    ],
    [
      'a cover in words',
      draft('', [film()], { options: { coverAtMs: '1.5 s' } }),
      'stops: Cover picture at: it is a whole number of milliseconds',
    ],
    [
      'a cover after the end',
      draft('', [film()], { options: { coverAtMs: '30000' } }),
      'stops: Cover picture at: the video lasts 30000 milliseconds',
    ],
    [
      'a long first comment',
      draft('', [picture()], { firstComment: 'a'.repeat(2201) }),
      'stops: The first comment is 1 characters too long (2201 of 2200).',
    ],
    [
      'a poll',
      { segments: [{ text: '', media: [picture()], poll: { answers: ['a', 'b'], minutes: 60 } }], options: {} },
      'stops: This network has no polls.',
    ],
    [
      'a thread',
      {
        segments: [
          { text: 'One', media: [picture()] },
          { text: 'Two', media: [] },
        ],
        options: {},
      },
      'stops: This network has no threads; write one part for it.',
    ],
  ])('%s', (_what, one, sentence) => {
    expect(said(one)).toEqual([sentence]);
  });

  test('a problem of a file names which one', () => {
    const [problem] = rules.check(draft('', [picture(), picture({ bytes: 9 * MIB })]), {});
    expect(problem).toMatchObject({ segment: 0, media: 1 });
  });

  test('an emoji counts as the two units it has', () => {
    expect(rules.count('🥖', {})).toEqual({ used: 2, limit: 2200 });
    expect(stopping(rules.check(draft(`${'a'.repeat(2199)}🥖`), {}))).toHaveLength(1);
  });
});

describe('counting', () => {
  test.each([
    ['#bread #rye', 2],
    ['#bread#rye', 2],
    ['# bread, a#, C#', 0],
    ['＃パン and #Brötchen', 2],
    ['#1', 1],
    ['no tags', 0],
  ])('hashtags of “%s”: %i', (text, count) => {
    expect(hashtagsIn(text)).toBe(count);
  });

  test.each([
    ['@mill and @farm.er', 2],
    ['write to anna@mill.example', 0],
    ['(@mill)', 1],
    ['@', 0],
  ])('mentions of “%s”: %i', (text, count) => {
    expect(mentionsIn(text)).toBe(count);
  });

  test.each([
    ['https://mill.example', true],
    ['see www.mill.example', true],
    ['anna@www.mill.example', false],
    ['mill.example', false],
  ])('“%s” has a link: %s', (text, isThere) => {
    expect(hasLink(text)).toBe(isThere);
  });
});
