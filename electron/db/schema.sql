-- The library, as the newest migration leaves it. Written by `npx node build/write-schema.ts`; a test compares it with what
-- the migrations really make. Times are UTC milliseconds, `*_json` columns hold what a schema in shared/ parses.

PRAGMA user_version = 130;

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  overdue_json TEXT NOT NULL,
  -- Who sends: this computer, or a team server.
  runner TEXT NOT NULL DEFAULT 'device' CHECK (runner IN ('device', 'server')),
  created_at INTEGER NOT NULL
, remind_alt INTEGER NOT NULL DEFAULT 1 CHECK (remind_alt IN (0, 1))) STRICT;

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
  connected_at INTEGER NOT NULL, defaults_json TEXT NOT NULL DEFAULT '{}', paused_because TEXT, quota_json TEXT,
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
, stage TEXT NOT NULL DEFAULT 'draft' CHECK (stage IN ('idea', 'draft', 'in-review', 'ready')), archived_at INTEGER, template_name TEXT, emptied_at INTEGER) STRICT;
CREATE INDEX posts_by_due ON posts (workspace_id, due_at) WHERE due_at IS NOT NULL AND deleted_at IS NULL;

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
, duration_ms INTEGER, details_json TEXT, alt TEXT NOT NULL DEFAULT '', folder TEXT COLLATE NOCASE) STRICT;

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
  changed_at INTEGER NOT NULL, out_since INTEGER GENERATED ALWAYS AS (
  CASE WHEN state = 'published' AND json_valid(receipt_json) AND json_extract(receipt_json, '$.removedAt') IS NULL
       THEN json_extract(receipt_json, '$.publishedAt') END) VIRTUAL,
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
CREATE INDEX media_by_time ON media (imported_at, id);
CREATE INDEX media_by_bytes ON media (bytes, id);
CREATE INDEX media_by_name ON media (name COLLATE NOCASE, id);
CREATE INDEX media_by_folder ON media (folder) WHERE folder IS NOT NULL;

