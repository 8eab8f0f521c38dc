import { expect, test } from 'vitest';
import { readServerAddress } from '#shared/platforms/mastodon/server-address.ts';

test.each<[typed: string, origin: string]>([
  ['mastodon.social', 'https://mastodon.social'],
  ['  Mastodon.Social  ', 'https://mastodon.social'],
  ['https://mastodon.social', 'https://mastodon.social'],
  ['https://mastodon.social/', 'https://mastodon.social'],
  ['https://mastodon.social///', 'https://mastodon.social'],
  ['HTTPS://Mastodon.Social/@alice?x=1#top', 'https://mastodon.social'],
  ['mastodon.social/home', 'https://mastodon.social'],
  ['@alice@mastodon.social', 'https://mastodon.social'],
  ['alice@mastodon.social', 'https://mastodon.social'],
  ['@mastodon.social', 'https://mastodon.social'],
  ['\u2068@alice@mastodon.social\u2069', 'https://mastodon.social'],
  ['social.example.com:8443', 'https://social.example.com:8443'],
  ['https://social.example.com:443', 'https://social.example.com'],
  ['mastodon.social.', 'https://mastodon.social'],
  ['bücher.example', 'https://bücher.example'],
  ['http://127.0.0.1:4600', 'http://127.0.0.1:4600'],
  ['http://localhost:3000/', 'http://localhost:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['127.0.0.1:4600', 'http://127.0.0.1:4600'],
  ['https://localhost', 'https://localhost'],
])('%s means %s', (typed, origin) => {
  expect(readServerAddress(typed)).toMatchObject({ origin, host: origin.replace(/^https?:\/\//, '') });
});

test.each([
  '',
  '   ',
  'mastodon',
  '@alice',
  'http://mastodon.social',
  'http://127.evil.example',
  'ftp://mastodon.social',
  'javascript:alert(1)',
  'https://',
  'mastodon.social:99999999',
  'not a server',
])('“%s” is refused', (typed) => {
  expect(readServerAddress(typed)).toEqual({ problem: expect.any(String) as unknown });
});
