import { post as postSchema, type Post } from '#shared/posts/post.ts';
import type { PostId, WorkspaceId } from '#shared/ids.ts';
import type { VersionView } from '#shared/ipc/posts.calls.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface PostRow {
  readonly post_json: string;
}

/** The post, in the bin or not; `undefined` when there is none, or its row cannot be read. */
export function postById(db: ReadDb, id: PostId): Post | undefined {
  const row = db.prepare<[string], PostRow>('SELECT post_json FROM posts WHERE id = ?').get(id);
  return row && parsePost(row.post_json);
}

/** Planned posts due in [from, to), soonest first; those in the archive are out of sight. */
export function plannedPosts(db: ReadDb, workspace: WorkspaceId, from: number, to: number): Post[] {
  return db
    .prepare<unknown[], PostRow>(
      `SELECT post_json FROM posts
        WHERE workspace_id = ? AND due_at >= ? AND due_at < ? AND due_at IS NOT NULL AND deleted_at IS NULL
          AND archived_at IS NULL
        ORDER BY due_at`,
    )
    .all(workspace, from, to)
    .flatMap((row) => parsePost(row.post_json) ?? []);
}

/** Drafts, newest change first. */
export function draftPosts(db: ReadDb, workspace: WorkspaceId, limit: number): Post[] {
  return db
    .prepare<unknown[], PostRow>(
      `SELECT post_json FROM posts WHERE workspace_id = ? AND due_at IS NULL AND deleted_at IS NULL
          AND archived_at IS NULL AND template_name IS NULL
        ORDER BY updated_at DESC LIMIT ?`,
    )
    .all(workspace, limit)
    .flatMap((row) => parsePost(row.post_json) ?? []);
}

/** Posts in the bin, newest first. */
export function deletedPosts(db: ReadDb, workspace: WorkspaceId, limit: number): Post[] {
  return db
    .prepare<unknown[], PostRow>(
      `SELECT post_json FROM posts WHERE workspace_id = ? AND deleted_at IS NOT NULL AND emptied_at IS NULL
        ORDER BY deleted_at DESC LIMIT ?`,
    )
    .all(workspace, limit)
    .flatMap((row) => parsePost(row.post_json) ?? []);
}

/** Posts in the archive, newest there first. */
export function archivedPosts(db: ReadDb, workspace: WorkspaceId, limit: number): Post[] {
  return db
    .prepare<unknown[], PostRow>(
      `SELECT post_json FROM posts WHERE workspace_id = ? AND archived_at IS NOT NULL AND deleted_at IS NULL
        ORDER BY archived_at DESC LIMIT ?`,
    )
    .all(workspace, limit)
    .flatMap((row) => parsePost(row.post_json) ?? []);
}

/** Templates by name. */
export function templatePosts(db: ReadDb, workspace: WorkspaceId, limit: number): Post[] {
  return db
    .prepare<unknown[], PostRow>(
      `SELECT post_json FROM posts WHERE workspace_id = ? AND template_name IS NOT NULL AND deleted_at IS NULL
        ORDER BY template_name LIMIT ?`,
    )
    .all(workspace, limit)
    .flatMap((row) => parsePost(row.post_json) ?? []);
}

/** Posts that have been in the bin since before `until`, and are still there; of every workspace. */
export function longDeleted(db: ReadDb, until: number, limit: number): PostId[] {
  return db
    .prepare<unknown[], { id: PostId }>(
      `SELECT id FROM posts WHERE workspace_id IN (SELECT id FROM workspaces)
          AND deleted_at IS NOT NULL AND emptied_at IS NULL AND deleted_at < ? LIMIT ?`,
    )
    .all(until, limit)
    .map((row) => row.id);
}

/** Posts planned by wall time that are still to come; their instants follow the zone rules. */
export function postsPlannedByWallTime(db: ReadDb, from: number): Post[] {
  return db
    .prepare<unknown[], PostRow>(
      `SELECT post_json FROM posts
        WHERE workspace_id IN (SELECT id FROM workspaces) AND due_at IS NOT NULL AND due_at >= ? AND deleted_at IS NULL
          AND plan_kind = 'at'`,
    )
    .all(from)
    .flatMap((row) => parsePost(row.post_json) ?? []);
}

/** A post as one of its versions had it. */
export function versionOf(db: ReadDb, id: PostId, version: number): Post | undefined {
  const row = db
    .prepare<unknown[], PostRow>('SELECT post_json FROM post_versions WHERE post_id = ? AND version = ?')
    .get(id, version);
  return row && parsePost(row.post_json);
}

interface VersionRow extends PostRow {
  readonly version: number;
  readonly at: number;
  readonly command_kind: string;
}

/** Every version, newest first. */
export function versionsOf(db: ReadDb, id: PostId): VersionView[] {
  return db
    .prepare<[string], VersionRow>(
      'SELECT version, at, command_kind, post_json FROM post_versions WHERE post_id = ? ORDER BY version DESC',
    )
    .all(id)
    .flatMap((row) => {
      const post = parsePost(row.post_json);
      return post === undefined ? [] : { version: row.version, at: row.at, command: row.command_kind, post };
    });
}

/** `undefined` for a row that cannot be read: one bad row stops nothing else. */
function parsePost(json: string): Post | undefined {
  try {
    const parsed = postSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : undefined;
  } catch (_expected) {
    // Not JSON: a damaged row is left where it is and not shown.
    return undefined;
  }
}
