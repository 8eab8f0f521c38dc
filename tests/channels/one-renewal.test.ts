import { describe, expect, onTestFinished, test } from 'vitest';
import { offerOf } from '#shared/failures.ts';
import type { HttpRequest } from '#shared/platforms/http.ts';
import { openNetworkWorld, type NetworkWorld } from '#tests/kit/network-world.ts';
import {
  referenceNetwork,
  type ReferenceOptions,
  type RunningReference,
} from '#tests/platforms/conformance/reference.ts';

// A sign-in is renewed once, however many find that it ran out, and what the renewal gave is on the disk before it is used.
// A network may take the old one back by answering: then a crash in between costs the sign-in, and the person is told.

type World = NetworkWorld<RunningReference>;

async function worldWith(options: ReferenceOptions = {}): Promise<World> {
  const world = await openNetworkWorld(referenceNetwork(options));
  onTestFinished(() => world.close());
  return world;
}

function create(world: World, text: string): HttpRequest {
  return { method: 'POST', url: `${world.network.server.url}/posts`, body: { json: { text, files: [] } } };
}

async function textsAt(world: World): Promise<string[]> {
  return (await world.network.visible()).map((one) => one.text).toSorted();
}

describe.each<[how: string, options: ReferenceOptions]>([
  ['a token that is renewed for it', {}],
  ['a session that renews itself', { hasSessions: true }],
])('a channel with %s', (_how, options) => {
  test('two publications are due at once and it ran out: one renewal, and both go out', async () => {
    const world = await worldWith(options);
    world.network.signIn('expired');
    const { text, media } = world.network.drafts;
    const ids = [world.plan(text), world.plan(media)];
    await world.untilRest();
    expect(ids.map((id) => world.publication(id).state)).toEqual(['published', 'published']);
    expect(world.network.server.renewalsAsked()).toBe(1);
    expect(await world.network.visible()).toHaveLength(2);
  });

  test('five requests find it run out at once: one renewal, and each is done once', async () => {
    const world = await worldWith(options);
    world.network.signIn('expired');
    const texts = ['a', 'b', 'c', 'd', 'e'];
    const answers = await Promise.all(texts.map((text) => world.api().send(create(world, text))));
    expect(answers.map((answer) => answer.status)).toEqual(texts.map(() => 200));
    expect(world.network.server.renewalsAsked()).toBe(1);
    expect(await textsAt(world)).toEqual(texts);
  });

  test('what a renewal gave is on the disk before it is used', async () => {
    const world = await worldWith(options);
    const kept: boolean[] = [];
    world.network.server.onUse = (access) => kept.push(world.secrets()?.['access'] === access);
    world.network.signIn('expired');
    await world.api().send(create(world, 'hello'));
    expect(kept).toEqual([true]);
  });

  test('the power goes between renewal and storing: the person is told, and once they are back it goes out', async () => {
    const world = await worldWith(options);
    const id = world.plan(world.network.drafts.text);
    await cutInRenewal(world);
    await world.restart();
    await world.untilRest();
    expect(world.channelState()).toBe('signed-out');
    const { text } = world.network.drafts;
    const later = world.plan(text);
    await world.untilRest();
    const publication = world.publication(later);
    expect(publication).toMatchObject({ state: 'held', why: { code: 'channel.token-expired' } });
    expect(offerOf('channel.token-expired')).toBe('reconnect');
    expect(await world.network.visible()).toEqual([]);

    world.connectAgain({ secrets: world.network.server.signIn() });
    await world.untilRest();
    expect(world.publication(later).state).toBe('published');
    // It may have been sent before the power went, as far as anybody here knew, and the network could not be asked.
    expect(['held', 'published', 'unconfirmed']).toContain(world.publication(id).state);
  });

  test('the same on a network that forgives it: nobody notices', async () => {
    const world = await worldWith({ ...options, forgivesLostRenewals: true });
    const id = world.plan(world.network.drafts.text);
    await cutInRenewal(world);
    await world.restart();
    await world.untilRest();
    expect(world.channelState()).toBe('connected');
    expect(world.publication(id).state).toBe('published');
    expect(await world.network.visible()).toHaveLength(1);
  });

  test('the answer of a renewal is lost, and the network took the old sign-in back: the person is told', async () => {
    const world = await worldWith(options);
    world.network.signIn('expired');
    world.network.server.loseNextRenewal();
    const id = world.plan(world.network.drafts.text);
    await world.untilRest();
    expect(world.channelState()).toBe('signed-out');
    expect(['held', 'unconfirmed']).toContain(world.publication(id).state);
    expect(await world.network.visible()).toEqual([]);
  });
});

/** Runs until the network has given a new sign-in, and cuts the power before it is stored. */
async function cutInRenewal(world: World): Promise<void> {
  world.network.signIn('expired');
  const asked = world.network.server.renewalsAsked();
  world.cutPowerWhen(() => world.network.server.renewalsAsked() > asked);
  while ((await world.step()) !== 'dark') expect(world.network.server.renewalsAsked()).toBe(asked);
}
