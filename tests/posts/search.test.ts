import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommandId, LabelId, MediaId, PostId } from '#shared/ids.ts';
import { postFilter, type PostFilter } from '#shared/posts/post-search.ts';
import { changeLabel } from '#electron/posts/change-label.ts';
import { searchPosts } from '#electron/posts/search.read.ts';
import { storeMedia } from '#electron/media/media.write.ts';
import { at, newWorld, WORKSPACE, type World } from '#tests/kit/world.ts';

// What a person finds of their own posts, as the window asks.

const HARVEST = 'a'.repeat(64) as MediaId;

function found(
  world: World,
  text: string,
  filter: Partial<PostFilter> = {},
  page = { limit: 30, offset: 0 },
): PostId[] {
  return search(world, text, filter, page).found.map((one) => one.post);
}

function search(world: World, text: string, filter: Partial<PostFilter> = {}, page = { limit: 30, offset: 0 }) {
  return searchPosts(world.library.read, WORKSPACE, { text, filter: postFilter.parse(filter), ...page });
}

function attach(world: World, post: PostId, alt: string): void {
  world.change({
    kind: 'post.attach-media',
    post,
    place: 'shared',
    segment: world.firstSegment(post),
    media: [{ media: HARVEST, alt }],
  });
}

function keepFile(world: World, name: string): void {
  world.library.write((tx) =>
    storeMedia(tx, { id: HARVEST, name, mimeType: 'image/jpeg', bytes: 9, width: 4, height: 3, importedAt: tx.now }),
  );
}

function label(world: World, name: string, posts: readonly PostId[]): LabelId {
  const id = randomUUID() as LabelId;
  const change = (command: Parameters<typeof changeLabel>[3]): unknown =>
    changeLabel(world.library, WORKSPACE, randomUUID() as CommandId, command);
  change({ kind: 'label.make', label: id, workspace: WORKSPACE, name, color: 'teal' });
  if (posts.length > 0) change({ kind: 'label.put', label: id, posts: [...posts] });
  return id;
}

describe('a search finds a post', () => {
  test('by its words, whatever their case and accents, in any part', () => {
    const world = newWorld();
    const post = world.write(['Open day at the mill', 'with crème brûlée']);
    world.write('Closed on Monday');
    for (const text of ['mill', 'MILL day', 'creme BRULEE', '"open day"']) expect(found(world, text)).toEqual([post]);
    expect(found(world, '"day open"')).toEqual([]);
    expect(found(world, 'open monday')).toEqual([]);
  });

  test('by the beginning of the word that is being typed', () => {
    const world = newWorld();
    const post = world.write('Pumpkin spice is back');
    for (const text of ['p', 'pum', 'pumpkin sp', 'spi* pump']) expect(found(world, text)).toEqual([post]);
    expect(found(world, 'umpkin')).toEqual([]);
  });

  test('whose picture is in the shared text and in a channel’s own, or twice in a thread', () => {
    const world = newWorld();
    keepFile(world, 'harvest.jpg');
    const post = world.write(['Harvest', 'and once more']);
    attach(world, post, 'Wheat at dusk');
    const twice = world.post(post).segments.map((part) => ({
      ...part,
      id: randomUUID(),
      media: [{ media: HARVEST, alt: 'Wheat' }],
    }));
    world.change({ kind: 'post.set-variant', post, channel: world.channel, segments: twice as never });
    expect(found(world, 'harvest.jpg dusk')).toEqual([post]);
  });

  test('by the text of one channel, its first comment, and the names and descriptions of its files', () => {
    const world = newWorld();
    const post = world.write('Harvest');
    const segments = [{ ...world.post(post).segments[0], id: randomUUID(), text: 'Blackberries instead', media: [] }];
    world.change({ kind: 'post.set-variant', post, channel: world.channel, segments: segments as never });
    world.change({ kind: 'post.set-first-comment', post, from: '', to: 'Tickets at the gate' });
    attach(world, post, 'Two baskets of quinces');
    keepFile(world, 'orchard-walk.jpg');
    for (const text of ['blackberries', 'tickets gate', 'quinces', 'orchard walk']) {
      expect(found(world, text)).toEqual([post]);
    }
  });

  test('by its labels, and by what they are called now', () => {
    const world = newWorld();
    const post = world.write('Cider press');
    const autumn = label(world, 'Autumn campaign', [post]);
    expect(found(world, 'autumn')).toEqual([post]);
    changeLabel(world.library, WORKSPACE, randomUUID() as CommandId, {
      kind: 'label.rename',
      label: autumn,
      name: 'October',
    });
    expect(found(world, 'autumn')).toEqual([]);
    expect(found(world, 'october')).toEqual([post]);
  });

  test('by the name that a file has now', () => {
    const world = newWorld();
    const post = world.write('Harvest');
    keepFile(world, 'IMG_4711.jpg');
    attach(world, post, '');
    world.library.write((tx) => tx.prepare('UPDATE media SET name = ? WHERE id = ?').run('baskets.jpg', HARVEST));
    expect(found(world, 'baskets')).toEqual([post]);
    expect(found(world, '4711')).toEqual([]);
  });

  test('by its new words as soon as they are stored, and no more by the old ones', () => {
    const world = newWorld();
    const post = world.write('Apples');
    const segment = world.firstSegment(post);
    world.change({ kind: 'post.edit-text', post, place: 'shared', segment, from: 'Apples', to: 'Pears' });
    expect(found(world, 'pears')).toEqual([post]);
    expect(found(world, 'apples')).toEqual([]);
  });

  test('and shows the words around what was looked for, which stand out', () => {
    const world = newWorld();
    world.write(`${'Long ago and far away. '.repeat(20)}The old Mühle turns again.`);
    const [hit] = search(world, 'muhle').found;
    expect(hit?.excerpt.find((part) => part.isHit)?.text).toBe('Mühle');
    expect(hit?.excerpt.map((part) => part.text).join('').length).toBeLessThan(120);
  });
});

