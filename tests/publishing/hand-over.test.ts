import { expect, test } from 'vitest';
import type { PostId } from '#shared/ids.ts';
import { CATALOG } from '#shared/platforms/catalog.ts';
import type { Adapter, Platform } from '#shared/platforms/platform.ts';
import type { Receipt } from '#shared/publishing/publication.ts';
import { StepTrouble } from '#shared/publishing/steps.ts';
import { takeDown } from '#electron/publishing/after-published.ts';
import { scriptedPlatform } from '#tests/kit/scripted-platform.ts';
import { at, newWorld, wallIn, type World } from '#tests/kit/world.ts';

// A post that a network's own scheduler sends: given ahead of its time, asked about after it.

const MINUTE = 60_000;

interface Scheduler {
  /** What the network was given, and for when. */
  readonly given: { text: string; for: number; isRemoved: boolean }[];
  /** What it was told to send at once. */
  readonly sentNow: string[];
  /** How late it sends, ms. */
  lateMs: number;
  isAway: boolean;
}

function withScheduler(): { world: World; network: Scheduler; adapter: Adapter; platform: Platform } {
  const platform = CATALOG.find((one) => one.takes.handOver !== undefined);
  if (platform === undefined) throw new Error('no network has a scheduler');
  const network: Scheduler = { given: [], sentNow: [], lateMs: 0, isAway: false };
  const receipt: Receipt = {
    remoteId: 'scheduled-1',
    permalink: 'https://net.example/1',
    publishedAt: 0,
    confirmedBy: 'answer',
    parts: [],
  };
  const about = { platform: platform.name, dueAt: '' };
  const scripted = scriptedPlatform();
  const publish: Adapter['publish'] = async (draft, run, api) => {
    const text = draft.segments[0]?.text ?? '';
    if (network.isAway) {
      throw new StepTrouble({ kind: 'not-arrived', failure: { code: 'publish.unreachable', about } });
    }
    const { handOverFor } = draft;
    if (handOverFor === undefined) {
      await run.step('create', 'keyed', () => Promise.resolve(network.sentNow.push(text)));
      return { ...receipt, publishedAt: api.now() };
    }
    const entry = await run.step('create', 'keyed', () =>
      Promise.resolve(network.given.push({ text, for: handOverFor, isRemoved: false }) - 1),
    );
    await run.step('live', 'repeatable', () => {
      const kept = network.given[entry];
      if (kept?.isRemoved === true) {
        throw new StepTrouble({ kind: 'refused', failure: { code: 'publish.handed-over-gone', about } });
      }
      if (api.now() < handOverFor + network.lateMs) {
        throw new StepTrouble({ kind: 'handed-over', failure: { code: 'publish.handed-over', about }, receipt });
      }
      return Promise.resolve(true);
    });
    return { ...receipt, publishedAt: handOverFor };
  };
  const adapter: Adapter = {
    ...scripted.adapter,
    platform,
    publish,
    remove: () => {
      for (const one of network.given) one.isRemoved = true;
      return Promise.resolve();
    },
  };
  const world = newWorld({ platform: { ...scripted, adapter }, network: platform.id });
  return { world, network, adapter, platform };
}

function handOver(world: World, text: string, dueAt: number): PostId {
  const post = world.write(text);
  world.change({ kind: 'post.set-options', post, channel: world.channel, options: { handOver: 'yes' } });
  world.change({ kind: 'post.plan', post, planned: wallIn(dueAt) });
  return post;
}

test('it is given to the network as soon as it is planned, and published once the network says that it is out', async () => {
  const { world, network } = withScheduler();
  const post = handOver(world, 'hello', at('18:00'));
  await world.clock.by(1000);
  expect(network.given).toEqual([{ text: 'hello', for: at('18:00'), isRemoved: false }]);
  expect(world.publication(post)).toMatchObject({ state: 'handed-over', receipt: { remoteId: 'scheduled-1' } });
  await world.clock.to(at('18:00'));
  expect(world.publication(post).state).toBe('handed-over');
  await world.clock.to(at('18:01'));
  expect(world.publication(post)).toMatchObject({ state: 'published', receipt: { publishedAt: at('18:00') } });
  expect(network.given).toHaveLength(1);
  expect(world.events(world.publication(post).id)).toContain('handed-over');
});

