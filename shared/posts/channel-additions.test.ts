import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DEFAULTS, type ChannelDefaults } from '#shared/channels/channel-defaults.ts';
import type { ChannelId, PlatformId } from '#shared/ids.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { firstLink } from '#shared/posts/first-link.ts';
import { dateOf, sentComment, sentText, withUtm, type Reader } from '#shared/posts/channel-additions.ts';

const DATE = '2026-11-24';
const UTM = { source: '{network}', medium: 'social', campaign: 'advent {date}', content: '' };
const TAKES = CATALOG.find((one) => one.takes.firstComment)?.id as PlatformId;
const TAKES_NONE = CATALOG.find((one) => !one.takes.firstComment)?.id as PlatformId;

function reader(defaults: Partial<ChannelDefaults>, platform = 'example' as PlatformId): Reader {
  const channel = {
    id: crypto.randomUUID() as ChannelId,
    platform,
    handle: '@mill',
    defaults: { ...NO_DEFAULTS, ...defaults },
  };
  return { channel, zone: 'Europe/Berlin' };
}

function said(text: string, signature: string, more: { isLast?: boolean; media?: 1; poll?: true } = {}): string {
  const media = more.media === undefined ? [] : [{ media: 'a'.repeat(64) as never, alt: '' }];
  const poll = more.poll && { answers: ['Yes', 'No'], minutes: 60 };
  return sentText({ text, media, ...(poll && { poll }) }, reader({ signature }), DATE, more.isLast ?? true);
}

describe('a signature', () => {
  test('stands below the words of the last part', () => {
    expect(said('Fresh bread', '— The Mill')).toBe('Fresh bread\n\n— The Mill');
    expect(said('Fresh bread \n', '— The Mill\n')).toBe('Fresh bread\n\n— The Mill');
    expect(said('One', '— The Mill', { isLast: false })).toBe('One');
  });

  test('stands alone below a picture, and never makes a post out of nothing or of a question', () => {
    expect(said('', '— The Mill', { media: 1 })).toBe('— The Mill');
    expect(said(' ', '— The Mill')).toBe(' ');
    expect(said('Rye?', '— The Mill', { poll: true })).toBe('Rye?');
  });

  test('is not written twice under words that already end with it', () => {
    expect(said('Fresh bread\n\n— The Mill', '— The Mill')).toBe('Fresh bread\n\n— The Mill');
  });

  test('that is empty changes nothing', () => {
    expect(said('Fresh bread \n', '  ')).toBe('Fresh bread \n');
  });
});

describe('parameters on links', () => {
  /** Those that are whole when they stand in a sentence. */
  const addresses = fc
    .webUrl({ withFragments: true, withQueryParameters: true })
    .filter((address) => firstLink(address) === address);
  const linked = (text: string, utm = UTM): string => withUtm(text, reader({ utm }), DATE);

  test.each([
    [
      'https://mill.example',
      'https://mill.example?utm_source=example&utm_medium=social&utm_campaign=advent%202026-11-24',
    ],
    [
      'See https://mill.example/a?b=1#top.',
      'See https://mill.example/a?b=1&utm_source=example&utm_medium=social&utm_campaign=advent%202026-11-24#top.',
    ],
    [
      '(https://mill.example/?utm_source=mine)',
      '(https://mill.example/?utm_source=mine&utm_medium=social&utm_campaign=advent%202026-11-24)',
    ],
    ['mill.example has none', 'mill.example has none'],
  ])('%s becomes %s', (before, after) => {
    expect(linked(before)).toBe(after);
  });

  test('say whose channel it is, and stay away when they are empty', () => {
    expect(
      linked('https://a.example', { ...UTM, source: '', medium: '', campaign: '', content: '{channel}{other}' }),
    ).toBe('https://a.example?utm_content=mill%7Bother%7D');
    expect(linked('https://a.example', { source: '', medium: ' ', campaign: '', content: '' })).toBe(
      'https://a.example',
    );
  });

  test('added twice are the same as once, whatever the address', () => {
    fc.assert(
      fc.property(addresses, fc.string(), (address, words) => {
        const once = linked(`${words} ${address}`);
        expect(linked(once)).toBe(once);
      }),
    );
  });

  test('leave host, path and fragment as they are, and what was in the query', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const [before, after] = [new URL(address), new URL(withUtm(address, reader({ utm: UTM }), DATE))];
        expect([after.host, after.pathname, after.hash]).toEqual([before.host, before.pathname, before.hash]);
        for (const [name, value] of before.searchParams) expect(after.searchParams.getAll(name)).toContain(value);
      }),
    );
  });
});

describe('a first comment', () => {
  const written = (firstComment: string, platform: PlatformId): string =>
    sentComment({ firstComment }, reader({ firstComment: 'Recipes: https://mill.example', utm: UTM }, platform), DATE);

  test('of the post comes before that of the channel, which stands in where the network takes one', () => {
    expect(written('Mine', TAKES)).toBe('Mine');
    expect(written('  ', TAKES)).toContain(`Recipes: https://mill.example?utm_source=${TAKES}`);
    expect(written('', TAKES_NONE)).toBe('');
  });
});

test('the day is the one the post is planned for, in the zone it was planned in', () => {
  const at = Date.UTC(2026, 10, 24, 23, 30);
  const planned = { wall: '2026-12-01T09:00', zone: 'Asia/Tokyo' };
  expect(dateOf({ plan: { kind: 'at', planned, dueAt: at }, updatedAt: 1 }, 'Europe/Berlin')).toBe('2026-12-01');
  expect(dateOf({ plan: { kind: 'now', dueAt: at }, updatedAt: 1 }, 'Europe/Berlin')).toBe('2026-11-25');
  expect(dateOf({ plan: { kind: 'none' }, updatedAt: at }, 'UTC')).toBe('2026-11-24');
});
