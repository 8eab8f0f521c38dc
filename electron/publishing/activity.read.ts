import type { ChannelId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { ChannelEvent } from '#shared/channels/channel.ts';
import {
  ACTIVITY_KINDS,
  type ActivityCursor,
  type ActivityEntry,
  type ActivityFilter,
  type ActivityKind,
} from '#shared/ipc/activity.calls.ts';
import { excerptOf, segmentsFor, type Post } from '#shared/posts/post.ts';
import type { LedgerEvent } from '#shared/publishing/ledger.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { postById, versionOf } from '#electron/posts/posts.read.ts';

// What happened is told by four tables. Each is read backwards along its index from where the last page ended, and the
// newest of all make the page: entries of one instant stand in the order of `ACTIVITY_KINDS`, and by key among them.

export interface ActivityPage {
  readonly entries: ActivityEntry[];
  readonly next?: ActivityCursor;
}

export interface ActivityAsked {
  readonly filter: ActivityFilter;
  readonly behind?: ActivityCursor | undefined;
  readonly limit: number;
}

/** A page of what happened, newest first. */
export function activityPage(db: ReadDb, workspace: WorkspaceId, asked: ActivityAsked): ActivityPage {
  const { filter, limit } = asked;
  const kinds = filter.kinds === undefined || filter.kinds.length === 0 ? ACTIVITY_KINDS : filter.kinds;
  const found = kinds.flatMap((kind) => READERS[kind](db, spanOf(kind, workspace, asked)));
  const entries = found.toSorted(newestFirst).slice(0, limit);
  const last = entries.at(-1);
  if (last === undefined || found.length <= limit) return { entries };
  return { entries, next: { at: last.at, kind: last.kind, key: last.key } };
}

interface Span {
  readonly workspace: WorkspaceId;
  readonly filter: ActivityFilter;
  readonly from: number;
  /** Up to this instant; of this very instant, only keys below `below`. */
  readonly to: number;
  readonly below: string;
  readonly limit: number;
}

const END_OF_TIME = 8.64e15;
/** Above every key: they are made of digits, letters, dashes and slashes. */
const ABOVE = '~';

function spanOf(kind: ActivityKind, workspace: WorkspaceId, { filter, behind, limit }: ActivityAsked): Span {
  const before = (filter.to ?? END_OF_TIME) - 1;
  const always = { workspace, filter, from: filter.from ?? 0, limit: limit + 1 };
  if (behind === undefined || behind.at > before) return { ...always, to: before, below: ABOVE };
  const rank = ACTIVITY_KINDS.indexOf(kind) - ACTIVITY_KINDS.indexOf(behind.kind);
  if (rank < 0) return { ...always, to: behind.at - 1, below: ABOVE };
  return { ...always, to: behind.at, below: rank === 0 ? behind.key : ABOVE };
}

function newestFirst(a: ActivityEntry, b: ActivityEntry): number {
  if (a.at !== b.at) return b.at - a.at;
  const rank = ACTIVITY_KINDS.indexOf(a.kind) - ACTIVITY_KINDS.indexOf(b.kind);
  return rank === 0 ? (a.key < b.key ? 1 : -1) : rank;
}

const READERS: Readonly<Record<ActivityKind, (db: ReadDb, span: Span) => ActivityEntry[]>> = {
  post: changesOfPosts,
  sending: linesOfLedger,
  channel: eventsOfChannels,
  import: imports,
};

// --- posts -----------------------------------------------------------------------------------------------

interface VersionRow {
  readonly post: PostId;
  readonly version: number;
  readonly at: number;
  readonly command: string;
}

/** What came in with a file is told by its import, unless one post is asked about. */
function changesOfPosts(db: ReadDb, { workspace, filter, from, to, below, limit }: Span): ActivityEntry[] {
  const rows = db
    .prepare<Record<string, unknown>, VersionRow>(
      `SELECT v.post_id AS post, v.version, v.at, v.command_kind AS command
         FROM post_versions v CROSS JOIN posts p ON p.id = v.post_id
        WHERE v.at BETWEEN :from AND :to AND p.workspace_id = :workspace
          AND (v.at < :to OR v.post_id || '/' || printf('%08d', v.version) < :below)
          ${filter.post === undefined ? NOT_IMPORTED : 'AND v.post_id = :post'}
          ${filter.channel === undefined ? '' : `AND instr(v.post_json, :channel) > 0`}
        ORDER BY v.at DESC, v.post_id DESC, v.version DESC LIMIT :limit`,
    )
    .all({ workspace, from, to, below, limit, ...given(filter) });
  return rows.flatMap((row) => changeOf(db, row) ?? []);
}

const NOT_IMPORTED = `AND NOT EXISTS (
  SELECT 1 FROM imported_rows r JOIN imports i ON i.id = r.import_id WHERE r.post_id = v.post_id AND i.at = v.at)`;

function changeOf(db: ReadDb, { post: id, version, at, command }: VersionRow): ActivityEntry | undefined {
  const after = versionOf(db, id, version);
  if (after === undefined) return undefined;
  const before = version > 1 ? versionOf(db, id, version - 1) : undefined;
  const words = before === undefined ? undefined : changedWords(before, after);
  return {
    kind: 'post',
    at,
    key: `${id}/${String(version).padStart(8, '0')}`,
    post: id,
    command,
    excerpt: excerptOf(after.segments, 140),
    ...(words === undefined ? {} : { words }),
  };
}

function changedWords(before: Post, after: Post): { before: string; after: string } | undefined {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  return was === is ? undefined : { before: was, after: is };
}

/** All texts of a post under each other: the shared one, those of single channels, the first comment. */
function wordsOf({ segments, variants, firstComment }: Post): string {
  const texts = [segments, ...Object.values(variants)].flatMap((parts) => (parts ?? []).map((part) => part.text));
  return [...texts, ...(firstComment === '' ? [] : [firstComment])].join('\n\n');
}

// --- sending ---------------------------------------------------------------------------------------------

interface LedgerRow {
  readonly seq: number;
  readonly at: number;
  readonly event: LedgerEvent;
  readonly details: string;
  readonly publication: PublicationId;
  readonly post: PostId;
  readonly channel: ChannelId;
}

/** What a person wants to know of the ledger; its other lines are in the history of each publication. */
const TOLD: readonly LedgerEvent[] = [
  'published',
  'handed-over',
  'failed',
  'unconfirmed',
  'held',
  'canceled',
  'decided',
  'trouble',
  'interrupted',
  'taken-down',
  'corrected',
];

function linesOfLedger(db: ReadDb, { workspace, filter, from, to, below, limit }: Span): ActivityEntry[] {
  const rows = db
    .prepare<Record<string, unknown>, LedgerRow>(
      `SELECT l.seq, l.at, l.event, l.details_json AS details, p.id AS publication, p.post_id AS post,
              p.channel_id AS channel
         FROM ledger l CROSS JOIN publications p ON p.id = l.publication_id
        WHERE l.at BETWEEN :from AND :to AND l.event IN (${TOLD.map((event) => `'${event}'`).join(', ')})
          AND (l.at < :to OR printf('%012d', l.seq) < :below) AND p.workspace_id = :workspace
          ${filter.post === undefined ? '' : 'AND p.post_id = :post'}
          ${filter.channel === undefined ? '' : 'AND p.channel_id = :channel'}
        ORDER BY l.at DESC, l.seq DESC LIMIT :limit`,
    )
    .all({ workspace, from, to, below, limit, ...given(filter) });
  return rows.map(({ seq, details, ...row }) => {
    const post = postById(db, row.post);
    return {
      kind: 'sending',
      key: padded(seq),
      details: JSON.parse(details) as Record<string, unknown>,
      excerpt: post === undefined ? '' : excerptOf(segmentsFor(post, row.channel), 140),
      ...row,
    };
  });
}

// --- channels and imports --------------------------------------------------------------------------------

function eventsOfChannels(db: ReadDb, { workspace, filter, from, to, below, limit }: Span): ActivityEntry[] {
  if (filter.post !== undefined) return [];
  return db
    .prepare<Record<string, unknown>, { seq: number; at: number; channel: ChannelId; event: ChannelEvent }>(
      `SELECT e.seq, e.at, e.channel_id AS channel, e.event
         FROM channel_events e CROSS JOIN channels c ON c.id = e.channel_id
        WHERE e.at BETWEEN :from AND :to AND (e.at < :to OR printf('%012d', e.seq) < :below)
          AND c.workspace_id = :workspace ${filter.channel === undefined ? '' : 'AND e.channel_id = :channel'}
        ORDER BY e.at DESC, e.seq DESC LIMIT :limit`,
    )
    .all({ workspace, from, to, below, limit, ...given(filter) })
    .map(({ seq, ...row }) => ({ kind: 'channel', key: padded(seq), ...row }));
}

function imports(db: ReadDb, { workspace, filter, from, to, below, limit }: Span): ActivityEntry[] {
  if (filter.post !== undefined || filter.channel !== undefined) return [];
  return db
    .prepare<
      Record<string, unknown>,
      { key: string; at: number; name: string; posts: number; undoneAt: number | null }
    >(
      `SELECT id AS key, at, name, posts, undone_at AS undoneAt FROM imports
        WHERE at BETWEEN :from AND :to AND (at < :to OR id < :below) AND workspace_id = :workspace
        ORDER BY at DESC, id DESC LIMIT :limit`,
    )
    .all({ workspace, from, to, below, limit })
    .map(({ undoneAt, ...row }) => ({ kind: 'import', ...row, ...(undoneAt === null ? {} : { undoneAt }) }));
}

function given({ post, channel }: ActivityFilter): Record<string, string> {
  return { ...(post === undefined ? {} : { post }), ...(channel === undefined ? {} : { channel }) };
}

function padded(seq: number): string {
  return String(seq).padStart(12, '0');
}
