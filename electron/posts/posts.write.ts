import type { NamedCommand } from '#shared/commands/command.ts';
import type { Post } from '#shared/posts/post.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** Stores a decided post and keeps the version it became. */
export function storePost(tx: WriteTx, post: Post, by: { command: NamedCommand['id']; kind: string }): void {
  const dueAt = post.plan.kind === 'none' ? null : post.plan.dueAt;
  tx.prepare(
    `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, due_at, deleted_at, created_at, updated_at)
     VALUES (:id, :workspace, :version, :json, :plan, :dueAt, :deletedAt, :createdAt, :updatedAt)
     ON CONFLICT (id) DO UPDATE SET version = :version, post_json = :json, plan_kind = :plan, due_at = :dueAt,
       deleted_at = :deletedAt, updated_at = :updatedAt`,
  ).run({
    id: post.id,
    workspace: post.workspace,
    version: post.version,
    json: JSON.stringify(post),
    plan: post.plan.kind,
    dueAt,
    deletedAt: post.deletedAt ?? null,
    createdAt: post.createdAt,
    updatedAt: post.updatedAt,
  });
  tx.prepare(
    `INSERT INTO post_versions (post_id, version, at, command_id, command_kind, post_json) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(post.id, post.version, tx.now, by.command, by.kind, JSON.stringify(post));
  changed(tx, 'posts', [post.id]);
}
