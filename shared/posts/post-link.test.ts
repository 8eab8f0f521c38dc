import { expect, test } from 'vitest';
import type { PostId } from '#shared/ids.ts';
import { isPostLink, postLink, postOfLink } from '#shared/posts/post-link.ts';

const ID = '0b8f2c7e-6a57-4c2f-9f0e-3d8a1c5b7e42' as PostId;

test('a link that was made leads back to its post', () => {
  expect(postOfLink(postLink(ID))).toBe(ID);
  expect(postOfLink(`POSTWRIGHT://POST/${ID}/`)).toBe(ID);
});

test.each([
  'postwright://post/',
  'postwright://post/all',
  `postwright://post/${ID}?publish=now`,
  `postwright://post/${ID}#x`,
  `postwright://post/../${ID}`,
  `postwright://post/${ID}/publish`,
  `postwright://post/${'a'.repeat(5000)}`,
  'postwright://post/%00',
  `postwright://poster/${ID}`,
])('%s leads nowhere', (link) => {
  expect(isPostLink(link)).toBe(true);
  expect(postOfLink(link)).toBeUndefined();
});

test('the way back from a sign-in is none of them', () => {
  expect(isPostLink('postwright://oauth/callback?code=1&state=s')).toBe(false);
});
