import type { LabelId, PostId } from '#shared/ids.ts';
import type { Label } from '#shared/posts/label.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import { labelsOfPost, postsWithLabel } from '#electron/posts/labels.read.ts';

/** Stores a decided label. What posts show of it changes with it. */
export function storeLabel(tx: WriteTx, label: Label): void {
  tx.prepare(
    `INSERT INTO labels (id, workspace_id, name, color, deleted_at) VALUES (:id, :workspace, :name, :color, :deletedAt)
     ON CONFLICT (id) DO UPDATE SET name = :name, color = :color, deleted_at = :deletedAt`,
  ).run({ ...label, deletedAt: label.deletedAt ?? null });
  changed(tx, 'labels', [label.id]);
}

/** Posts that are not there any more are passed over. */
export function putLabel(tx: WriteTx, label: LabelId, posts: readonly PostId[]): void {
  const put = tx.prepare('INSERT OR IGNORE INTO post_labels (post_id, label_id) SELECT id, ? FROM posts WHERE id = ?');
  for (const post of posts) put.run(label, post);
  noted(tx, label, posts);
}

export function takeLabelOff(tx: WriteTx, label: LabelId, posts: readonly PostId[]): void {
  const take = tx.prepare('DELETE FROM post_labels WHERE label_id = ? AND post_id = ?');
  for (const post of posts) take.run(label, post);
  noted(tx, label, posts);
}

/** Every post of `label` gets `into` instead. */
export function moveLabel(tx: WriteTx, label: LabelId, into: LabelId): void {
  const posts = postsWithLabel(tx, label);
  putLabel(tx, into, posts);
  takeLabelOff(tx, label, posts);
}

/** A copy has the labels of what it was copied from. */
export function copyLabels(tx: WriteTx, from: PostId, to: PostId): void {
  for (const label of labelsOfPost(tx, from)) putLabel(tx, label, [to]);
}

/** Labels that were deleted before `until` go for good. */
export function forgetLabels(tx: WriteTx, until: number): void {
  tx.prepare('DELETE FROM labels WHERE deleted_at IS NOT NULL AND deleted_at < ?').run(until);
}

function noted(tx: WriteTx, label: LabelId, posts: readonly PostId[]): void {
  changed(tx, 'labels', [label]);
  changed(tx, 'posts', posts);
}
