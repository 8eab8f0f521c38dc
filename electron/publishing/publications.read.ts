import { publication, type Draft, draft, type Publication } from '#shared/publishing/publication.ts';
import { ASK_AFTER_DUE_MS, ASK_AGAIN_MS } from '#shared/publishing/hand-over.ts';
import type { ChannelId, MediaId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { ChannelActivity } from '#shared/ipc/publishing.calls.ts';
import type { TakenTime } from '#shared/publishing/posting-slots.ts';
import type { ReadDb } from '#electron/db/handles.ts';

/** A row as SQLite gives it. */
export interface PublicationRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly post_id: string;
  readonly channel_id: string;
  readonly platform: string;
  readonly state: string;
  readonly due_at: number;
  readonly run_at: number | null;
  readonly attempt: number;
  readonly lease: string | null;
  readonly lease_until: number | null;
  readonly draft_json: string | null;
  readonly started_at: number | null;
  readonly receipt_json: string | null;
  readonly why_json: string | null;
  readonly changed_at: number;
}

/** The publication a row stands for, or `undefined` for a row that cannot be read: one bad row stops nothing else. */
export function parsePublication(row: PublicationRow): Publication | undefined {
  const parsed = publication.safeParse({
    id: row.id,
    workspace: row.workspace_id,
    post: row.post_id,
    channel: row.channel_id,
    platform: row.platform,
    state: row.state,
    dueAt: row.due_at,
    attempt: row.attempt,
    changedAt: row.changed_at,
    ...present('runAt', row.run_at),
    ...present('lease', row.lease),
    ...present('leaseUntil', row.lease_until),
    ...present('startedAt', row.started_at),
    ...present('receipt', fromJson(row.receipt_json)),
    ...present('why', fromJson(row.why_json)),
  });
  return parsed.success ? parsed.data : undefined;
}

/** One publication; `undefined` when there is none, or its row cannot be read. */
export function publicationById(db: ReadDb, id: PublicationId): Publication | undefined {
  const row = db.prepare<[string], PublicationRow>('SELECT * FROM publications WHERE id = ?').get(id);
  return row && parsePublication(row);
}

/** Where a post stands on each channel it was ever planned for. */
export function publicationsOfPost(db: ReadDb, post: PostId): Publication[] {
  return db
    .prepare<[string], PublicationRow>('SELECT * FROM publications WHERE post_id = ? ORDER BY rowid')
    .all(post)
    .flatMap((row) => parsePublication(row) ?? []);
}

/** The frozen draft of a publication whose work has begun. */
export function frozenDraft(db: ReadDb, id: PublicationId): Draft | undefined {
  const row = db
    .prepare<[string], Pick<PublicationRow, 'draft_json'>>('SELECT draft_json FROM publications WHERE id = ?')
    .get(id);
  const parsed = draft.safeParse(fromJson(row?.draft_json ?? null));
  return parsed.success ? parsed.data : undefined;
}

export type QueuePart = 'attention' | 'upcoming' | 'history';

const PARTS: Readonly<Record<QueuePart, { states: readonly string[]; order: string }>> = {
  attention: { states: ['held', 'failed', 'unconfirmed'], order: 'changed_at DESC' },
  upcoming: { states: ['publishing', 'processing', 'scheduled', 'handed-over'], order: 'due_at ASC' },
  history: { states: ['published', 'canceled'], order: 'changed_at DESC' },
};

/** One part of the queue (`publishing.queue`). Publications of posts in the bin are left out unless they went out. */
export function queuePart(db: ReadDb, workspace: WorkspaceId, part: QueuePart, limit: number): Publication[] {
  const { states, order } = PARTS[part];
  const marks = states.map(() => '?').join(', ');
  return db
    .prepare<unknown[], PublicationRow>(
      `SELECT * FROM publications WHERE workspace_id = ? AND state IN (${marks}) ORDER BY ${order} LIMIT ?`,
    )
    .all(workspace, ...states, limit)
    .flatMap((row) => parsePublication(row) ?? []);
}

/** When the scheduler has to look again, UTC ms; `undefined` when nothing waits. */
export function nextRunAt(db: ReadDb): number | undefined {
  // A channel that is busy is looked at again when its publication ends, not before; of one that is closed, what comes
  // due has to be held. CROSS JOIN keeps the order of the tables, so that the walk along `run_at` ends early.
  const row = db
    .prepare<[], { at: number }>(
      `SELECT p.run_at AS at FROM publications p CROSS JOIN channels c
        WHERE c.id = p.channel_id AND p.run_at IS NOT NULL AND (c.state = 'connected' OR p.state = 'scheduled')
          AND NOT EXISTS (SELECT 1 FROM publications b WHERE b.channel_id = p.channel_id AND b.state = 'publishing')
        ORDER BY p.run_at LIMIT 1`,
    )
    .get();
  const handed = db
    .prepare<[], { at: number | null }>(
      `SELECT min(max(due_at + ${ASK_AFTER_DUE_MS}, changed_at + ${ASK_AGAIN_MS})) AS at
         FROM publications WHERE state = 'handed-over'`,
    )
    .get();
  return [row?.at, handed?.at].filter((at) => at != null).toSorted((a, b) => a - b)[0];
}

