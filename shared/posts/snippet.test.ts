import { expect, test } from 'vitest';
import { mentionsIn } from '#shared/posts/mentions.ts';
import { filledIn, type SnippetPlace } from '#shared/posts/snippet.ts';

const place: SnippetPlace = {
  at: Date.parse('2026-11-27T08:30:00Z'),
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  workspace: 'The Mill House',
  channel: '@millhouse',
  network: 'Mastodon',
  link: 'https://mill.example',
};

test('a snippet says when the post goes out, in the zone of the plan', () => {
  expect(filledIn('{weekday}, {date}, {time}', place)).toBe('Friday, 27 November 2026, 09:30');
  expect(filledIn('{time}', { ...place, zone: 'Asia/Tokyo' })).toBe('17:30');
});

test('it names where it goes and what it leads to', () => {
  expect(filledIn('{workspace} on {network}: {channel} {link}', place)).toBe(
    'The Mill House on Mastodon: @millhouse https://mill.example',
  );
});

test('what is not known stays to be seen, and braces that mean something else stay, too', () => {
  const shared = { ...place, channel: undefined, link: undefined };
  expect(filledIn('{channel} {link} {price} {constructor}', shared)).toBe('{channel} {link} {price} {constructor}');
});

test.each([
  ['Thanks @ada.example.social and @bob@mill.example!', ['ada.example.social', 'bob@mill.example']],
  ['(@ada), @ada. @ada', ['ada']],
  ['mail to ada@mill.example or see https://mill.example/@ada', []],
  ['@ alone', []],
])('%s mentions %j', (text, handles) => {
  expect(mentionsIn(text)).toEqual(handles);
});
