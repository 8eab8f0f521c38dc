import { randomUUID } from 'node:crypto';
import type { ChannelId, PlatformId, PostId, PublicationId, WorkspaceId } from '#shared/ids.ts';
import type { Post, SegmentId } from '#shared/posts/post.ts';
import type { Draft } from '#shared/publishing/publication.ts';
import type { WriteTx } from '#electron/db/handles.ts';

const WEEK_MIN = 7 * 24 * 60;

/**
 * Plans a publication of exactly this draft, as if an earlier try had frozen it: what a network is sent does not depend
 * on how posts are written. However late it is, it is still wanted.
 */
export function planDraft(
  tx: WriteTx,
  to: { readonly workspace: WorkspaceId; readonly channel: ChannelId; readonly platform: PlatformId },
  draft: Draft,
  dueAt: number,
): PublicationId {
  const id = randomUUID() as PublicationId;
  const post: Post = {
    id: randomUUID() as PostId,
    workspace: to.workspace,
    version: 1,
    segments: draft.segments.map(({ text }) => ({ id: randomUUID() as SegmentId, text, media: [] })),
    channels: [to.channel],
    variants: {},
    firstComment: '',
    options: {},
    plan: { kind: 'now', dueAt },
    overdue: { then: 'send', withinMin: WEEK_MIN },
    conflicts: [],
    stage: 'draft',
    createdAt: tx.now,
    updatedAt: tx.now,
  };
  tx.prepare(
    `INSERT INTO posts (id, workspace_id, version, post_json, plan_kind, due_at, created_at, updated_at)
     VALUES (?, ?, 1, ?, 'now', ?, ?, ?)`,
  ).run(post.id, post.workspace, JSON.stringify(post), dueAt, tx.now, tx.now);
  tx.prepare(
    `INSERT INTO publications
       (id, workspace_id, post_id, channel_id, platform, state, due_at, run_at, draft_json, post_version, changed_at)
     VALUES (?, ?, ?, ?, ?, 'scheduled', ?, ?, ?, 1, ?)`,
  ).run(id, post.workspace, post.id, to.channel, to.platform, dueAt, dueAt, JSON.stringify(draft), tx.now);
  return id;
}
