import type { PostId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';

/**
 * What of a post's past has to stay: `none` it was never planned · `planned` its publications and their ledger stay, but
 * nobody outside saw a word of it · `out` something of it reached a network, so its words belong to the proof.
 */
export function historyOf(db: ReadDb, post: PostId): 'none' | 'planned' | 'out' {
  const found = db
    .prepare<{ post: string }, { planned: number; out: number }>(
      `SELECT EXISTS (SELECT 1 FROM publications WHERE post_id = :post) AS planned,
              EXISTS (SELECT 1 FROM publications u WHERE u.post_id = :post AND (u.state <> 'canceled'
                OR EXISTS (SELECT 1 FROM steps s WHERE s.publication_id = u.id))) AS out`,
    )
    .get({ post });
  if (found?.planned !== 1) return 'none';
  return found.out === 1 ? 'out' : 'planned';
}
