import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CommandId, MediaId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { Media } from '#shared/media/media.ts';
import type { ShelfChange, ShelfFilter } from '#shared/media/shelf.ts';
import type { MediaUse, Post, SegmentId } from '#shared/posts/post.ts';
import { openLibrary } from '#electron/db/open.ts';
import { mediaStore } from '#electron/media/media-store.ts';
import { storeMedia } from '#electron/media/media.write.ts';
import { removeUnused } from '#electron/media/remove-unused.ts';
import { overviewOf, shelfIds, shelfPart, usesOf } from '#electron/media/shelf.read.ts';
import { changeOnShelf } from '#electron/media/shelf.write.ts';
import { storePost } from '#electron/posts/posts.write.ts';
import { handClock } from '#tests/kit/hand-clock.ts';

// What a person finds on the shelf, and what stays there.

const WORKSPACE = randomUUID() as WorkspaceId;

function newShelf() {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-shelf-'));
  const library = openLibrary({
    path: join(folder, 'library.sqlite'),
    clock: handClock(1_000),
    onListenerError: () => undefined,
  });
  onTestFinished(async () => {
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  library.write((tx) =>
    tx
      .prepare(`INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES (?, 'Mill', 'UTC', '{}', 1)`)
      .run(WORKSPACE),
  );
  const store = mediaStore(join(folder, 'media'));
  const files = new Map<string, MediaId>();
  const idOf = (name: string): MediaId => files.get(name) ?? (''.padEnd(64, '0') as MediaId);
  return {
    library,
    idOf,
    put: (name: string, more: Partial<Media> = {}) => {
      const id = (files.size + 1).toString(16).padStart(64, '0') as MediaId;
      files.set(name, id);
      const facts = { mimeType: 'image/jpeg', bytes: 1000, width: 40, height: 30, importedAt: files.size };
      library.write((tx) => storeMedia(tx, { id, name, ...facts, ...more }));
    },
    change: (names: readonly string[], change: ShelfChange) =>
      library.write((tx) => changeOnShelf(tx, names.map(idOf), change)),
    write: (text: string, media: readonly MediaUse[], before?: Post) => {
      const post = postWith(text, media, before);
      library.write((tx) => storePost(tx, post, { command: randomUUID() as CommandId, kind: 'post.create' }));
      return post;
    },
    names: (filter: Partial<ShelfFilter> = {}) =>
      shelfPart(library.read, { ...ALL, ...filter }, 0, 100).entries.map((entry) => entry.name),
    uses: (...names: string[]) => usesOf(library.read, names.map(idOf)),
    remove: (...names: string[]) => removeUnused({ library, store }, names.map(idOf)),
  };
}

const ALL: ShelfFilter = { use: 'all', search: '', sort: 'newest', without: [] };

function postWith(text: string, media: readonly MediaUse[], before?: Post): Post {
  const segments = [{ id: randomUUID() as SegmentId, text, media: [...media] }];
  const base = before ?? {
    id: randomUUID() as PostId,
    workspace: WORKSPACE,
    version: 0,
    channels: [],
    variants: {},
    firstComment: '',
    options: {},
    plan: { kind: 'none' as const },
    overdue: { then: 'ask' as const },
    conflicts: [],
    stage: 'draft' as const,
    createdAt: 1,
    updatedAt: 1,
  };
  return { ...base, version: base.version + 1, segments };
}

test('a person finds files by kind, by name, by label and by what posts say of them', () => {
  const shelf = newShelf();
  shelf.put('harvest.jpg', { bytes: 3000 });
  shelf.put('Mill wheel.mp4', { mimeType: 'video/mp4', bytes: 9000, durationMs: 4000 });
  shelf.put('bell.mp3', { mimeType: 'audio/mpeg' });
  shelf.put('100%_price.pdf', { mimeType: 'application/pdf', bytes: 10 });
  shelf.write('Harvest', [{ media: shelf.idOf('harvest.jpg'), alt: 'Wheat at dusk' }]);
  shelf.change(['bell.mp3', 'harvest.jpg'], { kind: 'label', label: 'Autumn' });

  expect(shelf.names()).toEqual(['100%_price.pdf', 'bell.mp3', 'Mill wheel.mp4', 'harvest.jpg']);
  expect(shelf.names({ sort: 'largest' })).toEqual(['Mill wheel.mp4', 'harvest.jpg', 'bell.mp3', '100%_price.pdf']);
  expect(shelf.names({ sort: 'name' })).toEqual(['100%_price.pdf', 'bell.mp3', 'harvest.jpg', 'Mill wheel.mp4']);
  expect(shelf.names({ kind: 'video' })).toEqual(['Mill wheel.mp4']);
  expect(shelf.names({ kind: 'document' })).toEqual(['100%_price.pdf']);
  expect(shelf.names({ use: 'used' })).toEqual(['harvest.jpg']);
  expect(shelf.names({ use: 'unused', kind: 'audio' })).toEqual(['bell.mp3']);
  expect(shelf.names({ label: 'autumn' })).toEqual(['bell.mp3', 'harvest.jpg']);
  expect(shelf.names({ search: 'dusk' })).toEqual(['harvest.jpg']);
  expect(shelf.names({ search: 'AUTUMN' })).toEqual(['bell.mp3', 'harvest.jpg']);
  expect(shelf.names({ search: '%_' })).toEqual(['100%_price.pdf']);
  expect(shelf.names({ search: 'mill', without: [shelf.idOf('Mill wheel.mp4')] })).toEqual([]);
});

test('a file has one folder and many labels; a name that is there already is not written twice', () => {
  const shelf = newShelf();
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) shelf.put(name);
  shelf.change(['a.jpg', 'b.jpg'], { kind: 'move', folder: 'Open day' });
  shelf.change(['c.jpg'], { kind: 'move', folder: 'open DAY' });
  shelf.change(['a.jpg'], { kind: 'label', label: 'Summer' });
  shelf.change(['a.jpg', 'b.jpg'], { kind: 'label', label: 'summer' });
  shelf.change(['a.jpg'], { kind: 'label', label: 'Mill' });
  expect(overviewOf(shelf.library.read)).toMatchObject({
    all: { files: 3, bytes: 3000 },
    unused: { files: 3, bytes: 3000 },
    folders: [{ name: 'Open day', files: 3 }],
    labels: [
      { name: 'Mill', files: 1 },
      { name: 'Summer', files: 2 },
    ],
  });
  shelf.change(['a.jpg', 'b.jpg', 'c.jpg'], { kind: 'move' });
  shelf.change(['a.jpg'], { kind: 'unlabel', label: 'SUMMER' });
  const { entries } = shelfPart(shelf.library.read, { ...ALL, sort: 'name' }, 0, 1);
  expect(entries).toMatchObject([{ name: 'a.jpg', labels: ['Mill'] }]);
  expect(overviewOf(shelf.library.read).folders).toEqual([]);
});

test('the twenty-first label of a file is refused in words', () => {
  const shelf = newShelf();
  shelf.put('a.jpg');
  for (let n = 0; n < 20; n += 1) shelf.change(['a.jpg'], { kind: 'label', label: `Label ${n}` });
  expect(() => shelf.change(['a.jpg'], { kind: 'label', label: 'One more' })).toThrow(
    expect.objectContaining({ code: 'media.too-many-labels' }),
  );
});

test('what a post has stays, and says by which; what a post had stays too; the rest goes', () => {
  const shelf = newShelf();
  for (const name of ['now.jpg', 'before.jpg', 'never.jpg']) shelf.put(name);
  const first = shelf.write('Bread', [{ media: shelf.idOf('before.jpg'), alt: '' }]);
  const post = shelf.write('Bread is back', [{ media: shelf.idOf('now.jpg'), alt: 'A loaf' }], first);

  expect(shelf.names({ use: 'unused' })).toEqual(['never.jpg', 'before.jpg']);
  expect(shelf.uses('now.jpg', 'before.jpg', 'never.jpg')).toMatchObject([
    { name: 'now.jpg', postCount: 1, posts: [{ post: post.id, excerpt: 'Bread is back' }], isInHistory: true },
    { name: 'before.jpg', postCount: 0, posts: [], isInHistory: true },
  ]);
  expect(shelf.remove('now.jpg', 'before.jpg', 'never.jpg')).toEqual([shelf.idOf('never.jpg')]);
  expect(shelf.names()).toEqual(['before.jpg', 'now.jpg']);
});

test('a removed file takes its labels along', () => {
  const shelf = newShelf();
  shelf.put('a.jpg');
  shelf.change(['a.jpg'], { kind: 'label', label: 'Summer' });
  expect(shelf.remove('a.jpg')).toHaveLength(1);
  expect(overviewOf(shelf.library.read).labels).toEqual([]);
});

test('with 10,000 files a page, a search and a choice of all come at once', () => {
  const shelf = newShelf();
  shelf.library.write((tx) => {
    for (let n = 0; n < 10_000; n += 1) {
      const id = (n + 1).toString(16).padStart(64, '0') as MediaId;
      storeMedia(tx, {
        id,
        name: `photo-${n}.jpg`,
        mimeType: 'image/jpeg',
        bytes: n,
        width: 1,
        height: 1,
        importedAt: n,
      });
      if (n % 10 === 0) {
        const post = postWith(`Post ${n}`, [{ media: id, alt: `What is on photo ${n}` }]);
        storePost(tx, post, { command: randomUUID() as CommandId, kind: 'post.create' });
      }
    }
  });
  const started = performance.now();
  expect(shelfPart(shelf.library.read, ALL, 9_900, 100).entries).toHaveLength(100);
  expect(shelfPart(shelf.library.read, { ...ALL, search: 'photo 77' }, 0, 100).total).toBe(11);
  expect(shelfIds(shelf.library.read, { ...ALL, use: 'unused' })).toHaveLength(9_000);
  expect(overviewOf(shelf.library.read).unused.files).toBe(9_000);
  // Together some 60 ms; a query without its index would take seconds.
  expect(performance.now() - started).toBeLessThan(1_000);
});
