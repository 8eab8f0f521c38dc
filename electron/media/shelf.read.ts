import type { MediaId } from '#shared/ids.ts';
import type { MediaKind } from '#shared/media/media.ts';
import {
  shelfEntry,
  type FileUses,
  type ShelfEntry,
  type ShelfFilter,
  type ShelfNamed,
  type ShelfOverview,
  type ShelfSort,
} from '#shared/media/shelf.ts';
import { excerptOf, post as postSchema } from '#shared/posts/post.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { withoutNulls } from '#electron/media/media.read.ts';

interface Part {
  readonly entries: ShelfEntry[];
  readonly total: number;
}

/** `count` files from place `from` on, of those that fit; and how many those are. */
export function shelfPart(db: ReadDb, filter: ShelfFilter, from: number, count: number): Part {
  const { where, given } = conditionsOf(filter);
  const rows = db
    .prepare<[object], object>(
      `SELECT m.id, m.name, mime_type AS mimeType, bytes, width, height, duration_ms AS durationMs,
              imported_at AS importedAt, nullif(alt, '') AS alt, folder,
              (SELECT json_group_array(l.name) FROM media_labels AS l WHERE l.media_id = m.id) AS labels,
              (SELECT count(*) FROM media_uses AS u WHERE u.media_id = m.id AND u.place = 'post') AS posts
         FROM media AS m WHERE ${where} ORDER BY ${ORDERS[filter.sort]} LIMIT :count OFFSET :from`,
    )
    .all({ ...given, from, count });
  const counted = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM media AS m WHERE ${where}`);
  return { entries: rows.flatMap(entryOf), total: counted.get(given)?.total ?? 0 };
}

/** Every file that fits, in its order. */
export function shelfIds(db: ReadDb, filter: ShelfFilter): MediaId[] {
  const { where, given } = conditionsOf(filter);
  return db
    .prepare<[object], { id: MediaId }>(`SELECT m.id FROM media AS m WHERE ${where} ORDER BY ${ORDERS[filter.sort]}`)
    .all(given)
    .map((row) => row.id);
}

/** What there is in all. */
export function overviewOf(db: ReadDb): ShelfOverview {
  const amount = (where: string): { files: number; bytes: number } =>
    db
      .prepare<[], { files: number; bytes: number }>(
        `SELECT count(*) AS files, coalesce(sum(bytes), 0) AS bytes FROM media AS m WHERE ${where}`,
      )
      .get() ?? { files: 0, bytes: 0 };
  const named = (sql: string): ShelfNamed[] => db.prepare<[], ShelfNamed>(sql).all();
  return {
    all: amount('true'),
    unused: amount(UNUSED),
    folders: named(
      'SELECT folder AS name, count(*) AS files FROM media WHERE folder IS NOT NULL GROUP BY folder ORDER BY folder',
    ),
    labels: named('SELECT name, count(*) AS files FROM media_labels GROUP BY name ORDER BY name'),
  };
}

const MOST_POSTS = 20;

/** What needs these files; nothing is said of those that nothing needs. */
export function usesOf(db: ReadDb, ids: readonly MediaId[]): FileUses[] {
  const known = db.prepare<{ id: MediaId }, KnownUses>(
    `SELECT name, (SELECT count(*) FROM media_uses WHERE media_id = :id AND place = 'post') AS postCount,
            EXISTS (SELECT 1 FROM media_uses WHERE media_id = :id AND place IN ('version', 'sent')) AS isInHistory,
            EXISTS (SELECT 1 FROM public_files WHERE media_id = :id) AS isPublic
       FROM media WHERE id = :id`,
  );
  return ids.flatMap((id) => {
    const row = known.get({ id });
    if (row === undefined || row.postCount + row.isInHistory + row.isPublic === 0) return [];
    const { name, postCount, isInHistory, isPublic } = row;
    const posts = postCount === 0 ? [] : usingPosts(db, id);
    return [{ media: id, name, posts, postCount, isInHistory: isInHistory === 1, isPublic: isPublic === 1 }];
  });
}

interface KnownUses {
  readonly name: string;
  readonly postCount: number;
  readonly isInHistory: number;
  readonly isPublic: number;
}

function usingPosts(db: ReadDb, id: MediaId): FileUses['posts'] {
  return db
    .prepare<[string, number], { post_json: string }>(
      `SELECT p.post_json FROM media_uses AS u JOIN posts AS p ON p.id = u.post_id
        WHERE u.media_id = ? AND u.place = 'post' AND json_valid(p.post_json) ORDER BY p.updated_at DESC LIMIT ?`,
    )
    .all(id, MOST_POSTS)
    .flatMap((row) => {
      const post = postSchema.safeParse(JSON.parse(row.post_json)).data;
      if (post === undefined) return [];
      const { plan, deletedAt } = post;
      return [
        {
          post: post.id,
          excerpt: excerptOf(post.segments, 120),
          ...(plan.kind === 'none' ? {} : { dueAt: plan.dueAt }),
          ...(deletedAt === undefined ? {} : { deletedAt }),
        },
      ];
    });
}

const ORDERS: Readonly<Record<ShelfSort, string>> = {
  newest: 'm.imported_at DESC, m.id DESC',
  largest: 'm.bytes DESC, m.id DESC',
  name: 'm.name COLLATE NOCASE, m.id',
};

const KINDS: Readonly<Record<MediaKind, string>> = {
  image: `m.mime_type LIKE 'image/%'`,
  video: `m.mime_type LIKE 'video/%'`,
  audio: `m.mime_type LIKE 'audio/%'`,
  document: `m.mime_type NOT LIKE 'image/%' AND m.mime_type NOT LIKE 'video/%' AND m.mime_type NOT LIKE 'audio/%'`,
};

const USED = `EXISTS (SELECT 1 FROM media_uses AS u WHERE u.media_id = m.id AND u.place = 'post')`;
const UNUSED = `NOT ${USED}`;

/** What a word is looked for in. */
const FOUND = `(m.name LIKE :search ESCAPE '\\' OR m.alt LIKE :search ESCAPE '\\' OR m.folder LIKE :search ESCAPE '\\'
  OR EXISTS (SELECT 1 FROM media_labels AS l WHERE l.media_id = m.id AND l.name LIKE :search ESCAPE '\\')
  OR EXISTS (SELECT 1 FROM media_uses AS u
              WHERE u.media_id = m.id AND u.place = 'post' AND u.alts LIKE :search ESCAPE '\\'))`;

function conditionsOf(filter: ShelfFilter): { where: string; given: Record<string, string> } {
  const search = filter.search.trim();
  const wanted: readonly (string | false)[] = [
    filter.kind !== undefined && KINDS[filter.kind],
    filter.use === 'used' && USED,
    filter.use === 'unused' && UNUSED,
    filter.folder !== undefined && 'm.folder = :folder',
    filter.label !== undefined &&
      'EXISTS (SELECT 1 FROM media_labels AS l WHERE l.media_id = m.id AND l.name = :label)',
    search !== '' && FOUND,
    filter.without.length > 0 && 'm.id NOT IN (SELECT value FROM json_each(:without))',
  ];
  return {
    where: wanted.filter((one) => one !== false).join(' AND ') || 'true',
    given: {
      ...(filter.folder !== undefined && { folder: filter.folder }),
      ...(filter.label !== undefined && { label: filter.label }),
      ...(search !== '' && { search: `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` }),
      ...(filter.without.length > 0 && { without: JSON.stringify(filter.without) }),
    },
  };
}

/** A row that cannot be read is left out: one bad row stops nothing else. */
function entryOf(row: object): ShelfEntry[] {
  const { labels, ...rest } = withoutNulls(row);
  const parsed = shelfEntry.safeParse({ ...rest, labels: JSON.parse(String(labels)) as unknown });
  return parsed.success ? [parsed.data] : [];
}
