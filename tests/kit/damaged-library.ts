import { closeSync, openSync, writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';

/**
 * Spoils the page where a table of a library begins, as a dying disk does: the file still opens, its layout and its
 * settings can be read, and only a look through the whole of it tells.
 */
export function damageInside(path: string, table = 'posts'): void {
  const db = new Sqlite(path);
  const page = Number(db.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(table));
  const size = Number(db.pragma('page_size', { simple: true }));
  // Everything has to be in the file itself, and nothing beside it.
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
  closeSync(file);
}
