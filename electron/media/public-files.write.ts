import type { MediaId } from '#shared/ids.ts';
import type { WriteTx } from '#electron/db/handles.ts';
import type { PublicFile } from '#electron/media/public-files.read.ts';

/** Noted before the file is sent, so that one that arrives unnoticed is taken away all the same. */
export function keepPublicFile(tx: WriteTx, file: PublicFile): void {
  tx.prepare('INSERT INTO public_files (media_id, object_key, until, is_ready) VALUES (?, ?, ?, ?)').run(
    file.media,
    file.key,
    file.until,
    file.isReady ? 1 : 0,
  );
}

export function markReady(tx: WriteTx, media: MediaId): void {
  tx.prepare('UPDATE public_files SET is_ready = 1 WHERE media_id = ?').run(media);
}

export function forgetPublicFile(tx: WriteTx, media: MediaId): void {
  tx.prepare('DELETE FROM public_files WHERE media_id = ?').run(media);
}
