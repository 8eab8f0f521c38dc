import { expect, test } from 'vitest';
import { StepTrouble } from '#shared/publishing/steps.ts';
import type { ChannelId } from '#shared/ids.ts';
import { startKeepingFresh } from '#electron/channels/keep-fresh.ts';
import { fakeKeychain } from '#tests/secrets/fake-keychain.ts';
import { channelWorld, lostAnswer, type ChannelWorld } from '#tests/channels/channel-world.ts';

// Sign-ins that end: renewed before they do, whether anything is posted or not, and told about where that is not possible.

const DAY_MS = 86_400_000;
const CREATE = { method: 'POST', url: 'https://net.example/posts' } as const;

/** A channel whose sign-in ends in `days`; the network renews it within its last 20. */
async function channelEnding(days: number): Promise<{ world: ChannelWorld; channel: ChannelId }> {
  const world = channelWorld(fakeKeychain(), 20 * DAY_MS);
  world.network.finishWith = () => [{ ...world.network.connected(), expiresAt: world.clock.now() + days * DAY_MS }];
  return { world, channel: await world.connect() };
}

function renewsFor(world: ChannelWorld, days: number): void {
  world.network.onRenew = () => {
    const fresh = world.network.turnOver({ access: world.network.valid, refresh: world.network.refresh });
    return Promise.resolve('trouble' in fresh ? fresh : { ...fresh, expiresAt: world.clock.now() + days * DAY_MS });
  };
}

test('a sign-in that ends soon is renewed before the next request, once for all that wait', async () => {
  const { world, channel } = await channelEnding(10);
  renewsFor(world, 60);
  await Promise.all([world.api(channel).send(CREATE), world.api(channel).send(CREATE)]);
  expect(world.network.renewals).toBe(1);
  expect(world.network.requests.every((request) => request.includes('tok-2'))).toBe(true);
  expect(world.channel(channel).expiresAt).toBe(world.clock.now() + 60 * DAY_MS);
});

test('a sign-in with time left is left alone', async () => {
  const { world, channel } = await channelEnding(30);
  renewsFor(world, 60);
  await world.api(channel).send(CREATE);
  expect(world.network.renewals).toBe(0);
});

test('a renewal that fails ahead of time stops nothing, and is not tried again with every request', async () => {
  const { world, channel } = await channelEnding(10);
  let tries = 0;
  world.network.onRenew = async () => {
    tries += 1;
    throw await lostAnswer('maybe')().catch((error: unknown) => error);
  };
  expect(await world.api(channel).send(CREATE)).toMatchObject({ status: 200 });
  expect(await world.api(channel).send(CREATE)).toMatchObject({ status: 200 });
  expect(tries).toBe(1);
  expect(world.channel(channel).state).toBe('connected');
});

test('a network that takes the sign-in back while renewing signs the channel out', async () => {
  const { world, channel } = await channelEnding(10);
  world.network.refresh = 'ref-revoked';
  await expect(world.api(channel).send(CREATE)).rejects.toBeInstanceOf(StepTrouble);
  expect(world.channel(channel).state).toBe('signed-out');
});

test('a channel that posts nothing for months is kept signed in all the same', async () => {
  const { world, channel } = await channelEnding(30);
  renewsFor(world, 60);
  const warned: number[] = [];
  const upkeep = startKeepingFresh({
    ...world.deps(),
    keepFresh: (id) => world.access.keepFresh(id),
    onEnding: (_channel, days) => warned.push(days),
  });
  for (let hours = 0; hours < 180 * 24; hours += 6) await world.clock.by(6 * 3_600_000);
  expect(world.channel(channel).state).toBe('connected');
  expect(world.network.renewals).toBeGreaterThanOrEqual(3);
  expect(warned).toEqual([]);
  await upkeep.stop();
}, 60_000);

test('a sign-in that cannot be renewed is told about 14, 7, 3 days and one day before its end, each once', async () => {
  const { world } = await channelEnding(16);
  world.network.onRenew = () =>
    Promise.resolve({
      trouble: { kind: 'temporary', failure: { code: 'publish.server-trouble', about: {} } },
    });
  const warned: [number, number][] = [];
  const start = world.clock.now();
  const upkeep = startKeepingFresh({
    ...world.deps(),
    keepFresh: (id) => world.access.keepFresh(id),
    onEnding: (_channel, days) => warned.push([days, Math.round((world.clock.now() - start) / DAY_MS)]),
  });
  for (let hours = 0; hours < 20 * 24; hours += 3) await world.clock.by(3 * 3_600_000);
  expect(warned).toEqual([
    [14, 2],
    [7, 9],
    [3, 13],
    [1, 15],
  ]);
  await upkeep.stop();
}, 60_000);
