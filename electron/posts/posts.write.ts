import type { NamedCommand } from '#shared/commands/command.ts';
import type { PostId } from '#shared/ids.ts';
import type { Post } from '#shared/posts/post.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** Stores a decided post and keeps the version it became. */
export function storePost(tx: WriteTx, post: Post, by: { command: NamedCommand['id']; kind: string }): void {
  const dueAt = post.plan.kind === 'none' ? null : post.plan.dueAt;
  tx.prepare(
    `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, due_at, stage, archived_at, template_name,
                        deleted_at, emptied_at, created_at, updated_at)
     VALUES (:id, :workspace, :version, :json, :plan, :dueAt, :stage, :archivedAt, :template,
             :deletedAt, :emptiedAt, :createdAt, :updatedAt)
     ON CONFLICT (id) DO UPDATE SET version = :version, post_json = :json, plan_kind = :plan, due_at = :dueAt,
       stage = :stage, archived_at = :archivedAt, template_name = :template, deleted_at = :deletedAt,
       emptied_at = :emptiedAt, updated_at = :updatedAt`,
  ).run({
    id: post.id,
    workspace: post.workspace,
    version: post.version,
    json: JSON.stringify(post),
    plan: post.plan.kind,
    dueAt,
    stage: post.stage,
    archivedAt: post.archivedAt ?? null,
    template: post.template ?? null,
    deletedAt: post.deletedAt ?? null,
    emptiedAt: post.emptiedAt ?? null,
    createdAt: post.createdAt,
    updatedAt: post.updatedAt,
  });
  tx.prepare(
    `INSERT INTO post_versions (post_id, version, at, command_id, command_kind, post_json) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(post.id, post.version, tx.now, by.command, by.kind, JSON.stringify(post));
  changed(tx, 'posts', [post.id]);
}

/** Takes the row away with everything that hangs on it. Nothing may have been published of it. */
export function removePost(tx: WriteTx, id: PostId): void {
  tx.prepare('DELETE FROM posts WHERE id = ?').run(id);
}

/** The words of earlier versions, and those in the commands that made them. */
export function forgetVersions(tx: WriteTx, id: PostId): void {
  tx.prepare('DELETE FROM commands WHERE id IN (SELECT command_id FROM post_versions WHERE post_id = ?)').run(id);
  tx.prepare('DELETE FROM post_versions WHERE post_id = ?').run(id);
}

/** What is left of a post when it leaves the bin; a row that cannot be read is marked alone. */
export function storeEmptied(tx: WriteTx, id: PostId, left: Post | undefined): void {
  tx.prepare('UPDATE posts SET emptied_at = ? WHERE id = ?').run(tx.now, id);
  tx.prepare('DELETE FROM post_labels WHERE post_id = ?').run(id);
  if (left !== undefined) tx.prepare('UPDATE posts SET post_json = ? WHERE id = ?').run(JSON.stringify(left), id);
}
