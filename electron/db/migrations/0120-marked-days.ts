import type { Migration } from '#electron/db/migrate.ts';

export const m0120: Migration = {
  number: 120,
  name: 'marked days',
  up: (db) =>
    db.exec(`
-- Files of days (ICS) that were brought in: holidays, national days, fairs.
CREATE TABLE day_sources (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL COLLATE NOCASE,
  imported_at INTEGER NOT NULL,
  UNIQUE (workspace_id, name)
) STRICT;

-- What is in them. The rule by which a day comes again is kept as the file wrote it, and followed when days are shown.
CREATE TABLE day_events (
  source_id TEXT NOT NULL REFERENCES day_sources (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  -- 2026-12-25, whatever the zone. What comes again for ever has no last day.
  first_day TEXT NOT NULL,
  last_day TEXT,
  ics TEXT NOT NULL,
  PRIMARY KEY (source_id, place)
) STRICT, WITHOUT ROWID;
`),
};
