import type { PostId, WorkspaceId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';
import { labelById, labelsOfPost } from '#electron/posts/labels.read.ts';

export interface KnownImport {
  readonly id: string;
  readonly at: number;
  readonly name: string;
}

/** The last import of this very file that was not undone. */
export function importOfFile(db: ReadDb, workspace: WorkspaceId, fileHash: string): KnownImport | undefined {
  return db
    .prepare<[string, string], KnownImport>(
      `SELECT id, at, name FROM imports WHERE workspace_id = ? AND file_hash = ? AND undone_at IS NULL
        ORDER BY at DESC LIMIT 1`,
    )
    .get(workspace, fileHash);
}

/** The import that brought in a row like this one, unless its post is in the bin. */
export function importOfRow(db: ReadDb, workspace: WorkspaceId, rowHash: string): KnownImport | undefined {
  return db
    .prepare<[string, string], KnownImport>(
      `SELECT i.id, i.at, i.name FROM imported_rows r
         JOIN imports i ON i.id = r.import_id JOIN posts p ON p.id = r.post_id
        WHERE r.row_hash = ? AND i.workspace_id = ? AND p.deleted_at IS NULL LIMIT 1`,
    )
    .get(rowHash, workspace);
}

/** The posts of an import that was not undone; `undefined` where there is none. */
export function postsOfImport(db: ReadDb, id: string): PostId[] | undefined {
  const known = db
    .prepare<[string], { id: string }>('SELECT id FROM imports WHERE id = ? AND undone_at IS NULL')
    .get(id);
  if (known === undefined) return undefined;
  return db
    .prepare<[string], { post: PostId }>('SELECT post_id AS post FROM imported_rows WHERE import_id = ? ORDER BY row')
    .all(id)
    .map(({ post }) => post);
}

/** The names of a post's labels. */
export function labelNamesOf(db: ReadDb, post: PostId): string[] {
  return labelsOfPost(db, post).flatMap((id) => labelById(db, id)?.name ?? []);
}
