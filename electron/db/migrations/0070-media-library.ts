import type { Migration } from '#electron/db/migrate.ts';

/** Every media id that stands somewhere in stored JSON, with the descriptions that stand beside it. */
const NAMED = (json: string): string => `
  SELECT tree.atom AS media_id, group_concat(json_extract(${json}, tree.path || '.alt'), char(10)) AS alts
    FROM json_tree(${json}) AS tree
   WHERE tree.type = 'text' AND length(tree.atom) = 64 AND tree.atom NOT GLOB '*[^0-9a-f]*'
   GROUP BY tree.atom`;

const noted = (place: string, post: string, json: string): string =>
  `INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
   SELECT media_id, ${post}, '${place}', coalesce(alts, '') FROM (${NAMED(json)});`;

export const m0070: Migration = {
  number: 70,
  name: 'media library',
  up: (db) =>
    db.exec(`
-- The description that new posts take over, and the folder a person put the file into.
ALTER TABLE media ADD COLUMN alt TEXT NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN folder TEXT COLLATE NOCASE;
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

-- Which posts name a file, made from their JSON by the triggers below: as they are, as they were, and as they were sent.
CREATE TABLE media_uses (
  media_id TEXT NOT NULL,
  post_id TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('post', 'version', 'sent')),
  alts TEXT NOT NULL,
  PRIMARY KEY (media_id, place, post_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_uses_by_post ON media_uses (post_id, place);

INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
  SELECT tree.atom, posts.id, 'post', coalesce(group_concat(json_extract(post_json, tree.path || '.alt'), char(10)), '')
    FROM posts, json_tree(posts.post_json) AS tree
   WHERE json_valid(post_json) AND tree.type = 'text' AND length(tree.atom) = 64 AND tree.atom NOT GLOB '*[^0-9a-f]*'
   GROUP BY posts.id, tree.atom;
INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
  SELECT tree.atom, v.post_id, 'version', '' FROM post_versions AS v, json_tree(v.post_json) AS tree
   WHERE json_valid(v.post_json) AND tree.type = 'text' AND length(tree.atom) = 64
     AND tree.atom NOT GLOB '*[^0-9a-f]*';
INSERT OR IGNORE INTO media_uses (media_id, post_id, place, alts)
  SELECT tree.atom, p.post_id, 'sent', '' FROM publications AS p, json_tree(p.draft_json) AS tree
   WHERE json_valid(p.draft_json) AND tree.type = 'text' AND length(tree.atom) = 64
     AND tree.atom NOT GLOB '*[^0-9a-f]*';

CREATE TRIGGER posts_name_media AFTER INSERT ON posts WHEN json_valid(NEW.post_json) BEGIN
  ${noted('post', 'NEW.id', 'NEW.post_json')}
END;
CREATE TRIGGER posts_name_other_media AFTER UPDATE OF post_json ON posts WHEN json_valid(NEW.post_json) BEGIN
  DELETE FROM media_uses WHERE post_id = NEW.id AND place = 'post';
  ${noted('post', 'NEW.id', 'NEW.post_json')}
END;
CREATE TRIGGER versions_name_media AFTER INSERT ON post_versions WHEN json_valid(NEW.post_json) BEGIN
  ${noted('version', 'NEW.post_id', 'NEW.post_json')}
END;
CREATE TRIGGER new_publications_name_media AFTER INSERT ON publications WHEN json_valid(NEW.draft_json) BEGIN
  ${noted('sent', 'NEW.post_id', 'NEW.draft_json')}
END;
CREATE TRIGGER publications_name_media AFTER UPDATE OF draft_json ON publications WHEN json_valid(NEW.draft_json) BEGIN
  ${noted('sent', 'NEW.post_id', 'NEW.draft_json')}
END;
`),
};
