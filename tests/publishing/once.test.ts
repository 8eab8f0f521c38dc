import { describe, expect, test } from 'vitest';
import { scriptedPlatform } from '#tests/kit/scripted-platform.ts';
import { at, newWorld } from '#tests/kit/world.ts';

// Once: whatever breaks, nothing is posted twice and nothing is forgotten.

describe('a network that can be asked', () => {
  test('a post goes out at its time, with a receipt', async () => {
    const world = newWorld();
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('08:59:59'));
    expect(world.platform.received).toHaveLength(0);
    await world.clock.to(at('09:00'));
    expect(world.publication(post)).toMatchObject({ state: 'published', startedAt: at('09:00') });
    expect(world.platform.received.map((one) => one.text)).toEqual(['hello']);
  });

  test('power cut while the answer is awaited: it is found and not posted twice', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-hang'], find: 'truth' }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:00'));
    await world.powerCut();
    await world.restart();
    expect(world.publication(post).state).toBe('published');
    expect(world.platform.received).toHaveLength(1);
    expect(world.platform.asked()).toBe(1);
  });

  test('a request lost before it arrived is found absent and sent once', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['lose'], find: 'truth' }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:01'));
    expect(world.publication(post).state).toBe('published');
    expect(world.platform.received).toHaveLength(1);
    expect(world.platform.asked()).toBe(2);
  });

  test('found absent too late to send without asking: a person decides', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['lose'], find: 'truth' }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:00'));
    await world.powerCut();
    world.clock.set(at('12:00'));
    await world.restart();
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.overdue' } });
    expect(world.platform.received).toHaveLength(0);
  });
});

describe('a sign-in that ends while an answer is lost', () => {
  const signedOut = { kind: 'signed-out' as const, failure: { code: 'channel.token-expired' as const, about: {} } };

  test.each([
    ['soon', '09:10'],
    ['hours later', '15:00'],
  ])('once it is back, %s, the post is found and not sent again', async (_when, back) => {
    const platform = scriptedPlatform({ script: ['accept-then-lose'], find: 'truth' });
    const world = newWorld({ platform });
    platform.findTrouble = signedOut;
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:05'));
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'channel.token-expired' } });
    await world.clock.to(at(back));
    platform.findTrouble = undefined;
    world.setChannelState('connected');
    await world.clock.by(60_000);
    expect(world.publication(post).state).toBe('published');
    expect(world.platform.received).toHaveLength(1);
  });

  test('what did not arrive asks before it is sent hours late', async () => {
    const platform = scriptedPlatform({ script: ['lose'], find: 'truth' });
    const world = newWorld({ platform });
    platform.findTrouble = signedOut;
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('15:00'));
    platform.findTrouble = undefined;
    world.setChannelState('connected');
    await world.clock.by(60_000);
    expect(world.publication(post)).toMatchObject({ state: 'held', why: { code: 'publish.overdue' } });
    expect(world.platform.received).toHaveLength(0);
  });
});

describe('a network that cannot tell', () => {
  test('power cut while sending never posts twice', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-hang'] }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:00'));
    await world.powerCut();
    await world.restart();
    expect(world.publication(post)).toMatchObject({ state: 'unconfirmed', why: { code: 'publish.unconfirmed' } });
    expect(world.platform.received).toHaveLength(1);
  });

  test('only a person sends again what is unconfirmed', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['lose'] }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('11:00'));
    expect(world.publication(post).state).toBe('unconfirmed');
    expect(world.platform.asked()).toBe(1);
    world.decide({ kind: 'publication.send', publication: world.publication(post).id });
    await world.idle();
    expect(world.publication(post).state).toBe('published');
    expect(world.platform.asked()).toBe(2);
  });

  test('a person who sees it there settles it without sending', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-lose'] }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:10'));
    const permalink = 'https://scripted.example/1';
    world.decide({ kind: 'publication.mark-published', publication: world.publication(post).id, permalink });
    expect(world.publication(post)).toMatchObject({
      state: 'published',
      receipt: { permalink, confirmedBy: 'person' },
    });
    expect(world.platform.asked()).toBe(1);
  });
});

