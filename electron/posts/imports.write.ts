import { randomUUID } from 'node:crypto';
import type { PostId, WorkspaceId } from '#shared/ids.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

export interface KeptImport {
  readonly id: string;
  readonly workspace: WorkspaceId;
  readonly name: string;
  readonly fileHash: string;
  readonly rows: readonly { readonly row: number; readonly hash: string; readonly post: PostId }[];
}

/** Keeps which rows of which file became which posts. */
export function keepImport(tx: WriteTx, kept: KeptImport): void {
  tx.prepare('INSERT INTO imports (id, workspace_id, at, name, file_hash, posts) VALUES (?, ?, ?, ?, ?, ?)').run(
    kept.id,
    kept.workspace,
    tx.now,
    kept.name,
    kept.fileHash,
    kept.rows.length,
  );
  const insert = tx.prepare('INSERT INTO imported_rows (import_id, row, row_hash, post_id) VALUES (?, ?, ?, ?)');
  for (const { row, hash, post } of kept.rows) insert.run(kept.id, row, hash, post);
}

/** It was taken back; the same file is new again. */
export function markUndone(tx: WriteTx, id: string): void {
  tx.prepare('UPDATE imports SET undone_at = ? WHERE id = ?').run(tx.now, id);
}

/** Puts labels on a post; those that nobody used before are made. */
export function labelPost(tx: WriteTx, workspace: WorkspaceId, post: PostId, names: readonly string[]): void {
  for (const name of names) {
    tx.prepare('INSERT OR IGNORE INTO tags (id, workspace_id, name, color) VALUES (?, ?, ?, ?)').run(
      randomUUID(),
      workspace,
      name,
      'grey',
    );
    tx.prepare(
      `INSERT OR IGNORE INTO post_tags (post_id, tag_id)
       SELECT ?, id FROM tags WHERE workspace_id = ? AND name = ?`,
    ).run(post, workspace, name);
  }
  if (names.length > 0) changed(tx, 'posts', [post]);
}
