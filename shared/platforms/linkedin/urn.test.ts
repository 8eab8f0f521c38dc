import { expect, test } from 'vitest';
import { isOwnHost, permalinkOf } from '#shared/platforms/linkedin/addresses.ts';
import { isPage, isUgcPost, madeAt, postUrnIn } from '#shared/platforms/linkedin/urn.ts';

test('the number of a post holds when it was made', () => {
  expect(new Date(madeAt('urn:li:share:7141138937766391808') ?? 0).toISOString()).toMatch(/^2023-12-14T/);
});

test.each(['urn:li:share:12', 'urn:li:share:99999999999999999999', 'urn:li:share:100000000000000', 'nonsense'])(
  '%s tells no time',
  (urn) => {
    expect(madeAt(urn)).toBeUndefined();
  },
);

test.each([
  ['Content is a duplicate of urn:li:share:7141138937766391808', 'urn:li:share:7141138937766391808'],
  ['duplicate of urn:li:ugcPost:71. Try again', 'urn:li:ugcPost:71'],
  ['duplicate of urn:li:person:AbC', undefined],
  ['duplicate', undefined],
])('%s names %s', (words, urn) => {
  expect(postUrnIn(words)).toBe(urn);
});

test('who is a page, and what a ugcPost', () => {
  expect([isPage('urn:li:organization:1'), isPage('urn:li:person:urn:li:organization:1')]).toEqual([true, false]);
  expect([isUgcPost('urn:li:ugcPost:1'), isUgcPost('urn:li:share:1')]).toEqual([true, false]);
});

test('where a post is seen', () => {
  expect(permalinkOf('urn:li:share:1', 'https://api.linkedin.com')).toBe(
    'https://www.linkedin.com/feed/update/urn:li:share:1/',
  );
  expect(isOwnHost('not an address', 'https://api.linkedin.com')).toBe(false);
});
