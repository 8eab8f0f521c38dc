import { expect, test } from 'vitest';
import { NO_DEFAULTS, type ChannelDefaults } from '#shared/channels/channel-defaults.ts';
import { decideChannel } from '#shared/commands/decide-channel.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import { channelById } from '#electron/channels/channels.read.ts';
import { storeChannel } from '#electron/channels/channels.write.ts';
import { composeDraft } from '#electron/posts/compose-draft.ts';
import { postsHandlers } from '#electron/posts/posts.handlers.ts';
import { sentTexts } from '#electron/publishing/after-published.ts';
import type { TokenVault } from '#electron/secrets/token-vault.ts';
import { at, newWorld, WORKSPACE, type World } from '#tests/kit/world.ts';

// What a channel adds is shown before it is sent, and what was shown is what is sent.

const SIGNED: ChannelDefaults = {
  ...NO_DEFAULTS,
  signature: '— The Mill',
  utm: { source: '{channel}', medium: '', campaign: '{date}', content: '' },
};
const NO_SECRETS = {} as TokenVault;

function adds(world: World, defaults: ChannelDefaults): void {
  const { channel } = world;
  const decided = decideChannel(channelById(world.library.read, channel), {
    kind: 'channel.set-defaults',
    channel,
    defaults,
  });
  if (!decided.ok) throw new Error(decided.refusal.code);
  world.library.write((tx) => storeChannel(tx, NO_SECRETS, decided.state));
}

test('a post goes out with the signature and the parameters that the checks saw', async () => {
  const world = newWorld();
  adds(world, SIGNED);
  const post = world.schedule('Bread: https://mill.example', at('09:00'));
  const shown = composeDraft(world.library.read, world.post(post), world.channel);
  await world.clock.to(at('09:00'));
  const [sent] = world.platform.received;
  expect(sent?.text).toBe('Bread: https://mill.example?utm_source=ada&utm_campaign=2026-11-24\n\n— The Mill');
  expect(sent?.text).toBe(shown.segments[0]?.text);
  expect(sentTexts(world.library.read, world.publication(post).id)).toEqual([sent?.text]);
  expect(world.post(post).segments[0]?.text).toBe('Bread: https://mill.example');
});

test('a signature that makes a planned post too long is told when it is chosen, not when the post is due', () => {
  const mastodon = CATALOG.find((one) => one.id === 'mastodon')?.id;
  const world = newWorld(mastodon === undefined ? {} : { network: mastodon });
  const handlers = postsHandlers({
    library: world.library,
    publications: { ofPost: () => [], match: () => undefined },
    workspace: () => WORKSPACE,
  });
  const long = world.schedule('a'.repeat(495), at('09:00'));
  world.schedule('short', at('10:00'));
  const asked = { channel: world.channel, from: at('08:00') };
  expect(handlers['posts.unfit'](asked)).toEqual([]);
  adds(world, SIGNED);
  expect(handlers['posts.unfit'](asked)).toEqual([long]);
});

test('a signature that is changed while a post waits goes out with it; one changed after its claim does not', async () => {
  const world = newWorld();
  adds(world, SIGNED);
  world.schedule('One', at('09:00'));
  adds(world, { ...NO_DEFAULTS, signature: 'Newer' });
  world.platform.then({
    kind: 'not-arrived',
    failure: { code: 'publish.unreachable', about: { platform: 'S', reason: 'r' } },
  });
  await world.clock.to(at('09:00'));
  expect(world.platform.received).toHaveLength(0);
  adds(world, { ...NO_DEFAULTS, signature: 'Newest' });
  await world.clock.to(at('10:00'));
  expect(world.platform.received.map(({ text }) => text)).toEqual(['One\n\nNewer']);
});