/** What is in flight or due until `until`: how many, and when the first one is due, UTC ms. */
export function dueUntil(db: ReadDb, until: number): { count: number; firstAt: number } {
  const row = db
    .prepare<[number], { count: number; firstAt: number | null }>(
      `SELECT count(*) AS count, min(due_at) AS firstAt FROM (
         SELECT due_at FROM publications WHERE state = 'publishing'
         UNION ALL SELECT due_at FROM publications WHERE run_at IS NOT NULL AND run_at <= ?)`,
    )
    .get(until);
  return { count: row?.count ?? 0, firstAt: row?.firstAt ?? until };
}

/** A post that goes out next: when the first of its publications is due, UTC ms, and to which channels then. */
export interface NextPost {
  readonly post: PostId;
  readonly at: number;
  readonly channels: readonly ChannelId[];
}

/** The posts that go out next, soonest first. */
export function nextPosts(db: ReadDb, most: number): NextPost[] {
  // A post goes to a handful of channels: what is read suffices for the first few posts, and ends early.
  const rows = db
    .prepare<[number], { post_id: string; channel_id: string; due_at: number }>(
      `SELECT post_id, channel_id, due_at FROM publications
        WHERE run_at IS NOT NULL AND state = 'scheduled' ORDER BY run_at LIMIT ?`,
    )
    .all(most * MOST_CHANNELS);
  const posts = new Map<string, NextPost>();
  for (const { post_id: post, channel_id: channel, due_at: at } of rows.toSorted((a, b) => a.due_at - b.due_at)) {
    const known = posts.get(post) ?? { post: post as PostId, at, channels: [] };
    posts.set(post, { ...known, channels: [...known.channels, channel as ChannelId] });
  }
  return [...posts.values()].slice(0, most);
}

const MOST_CHANNELS = 20;

/** How many posts of a workspace wait for a person. */
export function postsNeedingPerson(db: ReadDb, workspace: WorkspaceId): number {
  const { states } = PARTS.attention;
  const marks = states.map(() => '?').join(', ');
  const row = db
    .prepare<unknown[], { count: number }>(
      `SELECT count(DISTINCT post_id) AS count FROM publications WHERE workspace_id = ? AND state IN (${marks})`,
    )
    .get(workspace, ...states);
  return row?.count ?? 0;
}

/** When something goes out, or went out, on a channel from `from` on; `except` is left out. */
export function takenTimes(db: ReadDb, channel: ChannelId, from: number, except?: PostId): TakenTime[] {
  return db
    .prepare<unknown[], { due_at: number }>(
      `SELECT due_at FROM publications
        WHERE channel_id = ? AND due_at >= ? AND post_id <> ?
          AND state IN ('scheduled', 'held', 'publishing', 'processing', 'handed-over', 'unconfirmed', 'published')`,
    )
    .all(channel, from, except ?? '')
    .map((row) => ({ channel, dueAt: row.due_at }));
}

/** How each channel of a workspace has been doing: what last went out, and the last trouble that still waits. */
export function channelActivity(db: ReadDb, workspace: WorkspaceId): ChannelActivity[] {
  const out = db
    .prepare<[string], { id: string; at: number | null }>(
      `SELECT c.id, (SELECT p.due_at FROM publications p WHERE p.channel_id = c.id AND p.state = 'published'
                      ORDER BY p.due_at DESC LIMIT 1) AS at
         FROM channels c WHERE c.workspace_id = ? ORDER BY c.connected_at`,
    )
    .all(workspace);
  const troubled = queuePart(db, workspace, 'attention', MOST_TROUBLES);
  return out.map(({ id, at }) => {
    const worst = troubled.find((one) => one.channel === id);
    return {
      channel: id as ChannelId,
      ...(at === null ? {} : { lastOutAt: at }),
      ...(worst !== undefined && 'why' in worst && worst.why !== undefined
        ? { lastTrouble: { at: worst.changedAt, why: worst.why } }
        : {}),
    };
  });
}

/** Whoever has more of them waiting looks at the queue first. */
const MOST_TROUBLES = 500;

/** Channels whose publications wait for them to be connected or resumed. */
export function channelsHoldingBack(db: ReadDb): ChannelId[] {
  return db
    .prepare<[], { id: string }>(
      `SELECT DISTINCT c.id FROM publications p JOIN channels c ON c.id = p.channel_id
        WHERE c.state = 'connected' AND p.state = 'held'
          AND json_extract(p.why_json, '$.code') IN ('channel.paused', 'channel.token-expired', 'channel.not-found')`,
    )
    .all()
    .map((row) => row.id as ChannelId);
}

/** The files of a publication's draft that nothing else under way needs. */
export function unneededMedia(db: ReadDb, id: PublicationId): MediaId[] {
  const others = db
    .prepare<[string, string], { id: string }>(
      `SELECT id FROM publications WHERE run_at IS NOT NULL AND draft_json IS NOT NULL AND id <> ?
       UNION ALL
       SELECT id FROM publications WHERE state = 'publishing' AND draft_json IS NOT NULL AND id <> ?`,
    )
    .all(id, id);
  const needed = new Set(others.flatMap((other) => mediaIn(frozenDraft(db, other.id as PublicationId))));
  return mediaIn(frozenDraft(db, id)).filter((media) => !needed.has(media));
}

function mediaIn(frozen: Draft | undefined): MediaId[] {
  return frozen?.segments.flatMap((part) => part.media.map((file) => file.media)) ?? [];
}

function present(name: string, value: unknown): Record<string, unknown> {
  return value === null || value === undefined ? {} : { [name]: value };
}

function fromJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch (_expected) {
    // Yesterday's or damaged data: the schema refuses it and the row is set aside.
    return undefined;
  }
}
