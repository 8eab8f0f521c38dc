import { describe, expect, test } from 'vitest';
import { mediaId } from '#shared/ids.ts';
import { threads } from '#shared/platforms/threads/rules.ts';
import { problemSentence } from '#shared/posts/draft-problems.ts';
import type { Draft, DraftMedia } from '#shared/publishing/publication.ts';

const { rules } = threads;
const MIB = 1024 * 1024;
const MINUTE = 60_000;

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
    alt: 'Oven',
    name: 'oven.mp4',
    mimeType: 'video/mp4',
    width: 1080,
    height: 1920,
    durationMs: 30_000,
    ...more,
  });
}

function pictures(count: number): DraftMedia[] {
  return Array.from({ length: count }, () => picture());
}

type Segment = Draft['segments'][number];

function draft(text: string, media: DraftMedia[] = [], more: Partial<Draft> = {}): Draft {
  return { segments: [{ text, media }], options: {}, ...more };
}

function part(text: string, more: Partial<Segment>): Draft {
  return { segments: [{ text, media: [], ...more }], options: {} };
}

function poll(answers: string[], minutes = 1440): Partial<Segment> {
  return { poll: { answers, minutes } };
}

function links(count: number): string {
  return Array.from({ length: count }, (_, n) => `https://bakery.example/${n}`).join(' ');
}

function thread(...texts: string[]): Draft {
  return { segments: texts.map((text) => ({ text, media: [] })), options: {} };
}

function said(what: Draft): string[] {
  return rules.check(what, {}).map((problem) => `${problem.severity}: ${problemSentence(problem)}`);
}

describe('what can go out', () => {
  test.each<[what: string, draft: Draft]>([
    ['words', draft('Fresh bread')],
    ['500 characters', draft('a'.repeat(500))],
    ['125 emoji of four bytes', draft('🥖'.repeat(125))],
    ['a picture without words', draft('', [picture()])],
    ['five links', draft(links(5))],
    ['five links, one of them twice', draft(`${links(5)} https://bakery.example/0`)],
    ['five links, one of them the card', part(links(5), { link: 'https://bakery.example/0' })],
    ['a link beside a picture, which makes no card', part(links(5), { link: 'https://x.example', media: [picture()] })],
    ['twenty files', draft('', pictures(20))],
    ['pictures and videos together', draft('', [picture(), film()])],
    ['a PNG', draft('', [picture({ mimeType: 'image/png' })])],
    ['a MOV', draft('', [film({ mimeType: 'video/quicktime' })])],
    ['a picture of 8 MiB', draft('', [picture({ bytes: 8 * MIB })])],
    ['a picture of 10:1', draft('', [picture({ width: 3000, height: 300 })])],
    ['a picture of 1:10', draft('', [picture({ width: 300, height: 3000 })])],
    ['a picture whose size is not known', draft('', [picture({ width: 0, height: 0 })])],
    ['a video of five minutes', draft('', [film({ durationMs: 5 * MINUTE })])],
    ['a video whose length is not known', draft('', [{ ...picture(), name: 'a.mp4', mimeType: 'video/mp4' }])],
    ['a video of 1 GiB', draft('', [film({ bytes: 1024 * MIB, durationMs: 5 * MINUTE })])],
    ['a video of 1920 pixels', draft('', [film({ width: 1920, height: 1080 })])],
    ['a video of 10:1', draft('', [film({ width: 1900, height: 190 })])],
    ['a video of 0.01:1', draft('', [film({ width: 20, height: 2000 })])],
    ['a video of 100 Mbit per second', draft('', [film({ bytes: 12_500_000, durationMs: 1000 })])],
    ['a description of 1000 characters', draft('', [picture({ alt: 'é'.repeat(1000) })])],
    ['a poll of two', part('Which?', poll(['Rye', 'Spelt']))],
    ['a poll of four answers of 25', part('Which?', poll(['a', 'b', 'c', 'd'].map((one) => one.repeat(25))))],
    ['a topic of 50 characters', draft('Hi', [], { options: { topicTag: `#${'a'.repeat(50)}` } })],
    ['a topic of blanks, which is none', draft('Hi', [], { options: { topicTag: ' # ' } })],
    ['who can reply', draft('Hi', [], { options: { replyControl: 'followers_only' } })],
    ['a hidden picture', draft('', [picture()], { options: { spoiler: 'yes' } })],
    ['a thread', thread('One', 'Two', 'Three')],
    ['a first comment of 500 characters', draft('Hi', [], { firstComment: 'a'.repeat(500) })],
  ])('%s', (_what, one) => {
    expect(said(one)).toEqual([]);
  });
});

