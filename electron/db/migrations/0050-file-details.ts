import type { Migration } from '#electron/db/migrate.ts';

export const m0050: Migration = {
  number: 50,
  name: 'file details',
  up: (db) =>
    db.exec(`
-- What a look into the file told: codecs, frame rate, pages. NULL: nobody has looked yet. Pictures have nothing to tell.
ALTER TABLE media ADD COLUMN details_json TEXT;
UPDATE media SET details_json = '{}' WHERE mime_type LIKE 'image/%';
CREATE INDEX media_to_look_at ON media (id) WHERE details_json IS NULL;
`),
};
