import type { Migration } from '#electron/db/migrate.ts';

export const m0100: Migration = {
  number: 100,
  name: 'analytics',
  up: (db) =>
    db.exec(`
-- Since when people see it; NULL while they do not, and once it was taken down. What ranges of analytics go by.
ALTER TABLE publications ADD COLUMN out_since INTEGER GENERATED ALWAYS AS (
  CASE WHEN state = 'published' AND json_valid(receipt_json) AND json_extract(receipt_json, '$.removedAt') IS NULL
       THEN json_extract(receipt_json, '$.publishedAt') END) VIRTUAL;
CREATE INDEX publications_out ON publications (workspace_id, out_since) WHERE out_since IS NOT NULL;

-- When a network is asked next how a post is doing; NULL once nothing more is asked.
CREATE TABLE metric_watches (
  publication_id TEXT PRIMARY KEY REFERENCES publications (id),
  channel_id TEXT NOT NULL REFERENCES channels (id),
  next_metrics_at INTEGER,
  -- How often in a row the network said no about this one post.
  refusals INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX metric_watches_next ON metric_watches (next_metrics_at) WHERE next_metrics_at IS NOT NULL;

-- What a network told, once for each age of a post. A name that is missing in it was not told, which is not zero.
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

-- When a channel's followers are counted next, and how long it is left alone after trouble.
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
`),
};
