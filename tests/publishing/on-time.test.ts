import { describe, expect, test } from 'vitest';
import type { Trouble } from '#shared/publishing/steps.ts';
import { scriptedPlatform } from '#tests/kit/scripted-platform.ts';
import { at, newWorld, wallIn } from '#tests/kit/world.ts';

// On time: what happens when the time passes, moves, or the network says “not now”.

const refused: Trouble = {
  kind: 'refused',
  failure: { code: 'publish.refused', about: { platform: 'Scripted', answer: 'no' } },
};
const offline: Trouble = {
  kind: 'not-arrived',
  failure: { code: 'publish.unreachable', about: { platform: 'Scripted', reason: 'offline' } },
};
const tooMany = (retryAt: number): Trouble => ({
  kind: 'temporary',
  retryAt,
  failure: { code: 'publish.rate-limited', about: { platform: 'Scripted', retryAt } },
});

describe('trouble', () => {
  test('a refusal stops with its reason and is not repeated', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: [refused] }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('10:00'));
    expect(world.publication(post)).toMatchObject({ state: 'failed', why: refused.failure });
    expect(world.platform.asked()).toBe(1);
    expect(world.ended.map((one) => one.state)).toEqual(['failed']);
  });

  test('words edited after a refusal are the words that are sent', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: [refused] }) });
    const post = world.schedule('helo', at('09:00'));
    await world.clock.to(at('09:01'));
    const segment = world.firstSegment(post);
    world.change({ kind: 'post.edit-text', post, place: 'shared', segment, from: 'helo', to: 'hello' });
    world.decide({ kind: 'publication.send', publication: world.publication(post).id });
    await world.idle();
    expect(world.platform.received.map((one) => one.text)).toEqual(['hello']);
  });

  test('a network that asks for patience is not asked before', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: [tooMany(at('09:20'))] }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:20'));
    expect(world.platform.asked()).toBe(1);
    await world.clock.to(at('09:21'));
    expect(world.publication(post).state).toBe('published');
  });

  test('words edited while it waits for its next try are the words that go out', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: [tooMany(at('09:20'))] }) });
    const post = world.schedule('helo', at('09:00'));
    await world.clock.to(at('09:10'));
    const segment = world.firstSegment(post);
    world.change({ kind: 'post.edit-text', post, place: 'shared', segment, from: 'helo', to: 'hello' });
    await world.clock.to(at('09:21'));
    expect(world.platform.received.map((one) => one.text)).toEqual(['hello']);
  });

  test('words edited after it was refused and taken back are the words that go out when it is planned again', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: [refused] }) });
    const post = world.schedule('helo', at('09:00'));
    await world.clock.to(at('09:01'));
    world.decide({ kind: 'publication.cancel', publication: world.publication(post).id });
    const segment = world.firstSegment(post);
    world.change({ kind: 'post.edit-text', post, place: 'shared', segment, from: 'helo', to: 'hello' });
    world.change({ kind: 'post.reschedule', post, planned: wallIn(at('09:30')) });
    await world.clock.to(at('09:30'));
    expect(world.platform.received.map((one) => one.text)).toEqual(['hello']);
  });

  test('words edited after an answer was lost do not reach what may be there already', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-lose'], find: 'truth' }) });
    const post = world.schedule('helo', at('09:00'));
    await world.clock.to(at('09:00'));
    const segment = world.firstSegment(post);
    world.change({ kind: 'post.edit-text', post, place: 'shared', segment, from: 'helo', to: 'hello' });
    await world.clock.to(at('09:05'));
    expect(world.platform.received.map((one) => one.text)).toEqual(['helo']);
    expect(world.publication(post).state).toBe('published');
  });

  test('being offline for half an hour makes it late, not lost', async () => {
    const platform = scriptedPlatform({ script: Array.from({ length: 20 }, () => offline) });
    const world = newWorld({ platform });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:45'));
    expect(world.publication(post).state).toBe('published');
  });

  test('being offline longer than the overdue rule allows asks a person', async () => {
    const platform = scriptedPlatform({ script: Array.from({ length: 500 }, () => offline) });
    const world = newWorld({ platform });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('10:05'));
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.unreachable' } });
  });
});

