import { expect, test } from 'vitest';
import { firstLink, linkOf } from '#shared/posts/first-link.ts';

test.each([
  ['See https://mill.example/open-day for more', 'https://mill.example/open-day'],
  ['(https://mill.example)', 'https://mill.example'],
  ['https://mill.example/a_(b) and so on', 'https://mill.example/a_(b)'],
  ['https://mill.example/a_(b)', 'https://mill.example/a_(b)'],
  ['Really? https://mill.example/why?!', 'https://mill.example/why'],
  ['https://mill.example/?q=bread&page=2#top.', 'https://mill.example/?q=bread&page=2#top'],
  ['“https://mill.example/quote”', 'https://mill.example/quote'],
  ['HTTPS://MILL.EXAMPLE/Big', 'HTTPS://MILL.EXAMPLE/Big'],
  ['first https://a.example then https://b.example', 'https://a.example'],
  ['https://mühle.example/brot', 'https://mühle.example/brot'],
  ['mill.example without a scheme', undefined],
  ['https:// nothing', undefined],
  ['no link at all', undefined],
  ['', undefined],
])('in “%s” the first link is %s', (text, link) => {
  expect(firstLink(text)).toBe(link);
});

test('a card is made of the first link, unless a person chose another or none, or files or a poll are in its place', () => {
  const part = { text: 'See https://a.example', media: [] };
  expect(linkOf(part)).toBe('https://a.example');
  expect(linkOf({ ...part, link: 'https://b.example' })).toBe('https://b.example');
  expect(linkOf({ ...part, link: 'none' })).toBeUndefined();
  expect(linkOf({ ...part, poll: { answers: ['a', 'b'], minutes: 60 } })).toBeUndefined();
  expect(linkOf({ ...part, media: [{ media: 'a'.repeat(64) as never, alt: '' }] })).toBeUndefined();
});