test('a network that is late is asked again every minute, and nothing is sent from here', async () => {
  const { world, network } = withScheduler();
  network.lateMs = 5 * MINUTE;
  const post = handOver(world, 'hello', at('18:00'));
  await world.clock.to(at('18:04'));
  expect(world.publication(post).state).toBe('handed-over');
  await world.clock.to(at('18:07'));
  expect(world.publication(post).state).toBe('published');
  expect([network.given.length, network.sentNow.length]).toEqual([1, 0]);
});

test('it goes out while the computer is off, and is found out at the next start', async () => {
  const { world, network } = withScheduler();
  const post = handOver(world, 'hello', at('18:00'));
  await world.clock.by(1000);
  await world.powerCut();
  world.clock.set(at('23:00'));
  await world.restart();
  await world.clock.by(MINUTE);
  expect(world.publication(post)).toMatchObject({ state: 'published' });
  expect([network.given.length, network.sentNow.length]).toEqual([1, 0]);
});

test('what is too close to its time, and a “now”, go out the usual way', async () => {
  const { world, network, platform } = withScheduler();
  const leastAheadMs = platform.takes.handOver?.leastAheadMs ?? 0;
  const soon = at('08:00') + leastAheadMs - MINUTE;
  const post = handOver(world, 'soon', soon);
  await world.clock.to(soon - 1000);
  expect([network.given, network.sentNow]).toEqual([[], []]);
  await world.clock.to(soon + 1000);
  expect(network.sentNow).toEqual(['soon']);
  expect(world.publication(post).state).toBe('published');
  const now = world.write('now');
  world.change({ kind: 'post.set-options', post: now, channel: world.channel, options: { handOver: 'yes' } });
  world.change({ kind: 'post.publish-now', post: now });
  await world.clock.by(1000);
  expect(network.sentNow).toEqual(['soon', 'now']);
});

test('a network that could not be reached in time is not given it late: it goes out from here at its time', async () => {
  const { world, network } = withScheduler();
  network.isAway = true;
  const post = handOver(world, 'hello', at('18:00'));
  await world.clock.to(at('17:59'));
  network.isAway = false;
  await world.clock.to(at('18:03'));
  expect(world.publication(post).state).toBe('published');
  expect([network.given, network.sentNow]).toEqual([[], ['hello']]);
});

test('taken back before its time, it is gone there and can be planned again', async () => {
  const { world, network, adapter, platform } = withScheduler();
  const post = handOver(world, 'hello', at('18:00'));
  await world.clock.by(1000);
  const deps = { library: world.library, adapters: new Map([[platform.id, adapter]]), apiFor: () => ({}) as never };
  await takeDown(deps, world.publication(post).id);
  expect(network.given[0]?.isRemoved).toBe(true);
  expect(world.publication(post).state).toBe('canceled');
  await world.clock.to(at('18:05'));
  expect(world.publication(post).state).toBe('canceled');
  world.change({ kind: 'post.plan', post, planned: wallIn(at('20:00')) });
  await world.clock.by(1000);
  expect(network.given.map((one) => one.for)).toEqual([at('18:00'), at('20:00')]);
  expect(world.publication(post).state).toBe('handed-over');
});

test('what somebody took out of the network’s scheduler is said, and not sent again by itself', async () => {
  const { world, network } = withScheduler();
  const post = handOver(world, 'hello', at('18:00'));
  await world.clock.by(1000);
  for (const one of network.given) one.isRemoved = true;
  await world.clock.to(at('18:05'));
  expect(world.publication(post)).toMatchObject({ state: 'failed', why: { code: 'publish.handed-over-gone' } });
  expect(network.sentNow).toEqual([]);
});

test('“send now” of one that waits for the network’s time sends it from here', async () => {
  const { world, network } = withScheduler();
  network.isAway = true;
  const post = handOver(world, 'hello', at('18:00'));
  await world.clock.by(1000);
  network.isAway = false;
  world.decide({ kind: 'publication.send', publication: world.publication(post).id });
  await world.clock.by(1000);
  expect(network.sentNow).toEqual(['hello']);
  expect(network.given).toEqual([]);
});
