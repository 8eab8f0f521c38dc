import type { Migration } from '#electron/db/migrate.ts';

export const m0040: Migration = {
  number: 40,
  name: 'public files',
  up: (db) =>
    db.exec(`
-- The person's own bucket, from which networks fetch files; its secret key sealed. One at most.
CREATE TABLE buckets (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  settings_json TEXT NOT NULL,
  sealed BLOB NOT NULL,
  sealed_with TEXT NOT NULL CHECK (sealed_with IN ('keychain', 'passphrase'))
) STRICT;

-- Files that lie in the bucket now. A row is there before its object and goes after it, so that none is forgotten there.
CREATE TABLE public_files (
  media_id TEXT PRIMARY KEY REFERENCES media (id),
  object_key TEXT NOT NULL UNIQUE,
  -- When its address ends, and the object is taken away at the latest.
  until INTEGER NOT NULL,
  -- It was fetched from outside, by us, without any key.
  is_ready INTEGER NOT NULL DEFAULT 0 CHECK (is_ready IN (0, 1))
) STRICT;
`),
};
