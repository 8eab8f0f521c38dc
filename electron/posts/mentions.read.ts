import type { PlatformId, WorkspaceId } from '#shared/ids.ts';
import { mentionsIn } from '#shared/posts/mentions.ts';
import { post as postSchema, segmentsFor } from '#shared/posts/post.ts';
import type { ReadDb } from '#electron/db/handles.ts';

/** How far back it is looked: whoever was not mentioned in so many posts is looked up anew. */
const POSTS = 500;

/** Whom posts of the workspace mentioned on a network, most often first, without `@`. */
export function mentionedBefore(db: ReadDb, workspace: WorkspaceId, platform: PlatformId): string[] {
  const rows = db
    .prepare<unknown[], { post_json: string; channel_id: string }>(
      `SELECT p.post_json, pc.channel_id
         FROM posts p JOIN post_channels pc ON pc.post_id = p.id JOIN channels c ON c.id = pc.channel_id
        WHERE p.workspace_id = ? AND c.platform = ? AND p.deleted_at IS NULL
        ORDER BY p.updated_at DESC LIMIT ?`,
    )
    .all(workspace, platform, POSTS);
  const times = new Map<string, number>();
  for (const row of rows) {
    const parsed = postSchema.safeParse(JSON.parse(row.post_json));
    if (!parsed.success) continue;
    const parts = segmentsFor(parsed.data, row.channel_id as (typeof parsed.data.channels)[number]);
    for (const handle of mentionsIn(parts.map((part) => part.text).join('\n')))
      times.set(handle, (times.get(handle) ?? 0) + 1);
  }
  return [...times].toSorted(([, a], [, b]) => b - a).map(([handle]) => handle);
}
