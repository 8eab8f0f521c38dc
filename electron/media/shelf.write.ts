import { never } from '#shared/assert.ts';
import { Failure } from '#shared/failures.ts';
import type { MediaId } from '#shared/ids.ts';
import { MOST_LABELS, type ShelfChange } from '#shared/media/shelf.ts';
import { changed } from '#electron/db/change-log.ts';
import type { WriteTx } from '#electron/db/handles.ts';

/** Renames, describes, moves or labels files; those that are gone are passed over. Throws `media.too-many-labels`. */
export function changeOnShelf(tx: WriteTx, ids: readonly MediaId[], change: ShelfChange): void {
  for (const id of ids) changeOne(tx, id, change);
  changed(tx, 'media', ids);
}

function changeOne(tx: WriteTx, id: MediaId, change: ShelfChange): void {
  switch (change.kind) {
    case 'rename':
      tx.prepare('UPDATE media SET name = ? WHERE id = ?').run(change.name, id);
      return;
    case 'describe':
      tx.prepare('UPDATE media SET alt = ? WHERE id = ?').run(change.alt, id);
      return;
    case 'move':
      tx.prepare('UPDATE media SET folder = ? WHERE id = ?').run(asWritten(tx, 'folder', change.folder) ?? null, id);
      return;
    case 'label':
      return addLabel(tx, id, change.label);
    case 'unlabel':
      tx.prepare('DELETE FROM media_labels WHERE media_id = ? AND name = ?').run(id, change.label);
      return;
    default:
      return never(change);
  }
}

function addLabel(tx: WriteTx, id: MediaId, label: string): void {
  tx.prepare('INSERT OR IGNORE INTO media_labels (media_id, name) SELECT id, ? FROM media WHERE id = ?').run(
    asWritten(tx, 'label', label),
    id,
  );
  const { n } = tx
    .prepare<[string], { n: number }>('SELECT count(*) AS n FROM media_labels WHERE media_id = ?')
    .get(id) ?? { n: 0 };
  if (n > MOST_LABELS) throw new Failure('media.too-many-labels', { limit: MOST_LABELS });
}

/** “harvest” is the “Harvest” that is there: as it was written first, it stays. */
function asWritten(tx: WriteTx, what: 'folder' | 'label', name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const sql =
    what === 'folder'
      ? 'SELECT folder AS name FROM media WHERE folder = ? LIMIT 1'
      : 'SELECT name FROM media_labels WHERE name = ? LIMIT 1';
  return tx.prepare<[string], { name: string }>(sql).get(name)?.name ?? name;
}
