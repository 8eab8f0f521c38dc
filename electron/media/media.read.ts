import { media as mediaSchema, type Media } from '#shared/media/media.ts';
import type { MediaId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';

/** Those of the files that are in the library. */
export function mediaByIds(db: ReadDb, ids: readonly MediaId[]): Media[] {
  const one = db.prepare<[string]>(
    `SELECT id, name, mime_type AS mimeType, bytes, width, height, duration_ms AS durationMs,
            details_json AS detailsJson, imported_at AS importedAt, nullif(alt, '') AS alt FROM media WHERE id = ?`,
  );
  return ids.flatMap((id) => {
    const { detailsJson, ...row } = withoutNulls(one.get(id) ?? {});
    const parsed = mediaSchema.safeParse({
      ...row,
      ...(typeof detailsJson === 'string' ? { details: JSON.parse(detailsJson) as unknown } : {}),
    });
    return parsed.success ? parsed.data : [];
  });
}

/** A row as a schema wants it: what is not there is absent. */
export function withoutNulls(row: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== null));
}

/** Files into which nobody has looked yet. */
export function mediaToLookAt(db: ReadDb): MediaId[] {
  const found = db.prepare<[], { id: MediaId }>('SELECT id FROM media WHERE details_json IS NULL ORDER BY id').all();
  return found.map(({ id }) => id);
}

/** What the store should hold: every file with its size, by name. */
export function allMedia(db: ReadDb): { id: MediaId; name: string; bytes: number }[] {
  return db
    .prepare<[], { id: MediaId; name: string; bytes: number }>('SELECT id, name, bytes FROM media ORDER BY name')
    .all();
}
