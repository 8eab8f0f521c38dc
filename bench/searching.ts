import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#electron/clock.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { openLibrary } from '#electron/db/open.ts';
import { searchPosts } from '#electron/posts/search.read.ts';
import type { WorkspaceId } from '#shared/ids.ts';
import { postFilter } from '#shared/posts/post-search.ts';

export interface SearchSpeed {
  readonly posts: number;
  readonly asked: readonly Asked[];
}

interface Asked {
  readonly what: string;
  readonly text: string;
  /** Of the search, and of going through all texts with LIKE; the median of several, ms. */
  readonly searchMs: number;
  readonly likeMs: number;
}

const WORKSPACE = '00000001-0000-4000-8000-000000000000' as WorkspaceId;
const TIMES = 9;
const PAGE = { limit: 30, offset: 0 };

/** How long it takes to find something among `posts` posts, as the window asks, beside reading them all. */
export async function measureSearching(posts: number): Promise<SearchSpeed> {
  const folder = mkdtempSync(join(tmpdir(), 'postwright-bench-'));
  const library = openLibrary({
    path: join(folder, 'library.sqlite'),
    clock: systemClock,
    onListenerError: (error) => console.error(error),
  });
  try {
    library.write((tx) => fill(tx, posts));
    const asked = [
      ['one rare word', 'quince'],
      ['two words', 'sourdough mill'],
      ['a word of every second post', 'harvest'],
      ['the beginning of a word, as it is typed', 'har'],
      ['one letter', 'h'],
      ['a word that nowhere stands', 'zeppelin'],
    ] as const;
    return { posts, asked: asked.map(([what, text]) => measure(library, what, text)) };
  } finally {
    await library.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(library: Library, what: string, text: string): Asked {
  const filter = postFilter.parse({});
  const like = library.read.prepare(
    `SELECT id FROM posts WHERE workspace_id = ? AND deleted_at IS NULL AND ${text
      .split(' ')
      .map(() => 'post_json LIKE ?')
      .join(' AND ')} ORDER BY updated_at DESC`,
  );
  const words = text.split(' ').map((word) => `%${word}%`);
  return {
    what,
    text,
    searchMs: median(() => searchPosts(library.read, WORKSPACE, { text, filter, ...PAGE })),
    likeMs: median(() => like.all(WORKSPACE, ...words)),
  };
}

function median(work: () => unknown): number {
  const times = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)] ?? Number.NaN;
}

const WORDS =
  'mill sourdough flour river apple cider honey bakery oven morning market garden bread rye wheat stone wheel water miller family open day class recipe butter jam plum pear winter summer autumn spring festival music lantern'.split(
    ' ',
  );

/** About 40 words each: every second post has “harvest”, one in a thousand “quince”. */
function fill(tx: WriteTx, posts: number): void {
  tx.prepare(
    `INSERT INTO workspaces (id, name, zone, overdue_json, created_at) VALUES (?, 'Team', 'UTC', '{}', 1)`,
  ).run(WORKSPACE);
  const insert = tx.prepare(
    `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, created_at, updated_at)
     VALUES (?, ?, 1, ?, 'none', ?, ?)`,
  );
  for (let n = 0; n < posts; n += 1) {
    const id = `00000002-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const words = Array.from({ length: 40 }, (_none, place) => WORDS[(n * 7 + place * (1 + (n % 11))) % WORDS.length]);
    if (n % 2 === 0) words[n % 40] = 'harvest';
    if (n % 1000 === 0) words[3] = 'quince';
    const json = JSON.stringify({ segments: [{ text: words.join(' '), media: [] }], variants: {}, firstComment: '' });
    insert.run(id, WORKSPACE, json, n, n);
  }
}

export function searchLines({ posts, asked }: SearchSpeed): string[] {
  return asked.map(
    ({ what, text, searchMs, likeMs }) =>
      `${what} (“${text}”) in ${posts} posts: ${searchMs.toFixed(1)} ms; LIKE over all of them: ${likeMs.toFixed(1)} ms`,
  );
}