describe('what cannot, and what a person should know', () => {
  test.each<[what: string, draft: Draft, sentence: string]>([
    ['nothing', draft(' \n '), 'stops: Write something or add an image.'],
    ['an empty part', thread('One', ' '), 'stops: Part 2 of the thread is empty.'],
    ['501 characters', draft('a'.repeat(501)), 'stops: 1 characters too many (501 of 500).'],
    ['126 emoji of four bytes', draft('🥖'.repeat(126)), 'stops: 4 characters too many (504 of 500).'],
    ['a later part that is too long', thread('One', 'a'.repeat(502)), 'stops: 2 characters too many (502 of 500).'],
    ['six links', draft(links(6)), 'stops: At most 5 links; this has 6.'],
    ['five links and a card', part(links(5), { link: 'https://x.example' }), 'stops: At most 5 links; this has 6.'],
    ['five links and perhaps one more', draft(`${links(5)} mill.example`), 'warns: At most 5 links; this has 6.'],
    ['21 files', draft('', pictures(21)), 'stops: At most 20 files; this has 21.'],
    [
      'a GIF',
      draft('', [picture({ mimeType: 'image/gif' })]),
      'stops: bread.jpg: this network takes JPEG, PNG, MP4, MOV.',
    ],
    [
      'a WebM',
      draft('', [film({ mimeType: 'video/webm' })]),
      'stops: oven.mp4 is WebM; this network takes MP4 or MOV as a video. Save it as MP4 with H.264 and AAC.',
    ],
    [
      'one byte over 8 MiB',
      draft('', [picture({ bytes: 8 * MIB + 1 })]),
      'stops: bread.jpg has 8.0 MB; the most is 8.0 MB.',
    ],
    [
      'wider than 10:1',
      draft('', [picture({ width: 3001, height: 300 })]),
      'stops: bread.jpg is 3001:300 (width to height); this network takes 1:10 to 10:1.',
    ],
    [
      'narrower than 1:10',
      draft('', [picture({ width: 300, height: 3001 })]),
      'stops: bread.jpg is 300:3001 (width to height); this network takes 1:10 to 10:1.',
    ],
    [
      'a second over five minutes',
      draft('', [film({ durationMs: 5 * MINUTE + 1000 })]),
      'stops: oven.mp4 lasts 5 min 1 s; the most is 5 min.',
    ],
    [
      'no length at all',
      draft('', [film({ durationMs: 0 })]),
      'stops: oven.mp4 lasts 0 s; the least is more than that.',
    ],
    [
      'a byte over 1 GiB',
      draft('', [film({ bytes: 1024 * MIB + 1, durationMs: 5 * MINUTE })]),
      'stops: oven.mp4 has 1.0 GB; the most is 1.0 GB.',
    ],
    [
      'a pixel too wide',
      draft('', [film({ width: 1921, height: 1080 })]),
      'stops: oven.mp4 is 1921 × 1080 pixels; this network takes videos up to 1920 pixels wide.',
    ],
    [
      'a video wider than 10:1',
      draft('', [film({ width: 1910, height: 190 })]),
      'stops: oven.mp4 is 10.05:1 (width to height); this network takes 1:100 to 10:1.',
    ],
    [
      'a video narrower than 0.01:1',
      draft('', [film({ width: 20, height: 2001 })]),
      'stops: oven.mp4 is 1:100.05 (width to height); this network takes 1:100 to 10:1.',
    ],
    [
      'more than 100 Mbit per second',
      draft('', [film({ bytes: 12_600_000, durationMs: 1000 })]),
      'stops: oven.mp4 has 100.8 Mbit a second; the most is 100. Save it at a lower bit rate.',
    ],
    [
      'no description',
      draft('', [picture({ alt: ' ' })]),
      'warns: bread.jpg has no description for people who do not see it.',
    ],
    [
      'a description of 1001 characters',
      draft('', [film({ alt: 'é'.repeat(1001) })]),
      'stops: The description of oven.mp4 is 1 characters too long.',
    ],
    [
      'a poll beside a picture',
      part('Which?', { ...poll(['a', 'b']), media: [picture()] }),
      'stops: A poll cannot have files beside it.',
    ],
    ['a poll without a question', part(' ', poll(['a', 'b'])), 'stops: Write the question of the poll.'],
    ['a poll of one', part('Which?', poll(['a'])), 'stops: A poll has 2 to 4 answers; this has 1.'],
    [
      'a poll of five',
      part('Which?', poll(['a', 'b', 'c', 'd', 'e'])),
      'stops: A poll has 2 to 4 answers; this has 5.',
    ],
    ['an empty answer', part('Which?', poll(['a', ' '])), 'stops: Answer 2 of the poll is empty.'],
    [
      'an answer of 26',
      part('Which?', poll(['a', 'b'.repeat(26)])),
      'stops: Answer 2 of the poll is 1 characters too long.',
    ],
    ['a poll of an hour', part('Which?', poll(['a', 'b'], 60)), 'warns: A poll runs for 24 hours here.'],
    [
      'a topic with a full stop',
      draft('Hi', [], { options: { topicTag: 'node.js' } }),
      'stops: Topic: a topic has no full stop and no &',
    ],
    [
      'a topic with &',
      draft('Hi', [], { options: { topicTag: 'bread & cake' } }),
      'stops: Topic: a topic has no full stop and no &',
    ],
    [
      'a topic of two lines',
      draft('Hi', [], { options: { topicTag: 'bread\ncake' } }),
      'stops: Topic: a topic is one line',
    ],
    [
      'a topic of 51 characters',
      draft('Hi', [], { options: { topicTag: 'a'.repeat(51) } }),
      'stops: Topic: 1 characters too many',
    ],
    [
      'a way to reply that is none',
      draft('Hi', [], { options: { replyControl: 'friends' } }),
      'stops: Who can reply: Threads knows no “friends”',
    ],
    [
      'nothing to hide',
      draft('Hi', [], { options: { spoiler: 'yes' } }),
      'warns: Spoiler: there is no picture or video to hide',
    ],
    [
      'a first comment of 501 characters',
      draft('Hi', [], { firstComment: 'a'.repeat(501) }),
      'stops: The first comment is 1 characters too long (501 of 500).',
    ],
    [
      'a first comment of six links',
      draft('Hi', [], { firstComment: links(6) }),
      'stops: First comment: at most 5 links; this has 6',
    ],
  ])('%s', (_what, one, sentence) => {
    expect(said(one)).toEqual([sentence]);
  });

  test('a problem names the part and the file', () => {
    const one: Draft = {
      segments: [
        { text: 'One', media: [] },
        { text: 'Two', media: [picture(), picture({ bytes: 9 * MIB })] },
      ],
      options: {},
    };
    expect(rules.check(one, {})).toMatchObject([{ code: 'media.too-large', segment: 1, media: 1 }]);
  });
});

describe('what the composer asks', () => {
  test('how much of a text is used', () => {
    expect(rules.count('Brot 🥖', {})).toEqual({ used: 9, limit: 500 });
  });

  test('how many files and how long a description', () => {
    expect([rules.maxMedia({}), rules.maxAlt({})]).toEqual([20, 1000]);
  });

  test('every choice of an option can be chosen', () => {
    const options = threads.options ?? [];
    const choices = options.flatMap(({ name, choices: values = [] }) => values.map(({ value }) => [name, value]));

    expect(choices).toHaveLength(5);
    for (const [name = '', value = ''] of choices) {
      expect(said(draft('Hi', [], { options: { [name]: value } }))).toEqual([]);
    }
  });
});
