import type { MediaId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';

// Which files something still needs. Triggers note in `media_uses` which posts name a file; a media id is 64 hexadecimal
// digits, so that it can be looked for in stored JSON.

/** Whether anything names the file: a post, one of its earlier versions, what was sent, or an object in the bucket. */
export function isUsed(db: ReadDb, id: MediaId): boolean {
  const found = db
    .prepare<{ id: MediaId }, { used: number }>(
      `SELECT EXISTS (SELECT 1 FROM media_uses WHERE media_id = :id)
           OR EXISTS (SELECT 1 FROM public_files WHERE media_id = :id) AS used`,
    )
    .get({ id });
  return found?.used === 1;
}

/** Whether a post that has not gone out everywhere names the file. */
export function isStillNeeded(db: ReadDb, id: MediaId): boolean {
  const found = db
    .prepare<{ id: MediaId }, { needed: number }>(
      `SELECT EXISTS (
         SELECT 1 FROM posts WHERE deleted_at IS NULL AND instr(post_json, :id) > 0 AND (
           NOT EXISTS (SELECT 1 FROM publications WHERE post_id = posts.id)
           OR EXISTS (SELECT 1 FROM publications WHERE post_id = posts.id AND state NOT IN ('published', 'canceled'))
         )
       ) AS needed`,
    )
    .get({ id });
  return found?.needed === 1;
}
