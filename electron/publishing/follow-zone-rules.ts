import { toInstant } from '#shared/time-zones.ts';
import type { Post } from '#shared/posts/post.ts';
import type { Library, ReadDb, WriteTx } from '#electron/db/handles.ts';
import { postsPlannedByWallTime } from '#electron/posts/posts.read.ts';
import { changed } from '#electron/db/change-log.ts';
import { note } from '#electron/publishing/ledger.write.ts';
import { publicationsOfPost } from '#electron/publishing/publications.read.ts';
import { schedule } from '#electron/publishing/queue/wait-for-person.ts';

/** Under which name the settings keep which rules the instants of the plan were computed with. */
const FOLLOWED = 'zone-rules';

/**
 * Computes the instants of planned wall times again where the zone rules that came with this Postwright (`rules` names
 * them) are others than those they were computed with: the meaning stays, the instant moves. To be called at start, before
 * anything is sent. Under the same rules nothing can have moved, and the plan of a busy year is not read for nothing.
 * Answers how many posts moved.
 */
export function followZoneRules(library: Library, now: number, rules: string): number {
  if (rulesFollowed(library.read) === rules) return 0;
  const moved = postsPlannedByWallTime(library.read, now).filter((post) => movedTo(post) !== undefined);
  if (moved.length > 0) {
    library.write((tx) => {
      for (const post of moved) move(tx, post);
    });
  }
  return moved.length;
}

/** What `followZoneRules` did need not be done again under these rules. Throws `library.full`. */
export function rememberZoneRules(library: Library, rules: string): void {
  if (rulesFollowed(library.read) === rules) return;
  library.write((tx) =>
    tx
      .prepare(
        'INSERT INTO settings (name, value_json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value_json = excluded.value_json',
      )
      .run(FOLLOWED, JSON.stringify(rules)),
  );
}

function rulesFollowed(db: ReadDb): unknown {
  const row = db
    .prepare<[string], { value_json: string }>('SELECT value_json FROM settings WHERE name = ?')
    .get(FOLLOWED);
  return row && (JSON.parse(row.value_json) as unknown);
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
