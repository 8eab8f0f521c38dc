import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CommandId } from '#shared/ids.ts';
import { changeAll } from '#electron/publishing/change-all.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { matchPublications } from '#electron/publishing/schedule-post.ts';
import { scriptedPlatform } from '#tests/kit/scripted-platform.ts';
import { at, newWorld, type World } from '#tests/kit/world.ts';
import type { PlatformId, PostId } from '#shared/ids.ts';
import type { Trouble } from '#shared/publishing/steps.ts';
import { movedBy, movedTo, notSent, sentTo, thrownAway, type AnyCommand } from '#shared/posts/bulk-commands.ts';

// Many posts of the queue are changed together, and all of it can be taken back. It is eight in the morning.

const BLUESKY = 'bluesky' as PlatformId;
const REFUSAL: Trouble = {
  kind: 'refused',
  failure: { code: 'publish.refused', about: { platform: 'Scripted', answer: 'no rye here' } },
};

function carryOut(world: World, commands: readonly AnyCommand[]): void {
  changeAll(
    world.library,
    { ofPost: publicationsOfPost, match: matchPublications },
    commands.map((command) => ({ id: randomUUID() as CommandId, command })),
  );
}

/** What a person sees of these posts in the queue. */
function standing(world: World, posts: readonly PostId[]): unknown {
  return posts.map((post) => ({
    isDeleted: world.post(post).deletedAt !== undefined,
    channels: world.post(post).channels,
    texts: world.post(post).segments.map(({ text }) => text),
    publications: world
      .publications(post)
      .filter(({ state }) => state !== 'canceled')
      .map(({ state, dueAt, channel }) => ({ state, dueAt, channel })),
  }));
}

test('posts move by a day and two hours, and back', () => {
  const world = newWorld({ network: BLUESKY });
  const posts = [world.schedule('Rye', at('09:00')), world.schedule('Wheat', at('10:00'))];
  const before = standing(world, posts);
  const bulk = movedBy(
    posts.map((post) => world.post(post)),
    { days: 1, hours: 2 },
    'UTC',
  );
  carryOut(world, bulk.commands);
  expect(posts.map((post) => world.publication(post).dueAt)).toEqual([
    at('11:00', '2026-11-25'),
    at('12:00', '2026-11-25'),
  ]);
  carryOut(world, bulk.undo);
  expect(standing(world, posts)).toEqual(before);
});

test('a day stays a day on the wall clock when clocks change', () => {
  const world = newWorld({ network: BLUESKY });
  const post = world.write('Early bread');
  world.change({ kind: 'post.plan', post, planned: { wall: '2027-03-27T09:00', zone: 'Europe/Berlin' } });
  carryOut(world, movedBy([world.post(post)], { days: 1, hours: 0 }, 'UTC').commands);
  expect(world.post(post).plan).toMatchObject({ planned: { wall: '2027-03-28T09:00' } });
});

test('one that cannot move keeps all of them where they are, and is named', () => {
  const world = newWorld({ network: BLUESKY });
  const posts = [world.schedule('Rye', at('12:00')), world.schedule('Wheat', at('09:00'))];
  const before = standing(world, posts);
  const bulk = movedBy(
    posts.map((post) => world.post(post)),
    { days: 0, hours: -2 },
    'UTC',
  );
  expect(() => carryOut(world, bulk.commands)).toThrow('Nothing was changed. “Wheat”: That time has already passed.');
  expect(standing(world, posts)).toEqual(before);
});

test('all of them get one time', () => {
  const world = newWorld({ network: BLUESKY });
  const posts = [world.schedule('Rye', at('09:00')), world.schedule('Wheat', at('10:00'))];
  const planned = { wall: '2026-12-01T08:15', zone: 'UTC' };
  carryOut(
    world,
    movedTo(
      posts.map((post) => world.post(post)),
      planned,
    ).commands,
  );
  expect(posts.map((post) => world.publication(post).dueAt)).toEqual([
    at('08:15', '2026-12-01'),
    at('08:15', '2026-12-01'),
  ]);
});

test('they go to another channel instead, and back to the one they had', () => {
  const world = newWorld({ network: BLUESKY });
  const bob = world.addChannel('bob');
  const posts = [world.schedule('Rye', at('09:00')), world.schedule('Wheat', at('10:00'), [world.channel, bob])];
  const before = standing(world, posts);
  const chosen = posts.flatMap((post) => world.publications(post)).filter(({ channel }) => channel === world.channel);
  const bulk = sentTo(
    posts.map((post) => world.post(post)),
    chosen,
    bob,
  );
  carryOut(world, bulk.commands);
  expect(posts.map((post) => world.post(post).channels)).toEqual([[bob], [bob]]);
  carryOut(world, bulk.undo);
  expect(standing(world, posts)).toEqual(before);
});

