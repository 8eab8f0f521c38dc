import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { LabelCommand } from '#shared/commands/label-commands.ts';
import type { PostCommand } from '#shared/commands/post-commands.ts';
import { Failure } from '#shared/failures.ts';
import type { CommandId, LabelId, PostId } from '#shared/ids.ts';
import { memoryLog } from '#electron/log.ts';
import { changeLabel } from '#electron/posts/change-label.ts';
import { emptyBin, startEmptyingBin } from '#electron/posts/empty-bin.ts';
import { labelsOf, labelsOfPost } from '#electron/posts/labels.read.ts';
import {
  archivedPosts,
  deletedPosts,
  draftPosts,
  plannedPosts,
  postById,
  versionsOf,
} from '#electron/posts/posts.read.ts';
import { keepFilters } from '#electron/settings/settings.write.ts';
import { savedFilters } from '#electron/settings/settings.read.ts';
import { postFilter } from '#shared/posts/post-search.ts';
import { handClock } from '#tests/kit/hand-clock.ts';
import { at, newWorld, WORKSPACE, type World } from '#tests/kit/world.ts';

const DAY_MS = 86_400_000;

function relabel(world: World, command: LabelCommand): void {
  changeLabel(world.library, WORKSPACE, randomUUID() as CommandId, command);
}

function make(world: World, name: string): LabelId {
  const label = randomUUID() as LabelId;
  relabel(world, { kind: 'label.make', label, workspace: WORKSPACE, name, color: 'teal' });
  return label;
}

function names(world: World, post: PostId): (string | undefined)[] {
  const all = labelsOf(world.library.read, WORKSPACE);
  return labelsOfPost(world.library.read, post).map((id) => all.find((one) => one.id === id)?.name);
}

function refusalOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
  return undefined;
}

/** The wall clock alone: nothing has to ring meanwhile. */
function later(world: World, ms: number): void {
  world.clock.set(world.clock.now() + ms);
}

function copyOf(world: World, of: PostId, template?: string): PostId {
  const post = randomUUID() as PostId;
  world.change({ kind: 'post.copy', post, of, ...(template === undefined ? {} : { template }) });
  return post;
}

describe('a label', () => {
  test('is put on posts, renamed, and taken off', () => {
    const world = newWorld();
    const [one, other] = [world.write('One'), world.write('Other')];
    const label = make(world, 'Autumn');
    relabel(world, { kind: 'label.put', label, posts: [one, other] });
    relabel(world, { kind: 'label.rename', label, name: 'October' });
    relabel(world, { kind: 'label.take-off', label, posts: [other] });
    expect([names(world, one), names(world, other)]).toEqual([['October'], []]);
    expect(labelsOf(world.library.read, WORKSPACE)).toMatchObject([{ name: 'October', color: 'teal', posts: 1 }]);
  });

  test('says on how many posts it is: not on those in the bin, nor on those that are gone from it', () => {
    const world = newWorld();
    const label = make(world, 'Autumn');
    const [kept, binned] = [world.write('Kept'), world.write('Binned')];
    relabel(world, { kind: 'label.put', label, posts: [kept, binned] });
    const count = (): number | undefined => labelsOf(world.library.read, WORKSPACE)[0]?.posts;
    expect(count()).toBe(2);
    world.change({ kind: 'post.delete', post: binned });
    expect(count()).toBe(1);
    world.change({ kind: 'post.restore', post: binned });
    expect(count()).toBe(2);
    world.change({ kind: 'post.delete', post: binned });
    later(world, 40 * DAY_MS);
    emptyBin(world);
    expect(count()).toBe(1);
  });

  test('is merged into another one: every post keeps one of them', () => {
    const world = newWorld();
    const [one, both] = [world.write('One'), world.write('Both')];
    const [old, kept] = [make(world, 'Xmas'), make(world, 'Christmas')];
    relabel(world, { kind: 'label.put', label: old, posts: [one, both] });
    relabel(world, { kind: 'label.put', label: kept, posts: [both] });
    relabel(world, { kind: 'label.merge', label: old, into: kept });
    expect([names(world, one), names(world, both)]).toEqual([['Christmas'], ['Christmas']]);
    expect(labelsOf(world.library.read, WORKSPACE)).toHaveLength(1);
  });

  test('that was deleted comes back on the posts it was on', () => {
    const world = newWorld();
    const post = world.write('One');
    const label = make(world, 'Autumn');
    relabel(world, { kind: 'label.put', label, posts: [post] });
    relabel(world, { kind: 'label.delete', label });
    expect(names(world, post)).toEqual([]);
    relabel(world, { kind: 'label.restore', label });
    expect(names(world, post)).toEqual(['Autumn']);
  });

  test('cannot be called like another one, whatever its case; a deleted one is in nobody’s way', () => {
    const world = newWorld();
    const label = make(world, 'Autumn');
    expect(refusalOf(() => make(world, 'AUTUMN'))).toBe('label.name-taken');
    relabel(world, { kind: 'label.delete', label });
    make(world, 'autumn');
    expect(refusalOf(() => relabel(world, { kind: 'label.restore', label }))).toBe('label.name-taken');
  });

  test.each<[string, (label: LabelId) => LabelCommand]>([
    ['merged into itself', (label) => ({ kind: 'label.merge', label, into: label })],
    ['merged into one that is not there', (label) => ({ kind: 'label.merge', label, into: randomUUID() as LabelId })],
    ['changed when it is unknown', () => ({ kind: 'label.delete', label: randomUUID() as LabelId })],
  ])('cannot be %s', (_what, command) => {
    const world = newWorld();
    const label = make(world, 'Autumn');
    expect(refusalOf(() => relabel(world, command(label)))).toBe('label.not-found');
  });
});

