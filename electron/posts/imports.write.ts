import { randomUUID } from 'node:crypto';
import type { LabelId, PostId, WorkspaceId } from '#shared/ids.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { labelNamed } from '#electron/posts/labels.read.ts';
import { putLabel, storeLabel } from '#electron/posts/labels.write.ts';
import { LABEL_COLORS, LABEL_NAME_MAX } from '#shared/posts/label.ts';

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

/** Puts labels on a post; those that nobody used before are made. A name longer than a label's is cut. */
export function labelPost(tx: WriteTx, workspace: WorkspaceId, post: PostId, names: readonly string[]): void {
  for (const given of names) {
    const name = given.trim().slice(0, LABEL_NAME_MAX);
    if (name === '') continue;
    const known = labelNamed(tx, workspace, name);
    const label = known ?? { id: randomUUID() as LabelId, workspace, name, color: LABEL_COLORS[0] };
    if (known === undefined) storeLabel(tx, label);
    putLabel(tx, label.id, [post]);
  }
}
