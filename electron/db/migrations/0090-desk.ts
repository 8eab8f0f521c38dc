import type { Migration } from '#electron/db/migrate.ts';

// What can be searched is kept by triggers, so that no writer of posts, labels or files can forget it: whatever changes a
// row changes its words in the same transaction.

export const m0090: Migration = {
  number: 90,
  name: 'desk',
  up: (db) => db.exec(SHELVES + LABELS + WORDS + TRIGGERS + FILL),
};

const SHELVES = `
-- Copies to search by, like those before them: how far a draft is, and whether it is out of sight.
ALTER TABLE posts ADD COLUMN stage TEXT NOT NULL DEFAULT 'draft' CHECK (stage IN ('idea', 'draft', 'in-review', 'ready'));
ALTER TABLE posts ADD COLUMN archived_at INTEGER;
ALTER TABLE posts ADD COLUMN template_name TEXT;
-- It left the bin for good; the row stays because publications belong to it.
ALTER TABLE posts ADD COLUMN emptied_at INTEGER;
DROP INDEX posts_drafts;
CREATE INDEX posts_drafts ON posts (workspace_id, updated_at)
  WHERE due_at IS NULL AND deleted_at IS NULL AND archived_at IS NULL AND template_name IS NULL;
DROP INDEX posts_deleted;
CREATE INDEX posts_deleted ON posts (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL AND emptied_at IS NULL;
CREATE INDEX posts_archived ON posts (workspace_id, archived_at) WHERE archived_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX posts_templates ON posts (workspace_id, template_name)
  WHERE template_name IS NOT NULL AND deleted_at IS NULL;
`;

const LABELS = `
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
INSERT INTO labels (id, workspace_id, name, color) SELECT id, workspace_id, name, color FROM tags;
INSERT INTO post_labels (post_id, label_id) SELECT post_id, tag_id FROM post_tags;
DROP TABLE post_tags;
DROP TABLE tags;
`;

const WORDS = `
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

-- What a search reads. It has ids of its own: the implicit ones of posts may change when the file is compacted.
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

-- A row that is no JSON has no words; it is set aside when it is read.
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
`;

/** Everything that is read of a post's JSON, anew. Each once: an upsert that fires the trigger takes the “or ignore” away. */
const readPost = (id: string): string => `
  DELETE FROM post_files WHERE post_id = ${id};
  INSERT OR IGNORE INTO post_files (post_id, media_id)
    SELECT DISTINCT post_id, value FROM post_texts WHERE post_id = ${id} AND key = 'media' AND type = 'text';
  DELETE FROM post_channels WHERE post_id = ${id};
  INSERT OR IGNORE INTO post_channels (post_id, channel_id)
    SELECT DISTINCT post_id, value FROM post_texts WHERE post_id = ${id} AND path = '$.channels' AND type = 'text';
  INSERT INTO post_words (post_id, words, comment, alts, files, labels)
    SELECT post_id, words, comment, alts, files, labels FROM post_words_now WHERE post_id = ${id}
    ON CONFLICT (post_id) DO UPDATE SET words = excluded.words, comment = excluded.comment, alts = excluded.alts,
      files = excluded.files, labels = excluded.labels;
`;

// While a post is being removed its row may be gone before what hangs on it.
const filesAgain = (media: string): string => `
  UPDATE post_words SET files = coalesce((SELECT n.files FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (SELECT post_id FROM post_files WHERE media_id = ${media});
`;

const labelsAgain = (posts: string): string => `
  UPDATE post_words SET labels = coalesce((SELECT n.labels FROM post_words_now n WHERE n.post_id = post_words.post_id), '')
   WHERE post_id IN (${posts});
`;

const TRIGGERS = `
CREATE TRIGGER words_of_new_post AFTER INSERT ON posts BEGIN ${readPost('new.id')} END;
CREATE TRIGGER words_of_changed_post AFTER UPDATE OF post_json, template_name ON posts
  WHEN old.post_json <> new.post_json OR old.template_name IS NOT new.template_name BEGIN ${readPost('new.id')} END;
CREATE TRIGGER words_of_new_file AFTER INSERT ON media BEGIN ${filesAgain('new.id')} END;
CREATE TRIGGER words_of_renamed_file AFTER UPDATE OF name ON media BEGIN ${filesAgain('new.id')} END;
CREATE TRIGGER words_of_removed_file AFTER DELETE ON media BEGIN ${filesAgain('old.id')} END;
CREATE TRIGGER words_of_put_label AFTER INSERT ON post_labels BEGIN ${labelsAgain('new.post_id')} END;
CREATE TRIGGER words_of_taken_label AFTER DELETE ON post_labels BEGIN ${labelsAgain('old.post_id')} END;
CREATE TRIGGER words_of_changed_label AFTER UPDATE OF name, deleted_at ON labels
  BEGIN ${labelsAgain('SELECT post_id FROM post_labels WHERE label_id = new.id')} END;

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
`;

/** Oldest first, so that the newest have the highest ids. */
const FILL = `
INSERT OR IGNORE INTO post_files (post_id, media_id)
  SELECT post_id, value FROM post_texts WHERE key = 'media' AND type = 'text';
INSERT OR IGNORE INTO post_channels (post_id, channel_id)
  SELECT post_id, value FROM post_texts WHERE path = '$.channels' AND type = 'text';
INSERT INTO post_words (post_id, words, comment, alts, files, labels)
  SELECT n.post_id, n.words, n.comment, n.alts, n.files, n.labels
    FROM post_words_now n JOIN posts p ON p.id = n.post_id ORDER BY p.created_at, p.id;
`;
