import { toInstant } from '#shared/time-zones.ts';
import type { Post } from '#shared/posts/post.ts';
import type { Library, WriteTx } from '#electron/db/handles.ts';
import { postsPlannedByWallTime } from '#electron/posts/posts.read.ts';
import { changed } from '#electron/db/change-log.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { schedule } from '#electron/publishing/queue/wait-for-person.ts';

/**
 * Computes the instants of planned wall times again, since the zone rules that came with this Postwright may be
 * newer than those the plan was made with: the meaning stays, the instant moves. To be called at start.
 * Answers how many posts moved.
 */
export function followZoneRules(library: Library, now: number): number {
  const moved = postsPlannedByWallTime(library.read, now).filter((post) => movedTo(post) !== undefined);
  if (moved.length > 0) {
    library.write((tx) => {
      for (const post of moved) move(tx, post);
    });
  }
  return moved.length;
}

function movedTo(post: Post): number | undefined {
  if (post.plan.kind !== 'at') return undefined;
  const resolved = toInstant(post.plan.planned);
  return resolved.ok && resolved.at !== post.plan.dueAt ? resolved.at : undefined;
}

function move(tx: WriteTx, post: Post): void {
  const dueAt = movedTo(post);
  if (dueAt === undefined || post.plan.kind !== 'at') return;
  const json = JSON.stringify({ ...post, plan: { ...post.plan, dueAt } });
  tx.prepare('UPDATE posts SET post_json = ?, due_at = ? WHERE id = ?').run(json, dueAt, post.id);
  changed(tx, 'posts', [post.id]);
  for (const publication of publicationsOfPost(tx, post.id)) {
    if (publication.state !== 'scheduled' || !schedule(tx, publication.id, dueAt, dueAt)) continue;
    note(tx, publication.id, 'rescheduled', { dueAt, because: 'zone rules' });
    changed(tx, 'publications', [publication.id]);
  }
}
