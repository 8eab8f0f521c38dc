import type { LabelId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { LabelView } from '#shared/ipc/labels.calls.ts';
import { label as labelSchema, type Label } from '#shared/posts/label.ts';
import type { ReadDb } from '#electron/db/handles.ts';

interface LabelRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly name: string;
  readonly color: string;
  readonly deleted_at: number | null;
}

/** A label, deleted or not; `undefined` when there is none, or its row cannot be read. */
export function labelById(db: ReadDb, id: LabelId): Label | undefined {
  const row = db.prepare<[string], LabelRow>('SELECT * FROM labels WHERE id = ?').get(id);
  return row && parseLabel(row);
}

/** The label of a workspace that is called so, whatever its case. */
export function labelNamed(db: ReadDb, workspace: WorkspaceId, name: string): Label | undefined {
  const row = db
    .prepare<unknown[], LabelRow>('SELECT * FROM labels WHERE workspace_id = ? AND name = ? AND deleted_at IS NULL')
    .get(workspace, name);
  return row && parseLabel(row);
}

/** The labels of a workspace by name, each with how many posts it is on. */
export function labelsOf(db: ReadDb, workspace: WorkspaceId): LabelView[] {
  return db
    .prepare<[string], LabelRow & { posts: number }>(
      // All it is on, less the few in the bin: whether each of them is there, only the long rows of posts would tell.
      `SELECT l.*, (SELECT count(*) FROM post_labels pl WHERE pl.label_id = l.id)
                 - (SELECT count(*) FROM posts p JOIN post_labels pl ON pl.post_id = p.id AND pl.label_id = l.id
                     WHERE p.workspace_id = l.workspace_id AND p.deleted_at IS NOT NULL AND p.emptied_at IS NULL) AS posts
         FROM labels l WHERE l.workspace_id = ? AND l.deleted_at IS NULL ORDER BY l.name`,
    )
    .all(workspace)
    .flatMap((row) => {
      const label = parseLabel(row);
      return label === undefined ? [] : { ...label, posts: row.posts };
    });
}

/** The labels of a post, by name. */
export function labelsOfPost(db: ReadDb, post: PostId): LabelId[] {
  return db
    .prepare<[string], { id: LabelId }>(
      `SELECT l.id FROM post_labels pl JOIN labels l ON l.id = pl.label_id
        WHERE pl.post_id = ? AND l.deleted_at IS NULL ORDER BY l.name`,
    )
    .all(post)
    .map((row) => row.id);
}

/** The posts that a label is on, those in the bin among them. */
export function postsWithLabel(db: ReadDb, label: LabelId): PostId[] {
  return db
    .prepare<[string], { id: PostId }>('SELECT post_id AS id FROM post_labels WHERE label_id = ?')
    .all(label)
    .map((row) => row.id);
}

function parseLabel(row: LabelRow): Label | undefined {
  const parsed = labelSchema.safeParse({
    id: row.id,
    workspace: row.workspace_id,
    name: row.name,
    color: row.color,
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
  });
  return parsed.data;
}