describe('overdue', () => {
  test('the computer slept 20 minutes: it goes out late', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    await world.powerCut();
    world.clock.set(at('09:20'));
    await world.restart();
    expect(world.publication(post).state).toBe('published');
  });

  test('the computer was off for hours: a person is asked', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    await world.powerCut();
    world.clock.set(at('13:00'));
    await world.restart();
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.overdue' } });
    expect(world.ended).toHaveLength(1);
    world.decide({ kind: 'publication.send', publication: world.publication(post).id });
    await world.idle();
    expect(world.publication(post).state).toBe('published');
  });

  test('a post with the rule “skip” is left out', async () => {
    const world = newWorld();
    const post = world.write('hello');
    world.change({ kind: 'post.plan', post, planned: wallIn(at('09:00')), overdue: { then: 'skip' } });
    await world.powerCut();
    world.clock.set(at('09:20'));
    await world.restart();
    expect(world.publication(post)).toMatchObject({ state: 'canceled', why: { code: 'publish.skipped' } });
  });

  test('five late posts of a channel go out a minute apart, not as a burst', async () => {
    const world = newWorld();
    for (const minute of [0, 1, 2, 3, 4]) world.schedule(`post ${minute}`, at(`09:0${minute}`));
    await world.powerCut();
    world.clock.set(at('09:30'));
    await world.restart();
    const counts: number[] = [];
    for (const minute of [30, 31, 32, 33, 34]) {
      await world.clock.to(at(`09:${minute}`) + 1_000);
      counts.push(world.platform.received.length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the clock', () => {
  test('set back an hour after publishing posts nothing again', async () => {
    const world = newWorld();
    world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:00'));
    world.clock.set(at('08:00'));
    await world.clock.by(3 * 60 * 60_000);
    expect(world.platform.received).toHaveLength(1);
  });

  test('set forward is noticed within a minute', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    await world.clock.by(1_000);
    world.clock.set(at('09:00:10'));
    await world.clock.by(60_000);
    expect(world.publication(post).state).toBe('published');
  });

  test('nothing due: one timer waits, and the network is left alone', async () => {
    const world = newWorld();
    world.schedule('hello', at('20:00'));
    await world.clock.to(at('09:00'));
    expect(world.clock.waiting).toBe(1);
    expect(world.platform.asked()).toBe(0);
  });
});

describe('channels', () => {
  test('a paused channel sends nothing; resumed in time, it goes on', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    world.setChannelState('paused');
    await world.clock.to(at('09:10'));
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'channel.paused' } });
    world.setChannelState('connected');
    await world.idle();
    expect(world.publication(post).state).toBe('published');
  });

  test('what comes due on a disconnected channel is held at its time, and waits for a person even when it is connected again', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00:10'));
    await world.clock.to(at('09:00'));
    world.setChannelState('disconnected');
    await world.clock.to(at('09:00:10'));
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'channel.not-found' } });
    world.setChannelState('connected');
    await world.idle();
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.overdue' } });
    world.decide({ kind: 'publication.send', publication: world.publication(post).id });
    await world.idle();
    expect(world.publication(post).state).toBe('published');
  });

  test('a signed-out channel that comes back hours later asks before sending', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    world.setChannelState('signed-out');
    await world.clock.to(at('12:00'));
    world.setChannelState('connected');
    await world.idle();
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.overdue' } });
  });
});

test('a sign-in that the network no longer takes stops the channel, and what comes due waits', async () => {
  const expired: Trouble = {
    kind: 'signed-out',
    failure: { code: 'channel.token-expired', about: { channel: '@ada' } },
  };
  const world = newWorld({ platform: scriptedPlatform({ script: [expired] }) });
  const first = world.schedule('first', at('09:00'));
  const second = world.schedule('second', at('09:05'));
  await world.clock.to(at('09:10'));
  expect([world.publication(first), world.publication(second)]).toMatchObject([
    { state: 'held', why: { code: 'channel.token-expired' } },
    { state: 'held', why: { code: 'channel.token-expired' } },
  ]);
  expect(world.platform.asked()).toBe(1);
  world.setChannelState('connected');
  await world.clock.by(120_000);
  expect(world.platform.received.map((one) => one.text)).toEqual(['first', 'second']);
});

describe('changing one’s mind', () => {
  test('rescheduling moves the publication, and only the new time counts', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    world.change({ kind: 'post.reschedule', post, planned: wallIn(at('10:00')) });
    await world.clock.to(at('09:30'));
    expect(world.platform.received).toHaveLength(0);
    await world.clock.to(at('10:00'));
    expect(world.publication(post)).toMatchObject({ state: 'published', dueAt: at('10:00') });
  });

  test.each(['post.unplan', 'post.cancel', 'post.delete'] as const)('%s keeps it from going out', async (kind) => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    world.change({ kind, post });
    await world.clock.to(at('10:00'));
    expect(world.platform.received).toHaveLength(0);
    expect(world.publication(post).state).toBe('canceled');
  });

  test('undoing an unplan sends it at the time it had', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    const { version } = world.post(post);
    world.change({ kind: 'post.unplan', post });
    world.change({ kind: 'post.revert', post, version });
    await world.clock.to(at('09:00'));
    expect(world.publication(post).state).toBe('published');
  });

  test('words edited until the last second are the words that go out', async () => {
    const world = newWorld();
    const post = world.schedule('helo', at('09:00'));
    await world.clock.to(at('08:59:59'));
    const segment = world.firstSegment(post);
    world.change({ kind: 'post.edit-text', post, place: 'shared', segment, from: 'helo', to: 'hello' });
    await world.clock.to(at('09:00'));
    expect(world.platform.received.map((one) => one.text)).toEqual(['hello']);
  });

  test('a channel added to a planned post gets it too, a removed one does not', async () => {
    const world = newWorld();
    const [bob, eve] = [world.addChannel('bob'), world.addChannel('eve')];
    const post = world.schedule('hello', at('09:00'), [world.channel, bob]);
    world.change({ kind: 'post.set-channels', post, channels: [world.channel, eve] });
    await world.clock.to(at('09:00'));
    expect(world.platform.received.map((one) => one.channel).toSorted()).toEqual([world.channel, eve].toSorted());
  });

  test('publish now goes out now', async () => {
    const world = newWorld();
    const post = world.write('hello');
    world.change({ kind: 'post.publish-now', post });
    await world.idle();
    expect(world.publication(post).state).toBe('published');
  });
});

test('the ledger tells the whole story of a publication', async () => {
  const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-lose'], find: 'truth' }) });
  const post = world.schedule('hello', at('09:00'));
  await world.clock.to(at('09:01'));
  expect(world.events(world.publication(post).id)).toEqual([
    'planned',
    'claimed',
    'step-started',
    'trouble',
    'put-back',
    'claimed',
    'step-found',
    'published',
  ]);
});
