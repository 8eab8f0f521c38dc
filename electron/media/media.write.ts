import type { MediaId } from '#shared/ids.ts';
import type { Media } from '#shared/media/media.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** Adds a file to the library; the same bytes again keep their first name, and what is known of them is the newest. */
export function storeMedia(tx: WriteTx, media: Media): void {
  tx.prepare(
    `INSERT INTO media (id, name, mime_type, bytes, width, height, duration_ms, details_json, imported_at)
     VALUES (:id, :name, :mimeType, :bytes, :width, :height, :durationMs, :detailsJson, :importedAt)
     ON CONFLICT (id) DO UPDATE SET duration_ms = excluded.duration_ms, details_json = excluded.details_json`,
  ).run({ ...media, durationMs: media.durationMs ?? null, detailsJson: JSON.stringify(media.details ?? {}) });
  changed(tx, 'media', [media.id]);
}

/** Keeps what a later look told of a file that came in before. What it could not tell stays as it was. */
export function noteDetails(tx: WriteTx, id: MediaId, { width, height, durationMs, details }: Looked): void {
  tx.prepare(
    `UPDATE media SET details_json = :detailsJson, duration_ms = coalesce(:durationMs, duration_ms),
            width = coalesce(:width, width), height = coalesce(:height, height) WHERE id = :id`,
  ).run({
    id,
    detailsJson: JSON.stringify(details ?? {}),
    durationMs: durationMs ?? null,
    width: width ?? null,
    height: height ?? null,
  });
  changed(tx, 'media', [id]);
}

type Looked = Partial<Pick<Media, 'width' | 'height' | 'durationMs' | 'details'>>;

/** Takes the file's row away; `false` when there was none. */
export function forgetMedia(tx: WriteTx, id: MediaId): boolean {
  const { changes } = tx.prepare('DELETE FROM media WHERE id = ?').run(id);
  changed(tx, 'media', [id]);
  return changes > 0;
}