describe('a full disk', () => {
  test.each([
    ['whose id we chose', scriptedPlatform({ script: ['accept-then-wait'], keyed: true })],
    ['that can be looked for', scriptedPlatform({ script: ['accept-then-wait'], find: 'truth' })],
  ])('when the answer comes, for a post %s: recorded once there is space, and there once', async (_which, platform) => {
    const world = newWorld({ platform });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:00'));
    world.isDiskFull = true;
    platform.answer();
    await world.clock.by(5 * 60_000);
    expect(world.publication(post).state).toBe('publishing');
    world.isDiskFull = false;
    await world.clock.by(2 * 60_000);
    expect(world.publication(post).state).toBe('published');
    expect(platform.received).toHaveLength(1);
  });

  test('a publication that is under way is not taken back when its lease ran out in the computer’s sleep', async () => {
    const platform = scriptedPlatform({ script: ['accept-then-wait'], keyed: true });
    const world = newWorld({ platform });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:00'));
    world.clock.set(at('09:30'));
    world.wake();
    await world.idle();
    expect(platform.asked()).toBe(1);
    platform.answer();
    await world.idle();
    expect(world.publication(post).state).toBe('published');
    expect(platform.asked()).toBe(1);
  });
});

describe('a thread', () => {
  test('is taken up at the part where it broke, never from the start', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept', 'accept-then-hang'], find: 'truth' }) });
    const post = world.schedule(['one', 'two', 'three'], at('09:00'));
    await world.clock.to(at('09:00'));
    await world.powerCut();
    await world.restart();
    expect(world.platform.received.map((one) => one.text)).toEqual(['one', 'two', 'three']);
    expect(world.publication(post).state).toBe('published');
  });

  test.each([1, 2, 3])('is posted once when the power fails after part %i, five times over', async (part) => {
    const acts = [...Array.from({ length: part - 1 }, () => 'accept' as const), 'accept-then-hang' as const];
    const world = newWorld({ platform: scriptedPlatform({ script: acts, keyed: true }) });
    const post = world.schedule(['one', 'two', 'three'], at('09:00'));
    await world.clock.to(at('09:00'));
    for (let again = 0; again < 5; again += 1) {
      await world.powerCut();
      if (again < 4) world.platform.then('accept-then-hang');
      await world.restart();
    }
    await world.clock.by(120_000);
    expect(world.platform.received.map((one) => one.text)).toEqual(['one', 'two', 'three']);
    expect(world.publication(post).state).toBe('published');
  });
});

describe('a record whose id we chose', () => {
  test('is repeated after a lost answer and is there once', async () => {
    const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-lose'], keyed: true }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:01'));
    expect(world.publication(post).state).toBe('published');
    expect(world.platform.received).toHaveLength(1);
    expect(world.platform.asked()).toBe(2);
  });

  test('is not called failed when three answers were lost', async () => {
    const script = ['accept-then-lose', 'accept-then-lose', 'accept-then-lose'] as const;
    const world = newWorld({ platform: scriptedPlatform({ script, keyed: true }) });
    const post = world.schedule('hello', at('09:00'));
    await world.clock.to(at('09:10'));
    expect(world.publication(post).state).toBe('unconfirmed');
  });
});

test('the same command sent twice plans one publication', async () => {
  const world = newWorld();
  const post = world.write('hello');
  const id = '22222222-2222-4222-8222-222222222222' as Parameters<typeof world.change>[1];
  const planned = { wall: '2026-11-24T09:00', zone: 'UTC' };
  const answers = [1, 2].map(() => world.change({ kind: 'post.plan', post, planned }, id));
  await world.clock.to(at('09:05'));
  expect(answers).toEqual([{ version: 2 }, { version: 2 }]);
  expect(world.platform.received).toHaveLength(1);
});

test('what one channel publishes goes out one after the other', async () => {
  const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-hang'], keyed: true }) });
  const first = world.schedule('first', at('09:00'));
  const second = world.schedule('second', at('09:00'));
  await world.clock.to(at('09:00:05'));
  expect([world.publication(first).state, world.publication(second).state]).toEqual(['publishing', 'scheduled']);
});

test('a channel that hangs does not hold up another', async () => {
  const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-hang'], keyed: true }) });
  const other = world.addChannel('bob');
  const first = world.schedule('first', at('09:00'));
  const second = world.schedule('second', at('09:00'), [other]);
  await world.clock.to(at('09:00:05'));
  expect([world.publication(first).state, world.publication(second).state]).toEqual(['publishing', 'published']);
});
