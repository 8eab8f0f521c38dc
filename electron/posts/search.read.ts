import type { PostId, WorkspaceId } from '#shared/ids.ts';
import { progressOf, type PostProgress } from '#shared/posts/post-progress.ts';
import type { ExcerptPart, PostFilter, PostSearch, Shelf } from '#shared/posts/post-search.ts';
import type { Post } from '#shared/posts/post.ts';
import type { PublicationState } from '#shared/publishing/publication.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { searchQuery } from '#electron/posts/search-words.ts';

export interface Found {
  readonly post: PostId;
  readonly excerpt: readonly ExcerptPart[];
}

/** How much a word counts in texts, first comments, descriptions of files, their names, and labels. */
const WEIGHTS = '10, 5, 4, 3, 6';

/**
 * What stands in more posts than these tells little, and to rank it every occurrence of every word would be counted: the
 * newest of them are found, newest first. It bounds the time that a search takes (`npm run bench`).
 */
const MOST_RANKED = 1000;

/** Marks around what was found, as FTS5 puts them: characters that no text has. */
const HIT = '\u0002';
const AFTER = '\u0003';
const EXCERPT_WORDS = 14;

/** Posts that have all the words and pass the filter, best match first; without words, newest change first. */
export function searchPosts(
  db: ReadDb,
  workspace: WorkspaceId,
  { text, filter, limit, offset }: PostSearch,
): { found: Found[]; hasMore: boolean } {
  if (text.trim() === '') {
    const rows = kept(db, listed(db, workspace, filter), filter, offset + limit + 1);
    const page = rows.slice(offset, offset + limit);
    return { found: page.map((row) => ({ post: row.post, excerpt: [] })), hasMore: rows.length > offset + limit };
  }
  const queries = searchQuery(text);
  if (queries === undefined) return { found: [], hasMore: false };
  const look = (query: string): Row[] => kept(db, matching(db, workspace, filter, query), filter, MOST_RANKED);
  // Whole words are walked along the index, beginnings have to be gathered first: they are, where that could find more.
  const whole = look(queries.whole);
  const [query, rows] = whole.length === MOST_RANKED ? [queries.whole, whole] : [queries.begun, look(queries.begun)];
  const ranked = rows.length === MOST_RANKED ? rows : byRank(db, query, rows);
  const page = ranked.slice(offset, offset + limit);
  const excerpts = excerptsOf(db, query, page);
  return {
    found: page.map(({ post, row }) => ({ post, excerpt: excerpts.get(row) ?? [] })),
    hasMore: ranked.length > offset + limit,
  };
}

interface Row {
  readonly row: number;
  readonly post: PostId;
  readonly plan: Post['plan']['kind'];
  readonly deletedAt: number | null;
}

const COLUMNS = `p.id AS post, p.plan_kind AS plan, p.deleted_at AS deletedAt`;

/** Matching posts, the newest first. */
function matching(db: ReadDb, workspace: WorkspaceId, filter: PostFilter, query: string): Iterable<Row> {
  const { where, given } = conditionsOf(filter);
  return db
    .prepare<unknown[], Row>(
      `SELECT w.id AS row, ${COLUMNS}
         FROM post_search CROSS JOIN post_words w ON w.id = post_search.rowid CROSS JOIN posts p ON p.id = w.post_id
        WHERE post_search MATCH ? AND p.workspace_id = ? AND ${where}
        ORDER BY post_search.rowid DESC`,
    )
    .iterate(query, workspace, ...given);
}

function listed(db: ReadDb, workspace: WorkspaceId, filter: PostFilter): Iterable<Row> {
  const { where, given } = conditionsOf(filter);
  return db
    .prepare<unknown[], Row>(
      `SELECT 0 AS row, ${COLUMNS} FROM posts p WHERE p.workspace_id = ? AND ${where}
        ORDER BY p.updated_at DESC`,
    )
    .iterate(workspace, ...given);
}

/** Best match first (BM25: the less, the better), the newer one of equals. */
function byRank(db: ReadDb, query: string, rows: readonly Row[]): Row[] {
  if (rows.length < 2) return [...rows];
  const ranks = new Map<number, number>();
  const some = within(rows);
  const ranked = db
    .prepare<unknown[], { row: number; rank: number }>(
      `SELECT rowid AS row, bm25(post_search, ${WEIGHTS}) AS rank FROM post_search WHERE post_search MATCH ? AND ${some.where}`,
    )
    .all(query, ...some.given);
  for (const { row, rank } of ranked) ranks.set(row, rank);
  return rows.toSorted((a, b) => (ranks.get(a.row) ?? 0) - (ranks.get(b.row) ?? 0) || b.row - a.row);
}

/** Only these rows; the span first, so that the walk along the matches ends early. */
function within(rows: readonly Row[]): { where: string; given: unknown[] } {
  const ids = rows.map((one) => one.row);
  const where = 'rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))';
  return { where, given: [Math.min(...ids), Math.max(...ids), JSON.stringify(ids)] };
}

