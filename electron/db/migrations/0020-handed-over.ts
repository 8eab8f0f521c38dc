import type { Migration } from '#electron/db/migrate.ts';

export const m0020: Migration = {
  number: 20,
  name: 'handed over',
  up: (db) =>
    db.exec(`
-- What a network's own scheduler has is asked about once its time has come.
CREATE INDEX publications_handed_over ON publications (due_at) WHERE state = 'handed-over';
`),
};
