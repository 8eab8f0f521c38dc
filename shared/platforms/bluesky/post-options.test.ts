import { describe, expect, test } from 'vitest';
import { bluesky } from '#shared/platforms/bluesky/rules.ts';
import { readOptions } from '#shared/platforms/bluesky/post-options.ts';
import type { Problem } from '#shared/posts/draft-problems.ts';

describe('a post to be quoted', () => {
  test.each([
    ['https://bsky.app/profile/bob.test/post/3kabc', { actor: 'bob.test', rkey: '3kabc' }],
    [' https://bsky.app/profile/bob.test/post/3kabc/ ', { actor: 'bob.test', rkey: '3kabc' }],
    ['https://bsky.app/profile/bob.test/post/3kabc?ref=x#y', { actor: 'bob.test', rkey: '3kabc' }],
    ['https://bsky.app/profile/did:plc:abc/post/3kabc', { actor: 'did:plc:abc', rkey: '3kabc' }],
    ['https://bsky.app/profile/did%3Aplc%3Aabc/post/3kabc', { actor: 'did:plc:abc', rkey: '3kabc' }],
    ['at://did:plc:abc/app.bsky.feed.post/3kabc', { actor: 'did:plc:abc', rkey: '3kabc' }],
  ])('is read from %s', (typed, address) => {
    expect(readOptions({ quote: typed }).quote).toEqual(address);
    expect(problemsOf({ quote: typed })).toEqual([]);
  });

  test.each([
    'https://bsky.app/profile/bob.test',
    'https://bsky.app.example.com/profile/bob.test/post/3kabc',
    'http://bsky.app/profile/bob.test/post/3kabc',
    'https://bsky.app/profile/bob test/post/3kabc',
    'at://did:plc:abc/app.bsky.feed.like/3kabc',
    'that one',
  ])('is not read from %s, which is said', (typed) => {
    expect(readOptions({ quote: typed }).quote).toBeUndefined();
    expect(problemsOf({ quote: typed })).toMatchObject([
      { code: 'option.not-possible', severity: 'stops', about: { option: 'Quote a post' } },
    ]);
  });
});

describe('languages', () => {
  test.each([
    ['en', ['en']],
    ['en, de', ['en', 'de']],
    ['en;pt-BR  zh-Hant', ['en', 'pt-BR', 'zh-Hant']],
    [' , ', []],
  ])('are read from “%s”', (typed, langs) => {
    expect(readOptions({ langs: typed }).langs).toEqual(langs);
    expect(problemsOf({ langs: typed })).toEqual([]);
  });

  test.each([
    ['english', '“english” is not the code of a language.'],
    ['en, 12', '“12” is not the code of a language.'],
    ['en-', '“en-” is not the code of a language.'],
    ['en de fr it', 'at most 3; this has 4.'],
  ])('cannot be “%s”', (typed, reason) => {
    expect(problemsOf({ langs: typed })).toEqual([
      { code: 'option.not-possible', severity: 'stops', about: { option: 'Languages', reason } },
    ]);
  });
});

test('what was not chosen is how the network does it by itself', () => {
  expect(readOptions({})).toEqual({
    whoCanReply: 'everyone',
    noQuotes: false,
    quote: undefined,
    label: undefined,
    langs: [],
    gallery: false,
  });
});

test('every choice that the form offers is understood', () => {
  for (const { name, kind, choices } of bluesky.options) {
    for (const { value } of kind === 'choice' ? (choices ?? []) : []) expect(problemsOf({ [name]: value })).toEqual([]);
  }
  expect(readOptions({ whoCanReply: 'followers', labels: 'porn', gallery: 'yes', noQuotes: 'yes' })).toMatchObject({
    whoCanReply: 'followers',
    label: 'porn',
    gallery: true,
    noQuotes: true,
  });
});

function problemsOf(options: Record<string, string>): readonly Problem[] {
  return bluesky.rules.check({ segments: [{ text: 'fine', media: [] }], options }, {});
}
