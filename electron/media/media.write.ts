import type { MediaId } from '#shared/ids.ts';
import type { Media } from '#shared/media/media.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** Adds a file to the library; the same bytes again keep their first name. */
export function storeMedia(tx: WriteTx, media: Media): void {
  tx.prepare(
    `INSERT INTO media (id, name, mime_type, bytes, width, height, duration_ms, imported_at)
     VALUES (:id, :name, :mimeType, :bytes, :width, :height, :durationMs, :importedAt) ON CONFLICT (id) DO NOTHING`,
  ).run({ ...media, durationMs: media.durationMs ?? null });
  changed(tx, 'media', [media.id]);
}

/** Takes the file's row away; `false` when there was none. */
export function forgetMedia(tx: WriteTx, id: MediaId): boolean {
  const { changes } = tx.prepare('DELETE FROM media WHERE id = ?').run(id);
  changed(tx, 'media', [id]);
  return changes > 0;
}