test('what is taken back goes out at its time after all, on that channel alone', async () => {
  const world = newWorld({ network: BLUESKY });
  const bob = world.addChannel('bob');
  const post = world.schedule('Rye', at('09:00'), [world.channel, bob]);
  const [first, second] = world.publications(post);
  if (first === undefined || second === undefined) throw new Error('two publications');
  world.decide({ kind: 'publication.cancel', publication: second.id });
  const bulk = notSent([first]);
  carryOut(world, bulk.commands);
  expect(world.publications(post).map(({ state }) => state)).toEqual(['canceled', 'canceled']);
  carryOut(world, bulk.undo);
  expect(world.publications(post).map(({ state }) => state)).toEqual(['scheduled', 'canceled']);
  await world.clock.to(at('09:00'));
  expect(world.platform.received).toMatchObject([{ text: 'Rye', channel: world.channel }]);
});

test('what was taken back is not put back once its time has passed', async () => {
  const world = newWorld({ network: BLUESKY });
  const post = world.schedule('Rye', at('09:00'));
  const bulk = notSent([world.publication(post)]);
  carryOut(world, bulk.commands);
  await world.clock.to(at('09:01'));
  expect(() => carryOut(world, bulk.undo)).toThrow(expect.objectContaining({ code: 'bulk.refused' }));
  expect(world.platform.received).toEqual([]);
});

test.each<[string, 'held' | 'failed' | 'unconfirmed', () => Promise<{ world: World; post: PostId }>]>([
  [
    'is overdue',
    'held',
    async () => {
      const world = newWorld();
      const post = world.schedule('Rye', at('09:00'));
      world.setChannelState('paused');
      await world.clock.to(at('09:01'));
      return { world, post };
    },
  ],
  [
    'was refused',
    'failed',
    async () => {
      const world = newWorld({ platform: scriptedPlatform({ script: [REFUSAL] }) });
      const post = world.schedule('Rye', at('09:00'));
      await world.clock.to(at('09:01'));
      return { world, post };
    },
  ],
  [
    'nobody could confirm',
    'unconfirmed',
    async () => {
      const world = newWorld({ platform: scriptedPlatform({ script: ['accept-then-lose'], find: 'silence' }) });
      const post = world.schedule('Rye', at('09:00'));
      await world.clock.to(at('10:00'));
      return { world, post };
    },
  ],
])(
  'what %s is not to be sent, and that is taken back: it waits as before, and nothing is sent',
  async (_what, state, begin) => {
    const { world, post } = await begin();
    const before = world.publication(post);
    expect(before.state).toBe(state);
    const asked = world.platform.asked();
    const bulk = notSent([before]);
    carryOut(world, bulk.commands);
    expect(world.publication(post).state).toBe('canceled');
    carryOut(world, bulk.undo);
    expect(world.publication(post)).toEqual({ ...before, changedAt: world.clock.now() });
    await world.clock.to(at('23:00'));
    expect(world.platform.asked()).toBe(asked);
  },
);

test('what was taken back twice is put back to where it was the second time', async () => {
  const world = newWorld({ platform: scriptedPlatform({ script: [REFUSAL] }) });
  const post = world.schedule('Rye', at('09:00'));
  await world.clock.to(at('09:01'));
  const { id } = world.publication(post);
  world.decide({ kind: 'publication.cancel', publication: id });
  world.change({ kind: 'post.reschedule', post, planned: { wall: '2026-11-24T12:00', zone: 'UTC' } });
  world.decide({ kind: 'publication.cancel', publication: id });
  world.decide({ kind: 'publication.put-back', publication: id });
  expect(world.publication(post)).toMatchObject({ state: 'scheduled', dueAt: at('12:00') });
});

test('deleted posts come back with their times', async () => {
  const world = newWorld({ network: BLUESKY });
  const posts = [world.schedule('Rye', at('09:00')), world.schedule('Wheat', at('10:00'))];
  const before = standing(world, posts);
  const bulk = thrownAway(posts.map((post) => world.post(post)));
  carryOut(world, bulk.commands);
  expect(posts.map((post) => world.publication(post).state)).toEqual(['canceled', 'canceled']);
  carryOut(world, bulk.undo);
  expect(standing(world, posts)).toEqual(before);
  await world.clock.to(at('10:00'));
  expect(world.platform.received.map(({ text }) => text)).toEqual(['Rye', 'Wheat']);
});
