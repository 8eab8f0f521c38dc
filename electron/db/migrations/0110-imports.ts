import type { Migration } from '#electron/db/migrate.ts';

export const m0110: Migration = {
  number: 110,
  name: 'imports',
  up: (db) =>
    db.exec(`
-- Files of rows that became posts.
CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  at INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- SHA-256 of its bytes, so that the same file is known again.
  file_hash TEXT NOT NULL,
  posts INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE INDEX imports_by_file ON imports (workspace_id, file_hash);
CREATE INDEX imports_by_time ON imports (at, id);

-- Which row became which post.
CREATE TABLE imported_rows (
  import_id TEXT NOT NULL REFERENCES imports (id),
  row INTEGER NOT NULL,
  row_hash TEXT NOT NULL,
  post_id TEXT NOT NULL REFERENCES posts (id),
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_rows_by_hash ON imported_rows (row_hash);
CREATE INDEX imported_rows_by_post ON imported_rows (post_id);

-- What happened to a channel. Until now only its first connection was kept.
CREATE TABLE channel_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id TEXT NOT NULL REFERENCES channels (id),
  at INTEGER NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('connected', 'paused', 'resumed', 'signed-out', 'disconnected'))
) STRICT;
CREATE INDEX channel_events_by_time ON channel_events (at, seq);
INSERT INTO channel_events (channel_id, at, event)
  SELECT id, connected_at, 'connected' FROM channels ORDER BY connected_at, id;

-- Everything that happened, newest first, is read along these.
CREATE INDEX post_versions_by_time ON post_versions (at, post_id, version);
CREATE INDEX ledger_by_time ON ledger (at, seq);
`),
};
