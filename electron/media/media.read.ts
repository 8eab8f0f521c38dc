import { media as mediaSchema, type Media } from '#shared/media/media.ts';
import type { MediaId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';

/** Those of the files that are in the library. */
export function mediaByIds(db: ReadDb, ids: readonly MediaId[]): Media[] {
  const one = db.prepare<[string]>(
    `SELECT id, name, mime_type AS mimeType, bytes, width, height, duration_ms AS durationMs,
            imported_at AS importedAt, nullif(alt, '') AS alt FROM media WHERE id = ?`,
  );
  return ids.flatMap((id) => {
    const parsed = mediaSchema.safeParse(withoutNulls(one.get(id) ?? {}));
    return parsed.success ? parsed.data : [];
  });
}

/** A row as a schema wants it: what is not there is absent. */
export function withoutNulls(row: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== null));
}

/** What the store should hold: every file with its size, by name. */
export function allMedia(db: ReadDb): { id: MediaId; name: string; bytes: number }[] {
  return db
    .prepare<[], { id: MediaId; name: string; bytes: number }>('SELECT id, name, bytes FROM media ORDER BY name')
    .all();
}
