import { telegramAdapter } from '#shared/platforms/telegram/adapter.ts';
import { troubleOf } from '#shared/platforms/telegram/failures.ts';
import { GOOD_TOKEN, no } from '#simulators/telegram.ts';
import { tellMessages } from '#tests/platforms/conformance/message-stories.ts';
import { telegramUnderTest } from '#tests/platforms/conformance/telegram.ts';

const ALT = { alt: '' };
tellMessages({
  under: telegramUnderTest,
  adapter: telegramAdapter,
  troubleOf,
  secret: { is: 'made-up_key', shownAs: '/bot[redacted]/sendMessage', unsigned: '/bot/getMe' },
  rules: [
    ['4096 characters', 'x'.repeat(4096), [], []],
    ['4097 characters', 'x'.repeat(4097), [], ['text.too-long']],
    ['1024 under a picture', 'x'.repeat(1024), [ALT], []],
    ['1025 under a picture', 'x'.repeat(1025), [ALT], ['text.too-long']],
    ['eleven pictures', '', Array.from({ length: 11 }, () => ALT), ['media.too-many']],
    ['a GIF beside a picture', '', [ALT, { ...ALT, mimeType: 'image/gif' }], ['media.stands-alone']],
    ['10 MB and a byte', '', [{ ...ALT, bytes: 10_000_001 }], ['media.too-large']],
    ['21 times as wide as high', '', [{ ...ALT, width: 21 }], ['media.wrong-dimensions']],
    ['a description', '', [{ alt: 'A loaf' }], ['media.no-alt-here']],
  ],
  refusals: [
    [no(429, 'Too Many Requests: retry after 5', { retry_after: 5 }), 'temporary', 'publish.rate-limited'],
    [no(403, 'Forbidden: bot was kicked from the channel chat'), 'signed-out', 'channel.no-permission'],
    [no(400, 'Bad Request: message to be replied not found'), 'refused', 'publish.parent-gone'],
    [no(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'), 'refused', 'publish.media-refused'],
    [no(400, `Bad Request: message text ${GOOD_TOKEN} is empty`), 'refused', 'publish.refused'],
    [no(418, 'I am a teapot'), 'refused', 'publish.unknown-answer'],
  ],
  connectsNothing: [
    ['no token', { token: 'hello', channel: '@bakery' }, 'sign-in.bad-answer'],
    ['a token that is not known', { token: '1:x', channel: '@bakery' }, 'sign-in.wrong-password'],
    ['a channel that is not there', { token: GOOD_TOKEN, channel: 't.me/mill' }, 'sign-in.refused'],
    ['a bot without rights', { token: GOOD_TOKEN, channel: '-1001234567890' }, 'sign-in.missing-permission', 'mayNot'],
  ],
  album: { id: '1,2', path: '/bakery/1', descriptions: [undefined, undefined] },
});