describe('a stage', () => {
  test('is a draft’s to begin with, and a planned post keeps what it was given', () => {
    const world = newWorld();
    const post = world.write('Bread');
    expect(world.post(post).stage).toBe('draft');
    world.change({ kind: 'post.set-stage', post, stage: 'ready' });
    world.change({ kind: 'post.plan', post, planned: { wall: '2026-11-25T09:00:00', zone: 'UTC' } });
    expect(world.post(post).stage).toBe('ready');
  });
});

describe('the archive', () => {
  test('takes a draft out of sight, and gives it back as it was', () => {
    const world = newWorld();
    const post = world.write('Bread');
    world.change({ kind: 'post.archive', post });
    expect(draftPosts(world.library.read, WORKSPACE, 10)).toEqual([]);
    expect(archivedPosts(world.library.read, WORKSPACE, 10).map((one) => one.id)).toEqual([post]);
    expect(refusalOf(() => world.change({ kind: 'post.set-stage', post, stage: 'idea' }))).toBe('post.archived');
    world.change({ kind: 'post.unarchive', post });
    expect(draftPosts(world.library.read, WORKSPACE, 10).map((one) => one.id)).toEqual([post]);
  });

  test('does not take what still has to go out', () => {
    const world = newWorld();
    const post = world.schedule('Bread', at('09:00'));
    expect(refusalOf(() => world.change({ kind: 'post.archive', post }))).toBe('post.still-planned');
  });

  test('takes what has gone out off the calendar', async () => {
    const world = newWorld();
    const post = world.schedule('Bread', at('09:00'));
    await world.clock.to(at('09:01'));
    expect(world.publication(post).state).toBe('published');
    world.change({ kind: 'post.archive', post });
    expect(plannedPosts(world.library.read, WORKSPACE, at('00:00'), at('23:00'))).toEqual([]);
  });
});

describe('a copy', () => {
  test('has the words, channels and labels of a post, and neither its time nor its history', async () => {
    const world = newWorld();
    const post = world.schedule(['Bread', 'and butter'], at('09:00'));
    relabel(world, { kind: 'label.put', label: make(world, 'Food'), posts: [post] });
    await world.clock.to(at('09:01'));
    const copy = copyOf(world, post);
    expect(world.post(copy)).toMatchObject({
      channels: [world.channel],
      plan: { kind: 'none' },
      stage: 'draft',
      version: 1,
    });
    expect(world.post(copy).segments.map((part) => part.text)).toEqual(['Bread', 'and butter']);
    expect([names(world, copy), world.publications(copy)]).toEqual([['Food'], []]);
  });

  test('leaves out channels that are not connected any more', () => {
    const world = newWorld();
    const post = world.write('Bread');
    world.setChannelState('disconnected');
    expect(world.post(copyOf(world, post)).channels).toEqual([]);
  });

  test('can be a template, which does not go out; a post that is begun from it does', () => {
    const world = newWorld();
    const template = copyOf(world, world.write('Market on {day}'), 'Market');
    const planned = { wall: '2026-11-25T09:00:00', zone: 'UTC' };
    expect(draftPosts(world.library.read, WORKSPACE, 10)).toHaveLength(1);
    expect(refusalOf(() => world.change({ kind: 'post.plan', post: template, planned }))).toBe('post.is-template');
    const post = copyOf(world, template);
    world.change({ kind: 'post.plan', post, planned });
    expect(world.publication(post).state).toBe('scheduled');
  });
});

