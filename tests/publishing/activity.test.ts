import { expect, test } from 'vitest';
import type { ActivityEntry, ActivityFilter } from '#shared/ipc/activity.calls.ts';
import { activityPage } from '#electron/publishing/activity.read.ts';
import { at, newWorld, WORKSPACE, type World } from '#tests/kit/world.ts';
import { newCsvWorld } from '#tests/posts/csv-world.ts';
import type { PlatformId } from '#shared/ids.ts';

// Everything that happened, newest first.

const BLUESKY = 'bluesky' as PlatformId;

function all(world: World, filter: ActivityFilter = {}, limit = 200): ActivityEntry[] {
  const entries: ActivityEntry[] = [];
  let behind: Parameters<typeof activityPage>[2]['behind'];
  do {
    const page = activityPage(world.library.read, WORKSPACE, { filter, behind, limit });
    entries.push(...page.entries);
    behind = page.next;
  } while (behind !== undefined);
  return entries;
}

function said(entry: ActivityEntry): string {
  if (entry.kind === 'post') return entry.command;
  return entry.kind === 'import' ? `import ${entry.posts}` : entry.event;
}

async function aMorning(): Promise<World> {
  const world = newWorld({ network: BLUESKY });
  const post = world.schedule('Rye at 3 euros', at('09:00'));
  await world.clock.to(at('08:10'));
  const segment = world.firstSegment(post);
  world.change({
    kind: 'post.edit-text',
    post,
    place: 'shared',
    segment,
    from: 'Rye at 3 euros',
    to: 'Rye at 4 euros',
  });
  await world.clock.to(at('09:00'));
  await world.idle();
  return world;
}

test('what a person changed and what became of it stand in one list, with the words that changed', async () => {
  const world = await aMorning();
  const entries = all(world);
  expect(entries.map(said)).toEqual(['published', 'post.edit-text', 'post.plan', 'post.create']);
  expect(entries[1]).toMatchObject({ words: { before: 'Rye at 3 euros', after: 'Rye at 4 euros' } });
  expect(entries[2]).not.toHaveProperty('words');
});

test('pages follow each other without a gap or a repetition, however many things share an instant', async () => {
  const world = await aMorning();
  for (let n = 0; n < 7; n += 1) world.schedule(`Post ${n}`, at('12:00'));
  const whole = all(world);
  expect(whole).toHaveLength(18);
  for (const limit of [1, 2, 3, 5]) expect(all(world, {}, limit)).toEqual(whole);
});

test('a person looks at one post, one channel, one kind or one day', async () => {
  const world = await aMorning();
  const bob = world.addChannel('bob');
  const other = world.schedule('For Bob', at('12:00'), [bob]);
  const count = (filter: ActivityFilter): number => all(world, filter).length;
  expect(all(world, { post: other }).map(said)).toEqual(['post.plan', 'post.create']);
  expect(all(world, { channel: bob }).map(said)).toEqual(['post.plan', 'post.create']);
  expect(all(world, { kinds: ['sending'] }).map(said)).toEqual(['published']);
  expect(count({ from: at('08:05'), to: at('08:30') })).toBe(1);
  expect(count({ from: at('08:00', '2026-11-25') })).toBe(0);
});

test('an import is one line; its posts tell of it only when they are asked', async () => {
  const { world, dropped, bringIn } = newCsvWorld();
  await bringIn(await dropped('Date,Text\n2026-11-25 09:00,Rye\n2026-11-25 10:00,Wheat\n'));
  expect(all(world).map(said)).toEqual(['import 2']);
  const [post] = world.library.read.prepare<[], { id: string }>('SELECT id FROM posts').all();
  expect(all(world, { post: post?.id as never }).map(said)).toEqual(['post.plan', 'post.create']);
});

test('what happened to a channel is told', () => {
  const world = newWorld({ network: BLUESKY });
  world.library.write((tx) =>
    tx
      .prepare(`INSERT INTO channel_events (channel_id, at, event) VALUES (?, ?, 'paused')`)
      .run(world.channel, at('08:05')),
  );
  expect(all(world)).toMatchObject([{ kind: 'channel', event: 'paused', channel: world.channel, at: at('08:05') }]);
});