/** The first `most` rows whose progress is wanted. Read row by row, so that the rest is never looked at. */
function kept(db: ReadDb, rows: Iterable<Row>, { progress }: PostFilter, most: number): Row[] {
  const found: Row[] = [];
  for (const row of rows) {
    if (progress.length > 0 && !progress.includes(progressOfRow(db, row))) continue;
    found.push(row);
    if (found.length === most) break;
  }
  return found;
}

function progressOfRow(db: ReadDb, { post, plan, deletedAt }: Row): PostProgress {
  const states = db
    .prepare<[string], { state: PublicationState }>('SELECT state FROM publications WHERE post_id = ?')
    .all(post)
    .map((one) => one.state);
  // Only whether there is a time counts, not which.
  const known = plan === 'none' ? ({ kind: 'none' } as const) : ({ kind: 'now', dueAt: 0 } as const);
  return progressOf({ plan: known, ...(deletedAt === null ? {} : { deletedAt }) }, states);
}

const ON_SHELF: Readonly<Record<Shelf, string>> = {
  desk: 'p.deleted_at IS NULL AND p.archived_at IS NULL AND p.template_name IS NULL',
  archive: 'p.deleted_at IS NULL AND p.archived_at IS NOT NULL AND p.template_name IS NULL',
  bin: 'p.deleted_at IS NOT NULL AND p.emptied_at IS NULL',
  templates: 'p.deleted_at IS NULL AND p.template_name IS NOT NULL',
};

/** What can be told from the post alone of where it stands; the rest is looked at row by row. */
const MAY_BE: Readonly<Record<PostProgress, string>> = {
  deleted: 'p.deleted_at IS NOT NULL',
  draft: `p.plan_kind = 'none'`,
  planned: `p.plan_kind <> 'none'`,
  sending: hasPublication(`'publishing', 'processing'`),
  'needs-you': hasPublication(`'held', 'failed', 'unconfirmed'`),
  published: hasPublication(`'published', 'handed-over'`),
  'partly-published': hasPublication(`'published', 'handed-over'`),
  canceled: hasPublication(`'canceled'`),
};

function hasPublication(states: string): string {
  return `EXISTS (SELECT 1 FROM publications u WHERE u.post_id = p.id AND u.state IN (${states}))`;
}

function conditionsOf(filter: PostFilter): { where: string; given: unknown[] } {
  const { shelves, stages, progress, channels, labels, from, to } = filter;
  const day = 'coalesce(p.due_at, p.updated_at)';
  const each: readonly (readonly [string, readonly unknown[]] | undefined)[] = [
    [anyOf(shelves.map((one) => ON_SHELF[one])), []],
    stages.length === 0 ? undefined : [`p.stage IN (${marks(stages)})`, stages],
    progress.length === 0 ? undefined : [anyOf(progress.map((one) => MAY_BE[one])), []],
    channels.length === 0 ? undefined : [belongs('post_channels', 'channel_id', channels), channels],
    labels.length === 0 ? undefined : [belongs('post_labels', 'label_id', labels), labels],
    from === undefined ? undefined : [`${day} >= ?`, [from]],
    to === undefined ? undefined : [`${day} < ?`, [to]],
  ];
  const asked = each.filter((one) => one !== undefined);
  return { where: asked.map(([sql]) => sql).join(' AND '), given: asked.flatMap(([, values]) => values) };
}

function belongs(table: string, column: string, values: readonly unknown[]): string {
  return `EXISTS (SELECT 1 FROM ${table} b WHERE b.post_id = p.id AND b.${column} IN (${marks(values)}))`;
}

function anyOf(conditions: readonly string[]): string {
  return `(${conditions.map((one) => `(${one})`).join(' OR ')})`;
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

/** The words around what was found, of one page: an excerpt costs more than a rank. */
function excerptsOf(db: ReadDb, query: string, page: readonly Row[]): Map<number, readonly ExcerptPart[]> {
  if (page.length === 0) return new Map();
  const some = within(page);
  const found = db
    .prepare<unknown[], { row: number; text: string }>(
      `SELECT rowid AS row, snippet(post_search, -1, '${HIT}', '${AFTER}', '…', ${EXCERPT_WORDS}) AS text
         FROM post_search WHERE post_search MATCH ? AND ${some.where}`,
    )
    .all(query, ...some.given);
  return new Map(found.map(({ row, text }) => [row, partsOf(text)]));
}

function partsOf(text: string): ExcerptPart[] {
  return text
    .replaceAll(/\s+/g, ' ')
    .split(HIT)
    .flatMap((piece, index) => {
      const [hit = '', ...rest] = index === 0 ? ['', piece] : piece.split(AFTER);
      return [
        { text: hit, isHit: true },
        { text: rest.join(''), isHit: false },
      ];
    })
    .filter((part) => part.text !== '');
}
