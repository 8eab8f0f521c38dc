import type { MediaId } from '#shared/ids.ts';
import type { ReadDb } from '#electron/db/handles.ts';

/** A file that networks can fetch, or that is on its way there. */
export interface PublicFile {
  readonly media: MediaId;
  /** Its name in the bucket. */
  readonly key: string;
  /** UTC ms. */
  readonly until: number;
  readonly isReady: boolean;
}

interface Row {
  readonly media_id: string;
  readonly object_key: string;
  readonly until: number;
  readonly is_ready: number;
}

/** What lies in the bucket of this file. */
export function publicFileOf(db: ReadDb, media: MediaId): PublicFile | undefined {
  return publicFilesOf(db, [media])[0];
}

export function publicFilesOf(db: ReadDb, media: readonly MediaId[]): PublicFile[] {
  const one = db.prepare<[string], Row>('SELECT * FROM public_files WHERE media_id = ?');
  return media.flatMap((id) => {
    const row = one.get(id);
    return row === undefined ? [] : [fileOf(row)];
  });
}

export function expiredPublicFiles(db: ReadDb, now: number): PublicFile[] {
  return db.prepare<[number], Row>('SELECT * FROM public_files WHERE until <= ?').all(now).map(fileOf);
}

function fileOf(row: Row): PublicFile {
  return { media: row.media_id as MediaId, key: row.object_key, until: row.until, isReady: row.is_ready === 1 };
}
