import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChannelId, PostId } from '#shared/ids.ts';
import type { SegmentId } from '#shared/posts/post.ts';
import { readTable } from '#electron/posts/csv-file.ts';
import { draftPosts, plannedPosts } from '#electron/posts/posts.read.ts';
import { at, wallIn, WORKSPACE } from '#tests/kit/world.ts';
import { newCsvWorld, type CsvWorld } from '#tests/posts/csv-world.ts';

const ALL = { planned: true, drafts: true, history: true };

async function exported({ csv, folder }: CsvWorld, which = ALL): Promise<Record<string, string>[]> {
  const { written } = await csv['csv.export'](which);
  expect(written?.path).toBe(join(folder, 'postwright-posts.csv'));
  const [names, ...rows] = readTable('x', readFileSync(written?.path ?? '')).rows.map(({ cells }) => cells);
  expect(rows).toHaveLength(written?.rows ?? -1);
  return rows.map((row) => Object.fromEntries((names ?? []).map((name, n) => [name, row[n] ?? ''])));
}

test('what is planned, drafted and out is written with its state and its proof', async () => {
  const mill = newCsvWorld();
  const { world } = mill;
  world.schedule(['First part', 'Second part'], at('08:30'));
  world.schedule('Rye is in', at('09:00', '2026-11-25'));
  world.write('=SUM(A1)');
  await world.clock.to(at('08:30'));
  const rows = await exported(mill);
  expect(rows).toMatchObject([
    {
      Date: '2026-11-24 08:30:00',
      'Time zone': 'UTC',
      Channels: 'Bluesky @ada',
      State: 'published',
      Text: 'First part',
      'Text 2': 'Second part',
      Permalinks: 'https://scripted.example/remote-1',
    },
    { State: 'planned', Text: 'Rye is in' },
    { State: 'draft', Date: '', Text: "'=SUM(A1)" },
  ]);
  expect(await exported(mill, { ...ALL, history: false, drafts: false })).toMatchObject([{ Text: 'Rye is in' }]);
});

test('a channel with a text of its own gets a row of its own', async () => {
  const mill = newCsvWorld();
  const { world } = mill;
  const bob = world.addChannel('bob');
  const post = world.write('For all', [world.channel, bob]);
  const segments = [{ id: randomUUID() as SegmentId, text: 'For Bob', media: [] }];
  world.change({ kind: 'post.set-variant', post, channel: bob, segments });
  expect(await exported(mill)).toMatchObject([
    { Channels: 'Bluesky @ada', Text: 'For all' },
    { Channels: 'Bluesky @bob', Text: 'For Bob' },
  ]);
});

test('what is out is not planned again by its own file', async () => {
  const mill = newCsvWorld();
  mill.world.schedule('Rye is in', at('08:30'));
  await mill.world.clock.to(at('08:30'));
  await exported(mill);
  const rows = await mill.preview(await mill.open(join(mill.folder, 'postwright-posts.csv')));
  expect(rows.map(({ becomes }) => becomes)).toEqual(['left-out']);
});

test('whatever is written comes back as it was', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'é', '🌾', ' ', '"', ',', ';', '\n', '\t', "'", '=', '@', '|', '\\'),
    maxLength: 20,
  });
  const words = text.filter((one) => one.trim() !== '');
  const post = fc.record({
    texts: fc.array(words, { minLength: 1, maxLength: 3 }),
    comment: fc.option(words, { nil: '' }),
    minute: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
    channels: fc.subarray([0, 1]),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(post, { minLength: 1, maxLength: 4 }), async (posts) => {
      const mill = newCsvWorld();
      const { world } = mill;
      const channels = [world.channel, world.addChannel('bob')];
      for (const one of posts) write(mill, channels, one);
      const before = contentOf(mill);
      await exported(mill);
      for (const id of idsOf(mill)) world.change({ kind: 'post.delete', post: id });
      await mill.bringIn(await mill.open(join(mill.folder, 'postwright-posts.csv')), { channels: [] });
      expect(contentOf(mill)).toEqual(before);
    }),
    { numRuns: 15 },
  );
}, 60_000);

interface Written {
  readonly texts: readonly string[];
  readonly comment: string;
  readonly minute: number | undefined;
  readonly channels: readonly number[];
}

function write({ world }: CsvWorld, all: readonly ChannelId[], one: Written): void {
  const post = world.write(
    one.texts,
    one.channels.flatMap((n) => all[n] ?? []),
  );
  if (one.comment !== '') world.change({ kind: 'post.set-first-comment', post, from: '', to: one.comment });
  if (one.minute === undefined || one.channels.length === 0) return;
  const { wall, zone } = wallIn(at('08:00') + one.minute * 60_000, 'Europe/Berlin');
  world.change({ kind: 'post.plan', post, planned: { wall: wall.slice(0, 16), zone } });
}

function postsOf({ world }: CsvWorld) {
  const { read } = world.library;
  return [...plannedPosts(read, WORKSPACE, 0, 8.64e15), ...draftPosts(read, WORKSPACE, 1000)];
}

function idsOf(mill: CsvWorld): PostId[] {
  return postsOf(mill).map(({ id }) => id);
}

/** Everything of the posts but their names, sorted. */
function contentOf(mill: CsvWorld): string[] {
  return postsOf(mill)
    .map(({ segments, channels, firstComment, plan }) =>
      JSON.stringify([segments.map(({ text }) => text), channels, firstComment, plan]),
    )
    .toSorted();
}