CREATE TABLE media_labels (
  media_id TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
  name TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (media_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_labels_by_name ON media_labels (name);

CREATE TABLE media_uses (
  media_id TEXT NOT NULL,
  post_id TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('post', 'version', 'sent')),
  alts TEXT NOT NULL,
  PRIMARY KEY (media_id, place, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_uses_by_post ON media_uses (post_id, place);
CREATE TRIGGER posts_name_media AFTER INSERT ON posts WHEN json_valid(NEW.post_json) BEGIN
  INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
   SELECT media_id, NEW.id, 'post', coalesce(alts, '') FROM (
  SELECT tree.atom AS media_id, group_concat(json_extract(NEW.post_json, tree.path || '.alt'), char(10)) AS alts
    FROM json_tree(NEW.post_json) AS tree
   WHERE tree.type = 'text' AND length(tree.atom) = 64 AND tree.atom NOT GLOB '*[^0-9a-f]*'
   GROUP BY tree.atom);
END;
CREATE TRIGGER posts_name_other_media AFTER UPDATE OF post_json ON posts WHEN json_valid(NEW.post_json) BEGIN
  DELETE FROM media_uses WHERE post_id = NEW.id AND place = 'post';
  INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
   SELECT media_id, NEW.id, 'post', coalesce(alts, '') FROM (
  SELECT tree.atom AS media_id, group_concat(json_extract(NEW.post_json, tree.path || '.alt'), char(10)) AS alts
    FROM json_tree(NEW.post_json) AS tree
   WHERE tree.type = 'text' AND length(tree.atom) = 64 AND tree.atom NOT GLOB '*[^0-9a-f]*'
   GROUP BY tree.atom);
END;
CREATE TRIGGER versions_name_media AFTER INSERT ON post_versions WHEN json_valid(NEW.post_json) BEGIN
  INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
   SELECT media_id, NEW.post_id, 'version', coalesce(alts, '') FROM (
  SELECT tree.atom AS media_id, group_concat(json_extract(NEW.post_json, tree.path || '.alt'), char(10)) AS alts
    FROM json_tree(NEW.post_json) AS tree
   WHERE tree.type = 'text' AND length(tree.atom) = 64 AND tree.atom NOT GLOB '*[^0-9a-f]*'
   GROUP BY tree.atom);
END;
CREATE TRIGGER new_publications_name_media AFTER INSERT ON publications WHEN json_valid(NEW.draft_json) BEGIN
  INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
   SELECT media_id, NEW.post_id, 'sent', coalesce(alts, '') FROM (
  SELECT tree.atom AS media_id, group_concat(json_extract(NEW.draft_json, tree.path || '.alt'), char(10)) AS alts
    FROM json_tree(NEW.draft_json) AS tree
   WHERE tree.type = 'text' AND length(tree.atom) = 64 AND tree.atom NOT GLOB '*[^0-9a-f]*'
   GROUP BY tree.atom);
END;
CREATE TRIGGER publications_name_media AFTER UPDATE OF draft_json ON publications WHEN json_valid(NEW.draft_json) BEGIN
  INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
   SELECT media_id, NEW.post_id, 'sent', coalesce(alts, '') FROM (
  SELECT tree.atom AS media_id, group_concat(json_extract(NEW.draft_json, tree.path || '.alt'), char(10)) AS alts
    FROM json_tree(NEW.draft_json) AS tree
   WHERE tree.type = 'text' AND length(tree.atom) = 64 AND tree.atom NOT GLOB '*[^0-9a-f]*'
   GROUP BY tree.atom);
END;
CREATE INDEX publications_by_channel ON publications (channel_id, due_at);
CREATE INDEX posts_drafts ON posts (workspace_id, updated_at)
  WHERE due_at IS NULL AND deleted_at IS NULL AND archived_at IS NULL AND template_name IS NULL;
CREATE INDEX posts_deleted ON posts (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL AND emptied_at IS NULL;
CREATE INDEX posts_archived ON posts (workspace_id, archived_at) WHERE archived_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX posts_templates ON posts (workspace_id, template_name)
  WHERE template_name IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE labels (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL COLLATE NOCASE,
  color TEXT NOT NULL,
  -- Deleting a label can be undone; the posts it was on are remembered until it goes for good.
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX labels_by_name ON labels (workspace_id, name) WHERE deleted_at IS NULL;

CREATE TABLE post_labels (
  post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  label_id TEXT NOT NULL REFERENCES labels (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_labels_by_label ON post_labels (label_id);

CREATE TABLE post_files (
  post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  media_id TEXT NOT NULL,
  PRIMARY KEY (post_id, media_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_files_by_media ON post_files (media_id);

CREATE TABLE post_channels (
  post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  channel_id TEXT NOT NULL,
  PRIMARY KEY (post_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_words (
  id INTEGER PRIMARY KEY,
  post_id TEXT NOT NULL UNIQUE REFERENCES posts (id) ON DELETE CASCADE,
  -- Texts of all parts and variants, each once, poll answers, and the name of a template.
  words TEXT NOT NULL,
  comment TEXT NOT NULL,
  -- Descriptions of files.
  alts TEXT NOT NULL,
  -- Names of files.
  files TEXT NOT NULL,
  labels TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE post_search USING fts5 (
  words, comment, alts, files, labels,
  content='post_words', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
CREATE VIEW post_texts AS
SELECT p.id AS post_id, t.fullkey AS place, t.path AS path, t.key AS key, t.type AS type, t.value AS value
  FROM posts p, json_tree(CASE WHEN json_valid(p.post_json) THEN p.post_json ELSE '{}' END) t;
CREATE VIEW post_words_now AS
SELECT p.id AS post_id,
       concat_ws(char(10), p.template_name, (SELECT group_concat(value, char(10)) FROM (
         SELECT DISTINCT value FROM post_texts WHERE post_id = p.id AND type = 'text' AND
           ((key = 'text' AND (path LIKE '$.segments[%' OR path LIKE '$.variants.%')) OR path LIKE '%.poll.answers')
       ))) AS words,
       coalesce((SELECT value FROM post_texts WHERE post_id = p.id AND place = '$.firstComment' AND type = 'text'), '')
         AS comment,
       coalesce((SELECT group_concat(value, char(10)) FROM (
         SELECT DISTINCT value FROM post_texts WHERE post_id = p.id AND key = 'alt' AND type = 'text' AND value <> ''
       )), '') AS alts,
       coalesce((SELECT group_concat(m.name, char(10)) FROM post_files f JOIN media m ON m.id = f.media_id
          WHERE f.post_id = p.id), '') AS files,
       coalesce((SELECT group_concat(l.name, char(10)) FROM post_labels pl JOIN labels l ON l.id = pl.label_id
          WHERE pl.post_id = p.id AND l.deleted_at IS NULL), '') AS labels
  FROM posts p;
CREATE TRIGGER words_of_new_post AFTER INSERT ON posts BEGIN 
  DELETE FROM post_files WHERE post_id = new.id;
  INSERT OR IGNORE INTO post_files (post_id, media_id)
    SELECT DISTINCT post_id, value FROM post_texts WHERE post_id = new.id AND key = 'media' AND type = 'text';
  DELETE FROM post_channels WHERE post_id = new.id;
  INSERT OR IGNORE INTO post_channels (post_id, channel_id)
    SELECT DISTINCT post_id, value FROM post_texts WHERE post_id = new.id AND path = '$.channels' AND type = 'text';
  INSERT INTO post_words (post_id, words, comment, alts, files, labels)
    SELECT post_id, words, comment, alts, files, labels FROM post_words_now WHERE post_id = new.id
    ON CONFLICT (post_id) DO UPDATE SET words = excluded.words, comment = excluded.comment, alts = excluded.alts,
      files = excluded.files, labels = excluded.labels;
 END;
CREATE TRIGGER words_of_changed_post AFTER UPDATE OF post_json, template_name ON posts
  WHEN old.post_json <> new.post_json OR old.template_name IS NOT new.template_name BEGIN 
  DELETE FROM post_files WHERE post_id = new.id;
  INSERT OR IGNORE INTO post_files (post_id, media_id)
    SELECT DISTINCT post_id, value FROM post_texts WHERE post_id = new.id AND key = 'media' AND type = 'text';
  DELETE FROM post_channels WHERE post_id = new.id;
  INSERT OR IGNORE INTO post_channels (post_id, channel_id)
    SELECT DISTINCT post_id, value FROM post_texts WHERE post_id = new.id AND path = '$.channels' AND type = 'text';
  INSERT INTO post_words (post_id, words, comment, alts, files, labels)
    SELECT post_id, words, comment, alts, files, labels FROM post_words_now WHERE post_id = new.id
    ON CONFLICT (post_id) DO UPDATE SET words = excluded.words, comment = excluded.comment, alts = excluded.alts,
      files = excluded.files, labels = excluded.labels;
 END;
CREATE TRIGGER words_of_new_file AFTER INSERT ON media BEGIN 
  UPDATE post_words SET files = coalesce((SELECT n.files FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (SELECT post_id FROM post_files WHERE media_id = new.id);
 END;
CREATE TRIGGER words_of_renamed_file AFTER UPDATE OF name ON media BEGIN 
  UPDATE post_words SET files = coalesce((SELECT n.files FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (SELECT post_id FROM post_files WHERE media_id = new.id);
 END;
CREATE TRIGGER words_of_removed_file AFTER DELETE ON media BEGIN 
  UPDATE post_words SET files = coalesce((SELECT n.files FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (SELECT post_id FROM post_files WHERE media_id = old.id);
 END;
CREATE TRIGGER words_of_put_label AFTER INSERT ON post_labels BEGIN 
  UPDATE post_words SET labels = coalesce((SELECT n.labels FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (new.post_id);
 END;
CREATE TRIGGER words_of_taken_label AFTER DELETE ON post_labels BEGIN 
  UPDATE post_words SET labels = coalesce((SELECT n.labels FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (old.post_id);
 END;
CREATE TRIGGER words_of_changed_label AFTER UPDATE OF name, deleted_at ON labels
  BEGIN 
  UPDATE post_words SET labels = coalesce((SELECT n.labels FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (SELECT post_id FROM post_labels WHERE label_id = new.id);
 END;
CREATE TRIGGER search_in_new_words AFTER INSERT ON post_words BEGIN
  INSERT INTO post_search (rowid, words, comment, alts, files, labels)
    VALUES (new.id, new.words, new.comment, new.alts, new.files, new.labels);
END;
CREATE TRIGGER search_in_old_words AFTER DELETE ON post_words BEGIN
  INSERT INTO post_search (post_search, rowid, words, comment, alts, files, labels)
    VALUES ('delete', old.id, old.words, old.comment, old.alts, old.files, old.labels);
END;
CREATE TRIGGER search_in_changed_words AFTER UPDATE ON post_words
  WHEN (old.words, old.comment, old.alts, old.files, old.labels)
    IS NOT (new.words, new.comment, new.alts, new.files, new.labels) BEGIN
  INSERT INTO post_search (post_search, rowid, words, comment, alts, files, labels)
    VALUES ('delete', old.id, old.words, old.comment, old.alts, old.files, old.labels);
  INSERT INTO post_search (rowid, words, comment, alts, files, labels)
    VALUES (new.id, new.words, new.comment, new.alts, new.files, new.labels);
END;
CREATE INDEX publications_out ON publications (workspace_id, out_since) WHERE out_since IS NOT NULL;

CREATE TABLE metric_watches (
  publication_id TEXT PRIMARY KEY REFERENCES publications (id),
  channel_id TEXT NOT NULL REFERENCES channels (id),
  next_metrics_at INTEGER,
  -- How often in a row the network said no about this one post.
  refusals INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX metric_watches_next ON metric_watches (next_metrics_at) WHERE next_metrics_at IS NOT NULL;

CREATE TABLE metric_readings (
  publication_id TEXT NOT NULL REFERENCES publications (id),
  age_ms INTEGER NOT NULL CHECK (age_ms > 0),
  at INTEGER NOT NULL,
  metrics_json TEXT NOT NULL,
  PRIMARY KEY (publication_id, age_ms)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER metric_readings_keep BEFORE UPDATE ON metric_readings
  BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER metric_readings_stay BEFORE DELETE ON metric_readings
  BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;

CREATE TABLE channel_watches (
  channel_id TEXT PRIMARY KEY REFERENCES channels (id) ON DELETE CASCADE,
  next_followers_at INTEGER,
  rest_until INTEGER NOT NULL DEFAULT 0,
  troubles INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE follower_readings (
  channel_id TEXT NOT NULL REFERENCES channels (id),
  at INTEGER NOT NULL,
  followers INTEGER NOT NULL CHECK (followers >= 0),
  PRIMARY KEY (channel_id, at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER follower_readings_keep BEFORE UPDATE ON follower_readings
  BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;
CREATE TRIGGER follower_readings_stay BEFORE DELETE ON follower_readings
  BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END;

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

CREATE TABLE day_sources (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL COLLATE NOCASE,
  imported_at INTEGER NOT NULL,
  UNIQUE (workspace_id, name)
) STRICT;

CREATE TABLE day_events (
  source_id TEXT NOT NULL REFERENCES day_sources (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  -- 2026-12-25, whatever the zone. What comes again for ever has no last day.
  first_day TEXT NOT NULL,
  last_day TEXT,
  ics TEXT NOT NULL,
  PRIMARY KEY (source_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE snippets (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL COLLATE NOCASE,
  text TEXT NOT NULL,
  -- Deleting one can be undone.
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX snippets_by_name ON snippets (workspace_id, name) WHERE deleted_at IS NULL;
