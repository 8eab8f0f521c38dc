import type { Migration } from '#electron/db/migrate.ts';

export const m0080: Migration = {
  number: 80,
  name: 'posting slots',
  up: (db) =>
    db.exec(`
-- What is added to every post of a channel, and how its links are treated.
ALTER TABLE channels ADD COLUMN defaults_json TEXT NOT NULL DEFAULT '{}';
-- Why a person paused it, in their own words.
ALTER TABLE channels ADD COLUMN paused_because TEXT;
-- How much of the network's quota was used when it was last asked.
ALTER TABLE channels ADD COLUMN quota_json TEXT;
-- What is planned for a channel from some time on, and what last went out there.
CREATE INDEX publications_by_channel ON publications (channel_id, due_at);
`),
};
