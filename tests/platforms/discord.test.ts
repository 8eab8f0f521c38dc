import { expect, test } from 'vitest';
import { discordAdapter } from '#shared/platforms/discord/adapter.ts';
import { troubleOf } from '#shared/platforms/discord/failures.ts';
import { no, WEBHOOK } from '#simulators/discord.ts';
import { discordUnderTest } from '#tests/platforms/conformance/discord.ts';
import { tellMessages } from '#tests/platforms/conformance/message-stories.ts';
import { inWorld } from '#tests/platforms/conformance/tell.ts';

tellMessages({
  under: discordUnderTest,
  adapter: discordAdapter,
  troubleOf,
  secret: { is: 'made-up_key', shownAs: '/webhooks/1234567890/[redacted]?wait=true', unsigned: '/api/v10/webhooks' },
  rules: [
    ['2000 characters', 'x'.repeat(2000), [], []],
    ['2001 characters', 'x'.repeat(2001), [], ['text.too-long']],
    ['eleven pictures', '', Array.from({ length: 11 }, () => ({})), ['media.too-many']],
    ['10 MiB and a byte', '', [{ bytes: 10 * 1024 * 1024 + 1 }], ['media.too-large']],
    ['1024 characters of description', '', [{ alt: 'x'.repeat(1024) }], []],
    ['1025 characters of description', '', [{ alt: 'x'.repeat(1025) }], ['media.alt-too-long']],
    ['a program', '', [{ mimeType: 'application/x-sh' }], ['media.wrong-type']],
  ],
  refusals: [
    [no(429, 0, 'You are being rate limited.', { retry_after: 5 }), 'temporary', 'publish.rate-limited'],
    [no(401, 50_027, 'Invalid Webhook Token'), 'signed-out', 'channel.token-expired'],
    [no(404, 10_015, 'Unknown Webhook'), 'signed-out', 'channel.token-expired'],
    [no(403, 50_013, 'Missing Permissions'), 'signed-out', 'channel.no-permission'],
    [no(400, 50_035, `Invalid Form Body at https://discord.com${WEBHOOK}`), 'refused', 'publish.refused'],
    [no(413, 40_005, 'Request entity too large'), 'refused', 'publish.media-refused'],
    [no(418, 1, 'I am a teapot'), 'refused', 'publish.unknown-answer'],
    [no(503, 0, 'Service Unavailable'), 'maybe', 'publish.server-trouble'],
  ],
  connectsNothing: [
    ['no webhook', { webhook: 'https://discord.com/channels/1/2' }, 'sign-in.bad-answer'],
    ['a webhook with another key', { webhook: '/api/webhooks/1234567890/other' }, 'sign-in.bad-answer'],
  ],
  album: { id: '1', path: '/channels/11/22/1', descriptions: ['Picture 1', 'Picture 2'] },
});

test('what Discord says is left is heeded, in seconds from now', () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '1.5' };
  expect(discordAdapter.quota({ status: 200, headers, body: '' }, 1000)).toEqual({ remaining: 0, resetAt: 2500 });
  expect(discordAdapter.quota({ status: 200, headers: {}, body: '' }, 1000)).toBeUndefined();
});

test('nobody is notified unless the person wants it', () =>
  inWorld(discordUnderTest, async (world) => {
    for (const pings of ['', 'yes']) world.plan({ ...world.network.drafts.text, options: { pings } });
    await world.untilRest();
    const asked = [[], ['everyone', 'roles', 'users']].map((parse) => ({ json: { allowed_mentions: { parse } } }));
    expect(world.requests.map(({ body }) => body)).toMatchObject(asked);
  }));