describe('what is found', () => {
  test('comes best match first: a word that a post is about before one that it mentions', () => {
    const world = newWorld();
    const about = world.write('Sourdough, sourdough, sourdough');
    const mentions = world.write(
      `${'We open early and close late, as we always did in summer. '.repeat(6)} Sourdough too.`,
    );
    expect(found(world, 'sourdough')).toEqual([about, mentions]);
  });

  test('comes in pages, each post once', () => {
    const world = newWorld();
    const all = Array.from({ length: 25 }, (_none, n) => world.write(`Market day ${n}`));
    const first = search(world, 'market', {}, { limit: 10, offset: 0 });
    const last = search(world, 'market', {}, { limit: 10, offset: 20 });
    expect([first.hasMore, last.hasMore]).toEqual([true, false]);
    const pages = [0, 10, 20].flatMap((offset) => found(world, 'market', {}, { limit: 10, offset }));
    expect(pages.toSorted()).toEqual(all.toSorted());
  });

  test('is what the filter lets through, with words and without', () => {
    const world = newWorld();
    const bob = world.addChannel('bob');
    const draft = world.write('Bread for Ada');
    const idea = world.write('Bread for Bob', [bob]);
    world.change({ kind: 'post.set-stage', post: idea, stage: 'idea' });
    const planned = world.schedule('Bread tomorrow', at('09:00', '2026-11-25'));
    const bakery = label(world, 'Bakery', [draft]);
    for (const text of ['bread', '']) {
      expect(found(world, text, { channels: [bob] })).toEqual([idea]);
      expect(found(world, text, { stages: ['idea'] })).toEqual([idea]);
      expect(found(world, text, { labels: [bakery] })).toEqual([draft]);
      expect(found(world, text, { progress: ['planned'] })).toEqual([planned]);
      expect(found(world, text, { from: at('00:00', '2026-11-25'), to: at('00:00', '2026-11-26') })).toEqual([planned]);
      expect(found(world, text).length).toBe(3);
    }
  });

  test('stands as its publications do: what waits for a person is found by that', () => {
    const world = newWorld();
    const post = world.schedule('Bread tomorrow', at('09:00', '2026-11-25'));
    world.library.write((tx) =>
      tx
        .prepare(
          `UPDATE publications SET state = 'held', run_at = NULL, why_json = '{"code":"channel.paused","about":{}}'`,
        )
        .run(),
    );
    expect(found(world, 'bread', { progress: ['needs-you'] })).toEqual([post]);
    expect(found(world, 'bread', { progress: ['planned', 'published'] })).toEqual([]);
  });

  test('leaves out what is in the bin, in the archive or a template, unless these are asked for', () => {
    const world = newWorld();
    const [binned, kept] = [world.write('Plum jam'), world.write('Plum cake')];
    world.change({ kind: 'post.delete', post: binned });
    world.change({ kind: 'post.archive', post: kept });
    const template = randomUUID() as PostId;
    world.change({ kind: 'post.copy', post: template, of: kept, template: 'Fruit of the week' });
    expect(found(world, 'plum')).toEqual([]);
    expect(found(world, 'plum', { shelves: ['bin'] })).toEqual([binned]);
    expect(found(world, 'plum', { shelves: ['archive'] })).toEqual([kept]);
    expect(found(world, 'fruit week', { shelves: ['templates'] })).toEqual([template]);
  });

  test('of a word that a thousand posts have is the newest', () => {
    const world = newWorld();
    const posts = world.library.write((tx) =>
      Array.from({ length: 1200 }, (_none, n) => {
        const id = randomUUID() as PostId;
        tx.prepare(
          `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, created_at, updated_at)
           VALUES (?, ?, 1, '{"segments":[{"text":"market"}]}', 'none', ?, ?)`,
        ).run(id, WORKSPACE, n, n);
        return id;
      }),
    );
    expect(found(world, 'market', {}, { limit: 2, offset: 0 })).toEqual([posts.at(-1), posts.at(-2)]);
  });
});

describe('whatever a person types', () => {
  test.each([
    '"',
    '""',
    '*',
    'NEAR(',
    'a AND',
    'words:',
    'a OR NOT b',
    '-x',
    '^',
    '(((',
    `'; DROP TABLE posts`,
    '\0',
    '🎃',
    '{"a"}',
  ])('%j is looked for and nothing else', (text) => {
    const world = newWorld();
    world.write('Nothing of the kind');
    expect(found(world, text)).toEqual([]);
  });

  test('never throws, and finds a post by any run of its own words', () => {
    const world = newWorld();
    world.write('Bread');
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({
        unit: fc.constantFrom('"', '*', '(', ')', '-', ':', '^', '+', ' ', 'a', 'NOT ', 'OR ', '\0', '\u0301'),
      }),
    );
    fc.assert(
      fc.property(typed, (text) => void found(world, text)),
      { numRuns: 300 },
    );
    // Letters that the tables of `unicode61` know; they are those of Unicode 6.1.
    const word = fc.stringMatching(/^[a-zA-Z0-9À-ÖØ-öø-ÿα-ωА-я一-龥]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const post = world.write(words.join(' '));
        expect(found(world, words.join(' '), {}, { limit: 100, offset: 0 })).toContain(post);
        expect(found(world, `"${words.join(' ')}"`, {}, { limit: 100, offset: 0 })).toContain(post);
      }),
      { numRuns: 25 },
    );
  });
});
