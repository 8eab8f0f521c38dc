import type { Migration } from '#electron/db/migrate.ts';

export const m0130: Migration = {
  number: 130,
  name: 'composer',
  up: (db) =>
    db.exec(`
-- Words that are put into posts again and again.
CREATE TABLE snippets (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL COLLATE NOCASE,
  text TEXT NOT NULL,
  -- Deleting one can be undone.
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX snippets_by_name ON snippets (workspace_id, name) WHERE deleted_at IS NULL;

-- Whether planning asks about pictures without a description.
ALTER TABLE workspaces ADD COLUMN remind_alt INTEGER NOT NULL DEFAULT 1 CHECK (remind_alt IN (0, 1));
`),
};