describe('the bin', () => {
  const inBin = (world: World): number => deletedPosts(world.library.read, WORKSPACE, 10).length;
  const wordsLeft = (world: World, word: string): number =>
    ['posts', 'post_versions', 'commands', 'post_words'].filter((table) =>
      JSON.stringify(world.library.read.prepare(`SELECT * FROM ${table}`).all()).includes(word),
    ).length;

  test('keeps a post for 30 days; then nothing of it is left', () => {
    const world = newWorld();
    const post = world.write('Secret recipe');
    relabel(world, { kind: 'label.put', label: make(world, 'Food'), posts: [post] });
    world.change({ kind: 'post.delete', post });
    later(world, 30 * DAY_MS);
    expect([emptyBin(world), inBin(world)]).toEqual([0, 1]);
    later(world, 1);
    expect([emptyBin(world), inBin(world)]).toEqual([1, 0]);
    expect(postById(world.library.read, post)).toBeUndefined();
    expect(wordsLeft(world, 'Secret')).toBe(0);
    expect(world.library.read.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  });

  test('is looked through at the start and every day', async () => {
    const world = newWorld();
    world.change({ kind: 'post.delete', post: world.write('Bread') });
    // A clock of its own: on the world's, the scheduler would look 43,000 times.
    const clock = handClock(world.clock.now());
    const emptying = startEmptyingBin({ library: world.library, clock, log: memoryLog() });
    await clock.by(30 * DAY_MS);
    expect(inBin(world)).toBe(1);
    await clock.by(DAY_MS);
    expect(inBin(world)).toBe(0);
    await emptying.stop();
  });

  test('lets go of the words of a post that was planned and never went out; its history stays', () => {
    const world = newWorld();
    const post = world.schedule('Secret recipe', at('09:00'));
    world.change({ kind: 'post.delete', post });
    const { id } = world.publication(post);
    later(world, 31 * DAY_MS);
    emptyBin(world);
    expect([wordsLeft(world, 'Secret'), inBin(world)]).toEqual([0, 0]);
    expect(world.events(id)).toEqual(['planned', 'canceled']);
    expect(refusalOf(() => world.change({ kind: 'post.restore', post }))).toBe('post.not-found');
  });

  test('keeps what went out as its proof shows it, without its earlier versions', async () => {
    const world = newWorld();
    const post = world.schedule('Bread is out', at('09:00'));
    await world.clock.to(at('09:01'));
    world.change({ kind: 'post.delete', post });
    later(world, 31 * DAY_MS);
    emptyBin(world);
    expect(inBin(world)).toBe(0);
    expect(world.post(post).segments[0]?.text).toBe('Bread is out');
    expect(world.publication(post)).toMatchObject({ state: 'published' });
    expect(versionsOf(world.library.read, post)).toEqual([]);
  });

  test('gives back what is not yet 30 days in it', () => {
    const world = newWorld();
    const post = world.write('Bread');
    const restore: PostCommand = { kind: 'post.restore', post };
    world.change({ kind: 'post.delete', post });
    later(world, 29 * DAY_MS);
    emptyBin(world);
    world.change(restore);
    expect(draftPosts(world.library.read, WORKSPACE, 10).map((one) => one.id)).toEqual([post]);
  });
});

test('saved filters are kept by the workspace, by name', () => {
  const world = newWorld();
  const filter = (name: string) => ({ id: randomUUID(), name, text: 'bread', filter: postFilter.parse({}) });
  world.library.write((tx) => keepFilters(tx, WORKSPACE, [filter('Needs review'), filter('Ideas')]));
  expect(savedFilters(world.library.read, WORKSPACE).map((one) => one.name)).toEqual(['Ideas', 'Needs review']);
  expect(savedFilters(world.library.read, 'another')).toEqual([]);
});
