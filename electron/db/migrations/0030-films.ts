import type { Migration } from '#electron/db/migrate.ts';

export const m0030: Migration = {
  number: 30,
  name: 'films',
  up: (db) =>
    db.exec(`
-- How long a film or a sound lasts, where that is known.
ALTER TABLE media ADD COLUMN duration_ms INTEGER;
`),
};
