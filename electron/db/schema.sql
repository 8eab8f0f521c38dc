-- The library, as the newest migration leaves it. Written by `npx node build/write-schema.ts`; a test compares it with what
-- the migrations really make. Times are UTC milliseconds, `*_json` columns hold what a schema in shared/ parses.

PRAGMA user_version = 110;

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  overdue_json TEXT NOT NULL,
  -- Who sends: this computer, or a team server.
  runner TEXT NOT NULL DEFAULT 'device' CHECK (runner IN ('device', 'server')),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value_json TEXT NOT NULL
) STRICT;

CREATE TABLE channels (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  platform TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  handle TEXT NOT NULL,
  display_name TEXT NOT NULL,
  avatar_url TEXT,
  server TEXT NOT NULL,
  profile_url TEXT NOT NULL,
  limits_json TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('connected', 'paused', 'signed-out', 'disconnected')),
  expires_at INTEGER,
  connected_at INTEGER NOT NULL,
  -- One account is one channel of a workspace, however often it is connected.
  UNIQUE (workspace_id, platform, server, remote_id)
) STRICT;

CREATE TABLE tokens (
  channel_id TEXT PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE,
  sealed BLOB NOT NULL,
  sealed_with TEXT NOT NULL CHECK (sealed_with IN ('keychain', 'passphrase')),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE network_apps (
  platform TEXT NOT NULL,
  server TEXT NOT NULL,
  sealed BLOB NOT NULL,
  sealed_with TEXT NOT NULL CHECK (sealed_with IN ('keychain', 'passphrase')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (platform, server)
) STRICT;

CREATE TABLE sign_ins (
  state_hash TEXT PRIMARY KEY,
  platform TEXT NOT NULL,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  reconnect_channel_id TEXT REFERENCES channels (id) ON DELETE CASCADE,
  sealed BLOB NOT NULL,
  sealed_with TEXT NOT NULL CHECK (sealed_with IN ('keychain', 'passphrase', 'memory')),
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;

CREATE TABLE posts (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  version INTEGER NOT NULL CHECK (version >= 1),
  -- The post whole; the columns beside it are copies to search by.
  post_json TEXT NOT NULL,
  plan_kind TEXT NOT NULL CHECK (plan_kind IN ('none', 'at', 'now')),
  due_at INTEGER CHECK ((due_at IS NULL) = (plan_kind = 'none')),
  deleted_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX posts_by_due ON posts (workspace_id, due_at) WHERE due_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX posts_drafts ON posts (workspace_id, updated_at) WHERE due_at IS NULL AND deleted_at IS NULL;
CREATE INDEX posts_deleted ON posts (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE post_versions (
  post_id TEXT NOT NULL REFERENCES posts (id),
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  command_id TEXT NOT NULL,
  command_kind TEXT NOT NULL,
  post_json TEXT NOT NULL,
  PRIMARY KEY (post_id, version)
) STRICT;

CREATE TABLE commands (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  command_json TEXT NOT NULL,
  answer_json TEXT NOT NULL
) STRICT;

CREATE TABLE tags (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL COLLATE NOCASE,
  color TEXT NOT NULL,
  UNIQUE (workspace_id, name)
) STRICT;

CREATE TABLE post_tags (
  post_id TEXT NOT NULL REFERENCES posts (id),
  tag_id TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_tags_by_tag ON post_tags (tag_id);

CREATE TABLE slots (
  id TEXT PRIMARY KEY,
  channel_id TEXT NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
  -- ISO 8601: 1 Monday to 7 Sunday.
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  wall_time TEXT NOT NULL,
  zone TEXT NOT NULL,
  UNIQUE (channel_id, weekday, wall_time)
) STRICT;

CREATE TABLE media (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  imported_at INTEGER NOT NULL
, duration_ms INTEGER, details_json TEXT) STRICT;

CREATE TABLE publications (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  post_id TEXT NOT NULL REFERENCES posts (id),
  channel_id TEXT NOT NULL REFERENCES channels (id),
  platform TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('scheduled', 'held', 'publishing', 'processing', 'handed-over', 'unconfirmed', 'published', 'failed', 'canceled')),
  due_at INTEGER NOT NULL,
  run_at INTEGER CHECK ((run_at IS NOT NULL) = (state IN ('scheduled', 'processing'))),
  attempt INTEGER NOT NULL DEFAULT 0,
  lease TEXT CHECK ((lease IS NOT NULL) = (state = 'publishing')),
  lease_until INTEGER CHECK ((lease_until IS NOT NULL) = (state = 'publishing')),
  -- What is sent, frozen by the first claim; post_version says which words they were.
  draft_json TEXT,
  post_version INTEGER,
  started_at INTEGER,
  receipt_json TEXT CHECK ((receipt_json IS NOT NULL) = (state IN ('published', 'handed-over'))),
  why_json TEXT,
  changed_at INTEGER NOT NULL,
  CHECK (why_json IS NOT NULL OR state NOT IN ('held', 'unconfirmed', 'failed'))
) STRICT;
CREATE UNIQUE INDEX publications_one_per_channel ON publications (post_id, channel_id);
CREATE UNIQUE INDEX publications_one_in_flight ON publications (channel_id) WHERE state = 'publishing';
CREATE INDEX publications_held ON publications (channel_id) WHERE state = 'held';
CREATE INDEX publications_to_run ON publications (run_at) WHERE run_at IS NOT NULL;
CREATE INDEX publications_by_state ON publications (workspace_id, state, changed_at);

CREATE TABLE steps (
  publication_id TEXT NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('repeatable', 'keyed', 'once')),
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  result_json TEXT CHECK ((result_json IS NOT NULL) = (finished_at IS NOT NULL)),
  PRIMARY KEY (publication_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  publication_id TEXT NOT NULL REFERENCES publications (id),
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  details_json TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_by_publication ON ledger (publication_id, seq);
CREATE TRIGGER ledger_keeps BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  topic TEXT NOT NULL,
  row_id TEXT NOT NULL
) STRICT;
CREATE INDEX publications_handed_over ON publications (due_at) WHERE state = 'handed-over';

CREATE TABLE buckets (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  settings_json TEXT NOT NULL,
  sealed BLOB NOT NULL,
  sealed_with TEXT NOT NULL CHECK (sealed_with IN ('keychain', 'passphrase'))
) STRICT;

CREATE TABLE public_files (
  media_id TEXT PRIMARY KEY REFERENCES media (id),
  object_key TEXT NOT NULL UNIQUE,
  -- When its address ends, and the object is taken away at the latest.
  until INTEGER NOT NULL,
  -- It was fetched from outside, by us, without any key.
  is_ready INTEGER NOT NULL DEFAULT 0 CHECK (is_ready IN (0, 1))
) STRICT;
CREATE INDEX media_to_look_at ON media (id) WHERE details_json IS NULL;

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

CREATE TABLE imported_rows (
  import_id TEXT NOT NULL REFERENCES imports (id),
  row INTEGER NOT NULL,
  row_hash TEXT NOT NULL,
  post_id TEXT NOT NULL REFERENCES posts (id),
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_rows_by_hash ON imported_rows (row_hash);
CREATE INDEX imported_rows_by_post ON imported_rows (post_id);

CREATE TABLE channel_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id TEXT NOT NULL REFERENCES channels (id),
  at INTEGER NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('connected', 'paused', 'resumed', 'signed-out', 'disconnected'))
) STRICT;
CREATE INDEX channel_events_by_time ON channel_events (at, seq);
CREATE INDEX post_versions_by_time ON post_versions (at, post_id, version);
CREATE INDEX ledger_by_time ON ledger (at, seq);
